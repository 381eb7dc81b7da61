"""The work "import list": a file becomes records, all of them or none.

Everything that takes long (reading, hearing names) is done before the database is touched: the rows stand
ready in packed batches, and are then written in one short transaction. So others can work meanwhile, and a
job that is cancelled or killed leaves nothing.
"""

import hashlib
import json
import pickle
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import pyarrow as pa
from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext_noop

from kintrace import lists, names
from kintrace.errors import KintraceError
from kintrace.lists import Mapping, ReadList
from kintrace.lists.texts import to_text
from kintrace.names import NameForm
from kintrace.office import files
from kintrace.office.jobs import actions as jobs
from kintrace.office.jobs.models import Job
from kintrace.office.jobs.work import Tell
from kintrace.office.journal.actions import write
from kintrace.office.sounds import keys_of
from kintrace.office.tracing.list_queries import COUNTED_ON
from kintrace.office.tracing.models import ListState, NameKey, PeopleList, Record, RejectedCell

BATCH = 5_000
_NOT_WEIGHED = {"id", "facility"}
PARTS = ("surname", "given_name", "patronymic")
_NAME_PARTS = frozenset(PARTS)
_packing = pa.Codec("zstd")

gettext_noop("reading"), gettext_noop("preparing"), gettext_noop("writing")


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
    if one.state != ListState.IMPORTING:
        return "The list has been imported already." if one.state == ListState.READY else "Nothing to do."
    try:
        tell("reading", 0.0)
        with files.lend(one.sha256, one.file_name) as path:
            read = lists.read(path, _mapping(one))
        batches = []
        for rows in _batches(read):
            batches.append(_packed(rows))
            tell("preparing", min(1.0, len(batches) * BATCH / read.table.num_rows))
        tell("writing", 0.0)
        return _write(job, one, read, batches)
    except KintraceError as error:
        _end(one, ListState.FAILED, [str(error)])
        raise
    except jobs.Cancelled:
        _end(one, ListState.CANCELLED, [])
        raise


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


def _mapping(one: PeopleList) -> Mapping:
    columns = {role: headers for role, headers in one.mapping.items() if role != COUNTED_ON}
    return Mapping(columns, age_on=next(iter(one.mapping.get(COUNTED_ON, [])), ""))


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


def _packed(rows: list[Row]) -> tuple[int, bytes]:
    plain = pickle.dumps(rows, pickle.HIGHEST_PROTOCOL)
    return len(plain), _packing.compress(plain, asbytes=True)


def _unpacked(size: int, packed: bytes) -> list[Row]:
    rows: list[Row] = pickle.loads(_packing.decompress(packed, decompressed_size=size, asbytes=True))
    return rows


def _write(job: Job, one: PeopleList, read: ReadList, batches: list[tuple[int, bytes]]) -> str:
    with transaction.atomic():
        held = PeopleList.objects.select_for_update().get(id=one.id)
        if held.state != ListState.IMPORTING:  # a second worker, that thought the first one dead
            return "The list has been imported already."
        while batches:
            if Job.objects.filter(id=job.id, cancel_asked=True).exists():
                raise jobs.Cancelled
            write_rows(held, _unpacked(*batches.pop(0)))
        _write_rejected(held, read)
        held.state, held.rows_read, held.notes = ListState.READY, read.rows_read, read.notes
        held.save(update_fields=["state", "rows_read", "notes"])
        people = read.table.num_rows
        about, rejected = ("list", one.id), read.rejected.num_rows
        write("imported list", by=one.brought_by, about=about, people=people, rejected=rejected)
        jobs.ask_once("match", by=job.by, organisation=one.organisation)
    return f"{people:,} people in {read.rows_read:,} rows."


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


def _write_rejected(one: PeopleList, read: ReadList) -> None:
    for batch in read.rejected.to_batches(max_chunksize=BATCH):
        cells = [
            (one.id, cell["row"], *(_storable(cell[part] or "") for part in ("column", "value", "why")))
            for cell in batch.to_pylist()
        ]
        rows = [(number, row, column[:200], value, why[:300]) for number, row, column, value, why in cells]
        _insert(RejectedCell, ["list_id", "row", "column", "value", "why"], rows)


def _insert(model: type[Any], columns: list[str], rows: list[tuple[Any, ...]]) -> None:
    """Insert many rows at once: what the ORM would do, five times faster."""
    quote = connection.ops.quote_name
    into = f"{quote(model._meta.db_table)} ({', '.join(map(quote, columns))})"
    with connection.cursor() as cursor:
        cursor.executemany(f"INSERT INTO {into} VALUES ({', '.join(['%s'] * len(columns))})", rows)


def _end(one: PeopleList, state: ListState, notes: list[str]) -> None:
    PeopleList.objects.filter(id=one.id, state=ListState.IMPORTING).update(state=state, notes=notes)
