"""The work "import list": a file becomes records, all of them or none.

Records are written in portions, so that others can write in between (the embedded database has one writer at
a time). Nobody sees them before the list is ready: queries ask for records of lists that are. What an import
has left that was cancelled or killed is removed.
"""

import hashlib
import json
import time
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from django.db import connection, transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext_noop

from kintrace import lists, names
from kintrace.errors import KintraceError, ListUnreadable
from kintrace.lists import ReadList
from kintrace.lists.texts import to_text
from kintrace.names import NameForm
from kintrace.office import files
from kintrace.office.jobs import actions as jobs
from kintrace.office.jobs.models import Job, State
from kintrace.office.jobs.work import Tell
from kintrace.office.journal.actions import write
from kintrace.office.sounds import keys_of
from kintrace.office.tracing.kept_files import give_up_file, part_with_expired, part_with_file
from kintrace.office.tracing.left_out import ASKED, Told, left_out, notes_on
from kintrace.office.tracing.list_queries import mapping_of
from kintrace.office.tracing.models import ListState, NameKey, PeopleList, Record, RejectedCell

BATCH = 5_000
PAUSE_S = 0.03
"""Between two portions, so that whoever waits to write comes in."""

_NOT_WEIGHED = {"id", "facility"}
PARTS = ("surname", "given_name", "patronymic")
_NAME_PARTS = frozenset(PARTS)

gettext_noop("reading"), gettext_noop("writing")


class Row(NamedTuple):
    """A person of a list, ready to be written."""

    row: int
    number: str
    as_written: str
    people: str
    name: str
    birth: str
    sex: str
    facts: str
    keys: tuple[str, ...]


def import_list(job: Job, tell: Tell) -> str:
    """Read the list that the job names and write its records; return what was found, in a sentence."""
    one = PeopleList.objects.select_related("organisation", "brought_by").get(id=job.arguments["list"])
    if one.state != ListState.IMPORTING or one.job_id != job.id:
        return "The list has been imported already." if one.state == ListState.READY else "Nothing to do."
    try:
        if not clear(one, job):
            raise jobs.Cancelled
        tell("reading", 0.0)
        with files.lend(one.sha256, one.file_name) as path:
            read = lists.read(path, mapping_of(one))
        absent: dict[int, str] = {}
        for done, rows in enumerate(_batches(read)):
            tell("writing", done * BATCH / read.table.num_rows)
            told = {row.row: Told(row.number, row.people, row.as_written) for row in rows}
            absent |= left_out(one, told)
            _write(job, one, [row for row in rows if row.row not in absent])
            time.sleep(PAUSE_S)
        return _finish(job, one, read, absent)
    except KintraceError as error:
        _end(job, one, ListState.FAILED, [str(error)])
        raise
    except jobs.Cancelled:
        if Job.objects.filter(id=job.id, cancel_asked=True).exists():  # else another worker holds the job now
            _end(job, one, ListState.CANCELLED, [])
        raise


def clear(one: PeopleList, job: Job | None = None) -> bool:
    """Remove what an import that did not come to its end has left, some at a time.

    Stops, and returns False, once the list has another state or another job than `one` has: somebody imports
    it again. job: who removes it, if it is a job; raises Cancelled when it is no longer ours.
    """
    same = PeopleList.objects.filter(id=one.id, state=one.state, job=one.job_id)
    for part in (RejectedCell, Record):
        gone = True
        while gone:
            with transaction.atomic():
                if same.select_for_update().first() is None:
                    return False
                if job is not None:
                    jobs.hold(job)
                gone = _remove_some(one, part)
    return True


def _remove_some(one: PeopleList, part: type[RejectedCell] | type[Record]) -> bool:
    """Remove some rows of a list; return whether there were any."""
    rows = list(part.objects.filter(list=one).order_by("row").values_list("row", flat=True)[:BATCH])
    if rows:
        span = (rows[0], rows[-1])
        if part is Record:
            NameKey.objects.filter(record__list=one, record__row__range=span).delete()
        gone = part.objects.filter(list=one, row__range=span)
        gone._raw_delete(gone.db)
    return bool(rows)


def sweep() -> None:
    """Remove what is left of imports whose worker died, and that nobody takes over."""
    ended = PeopleList.objects.exclude(state=ListState.READY)
    left = ended.exclude(state=ListState.IMPORTING, job__state__in=(State.WAITING, State.RUNNING))
    for one in left.filter(Exists(Record.objects.filter(list=OuterRef("id")))):
        clear(one)


def facts_of(people: dict[str, str]) -> str:
    """Return the seal of what pairs are weighed by.

    >>> facts_of({"id": "1", "name": "Олена"}) == facts_of({"name": "Олена", "id": "2"})
    True
    """
    weighed = {role: value for role, value in people.items() if role not in _NOT_WEIGHED}
    return hashlib.sha256(json.dumps(weighed, sort_keys=True).encode()).hexdigest()


def name_of(people: dict[str, str]) -> str:
    """Return a person's name as written, of one column or of several."""
    parts = [people[part] for part in PARTS if part in people]
    return people.get("name") or " ".join(parts) or people.get("other_names", "")


def keys_of_people(some: Sequence[dict[str, str]]) -> list[tuple[str, ...]]:
    """Return the keys by which each person is found: of the name, and of the other names."""
    keys = [keys_of(form) for form in _forms_of(some)]
    for at, one in enumerate(some):
        for form in names.analyse(list(filter(None, one.get("other_names", "").split("; ")))):
            keys[at] |= keys_of(form)
    return [tuple(sorted(found)) for found in keys]


def _forms_of(some: Sequence[dict[str, str]]) -> list[NameForm]:
    """Return the names that have been read: of one column where there is one, else of several."""
    in_parts = ["name" not in one and not _NAME_PARTS.isdisjoint(one) for one in some]
    parted = [one for one, has_parts in zip(some, in_parts, strict=True) if has_parts]
    whole = [name_of(one) for one, has_parts in zip(some, in_parts, strict=True) if not has_parts]
    columns = [[one.get(part) for one in parted] for part in PARTS]
    forms = (iter(names.analyse(whole)), iter(names.analyse_columns(*columns)))
    return [next(forms[has_parts]) for has_parts in in_parts]


def _batches(read: ReadList) -> Iterator[list[Row]]:
    for start in range(0, read.table.num_rows, BATCH):
        original = read.original.slice(start, BATCH)
        cells = [to_text(column).to_pylist() for column in original.columns]
        written = [
            {
                header: cell
                for header, cell in zip(original.column_names, row, strict=True)
                if cell is not None
            }
            for row in zip(*cells, strict=True)
        ]
        people = [
            {role: value for role, value in one.items() if value}
            for one in read.table.slice(start, BATCH).to_pylist()
        ]
        numbers = [one.pop("row") for one in people]
        ready = zip(numbers, written, people, keys_of_people(people), strict=True)
        yield [made_row(*one) for one in ready]


def made_row(row: int, written: dict[str, str], people: dict[str, str], keys: tuple[str, ...]) -> Row:
    """Return a person ready to be written."""
    return Row(
        row=row,
        number=_storable(people.get("id") or str(row))[:200],
        as_written=_json(written),
        people=_json(people),
        name=_storable(name_of(people) or people.get("id") or str(row))[:500],
        birth=people.get("birth", "")[:40],
        sex=people.get("sex", "")[:1],
        facts=facts_of(people),
        keys=keys,
    )


def _json(said: dict[str, str]) -> str:
    text = json.dumps(said, ensure_ascii=False)
    if "\\u0000" in text:
        text = json.dumps({_storable(key): _storable(cell) for key, cell in said.items()}, ensure_ascii=False)
    return text


def _storable(text: str) -> str:
    """Return text that PostgreSQL takes: a zero byte is shown by its picture."""
    return text.replace("\x00", "␀")


def _write(job: Job, one: PeopleList, rows: list[Row]) -> None:
    with transaction.atomic():
        jobs.hold(job)
        if rows:
            write_rows(one, rows)


def _finish(job: Job, one: PeopleList, read: ReadList, absent: dict[int, str]) -> str:
    """Show the records to everybody; absent: rows left out, and why."""
    sha256 = ""
    with transaction.atomic():
        jobs.hold(job)
        people = read.table.num_rows - len(absent)
        _require_whole(one, people)
        _write_rejected(one, read, absent)
        one.state, one.rows_read, one.notes = ListState.READY, read.rows_read, read.notes
        one.people = people
        if absent:
            one.notes = [*one.notes, *notes_on(absent)]
            sha256 = part_with_file(one) if ASKED in absent.values() else part_with_expired(one)
        one.save(update_fields=["state", "rows_read", "notes", "people"])
        about, rejected = ("list", one.id), read.rejected.num_rows
        more: dict[str, Any] = {"left_out": len(absent)} if absent else {}
        by = job.by or one.brought_by  # who confirmed the columns
        write("imported list", by=by, about=about, people=people, rejected=rejected, **more)
        jobs.ask_once("match", by=job.by, organisation=one.organisation)
    if sha256:
        files.drop_if_nobodys(sha256)
    return f"{people:,} people in {read.rows_read:,} rows."


def _require_whole(one: PeopleList, people: int) -> None:
    """Refuse to show a list of which not everybody, or somebody twice, is stored."""
    stored = Record.objects.filter(list=one).count()
    if stored != people:
        raise ListUnreadable(
            f"{one.file_name} was not stored whole: records stored {stored}, people read {people}. "
            "Import the list again."
        )


def write_rows(one: PeopleList, rows: list[Row]) -> None:
    """Write people of a list as records that can be found by name; call it in a transaction."""
    now = connection.ops.adapt_datetimefield_value(timezone.now())
    same = (one.id, one.side, one.organisation_id)
    columns = (
        "list_id side organisation_id row number as_written people name birth sex facts photo current made_at"
    )
    _insert(
        Record,
        columns.split(),
        [(*same, *row[:-1], "", True, now) for row in rows],
    )
    span = (rows[0].row, rows[-1].row)
    number = dict(Record.objects.filter(list=one, row__range=span, current=True).values_list("row", "id"))
    keys = [(number[row.row], one.organisation_id, key) for row in rows for key in row.keys]
    _insert(NameKey, ["record_id", "organisation_id", "key"], keys)


def _write_rejected(one: PeopleList, read: ReadList, absent: dict[int, str]) -> None:
    for batch in read.rejected.to_batches(max_chunksize=BATCH):
        cells = [
            (one.id, cell["row"], *(_storable(cell[part] or "") for part in ("column", "value", "why")))
            for cell in batch.to_pylist()
            if cell["row"] not in absent
        ]
        rows = [(number, row, column[:200], value, why[:300]) for number, row, column, value, why in cells]
        _insert(RejectedCell, ["list_id", "row", "column", "value", "why"], rows)


def _insert(model: type[Any], columns: list[str], rows: list[tuple[Any, ...]]) -> None:
    """Insert many rows at once: what the ORM would do, five times faster."""
    quote = connection.ops.quote_name
    into = f"{quote(model._meta.db_table)} ({', '.join(map(quote, columns))})"
    with connection.cursor() as cursor:
        cursor.executemany(f"INSERT INTO {into} VALUES ({', '.join(['%s'] * len(columns))})", rows)


def _end(job: Job, one: PeopleList, state: ListState, notes: list[str]) -> None:
    """Say how the import ended, unless it ended before, or another was begun meanwhile."""
    still = PeopleList.objects.filter(id=one.id, job=job, state=ListState.IMPORTING)
    if still.update(state=state, notes=notes):
        one.state, one.notes = state, notes
        if clear(one):
            give_up_file(one)
