"""Outcomes become tables that say who did what at what price."""

import pytest
from bench import curves, table
from bench.contenders import OURS
from bench.evaluate import Figures, Quality
from bench.measure import Cost
from bench.run import Outcome


def outcome(name, f1, cpu, set_name="scale_100k", **more):
    same = Quality(f1, f1, f1, 0.0)
    figures = Figures(same, same, same, same, None, 1.0, 10, 10)
    return Outcome(name, set_name, Cost(cpu, cpu, 100.0, 0), figures, **more)


def test_columns_are_even_and_numbers_stand_to_the_right():
    assert table.grid(["who", "s"], [["we", "1.25"]]) == "| who |    s |\n|-----|-----:|\n| we  | 1.25 |"


@pytest.mark.parametrize(
    ("value", "written"), [(0.1234, "0.12"), (12.34, "12.3"), (1234.5, "1,234"), (float("nan"), "–")]
)
def test_amounts_have_three_figures_that_count(value, written):
    assert table.amount(value) == written


def test_ratios_are_ours_over_each_peer():
    rows = table.ratio_rows([outcome(OURS, 0.99, 2.0), outcome("splink wide", 0.98, 8.0)])
    assert rows == [["splink wide", "1.0102", "1.0102", "0.50", "0.25", "0.25", "1.00"]]


def test_a_contender_that_did_not_run_is_named_with_its_reason():
    text = table.section(table.ALL["febrl4"], [Outcome("splink wide", "febrl4", why_not="not set up")])
    assert "splink wide: not set up." in text


def test_the_summary_puts_the_best_peer_beside_us():
    group = [outcome(OURS, 0.99, 2.0), outcome("splink wide", 0.98, 8.0), outcome("splink tight", 0.97, 4.0)]
    line = table.summary({"scale_100k": group}).splitlines()[2]
    assert [cell.strip() for cell in line.strip("|").split("|")] == [
        "scale_100k", "0.9900", "0.9800 splink wide", "0.9900", "0.9800 splink wide", "0.9900",
        "0.9800 splink wide", "2.00", "4.00 splink tight",
    ]  # fmt: skip


def test_ten_times_the_records_for_a_hundred_times_the_work_is_exponent_two(monkeypatch):
    monkeypatch.setattr(curves, "ALL", {"small": Rows(10), "large": Rows(100)})
    text = curves.growth([outcome(OURS, 1, 1.0, "small")], [outcome(OURS, 1, 100.0, "large")])
    assert "| kintrace  |          2.00 |         2.00 |            0.00 |" in text


def test_recall_by_kind_shows_our_worst_first():
    kinds = (("latin", 10, 0.9), ("initials", 5, 0.4))
    text = table.kinds_table([outcome(OURS, 1, 1, kinds=kinds)])
    assert text.index("initials") < text.index("latin")


class Rows:
    """Stands for a set of which only the number of records counts."""

    def __init__(self, rows):
        self.rows = rows
