"""Who reads a page."""

from django.http import HttpRequest

from kintrace.office.accounts.models import Member


def reader(request: HttpRequest) -> Member:
    """Return the member who asks for a page that is closed to strangers."""
    member = request.user
    assert isinstance(member, Member)
    return member
