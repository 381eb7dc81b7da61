"""Find out from the headers of a list which column means what.

The vocabulary is `data/headers.csv`: a phrase, its concept, and whether it is strong (it may
stand among words we do not know) or weak ("name", "код": only alone). A header is read as the
set of its concepts, so "Дата народження матері" is a date of the mother, not of the child.
"""

import csv
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

import pyarrow as pa

from kintrace.lists.mapping import ROLES, SINGLE, Mapping
from kintrace.names import dates

_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*|№|#")
_CAMEL = re.compile(r"(?<=[a-zа-яіїєґ])(?=[A-ZА-ЯІЇЄҐ])")
_DATE_INSIDE = re.compile(r"\d{1,2}[./]\d{1,2}[./]\d{4}|\d{4}-\d{2}-\d{2}", re.ASCII)
_APOSTROPHES = str.maketrans("’ʼ`´′‘", "''''''")
_LATIN_TWINS = str.maketrans("aceiopxyhkmtb", "асеіорхункмтв")
_LONGEST_PHRASE = 5

_NAME_PARTS = frozenset({"surname", "given_name", "patronymic"})
_NAMES = _NAME_PARTS | {"name", "other_names"}
_PLACES = ("origin", "settlement", "raion", "oblast", "last_place", "birthplace")
_RELATIONS = {"mother": "mother", "father": "father", "parents": "relatives"}
_OF_KOBO = ("_id", "_uuid")
"""Numbers that KoboToolbox gives each answer: they serve where the form asks for none, the first before."""
_MANY_AS_OTHER = ("name", "surname", "given_name", "patronymic")


@dataclass(frozen=True, slots=True)
class Guess:
    """The mapping read from headers, what to tell the reader, and the roles claimed by several columns."""

    mapping: Mapping
    notes: list[str] = field(default_factory=list)
    ambiguous: dict[str, list[str]] = field(default_factory=dict)


def guess_mapping(headers: Sequence[str], sample: pa.Table | None = None) -> Mapping:
    """Return the mapping that the headers suggest; where several fit, those empty in the `sample` do not."""
    return guess(headers, sample).mapping


def guess(headers: Sequence[str], sample: pa.Table | None = None) -> Guess:
    """Read all headers of a list.

    >>> guess(["№", "ПІБ дитини", "Дата народження"]).mapping.columns
    {'id': ['№'], 'name': ['ПІБ дитини'], 'birth': ['Дата народження']}
    """
    empty = _empty_columns(sample)
    claims: dict[str, list[str]] = {}
    for header in headers:
        role = concept_of(header)
        if role:
            claims.setdefault(role, []).append(header)
    claims = {role: [h for h in claimed if h not in empty] or claimed for role, claimed in claims.items()}
    numbers = sorted(claims.get("id", ()), key=lambda header: (header in _OF_KOBO, header))
    if not {*_OF_KOBO}.isdisjoint(numbers):
        claims["id"] = [header for header in numbers if header not in _OF_KOBO] or numbers[:1]
    notes: list[str] = []
    columns = _settle(claims, notes)
    if len(columns.get("birth", [])) > 1:
        notes.append(f"The birth is read from the first that is filled of: {', '.join(columns['birth'])}.")
    ambiguous = {role: columns[role] for role in SINGLE if len(columns.get(role, [])) > 1}
    mapping = Mapping(columns, age_on=_age_on(columns.get("age", [])))
    unread = [header for header in headers if header not in mapping.headers()]
    if unread:
        notes.append(f"Columns not used: {', '.join(unread)}.")
    return Guess(mapping, notes, ambiguous)


def concept_of(header: str) -> str:
    """Return the concept one header stands for ("name", "settlement", "mother" ...), or "".

    >>> concept_of("Дата народження матері"), concept_of("Прізвище, ім'я матері"), concept_of("ФИО ребёнка")
    ('', 'mother', 'name')
    """
    concepts, strange = _concepts(_words(header))
    strong = {concept for concept, is_strong in concepts.items() if is_strong}
    found = strong if strong or strange else set(concepts)
    if strong & _NAME_PARTS:  # "name" beside "surname" is a name whatever else is written
        found = found | (concepts.keys() & _NAMES)
    if "nothing" in found or "somebody" in found:
        return ""
    people = found & set(_RELATIONS)
    traits = found - people
    if people:
        named = not traits or traits & _NAMES
        both = "relatives" if len(people) > 1 else _RELATIONS[next(iter(people))]
        return both if named else ""
    if len(traits & _NAME_PARTS) > 1 or "name" in traits:
        traits = (traits - _NAME_PARTS) | {"name"}
    if len(traits) > 1 and traits <= set(_PLACES):
        return "origin"
    return traits.pop() if len(traits) == 1 else ""


def names_somebody(header: str) -> bool:
    """Say whether a header speaks of a parent, an applicant, or anyone but the person of the row.

    >>> [names_somebody(header) for header in ("Мати", "Телефон заявника", "ПІБ", "Список для батьків")]
    [True, True, False, False]
    """
    concepts, strange = _concepts(_words(header))
    return not strange and not concepts.keys().isdisjoint({*_RELATIONS, "somebody"})


@cache
def _vocabulary() -> dict[str, tuple[str, bool]]:
    lines = (files("kintrace.lists") / "data" / "headers.csv").read_text(encoding="utf-8").splitlines()
    return {row["phrase"]: (row["concept"], row["strong"] == "yes") for row in csv.DictReader(lines)}


def _words(header: str) -> list[str]:
    """Cut a header into folded words; a Cyrillic word typed with Latin twins becomes Cyrillic again."""
    text = _CAMEL.sub(" ", unicodedata.normalize("NFC", header).translate(_APOSTROPHES))
    words = _WORD.findall(text.casefold().replace("ё", "е"))
    return [
        word.translate(_LATIN_TWINS) if re.search(r"[а-яіїєґ]", word) else word
        for word in words
        if not word.isdecimal()
    ]


def _concepts(words: list[str]) -> tuple[dict[str, bool], bool]:
    """Return concept -> strong for the longest known phrases, and whether unknown words remain."""
    found: dict[str, bool] = {}
    strange, at = False, 0
    while at < len(words):
        for length in range(min(_LONGEST_PHRASE, len(words) - at), 0, -1):
            known = _vocabulary().get(" ".join(words[at : at + length]))
            if known:
                if known[0] != "filler":
                    found[known[0]] = found.get(known[0], False) or known[1]
                at += length
                break
        else:
            strange, at = True, at + 1
    return found, strange


def _settle(claims: dict[str, list[str]], notes: list[str]) -> dict[str, list[str]]:
    """Turn claimed concepts into roles, saying what was decided."""
    columns = dict(claims)
    if "id" not in columns and "ordinal" in columns:
        columns["id"] = columns["ordinal"]
    columns.pop("ordinal", None)
    _settle_places(columns, notes)
    if "name" in columns and "surname" in columns and "given_name" not in columns:
        columns["given_name"] = columns.pop("name")
    if "given_name" in columns and not columns.keys() & {"name", "surname"}:
        columns["name"] = columns.pop("given_name")
    for role in _MANY_AS_OTHER:
        if len(columns.get(role, [])) > 1:
            first, *rest = columns[role]
            columns[role] = [first]
            columns.setdefault("other_names", []).extend(rest)
            notes.append(f'"{first}" is read as {role}, and {", ".join(rest)} as other names.')
    columns.setdefault("age_on", []) if "age" in columns else columns.pop("age_on", None)
    return {role: headers for role, headers in _in_order(columns).items() if headers}


def _settle_places(columns: dict[str, list[str]], notes: list[str]) -> None:
    """Join the parts of a place, smallest first; that of birth or loss serves for want of better."""
    parts = {name: columns.pop(name) for name in _PLACES if name in columns}
    if not parts:
        return
    chosen: list[str] = [name for name in ("settlement", "raion", "oblast") if name in parts]
    if "settlement" not in parts:
        whole = ("origin", "birthplace") if chosen else ("origin", "last_place", "birthplace")
        chosen = [name for name in whole if name in parts][:1] + chosen
    columns["place"] = [header for name in chosen for header in parts[name]]
    if chosen[0] == "last_place":
        notes.append(f'"{parts["last_place"][0]}" is read as the place of origin: there is no other.')
    passed = [header for name in parts if name not in chosen for header in parts[name]]
    if passed:
        notes.append(f"The place is read from {', '.join(columns['place'])}, not from {', '.join(passed)}.")


def _in_order(columns: dict[str, list[str]]) -> dict[str, list[str]]:
    return {role: columns[role] for role in ROLES if role in columns}


def _age_on(age_headers: list[str]) -> str:
    """Read the day from a header such as "Вік на 01.05.2023"."""
    inside = _DATE_INSIDE.search(age_headers[0]) if age_headers else None
    return dates.read(inside[0]).edtf if inside else ""


def _empty_columns(sample: pa.Table | None) -> set[str]:
    if sample is None or sample.num_rows == 0:
        return set()
    return {name for name in sample.column_names if not any(sample.column(name).to_pylist())}
