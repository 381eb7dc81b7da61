"""The app of members."""

from django.apps import apps


def test_members_are_accounts_member():
    assert apps.get_model("accounts", "Member").__name__ == "Member"
