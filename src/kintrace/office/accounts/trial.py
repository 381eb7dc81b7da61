"""The members of a trial office, one of each role, to look around as. A real office has none of them."""

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction

from kintrace.office.accounts.models import Member, Organisation, Role
from kintrace.office.journal.actions import write

TRIAL_PASSWORD = "nobody here is real"  # known to everybody: it opens invented people only
_NAMES = {
    Role.COORDINATOR: "Олена Зразкова",
    Role.REVIEWER: "Тарас Зразковий",
    Role.CASEWORKER: "Ірина Зразкова",
    Role.DOCUMENTER: "Микола Зразковий",
    Role.MEDIATOR: "Софія Зразкова",
    Role.AUDITOR: "Андрій Зразковий",
    Role.ADMINISTRATOR: "Наталія Зразкова",
}


@transaction.atomic
def open_trial_office() -> Member:
    """Make the trial organisation and its members once; return its coordinator.

    Raises PermissionDenied in a real office.
    """
    if not settings.DEMO:
        raise PermissionDenied
    made = Organisation.objects.filter(name="Kintrace").first()
    if made is None:
        made = Organisation.objects.create(name="Kintrace")
        write("opened the office", by=None, organisation=made)
        for role, name in _NAMES.items():
            member = Member(organisation=made, username=role.value, name=name, role=role, language="")
            member.set_password(TRIAL_PASSWORD)
            member.save()
    return Member.objects.get(organisation=made, username=Role.COORDINATOR.value)


def trial_members() -> list[Member]:
    """Return whom one may look around as; nobody in a real office."""
    if not settings.DEMO:
        return []
    return list(
        Member.objects.filter(username__in=[role.value for role in _NAMES], is_active=True).order_by("pk")
    )
