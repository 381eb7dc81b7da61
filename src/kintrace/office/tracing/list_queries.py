"""Questions about lists: which there are, how they stand, how they begin, what could not be read of them."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from kintrace.errors import KintraceError
from kintrace.lists.headers import Guess
from kintrace.lists.mapping import Mapping, OtherColumn
from kintrace.lists.people import people
from kintrace.lists.reading import beginning_of
from kintrace.lists.source import Source, row_numbers
from kintrace.lists.texts import to_text
from kintrace.office import files
from kintrace.office.accounts.may import Act, may, require
from kintrace.office.accounts.models import Member
from kintrace.office.journal.models import Entry
from kintrace.office.tracing.may import all_records, visible_lists
from kintrace.office.tracing.models import Decision, ListState, PeopleList, RejectedCell
from kintrace.office.tracing.other_columns import HOW, columns_of, in_use, is_other

PREVIEWED_ROWS = 10
_LONGEST_SHOWN = 200  # letters of a cell in a preview
COUNTED_ON = "age_on_date"
"""Key of a list's mapping that holds a date, not headers: when the ages were counted, if a header says it."""


@dataclass(frozen=True, slots=True)
class Beginning:
    """How a list begins: its headers, its first rows as text, and what the headers seem to mean.

    called: what its file is called.
    """

    called: str
    headers: list[str]
    rows: list[list[str]]
    guess: Guess
    first: Source


def lists_seen(by: Member) -> QuerySet[PeopleList]:
    """Return the lists a member sees, the newest first."""
    return visible_lists(by).select_related("brought_by", "job", "team").order_by("-id")


def list_seen(by: Member, number: int) -> PeopleList:
    """Return a list that the member sees; raises Http404 otherwise."""
    return get_object_or_404(lists_seen(by), id=number)


def list_in_use(by: Member, number: int) -> PeopleList:
    """Return a list that the member sees and that was not withdrawn; raises Http404 otherwise."""
    return get_object_or_404(lists_seen(by), id=number, withdrawn_at__isnull=True)


def withdrawals(one: PeopleList) -> list[Entry]:
    """Return when a list was withdrawn and brought back, by whom and why, the newest first."""
    acts = ("withdrew list", "brought back list")
    found = Entry.objects.filter(subject_kind="list", subject_id=one.id, act__in=acts)
    return list(found.select_related("member").order_by("-number"))


def kept_decisions(one: PeopleList) -> int:
    """Return how many decisions there are on the pairs of a list, whether it was withdrawn or not."""
    of = Q(proposal__left__list=one) | Q(proposal__right__list=one)
    return Decision.objects.filter(of).count()


def brought_again(by: Member, one: PeopleList) -> PeopleList | None:
    """Return another list of the same file that is in use and that the member sees."""
    same = visible_lists(by).filter(organisation=one.organisation_id, side=one.side, sha256=one.sha256)
    found = same.filter(state=ListState.READY, withdrawn_at__isnull=True).exclude(id=one.id)
    return found.order_by("-id").first() if one.sha256 else None


def mapping_of(one: PeopleList) -> Mapping:
    """Return what the columns of a list mean, as the engine takes it."""
    columns = {
        role: headers for role, headers in one.mapping.items() if role != COUNTED_ON and not is_other(role)
    }
    return Mapping(columns, columns_of(one), age_on=next(iter(one.mapping.get(COUNTED_ON, [])), ""))


def further(one: PeopleList) -> list[dict[str, str]]:
    """Return the columns of a list that have no role and are compared: label, header, how."""
    return [
        {"label": label, "header": other.column, "how": str(HOW[other.compare])}
        for label, other in columns_of(one).items()
    ]


def labels_in_use(by: Member, one: PeopleList) -> dict[str, str]:
    """Return the labels that other lists of the organisation use, and how each is compared."""
    require(by, Act.BRING_LISTS)
    return in_use(one.organisation_id, but=one.pk)


def is_running(one: PeopleList) -> bool:
    """Tell whether a list is being imported, or waits to be."""
    return one.stands == ListState.IMPORTING


def may_be_mapped(one: PeopleList) -> bool:
    """Tell whether the columns of a list may still be confirmed."""
    return bool(one.sha256) and not (one.state == ListState.READY or is_running(one))


def beginning(by: Member, number: int) -> Beginning:
    """Return how a list begins; raises KintraceError when its file cannot be read.

    Rows are shown to who brought it, and to those who may see everything in it.
    """
    require(by, Act.BRING_LISTS)
    one = list_seen(by, number)
    with files.lend(one.sha256, one.file_name) as path:
        table, guess = beginning_of(path)
    shown = one.brought_by_id == by.id or may_see_whole_rows(by)
    first = table.slice(0, PREVIEWED_ROWS if shown else 0)
    columns = [to_text(column).to_pylist() for column in first.columns]
    rows = [[(cell or "")[:_LONGEST_SHOWN] for cell in row] for row in zip(*columns, strict=True)]
    first_rows = Source(first, row_numbers(first.num_rows))
    return Beginning(one.file_name, table.column_names, rows, guess, first_rows)


def understood(
    begun: Beginning, columns: dict[str, list[str]], others: dict[str, OtherColumn] | None = None
) -> tuple[list[dict[str, str]], str]:
    """Return the first rows as they would be read if the columns meant this, or why they cannot be.

    others: label -> a column that has no role and is compared all the same.
    """
    if not begun.rows:
        return [], ""
    if nameless := without_names(columns):
        return [], nameless
    try:
        meant = Mapping(columns, others or {}, age_on=begun.guess.mapping.age_on)
        found = people(begun.first, meant, begun.called)
    except KintraceError as error:
        return [], str(error)
    return [{key: str(value) for key, value in row.items() if value} for row in found.table.to_pylist()], ""


def without_names(columns: dict[str, list[str]]) -> str:
    """Return what to say of a list of which no column holds names, "" where one does."""
    if columns.keys() & {"name", "surname", "given_name"}:
        return ""
    return _("Say which column holds the names: nobody is found without one.")


def counted(one: PeopleList) -> dict[str, int]:
    """Return how many people a list has, and how many cells or rows could not be read."""
    people = one.people
    if people is None:
        people = all_records().filter(list=one, current=True).count()
    return {"people": people, "rejected": one.rejected.count()}


def rejected(by: Member, number: int) -> QuerySet[RejectedCell]:
    """Return the cells and rows of a list that could not be read, in the order of the file."""
    return list_in_use(by, number).rejected.order_by("row", "id")


def may_see_whole_rows(by: Member) -> bool:
    """Tell whether a member may see rows whose cells are not told apart: they may name anybody."""
    return may(by, Act.SEE_INQUIRER) and may(by, Act.SEE_FACILITY)


def unseen_columns(by: Member, one: PeopleList) -> frozenset[str]:
    """Return the columns of a list whose cells a member may not see: "" for rows that are not told apart.

    Nobody knows what is in a column that has no role.
    """
    if may_see_whole_rows(by):
        return frozenset()
    return frozenset({"", *(other.column[:200] for other in columns_of(one).values())})
