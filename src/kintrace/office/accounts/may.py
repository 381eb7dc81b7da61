"""What each role may do, in one table, and the refusal that says why."""

from enum import Enum

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from kintrace.office.accounts.models import Member, Role


class Act(Enum):
    """Something that is asked for and may be refused."""

    SEE_RECORDS = gettext_noop("see records")
    BRING_LISTS = gettext_noop("bring lists")
    ENTER_RECORDS = gettext_noop("enter records")
    DECIDE_PAIRS = gettext_noop("decide pairs")
    UNDO_OTHERS = gettext_noop("undo what others decided")
    SHARE_RECORDS = gettext_noop("share records")
    EXPORT_RECORDS = gettext_noop("export records")
    READ_JOURNAL = gettext_noop("read the journal")
    MANAGE_MEMBERS = gettext_noop("manage members")
    SEE_FACILITY = gettext_noop("see where a child is")
    SEE_INQUIRER = gettext_noop("see who asks")
    SEE_REGISTRY = gettext_noop("see the registry")
    KEEP_REGISTRY = gettext_noop("keep the registry")
    SEE_CASES = gettext_noop("see cases")
    KEEP_CASES = gettext_noop("keep cases")
    VERIFY_RELATIONSHIP = gettext_noop("verify relationships")
    DETERMINE_INTERESTS = gettext_noop("record best interests")
    AGREE_RETURN = gettext_noop("record that a return is agreed")
    MOVE_CASES = gettext_noop("assign, refer and transfer cases")
    CLOSE_CASES = gettext_noop("close cases")
    ERASE_PEOPLE = gettext_noop("erase people")


_REGISTRY = {Act.SEE_REGISTRY, Act.KEEP_REGISTRY, Act.SEE_FACILITY}
_CASES = {Act.SEE_CASES, Act.KEEP_CASES}
_GATES = {Act.VERIFY_RELATIONSHIP, Act.DETERMINE_INTERESTS}
_CASEWORK = {Act.SEE_RECORDS, Act.BRING_LISTS, Act.ENTER_RECORDS, Act.SEE_INQUIRER} | _REGISTRY | _CASES
ADMINISTERING = {Act.MANAGE_MEMBERS, Act.READ_JOURNAL}
_ROLES: dict[str, set[Act]] = {
    Role.CASEWORKER: _CASEWORK,
    Role.REVIEWER: {
        *(Act.SEE_RECORDS, Act.DECIDE_PAIRS, Act.SEE_FACILITY, Act.SEE_INQUIRER, Act.SEE_REGISTRY),
        *(Act.SEE_CASES, *_GATES),
    },
    Role.COORDINATOR: {
        *(*_CASEWORK, *_GATES, Act.DECIDE_PAIRS, Act.UNDO_OTHERS, Act.SHARE_RECORDS, Act.EXPORT_RECORDS),
        *(Act.AGREE_RETURN, Act.MOVE_CASES, Act.CLOSE_CASES, Act.ERASE_PEOPLE),
    },
    Role.DOCUMENTER: {Act.SEE_RECORDS, Act.BRING_LISTS} | _REGISTRY,
    Role.MEDIATOR: {Act.SEE_RECORDS, Act.SEE_REGISTRY, Act.SEE_CASES, Act.AGREE_RETURN},
    Role.AUDITOR: {Act.READ_JOURNAL},
    Role.ADMINISTRATOR: ADMINISTERING,
}


def may(member: Member, act: Act) -> bool:
    """Tell whether a member's role, or that they also administer, allows an act; of a program, its token."""
    if member.is_program:
        return member.is_active and act.name in member.acts_of_token
    allowed = act in _ROLES[member.role] or (member.also_administers and act in ADMINISTERING)
    return member.is_active and allowed


def require(member: Member, act: Act) -> None:
    """Raise PermissionDenied, with the reason, when a member's role does not allow an act."""
    if not may(member, act):
        raise PermissionDenied(
            _("As %(role)s you may not %(act)s.") % {"role": member.get_role_display(), "act": _(act.value)}
        )
