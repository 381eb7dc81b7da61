"""Find the words of surname, given name and patronymic in the name columns of a list.

A list writes a name in one column or in three; it may exchange surname and given name, and it writes
parents as "Олена" or "Олена Петрівна", which nobody does with a child's full name.
"""

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from kintrace import names
from kintrace.linkage import texts
from kintrace.linkage.kernel import Ints

if TYPE_CHECKING:
    from kintrace.names import NameForm, Token

PARTS = {"surname": "surname", "given": "given_name", "patronymic": "patronymic"}
"""Part of a name -> the column that holds it when the list writes it apart."""

Words = tuple["Token", ...]
Found = tuple[Ints, list[Words]]
"""The code of each record (-1 = none) and, for each code, the words."""


def words(table: pa.Table, column: str, parts: list[str]) -> dict[str, Found]:
    """Return the words of each part ("surname", "given", "patronymic") of a name column.

    column: "name" (then columns of PARTS come first, where the table has them), "mother" or "father".
    """
    apart = {p: PARTS[p] for p in parts if column == "name" and PARTS[p] in table.column_names}
    found = _apart(table, apart)
    if column in table.column_names and set(parts) - set(apart):
        values, codes = _distinct(table, column)
        forms = names.analyse(values)
        if column != "name":
            forms = [_parent(f) for f in forms]
        found |= {p: (codes, [getattr(f, p) for f in forms]) for p in parts if p not in apart}
    none: Found = np.full(table.num_rows, -1, np.int32), []
    return {p: found.get(p, none) for p in parts}


def _distinct(table: pa.Table, column: str) -> tuple[list[str], Ints]:
    distinct, codes = texts.distinct(table[column])
    return [str(v) for v in distinct.to_pylist()], codes


def _apart(table: pa.Table, columns: dict[str, str]) -> dict[str, Found]:
    values = {p: _distinct(table, c) for p, c in columns.items()}
    found = {p: (codes, [_words(v, p) for v in own]) for p, (own, codes) in values.items()}
    if {"surname", "given"} <= set(columns):
        found["surname"], found["given"] = _put_right(values, found)
    return found


def _put_right(values: dict[str, tuple[list[str], Ints]], found: dict[str, Found]) -> tuple[Found, Found]:
    """Exchange surname and given name where only the surname's column holds a known given name."""
    (surnames, surname), (givens, given) = values["surname"], values["given"]
    as_given = [_words(v, "given") for v in surnames]
    exchanged = ~_known(found["given"][1])[given] & _known(as_given)[surname] & (given >= 0)
    as_surname = [_words(v, "surname") for v in givens]
    return (
        (
            np.where(exchanged, len(surnames) + given, surname).astype(np.int32),
            found["surname"][1] + as_surname,
        ),
        (np.where(exchanged, len(givens) + surname, given).astype(np.int32), found["given"][1] + as_given),
    )


def _known(found: list[Words]) -> npt.NDArray[np.bool_]:
    """Return which words are known given names; one more, False, for code -1."""
    return np.array([*(any(t.classes for t in tokens) for tokens in found), False])


def _words(value: str, part: str) -> Words:
    surname, given, patronymic = (value if part == p else None for p in PARTS)
    found: Words = getattr(names.analyse_parts(surname, given, patronymic), part)
    return found


def _parent(form: "NameForm") -> "NameForm":
    """Read "Олена" and "Олена Петрівна" as given name, and given name with patronymic."""
    written = form.as_written.split()
    if form.patronymic or not written or len(written) > 2:
        return form
    given = names.analyse_parts(None, written[0], None)
    if not (given.given and given.given[0].classes):
        return form
    if len(written) == 1:
        return given
    both = names.analyse_parts(None, *written)
    return both if both.patronymic and both.patronymic[0].classes else form
