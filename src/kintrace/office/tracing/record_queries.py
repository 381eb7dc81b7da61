"""Questions about records: one of them for display, what belongs to it, and who looked at it.

What a member's role does not allow is left out here, so that no page shows it.
"""

from collections.abc import Iterable
from itertools import chain
from typing import Any

from django.db.models import Q, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kintrace.office.accounts.may import Act, may
from kintrace.office.accounts.models import Member, Organisation
from kintrace.office.database.alphabet import by_alphabet
from kintrace.office.journal import queries
from kintrace.office.journal.models import Entry
from kintrace.office.tracing.list_forms import role_name
from kintrace.office.tracing.may import visible_proposals, visible_records
from kintrace.office.tracing.models import Proposal, Reason, Record, Referral, Sighting
from kintrace.office.tracing.other_columns import is_other
from kintrace.office.tracing.pair_standing import Standing, words
from kintrace.office.tracing.typed import LABELS, UNREAD

FIELDS = (
    *("name", "surname", "given_name", "patronymic", "other_names", "sex", "birth", "place", "mother"),
    *("father", "relatives", "document", "facility"),
)
HIDDEN: dict[Act, frozenset[str]] = {
    Act.SEE_FACILITY: frozenset({"facility"}),
    Act.SEE_INQUIRER: frozenset(
        {"relatives", "document", "family", "inquirer", "inquirer_relation", "inquirer_contact"}
    ),
}
"""What is shown only to those who may: roles of the people table and what is typed by hand."""

_NEW_VERSION = ("corrected record", "put photo", "took off photo")
_NEARBY = 10  # rows of a list in which brothers and sisters are looked for
_MOST_ENTRIES = 50
SEXES = {"m": _("male"), "f": _("female")}


def hidden_from(by: Member) -> frozenset[str]:
    """Return the fields that a member's role does not show."""
    return frozenset().union(*(fields for act, fields in HIDDEN.items() if not may(by, act)))


def is_hidden(role: str, hidden: frozenset[str]) -> bool:
    """Tell whether a field is among those hidden.

    Nobody knows what is in a column that has no role: from whom anything is hidden, it is.
    """
    return role in hidden or bool(hidden and is_other(role))


def further_asked(by: Member, record: Record) -> dict[str, str]:
    """Return the labels under which a member may correct a record, and how each is compared."""
    return {} if hidden_from(by) else dict(record.list.compared or {})


def record_seen(by: Member, number: int) -> Record:
    """Return a record that the member sees; raises Http404 otherwise."""
    return get_object_or_404(visible_records(by).select_related("list", "made_by", "organisation"), id=number)


def own_record(by: Member, number: int) -> Record:
    """Return a record of the member's own organisation that they see; raises Http404 otherwise."""
    return get_object_or_404(visible_records(by), id=number, organisation=by.organisation)


def card(by: Member, record: Record) -> dict[str, Any]:
    """Return a record that the member sees for display: its fields as read and as written, and its family.

    Each field: role, label, read, written, hidden (then without either).
    """
    hidden = hidden_from(by)
    fields = [_field(record, role, hidden) for role in _roles(hidden, record.list.mapping, record.people)]
    return {
        "id": record.id,
        "name": record.name,
        "number": record.number,
        "side": record.side,
        "side_name": record.side_of_one,
        "list": record.list.name,
        "list_id": record.list_id if record.organisation_id == by.organisation_id else None,
        "row": record.row,
        "synthetic": record.list.synthetic,
        "current": record.current,
        "fields": [field for field in fields if field["read"] or field["written"] or field["hidden"]],
        "others": _other_cells(record, hidden),
        "photo": reverse("record-photo", args=[record.id]) if record.photo else "",
        "household": household(by, record),
    }


def household(by: Member, record: Record) -> list[dict[str, Any]]:
    """Return brothers and sisters that the list shows: of one request, or near by with the same parent."""
    near = visible_records(by).filter(list=record.list, current=True).exclude(row=record.row)
    if record.list.by_hand:
        near = near.filter(number__startswith=record.number.rpartition("/")[0] + "/")
    else:
        near = near.filter(row__range=(record.row - _NEARBY, record.row + _NEARBY))
    mine = _parents(record)
    found = [one for one in near.order_by("row") if record.list.by_hand or mine & _parents(one)]
    return [{"id": one.id, "name": one.name, "birth": one.birth} for one in found]


def named_beside(card: dict[str, Any], pairs: list[dict[str, Any]]) -> list[int]:
    """Return the other records that are named with a card and its pairs."""
    return [*(one["id"] for one in card["household"]), *(one["other"].id for one in pairs)]


def versions(by: Member, record: Record) -> list[dict[str, Any]]:
    """Return the versions of a record, the newest first, each with what it changed, and the act behind it."""
    row = visible_records(by).filter(list=record.list, row=record.row).select_related("made_by")
    every, hidden = list(row.order_by("-id")), hidden_from(by)
    told = Entry.objects.filter(
        subject_kind="record", act__in=_NEW_VERSION, subject_id__in=[r.id for r in every]
    )
    acts = {one.subject_id: (one.act, one.why) for one in told}
    return [
        {"record": one, "act": act, "why": why, "changes": _changes(old, one, hidden)}
        for one, old in zip(every, [*every[1:], None], strict=True)
        for act, why in [acts.get(one.id, ("", ""))]
    ]


def sightings(by: Member, record: Record, *, withdrawn: bool = False) -> list[dict[str, Any]]:
    """Return what people said they saw, of any version of a record, newest first; nobody has checked it.

    Each: sighting, and what of it the member sees: said and why it was withdrawn (they may tell where the
    child is), and who_said, "" if neither. withdrawn: those that do not hold, and no others.
    """
    found = Sighting.objects.filter(record__list=record.list, record__row=record.row)
    found = found.filter(withdrawn_at__isnull=not withdrawn).select_related("by", "withdrawn_by", "record")
    where, who = may(by, Act.SEE_FACILITY), may(by, Act.SEE_INQUIRER)
    return [
        {
            "sighting": one,
            "said": one.said if where else "",
            "why": one.withdrawn_why if where else "",
            "who_said": one.who_said if who else "",
            "may_withdraw": may_withdraw_sighting(by, one),
        }
        for one in found.order_by("-at")
    ]


def sighting_seen(by: Member, number: int) -> Sighting:
    """Return a sighting of a record, in any version, that the member sees; raises Http404 otherwise."""
    one = get_object_or_404(Sighting.objects.select_related("record__list", "by"), id=number)
    if not visible_records(by).filter(list=one.record.list_id, row=one.record.row).exists():
        raise Http404
    return one


def may_withdraw_sighting(by: Member, one: Sighting) -> bool:
    """Tell whether a member may withdraw a sighting that they see and that holds.

    It is their own, or they may undo others: of their organisation, or on its records.
    """
    ours = by.organisation_id in (one.by.organisation_id, one.record.organisation_id)
    theirs = one.by_id == by.id or (ours and may(by, Act.UNDO_OTHERS))
    return may(by, Act.ENTER_RECORDS) and theirs and one.withdrawn_at is None


def decided_by_photo(by: Member, record: Record) -> list[Proposal]:
    """Return the pairs of a record on which a word stands that was said for the photos."""
    of = Q(left=record) | Q(right=record)
    found = visible_proposals(by).filter(of, decisions__reason=Reason.PHOTO).distinct().order_by("id")
    return [
        one
        for one in found.prefetch_related("decisions")
        if any(word.reason == Reason.PHOTO for word in words(one.decisions.all(), one.facts).standing)
    ]


def referrals(by: Member, record: Record) -> QuerySet[Referral]:
    """Return to whom a record of the member's organisation was referred, newest first."""
    if record.organisation_id != by.organisation_id:
        return Referral.objects.none()
    found = Referral.objects.filter(record=record).select_related("to", "by").order_by("-at")
    return found.filter(ended_at__isnull=True, until__gt=timezone.now())


def pairs(by: Member, record: Record) -> list[dict[str, Any]]:
    """Return the proposed pairs of a record, the likeliest first."""
    numbers = [*record.as_left.values_list("id", flat=True), *record.as_right.values_list("id", flat=True)]
    found: QuerySet[Proposal] = (
        visible_proposals(by)
        .filter(id__in=numbers)  # known, so that SQLite reads no more than these
        .select_related("left", "right")
        .order_by("-weight_bits")
    )
    return [
        {
            "pair": one,
            "other": one.right if one.left_id == record.id else one.left,
            "standing": Standing(one.verdict),
        }
        for one in found[:_MOST_ENTRIES]
    ]


def who_looked(by: Member, record: Record, before: int | None = None) -> queries.Page:
    """Return who did or saw what with any version of a record, newest first, in other organisations, too."""
    versions = Record.objects.filter(list=record.list, row=record.row).values_list("id", flat=True)
    owned = record.organisation_id == by.organisation_id
    return queries.who_looked(by, "record", *versions, owned=owned, before=before)


def ever_referred(by: Member) -> QuerySet[Any]:
    """Return the numbers of our records, in each version, that another organisation was ever let see."""
    ours = Referral.objects.filter(record__organisation=by.organisation_id)
    return ours.order_by("-id").values_list("record", flat=True)


def other_organisations(by: Member) -> QuerySet[Organisation]:
    """Return the organisations to which a record may be referred."""
    return Organisation.objects.exclude(id=by.organisation_id).order_by(by_alphabet("name"))


def _roles(hidden: frozenset[str], *said: Iterable[str]) -> list[str]:
    """Return the roles to show; of those said the further columns come last, unless these are hidden."""
    every = chain.from_iterable(said)
    return [*FIELDS, *dict.fromkeys(role for role in every if is_other(role) and not is_hidden(role, hidden))]


def _field(record: Record, role: str, hidden: frozenset[str]) -> dict[str, Any]:
    asked = (role, "age", "age_on") if role == "birth" else (role,)
    headers = [header for one in asked for header in record.list.mapping.get(one, [])]
    read, label = str(record.people.get(role, "")), role_name(role)
    written = "; ".join(filter(None, (record.as_written.get(header) for header in headers)))
    if role in hidden:
        return {"role": role, "label": label, "read": "", "written": "", "hidden": bool(read or written)}
    shown = str(SEXES.get(read, read)) if role == "sex" else read
    return {"role": role, "label": label, "read": shown, "written": written, "hidden": False}


def _other_cells(record: Record, hidden: frozenset[str]) -> list[dict[str, str]]:
    """Return the cells without a role. Nobody knows what is in them: who may not see all, sees none."""
    mapped = {header for headers in record.list.mapping.values() for header in headers}
    cells = {header: cell for header, cell in record.as_written.items() if cell and header not in mapped}
    if hidden and not record.list.by_hand:
        return []
    return [
        {"header": str(LABELS.get(header, header)) if record.list.by_hand else header, "cell": cell}
        for header, cell in cells.items()
        if header not in hidden
    ]


def _parents(record: Record) -> set[str]:
    said = (record.people.get(role, "").casefold() for role in ("mother", "father"))
    return set(filter(None, said))


def _changes(old: Record | None, new: Record, hidden: frozenset[str]) -> list[dict[str, str]]:
    if old is None:
        return []
    read = [
        (role, role_name(role), old.people, new.people) for role in _roles(hidden, old.people, new.people)
    ]
    typed = [(one, str(LABELS[one]), old.as_written, new.as_written) for one in UNREAD if new.list.by_hand]
    return [
        {"label": label, "old": before.get(one, ""), "new": now.get(one, "")}
        for one, label, before, now in (*read, *typed)
        if one not in hidden and before.get(one) != now.get(one)
    ]
