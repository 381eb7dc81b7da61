"""Two invented children, and the report of a run that proposes them as a pair."""

import re
from collections.abc import Callable
from dataclasses import replace
from html import unescape
from typing import NamedTuple

import pytest

from kintrace.report import ProposedPair, Reason, Report
from kintrace.report.page import render


def reason(field: str, kind: str, level: str, bits: float, *texts: str) -> Reason:
    left, right = texts or ("", "")
    return Reason(field=field, kind=kind, level=level, left=left, right=right, bits=bits)


def oleksii() -> ProposedPair:
    """Олексій of the family's request, and Алексей of a camp's list."""
    return ProposedPair(
        rank=1,
        left_id="T-1",
        right_id="C-7",
        weight_bits=7.5,
        probability=0.9945,
        assigned=True,
        left={
            "name": "Шевченко Олексій Петрович",
            "birth": "2014-03-07",
            "place": "Маріуполь",
            "sex": "m",
            "other:Прикмети": "родимка",
        },
        right={"name": "Шевченко Алексей Иванович", "birth": "2014-07-03", "sex": "m"},
        reasons=[
            reason("prior", "prior", "", -10.0),
            reason("surname", "name", "same", 9.2, "Шевченко", "Шевченко"),
            reason("given_name", "name", "same_class", 5.1, "Олексій", "Алексей"),
            reason("patronymic", "name", "different", -2.0, "Петрович", "Иванович"),
            reason("birth", "birth", "day_month_swapped", 4.3, "2014-03-07", "2014-07-03"),
            reason("place", "place", "missing", 0.0, "Маріуполь", ""),
            reason("sex", "exact", "same", 0.9, "m", "m"),
        ],
    )


def small(*pairs: ProposedPair, language: str = "uk") -> Report:
    return Report(
        title="Запити й списки",
        created_at="2026-11-24T07:10:59+00:00",
        language=language,
        lists=[
            {"name": "a.csv", "rows": 12, "rejected": 1, "sha256": "a" * 64, "columns": [("name", "ПІБ")]},
            {
                "name": "b.xlsx",
                "rows": 3400,
                "rejected": 0,
                "sha256": "b" * 64,
                "columns": [("birth", "Д.р.")],
            },
        ],
        counts={
            "pairs_scored": 40800,
            "pairs_reported": len(pairs),
            "assigned": sum(pair["assigned"] for pair in pairs),
            "expected_true": 2.5,
        },
        pairs=list(pairs),
        curve=[(1, 0.9945), (2, 1.5)],
        settings={"threshold": 0.5, "sets": True, "engine_of_tomorrow": 7},
    )


class Line(NamedTuple):
    """A row of a pair's table as a reader without scripts sees it."""

    mark: str
    field: str
    left: str
    right: str
    bits: str
    in_words: str


def plain(markup: str) -> str:
    return unescape(re.sub(r"<[^>]*>", "", markup)).strip()


def lines_of(page: str) -> list[Line]:
    """Read the rows of all pairs' tables."""
    bodies = re.findall(r"<table>\n<thead>.*?<tbody>\n(.*?)<tfoot>", page, flags=re.S)
    rows = re.findall(r"<tr class=(\w+)[^>]*>(.*)", "\n".join(bodies))
    return [Line(mark, *map(plain, re.split(r"<t[hd][^>]*>", cells)[1:])) for mark, cells in rows]


@pytest.fixture
def pair() -> ProposedPair:
    return oleksii()


@pytest.fixture
def report(pair: ProposedPair) -> Report:
    return small(pair)


@pytest.fixture
def rows_of() -> Callable[[str], list[Line]]:
    return lines_of


@pytest.fixture
def lines() -> Callable[..., list[Line]]:
    def read(pair: ProposedPair, language: str = "uk") -> list[Line]:
        return lines_of(render(small(pair, language=language)))

    return read


@pytest.fixture
def many() -> Callable[[int], Report]:
    """A report of so many pairs, all of the same two children with numbers of their own."""

    def build(number: int) -> Report:
        pairs: list[ProposedPair] = []
        for rank in range(1, number + 1):
            one = oleksii()
            one["rank"], one["right_id"], one["assigned"] = rank, f"C-{rank}", rank % 2 == 1
            one["weight_bits"], one["probability"] = 20 - rank / 100, 1 / (1 + 2 ** -(12 - rank / 100))
            pairs.append(one)
        return replace(small(*pairs), counts=small(*pairs).counts | {"pairs_reported": number + 40})

    return build
