"""The app of cases, for Django."""

from django.apps import AppConfig


class Cases(AppConfig):
    """Cases, their steps, family, care, consent, tasks, moves."""

    name = "kintrace.office.cases"
    label = "cases"
