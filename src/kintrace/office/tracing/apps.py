"""The app of tracing, for Django."""

from django.apps import AppConfig


class Tracing(AppConfig):
    """Lists, records, proposed pairs, decisions."""

    name = "kintrace.office.tracing"
    label = "tracing"
