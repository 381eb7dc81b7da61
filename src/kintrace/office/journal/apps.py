"""The app of the journal, for Django."""

from django.apps import AppConfig


class Journal(AppConfig):
    """The journal."""

    name = "kintrace.office.journal"
    label = "journal"
