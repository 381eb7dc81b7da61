"""Find the words of surname, given name and patronymic in the name columns of a list.

A list writes a name in one column or in three; it may exchange surname and given name, and it writes
parents as "Олена" or "Олена Петрівна", which nobody does with a child's full name.
"""

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from kintrace import names
from kintrace.linkage import texts
from kintrace.linkage.kernel import Ints

if TYPE_CHECKING:
    from kintrace.names import NameForm, Token

_GENDERS = ("", "f", "m")

PARTS = {"surname": "surname", "given": "given_name", "patronymic": "patronymic"}
"""Part of a name -> the column that holds it when the list writes it apart."""


class Words(NamedTuple):
    """The words of one part; gender: whom a given name names, "m", "f" or "" where that is not sure."""

    tokens: tuple["Token", ...] = ()
    gender: str = ""


Found = tuple[Ints, list[Words]]
"""The code of each record (-1 = none) and, for each code, the words."""


def words(table: pa.Table, column: str, parts: list[str]) -> dict[str, Found]:
    """Return the words of each part ("surname", "given", "patronymic") of a name column.

    column: "name" (then columns of PARTS come first, where the table has them), "mother" or "father". Lists
    of both kinds may stand in one table: who has no part of a name apart is known by the whole one.
    """
    apart = {p: PARTS[p] for p in parts if column == "name" and PARTS[p] in table.column_names}
    found = _apart(table, apart)
    bare = _without(table, apart)
    if column in table.column_names and (set(parts) - set(apart) or bare.any()):
        whole = _whole(table, column, parts, None if set(parts) - set(apart) else bare)
        for p in parts:
            found[p] = _filled(found[p], whole[p], bare) if p in apart else whole[p]
    none: Found = np.full(table.num_rows, -1, np.int32), []
    return {p: found.get(p, none) for p in parts}


def _without(table: pa.Table, columns: dict[str, str]) -> npt.NDArray[np.bool_]:
    """Return which records have nothing in any of the columns; none where there are no columns."""
    bare = np.full(table.num_rows, bool(columns))
    for column in columns.values():
        bare &= pc.is_null(table[column]).to_numpy()
    return bare


def _whole(
    table: pa.Table, column: str, parts: list[str], only: npt.NDArray[np.bool_] | None
) -> dict[str, Found]:
    """Return the words of whole names, of all records or `only` of some."""
    if only is not None:
        table = table.set_column(
            table.column_names.index(column),
            column,
            pc.if_else(pa.array(only), table[column], pa.scalar(None, table[column].type)),
        )
    values, codes = _distinct(table, column)
    forms = names.analyse(values)
    if column != "name":
        forms = _parents(forms)
    return {p: (codes, [_part(f, p) for f in forms]) for p in parts}


def _filled(apart: Found, whole: Found, bare: npt.NDArray[np.bool_]) -> Found:
    """Return the words of a part, from the whole name where nothing stands apart."""
    (codes, words), (others, more) = apart, whole
    taken = bare & (others >= 0)
    return np.where(taken, len(words) + others, codes).astype(np.int32), words + more


def _distinct(table: pa.Table, column: str) -> tuple[list[str], Ints]:
    distinct, codes = texts.distinct(table[column])
    return [str(v) for v in distinct.to_pylist()], codes


def _apart(table: pa.Table, columns: dict[str, str]) -> dict[str, Found]:
    values = {p: _distinct(table, c) for p, c in columns.items()}
    forms = {p: _forms(own, p) for p, (own, _) in values.items()}
    found = {p: (codes, [_part(f, p) for f in forms[p]]) for p, (_, codes) in values.items()}
    if {"surname", "given"} <= set(columns):
        found["surname"], found["given"] = _put_right(values, found)
    if {"given", "patronymic"} <= set(columns):
        child = np.array([*(_GENDERS.index(f.gender) for f in forms["patronymic"]), 0])
        found["given"] = _gendered(*found["given"], child[found["patronymic"][0]])
    return found


def _gendered(codes: Ints, words: list[Words], child: npt.NDArray[np.int64]) -> Found:
    """Let the patronymic say whose name it is: Богдана is a woman, or a man in the genitive.

    child: per record, the place in _GENDERS of the child that its patronymic names.
    """
    both, again = np.unique(codes * len(_GENDERS) + child, return_inverse=True)
    told = [(words[k // len(_GENDERS)], _GENDERS[k % len(_GENDERS)]) for k in both[both >= 0].tolist()]
    none = np.int64((both < 0).sum())
    made = np.where(codes < 0, -1, again - none).astype(np.int32)
    return made, [one._replace(gender=gender or one.gender) for one, gender in told]


def _put_right(values: dict[str, tuple[list[str], Ints]], found: dict[str, Found]) -> tuple[Found, Found]:
    """Exchange surname and given name where only the surname's column holds a known given name."""
    (surnames, surname), (givens, given) = values["surname"], values["given"]
    exchanged = ~_known(found["given"][1])[given] & (given >= 0)
    as_given = _some_words(surnames, surname[exchanged], "given")
    exchanged &= _known(as_given)[surname]
    as_surname = _some_words(givens, given[exchanged], "surname")
    return (
        (
            np.where(exchanged, len(surnames) + given, surname).astype(np.int32),
            found["surname"][1] + as_surname,
        ),
        (np.where(exchanged, len(givens) + surname, given).astype(np.int32), found["given"][1] + as_given),
    )


def _some_words(values: list[str], codes: Ints, part: str) -> list[Words]:
    """Return the words of the values with these codes, and none for the others."""
    asked = np.unique(codes[codes >= 0]).tolist()
    found = [Words()] * len(values)
    for place, words in zip(asked, _words([values[place] for place in asked], part), strict=True):
        found[place] = words
    return found


def _known(found: list[Words]) -> npt.NDArray[np.bool_]:
    """Return which words are known given names; one more, False, for code -1."""
    return np.array([*(any(t.classes for t in words.tokens) for words in found), False])


def _words(values: list[str], part: str) -> list[Words]:
    return [_part(f, part) for f in _forms(values, part)]


def _forms(values: list[str], part: str) -> list["NameForm"]:
    nothing = [None] * len(values)
    surnames, givens, patronymics = (values if part == p else nothing for p in PARTS)
    return names.analyse_columns(surnames, givens, patronymics)


def _part(form: "NameForm", part: str) -> Words:
    tokens = getattr(form, part)
    sure = part == "given" and (form.patronymic or all(t.known for t in tokens))
    return Words(tokens, form.gender if sure and tokens else "")


def _parents(forms: list["NameForm"]) -> list["NameForm"]:
    """Read "Олена" and "Олена Петрівна" as given name, and given name with patronymic."""
    written = {i: f.as_written.split() for i, f in enumerate(forms) if not f.patronymic}
    short = {i: (*words, None)[:2] for i, words in written.items() if 0 < len(words) < 3}
    givens, patronymics = ([words[place] for words in short.values()] for place in (0, 1))
    found = list(forms)
    for i, form in zip(short, names.analyse_columns([None] * len(short), givens, patronymics), strict=True):
        known = form.given and form.given[0].classes
        if known and (short[i][1] is None or (form.patronymic and form.patronymic[0].classes)):
            found[i] = form
    return found
