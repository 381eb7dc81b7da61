"""What members take out as sheets: cells that could not be read, and decided pairs. The journal says so."""

from collections.abc import Iterator, Sequence

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from kintrace.office import sheets
from kintrace.office.accounts.may import Act, may, require
from kintrace.office.accounts.models import Member
from kintrace.office.journal.actions import write
from kintrace.office.spoken import spoken
from kintrace.office.tracing import list_queries, pair_queries
from kintrace.office.tracing.models import Decision, Proposal, Record, RejectedCell
from kintrace.office.tracing.pair_standing import Standing, words
from kintrace.office.tracing.record_queries import hidden_from

TAKES_REJECTED = (Act.BRING_LISTS, Act.EXPORT_RECORDS)
"""Who may do one of these may take out what could not be read: who brings lists puts it right."""

_AT_ONCE = 200
_LEAST = 1e-6  # a probability is never written as certainty

Row = Sequence[sheets.Cell]


def may_take_rejected(by: Member) -> bool:
    """Tell whether a member may take out what could not be read of a list."""
    return any(may(by, act) for act in TAKES_REJECTED)


def take_rejected(*, by: Member, number: int) -> Iterator[bytes]:
    """Return the cells of a list that could not be read as a sheet; raises Http404 as the list does."""
    if not may_take_rejected(by):
        require(by, Act.BRING_LISTS)
    with transaction.atomic():
        cells = list_queries.rejected(by, number)
        unseen = list_queries.unseen_columns(by, list_queries.list_in_use(by, number))
        numbers = list(cells.values_list("id", flat=True))
        write("exported what could not be read", by=by, about=("list", number), cells=len(numbers))
    header = [_("Row"), _("Column"), _("As written"), _("Why")]
    return sheets.pieces(header, _rejected_rows(numbers, unseen))


def take_decided(*, by: Member) -> Iterator[bytes]:
    """Return the decided pairs that a member sees as a sheet: a row for each word that counts."""
    require(by, Act.EXPORT_RECORDS)
    with transaction.atomic():
        numbers = pair_queries.decided(by)
        write("exported decisions", by=by, count=len(numbers), pairs=numbers)
    request, located = _("Tracing request"), _("Located child")
    header = [
        *(_("Pair"), _("Where it stands")),
        *(f"{side}: {what}" for side in (request, located) for what in (_("list"), _("number"), _("name"))),
        *(_("Verdict"), _("Reason"), _("Note"), _("Who"), _("When"), _("Probability"), _("Weight, bits")),
    ]
    return sheets.pieces(header, _decided_rows(numbers, hidden_from(by)))


def _rejected_rows(numbers: list[int], unseen: frozenset[str]) -> Iterator[Row]:
    for start in range(0, len(numbers), _AT_ONCE):
        some = RejectedCell.objects.in_bulk(numbers[start : start + _AT_ONCE])
        for cell in (some[number] for number in numbers[start : start + _AT_ONCE]):
            value = _("not shown to your role") if cell.column in unseen else cell.value
            why = "" if cell.column and cell.column in unseen else spoken(cell.why)  # it may repeat the date
            yield cell.row, cell.column or _("the whole row"), value, why


def _decided_rows(numbers: list[int], hidden: frozenset[str]) -> Iterator[Row]:
    pairs = Proposal.objects.select_related("left__list", "right__list")
    for start in range(0, len(numbers), _AT_ONCE):
        some = numbers[start : start + _AT_ONCE]
        found = pairs.prefetch_related("decisions__by").in_bulk(some)
        for pair in (found[number] for number in some):
            said = words(sorted(pair.decisions.all(), key=lambda one: one.id), pair.facts)
            for word in said.counting:
                yield _decided_row(pair, word, hidden)


def _decided_row(pair: Proposal, word: Decision, hidden: frozenset[str]) -> Row:
    return (
        *(pair.id, str(Standing(pair.verdict).label)),
        *_who(pair.left, hidden),
        *_who(pair.right, hidden),
        *(word.get_verdict_display(), word.get_reason_display(), word.note),
        *(word.by.name, timezone.localtime(word.at).isoformat(" ", "seconds")),
        *(min(max(round(pair.probability, 6), _LEAST), 1 - _LEAST), round(pair.weight_bits, 2)),
    )


def _who(record: Record, hidden: frozenset[str]) -> tuple[str, str, str]:
    name = _("not shown to your role") if "name" in hidden else record.name
    return record.list.name, record.number, name
