"""The app of statistics, for Django."""

from django.apps import AppConfig


class Statistics(AppConfig):
    """Counts of cases, tasks, lists and pairs."""

    name = "kintrace.office.statistics"
    label = "statistics"
