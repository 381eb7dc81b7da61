"""The app of the registry, for Django."""

from django.apps import AppConfig


class Registry(AppConfig):
    """Children, places, programmes, transfers, indicators."""

    name = "kintrace.office.registry"
    label = "registry"
