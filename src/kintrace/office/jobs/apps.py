"""The app of jobs, for Django."""

from django.apps import AppConfig


class Jobs(AppConfig):
    """Jobs."""

    name = "kintrace.office.jobs"
    label = "jobs"
