"""The app of exchange, for Django."""

from django.apps import AppConfig


class Exchange(AppConfig):
    """Sheets, Primero, PFIF, letters, the API: all through one door (going_out)."""

    name = "kintrace.office.exchange"
    label = "exchange"
