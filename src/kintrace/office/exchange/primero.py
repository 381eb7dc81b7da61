"""Cases as Primero (CPIMS+) knows them: its field ids, its lookup ids, one flat CSV for each kind of record.

primero.csv says which of its fields is which of our facts (`exchange.facts`), and which form of Primero has
it. Values of a list are the ids of Primero's lookup of that name.
"""

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from kintrace.office.cases.case_queries import shown_records
from kintrace.office.cases.code_lists import OUR_CAUSES
from kintrace.office.cases.steps import Kind
from kintrace.office.exchange.going_out import Leaving, group
from kintrace.office.exchange.own_ids import long_id
from kintrace.office.tracing.models import Side

RECORDS = ("case", "tracing_request", "family", "care", "followup")
OTHER_CAUSE = "other_please_specify"
YES_NO = "lookup-yes-no"

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_YEARS = re.compile(r"(\d{4})(?:-\d\d-\d\d)?/(\d{4})(?:-\d\d-\d\d)?")
_YEAR = re.compile(r"(\d{4})(?:-\d\d)?")
_THEIRS: dict[str, dict[str, str]] = {
    "lookup-gender": {"f": "female", "m": "male"},
    "lookup-tracing-status": {
        "located": "tracing_in_progress",
        "return_agreed": "verified",
        "followed_up": "reunified",
    },
    "lookup-workflow": {"assessment": "new"},
    "lookup-inquiry-status": {"transferred": "closed", "duplicate": "closed"},
    "lookup-separation-cause": dict.fromkeys(OUR_CAUSES, OTHER_CAUSE),
}
"""List of values -> our id -> Primero's, where it is another."""

_RELATIONS = {
    "mother": ("мати", "мама", "мать"),
    "father": ("батько", "тато", "отец", "папа"),
    "aunt": ("тітка", "тётя", "тетя"),
    "uncle": ("дядько", "дядя"),
    "grandmother": ("бабуся", "баба", "бабушка"),
    "grandfather": ("дідусь", "дід", "дедушка", "дед"),
    "brother": ("брат",),
    "sister": ("сестра",),
    "husband": ("чоловік", "муж"),
    "wife": ("дружина", "жена"),
}
"""What people type of who the inquirer is to the child, beside Primero's ids."""


class Column(NamedTuple):
    """A field of Primero, the fact that fills it, and how the value is written."""

    field: str
    fact: str
    kind: str


@cache
def columns(record: str) -> tuple[Column, ...]:
    """Return the fields of a kind of record that we hold, in the order of the table."""
    lines = (files("kintrace.office.exchange") / "primero.csv").read_text("utf-8").splitlines()
    rows = [row for row in csv.DictReader(lines) if row["record"] == record]
    return tuple(Column(row["field"], row["fact"], row["kind"]) for row in rows)


def rows(record: str, leaving: Sequence[Leaving]) -> Iterator[list[str]]:
    """Give a row for each case or tracing request, or for each relative, care arrangement or follow-up."""
    for one in leaving:
        if record == "tracing_request" and not _is_request(one):
            continue
        for facts in _records(record, one.facts | {"long_id": long_id(one.case)}):
            yield [written(column.kind, facts.get(column.fact, "")) for column in columns(record)]


def written(kind: str, text: str) -> str:
    """Return a value as Primero has it, "" where it has none such.

    >>> written("lookup-gender", "f"), written("birth", "2013"), written("estimated", "2013")
    ('female', '2013-01-01', 'true')
    >>> written("other-cause", "deportation"), written("lookup-separation-cause", "deportation")
    ('deportation', 'other_please_specify')
    """
    if kind == "day":
        return text if _DAY.fullmatch(text) else ""
    if kind == "birth":
        return _birth(text)
    if kind == "estimated":
        return "true" if text and not _DAY.fullmatch(text) and _birth(text) else ""
    if kind == "other-cause":
        return text if text in OUR_CAUSES else ""
    if kind == "other-closure":
        return "other" if text else ""
    if kind == "wants-family":
        return "true" if text == "wants_return" else ""
    if kind == "relation-word":
        return relation_of(text)
    return _THEIRS.get(kind, {}).get(text, text)


def relation_of(said: str) -> str:
    """Return Primero's id of a relation that somebody typed in any of our languages, "" when unknown.

    >>> relation_of("Мати"), relation_of("бабушка"), relation_of("neighbour")
    ('mother', 'grandmother', '')
    """
    word = said.strip().casefold()
    return next((key for key, words in _RELATIONS.items() if word == key or word in words), "")


def _birth(text: str) -> str:
    """Return a day of birth: of a year, its first, as Primero has estimated ones; of several, the middle."""
    if _DAY.fullmatch(text):
        return text
    if found := _YEARS.fullmatch(text):
        return f"{(int(found[1]) + int(found[2])) // 2}-01-01"
    found = _YEAR.fullmatch(text)
    return f"{found[1]}-01-01" if found else ""


def _is_request(one: Leaving) -> bool:
    return shown_records(one.case).filter(record__side=Side.REQUESTS).exists()


def _records(record: str, facts: dict[str, str]) -> Iterator[Mapping[str, str]]:
    care = list(group(facts, "care"))
    if record == "family":
        for one in group(facts, "relative"):
            yield {"relative_is_caregiver": "false"} | facts | _named("relative", one)
    elif record == "care":
        for one, before in zip(care, [{}, *care], strict=False):
            yield facts | _named("care", one) | {"care_why_new": before.get("why_changed", "")}
    elif record == "followup":
        for one in group(facts, "step"):
            if one.get("kind") == Kind.FOLLOWED_UP:
                said = ": ".join(one[part] for part in ("outcome", "note") if one.get(part))
                visit = {"type": "after_reunification", "on": one.get("on", ""), "said": said}
                yield facts | _named("followup", visit)
    else:
        yield facts | (_named("care", care[-1]) if care else {})


def _named(kind: str, one: Mapping[str, str]) -> dict[str, str]:
    return {f"{kind}_{name}": text for name, text in one.items()}
