"""The app of members, for Django."""

from django.apps import AppConfig


class Accounts(AppConfig):
    """Members, roles, organisations, scopes."""

    name = "kintrace.office.accounts"
    label = "accounts"
