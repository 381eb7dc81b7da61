"""Tidy the Ukrainian lists for the peers, as a careful user would before running them.

Full names are cut at blanks, sexes and dates are brought to one form (dates by Kintrace's own reader),
places lose the words for oblast, raion, town and village, mothers lose their surname, which is mostly the
child's again (without this Splink finds brothers and sisters). Spelling stays as it is: making names of three
languages comparable is the peers' part (they get them through anyascii). Kintrace reads the lists as written.
"""

import re
from collections.abc import Mapping, Sequence

import pyarrow as pa

from bench.ukrainian import Lists
from kintrace.names import dates

FIELDS = ("surname", "given_name", "patronymic", "sex", "date_of_birth", "place", "mother")
SEXES = {"ч": "m", "м": "m", "M": "m", "ж": "f", "F": "f"}
# Parts of an address that are no settlement, and words before a settlement.
ABOVE = re.compile(r"обл|oblast|район|р-н|raion|^Украина$|^Україна$|^ДНР$|^ЛНР$", re.IGNORECASE)
BEFORE = re.compile(r"^(м|г|с|смт|пгт|пос|п|x|х|город|село|місто)\.?\s+", re.IGNORECASE)
Row = Mapping[str, str]


def settlement(place: str) -> str:
    """Return the name of the settlement in a place as written, or the place when it has none.

    >>> [settlement(place) for place in ("Донецкая обл., г. Макеевка", "м. Харків", "Херсонская обл")]
    ['Макеевка', 'Харків', 'Херсонская обл']
    """
    parts = [part.strip() for part in place.split(",")]
    named = [part for part in parts if part and not ABOVE.search(part)]
    return BEFORE.sub("", named[0]) if named else place


def birth(written: str) -> str | None:
    """Return a date as ISO, or the year alone where only that is known.

    >>> birth("7 марта 2015 г."), birth("2006 г.р."), birth("")
    ('2015-03-07', '2006', None)
    """
    read = dates.read(written).edtf
    return read if len(read) in (4, 10) else None


def request(row: Row) -> dict[str, str | None]:
    """Return one row of the requests; the name is surname, given name, patronymic."""
    surname, given, patronymic, *_ = [*row["ПІБ"].split(), "", "", ""]
    return {
        "surname": surname, "given_name": given, "patronymic": patronymic, "sex": row["стать"],
        "date_of_birth": birth(row["дата народження"]), "place": row["місце походження"],
        "mother": row["мати"],
    }  # fmt: skip


def located(row: Row) -> dict[str, str | None]:
    """Return one row of the located children."""
    return {
        "surname": row["фамилия"], "given_name": row["имя"], "patronymic": row["отчество"], "sex": row["пол"],
        "date_of_birth": birth(row["дата рождения"]), "place": row["место рождения"], "mother": row["мать"],
    }  # fmt: skip


def _table(rows: Sequence[dict[str, str | None]], ids: Sequence[str], persons: Mapping[str, str]) -> pa.Table:
    for row in rows:
        row["sex"] = SEXES.get(row["sex"] or "")
        row["place"] = settlement(row["place"] or "")
        row["mother"] = (row["mother"] or "").partition(" ")[2]
    columns = {name: pa.array([row[name] or None for row in rows], pa.string()) for name in FIELDS}
    return pa.table({"rec_id": list(ids), **columns, "entity_id": [persons[key] for key in ids]})


def tables(lists: Lists) -> tuple[pa.Table, pa.Table]:
    """Return both lists as the peers get them; `entity_id` is the id of the request, if there is one."""
    sought = {pair["right_id"]: pair["left_id"] for pair in lists.truth}
    left_ids, right_ids = ([row["id"] for row in side] for side in (lists.requests, lists.located))
    left = _table([request(row) for row in lists.requests], left_ids, {key: key for key in left_ids})
    right = _table(
        [located(row) for row in lists.located], right_ids, {key: sought.get(key, key) for key in right_ids}
    )
    return left, right


def kinds(lists: Lists) -> pa.Table:
    """Return the alterations of each true pair: left_id, right_id, kind, one row for each kind."""
    rows = [
        (pair["left_id"], pair["right_id"], kind) for pair in lists.truth for kind in pair["kinds"].split(";")
    ]
    left, right, kind = zip(*rows, strict=True)
    return pa.table({"left_id": left, "right_id": right, "kind": kind})
