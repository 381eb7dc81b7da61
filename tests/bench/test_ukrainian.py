"""The generator of requests and Russified lists: repeatable, consistent, within its stated rates."""

import csv
import random
import re
from collections import Counter
from dataclasses import fields, replace
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from bench.ukrainian import births, homes, latin, make, russian, slips
from bench.ukrainian.demo import demo
from bench.ukrainian.people import Population
from bench.ukrainian.rates import OBLASTS, RATES, Rates
from bench.ukrainian.words import Surnames, feminine, given_names

LEFT, RIGHT = 3_000, 2_000
GIVEN = "ім'я"
ROOT = Path(__file__).parents[2]
BENCH = ROOT / "bench/ukrainian"


@pytest.fixture(scope="module")
def lists():
    return make(LEFT, RIGHT, seed=5)


def test_the_same_seed_gives_the_same_lists_and_another_seed_others():
    one, again, other = make(60, 40, seed=1), make(60, 40, seed=1), make(60, 40, seed=2)
    assert one == again
    assert one.requests != other.requests


def test_the_lists_have_the_promised_rows_and_headers(lists):
    assert (len(lists.requests), len(lists.located), len(lists.truth)) == (LEFT, RIGHT, 1_200)
    assert list(lists.requests[0]) == [
        "id",
        "ПІБ",
        "стать",
        "дата народження",
        "місце походження",
        "мати",
        "батько",
    ]
    located = ["фамилия", "имя", "отчество", "пол", "дата рождения", "место рождения", "мать", "учреждение"]
    assert list(lists.located[0]) == ["id", *located]


def test_names_can_stand_in_three_columns_or_in_one(lists):
    other = lists.rearranged(split_left=True, joined_right=True)
    assert list(other.requests[0])[:4] == ["id", "прізвище", "ім'я", "по батькові"]
    assert list(other.located[0])[:3] == ["id", "ФИО", "пол"]
    whole, parts = lists.requests[0], other.requests[0]
    assert whole["ПІБ"] == f"{parts['прізвище']} {parts[GIVEN]} {parts['по батькові']}".strip()


def test_every_id_is_marked_synthetic_and_unique(lists):
    for rows, shape in ((lists.requests, r"SYN-L-\d{6}"), (lists.located, r"SYN-R-\d{6}")):
        ids = [row["id"] for row in rows]
        assert len(set(ids)) == len(ids)
        assert all(re.fullmatch(shape, one) for one in ids)


def test_truth_joins_each_child_once_on_either_side(lists):
    left = [pair["left_id"] for pair in lists.truth]
    right = [pair["right_id"] for pair in lists.truth]
    assert len(set(left)) == len(left)
    assert len(set(right)) == len(right)
    assert set(left) <= {row["id"] for row in lists.requests}
    assert set(right) <= {row["id"] for row in lists.located}


def test_a_pair_without_changes_agrees_in_given_name_and_date(lists):
    requests = {row["id"]: row for row in lists.requests}
    located = {row["id"]: row for row in lists.located}
    russian_name = {name.uk: name.ru for sex in "mf" for name in given_names(sex).names}
    plain = [pair for pair in lists.truth if pair["kinds"] == "russified"]
    assert plain
    for pair in plain:
        left, right = requests[pair["left_id"]], located[pair["right_id"]]
        assert right["имя"] == russian_name[left["ПІБ"].split()[1]]
        assert {"m": "м", "ч": "м", "ж": "ж"}[left["стать"]] == right["пол"]


def test_alterations_happen_as_often_as_the_table_says(lists):
    happened = Counter(kind for pair in lists.truth for kind in pair["kinds"].split(";"))
    for kind in (
        "mother_missing",
        "place_missing",
        "sex_missing",
        "surname_changed",
        "birth_missing",
        "initials",
    ):
        share = happened[kind] / len(lists.truth)
        rate = getattr(RATES, kind)
        assert abs(share - rate) < 4 * (rate * (1 - rate) / len(lists.truth)) ** 0.5, kind


def test_every_kind_in_the_truth_is_in_the_table_or_a_script(lists):
    kinds = {kind for pair in lists.truth for kind in pair["kinds"].split(";")}
    scripts = {"russified", "ukrainian"} | {f"latin:{scheme.name}" for scheme in latin.SCHEMES}
    assert kinds - scripts <= {rate.name for rate in fields(Rates)}
    assert scripts <= kinds


def test_rates_can_be_turned_off():
    off = {rate.name: 0.0 for rate in fields(Rates) if rate.name not in ("overlap", "in_town")}
    lists = make(40, 30, seed=3, rates=replace(RATES, **off))
    assert all(re.fullmatch("russified|ukrainian|latin:.*", pair["kinds"]) for pair in lists.truth)


def test_harder_lists_have_more_alterations():
    easy, hard = make(300, 200, seed=4), make(300, 200, seed=4, rates=RATES.harder(2))
    counted = [sum(len(pair["kinds"].split(";")) for pair in lists.truth) for lists in (easy, hard)]
    assert counted[1] > 1.3 * counted[0]


def test_brothers_and_sisters_share_parents_home_and_patronymic():
    population = Population(random.Random(1), RATES)
    families = [family for family in (population.family() for _ in range(300)) if len(family) > 1]
    assert families
    for family in families:
        assert len({(c.surname, c.patronymic_of.uk, c.mother, c.home.code) for c in family}) == 1
        assert len({child.given.uk for child in family}) == len(family)
    assert any(len({child.born for child in family}) < len(family) for family in families)  # twins


def test_children_are_born_from_2005_to_2022():
    population = Population(random.Random(2), RATES)
    born = [child.born for _ in range(400) for child in population.family()]
    assert min(born) >= date(2005, 1, 1)
    assert max(born) <= date(2022, 6, 30)


def test_homes_lie_mostly_in_the_south_and_east():
    dice, all_homes = random.Random(3), homes.Homes(RATES)
    seen = Counter(all_homes.draw(dice).code[:4] for _ in range(2_000))
    assert set(seen) <= set(OBLASTS)
    assert sum(seen[oblast] for oblast in ("UA14", "UA44", "UA23", "UA65", "UA63")) > 1_600


def test_there_are_more_than_20_000_surnames_and_their_frequencies_fall():
    surnames = Surnames()
    assert len(set(surnames.names)) == len(surnames.names) > 20_000
    shares = [two - one for one, two in pairwise(surnames.weights)]
    assert all(one > two for one, two in pairwise(shares))
    assert 0.004 < surnames.weights[0] / surnames.weights[-1] < 0.008


def test_surnames_and_patronymics_follow_grammar():
    assert [feminine(name) for name in ("Ковальський", "Петров", "Коваль")] == [
        "Ковальська",
        "Петрова",
        "Коваль",
    ]
    mykola = next(name for name in given_names("m").names if name.uk == "Микола")
    assert [mykola.patronymic(sex, language) for sex in "mf" for language in ("uk", "ru")] == [
        "Миколайович", "Николаевич", "Миколаївна", "Николаевна",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("scheme", "written"),
    [
        ("kmu2010", "Yurii Zghurskyi"),
        ("passport2007", "Iurii Zgurskyi"),
        ("icao", "Iurii Zgurskii"),
        ("bgn", "Yuriy Zgurskiy"),
        ("french", "Iourii Zgourskii"),
    ],
)
def test_each_romanisation_writes_as_its_table_says(scheme, written):
    table = next(one for one in latin.SCHEMES if one.name == scheme)
    assert table.write({"uk": "Юрій Згурський", "ru": "Юрий Згурский"}[table.language]) == written


def test_names_are_written_the_russian_way():
    assert russian.surname("Лук’яненко") == "Лукьяненко"
    assert [russian.place(name) for name in ("Запоріжжя", "Іванівка")] == ["Запорожье", "Ивановка"]


def test_a_typo_keeps_the_first_letter_and_a_homoglyph_the_look():
    dice = random.Random(4)
    assert {slips.typo(dice, "шевченко")[0] for _ in range(50)} == {"ш"}
    spoilt = slips.homoglyph(dice, "Сорока")
    assert spoilt != "Сорока"
    assert len(spoilt) == 6


def test_an_unreadable_date_is_in_no_calendar():
    dice = random.Random(6)
    for _ in range(20):
        day, month, year = births.unreadable(dice, date(2015, 5, 5)).split(".")
        with pytest.raises(ValueError):
            date(int(year), int(month), int(day))


@pytest.mark.parametrize("name", ["given_names.csv", "russian_places.csv"])
def test_tables_are_sorted_unique_and_sourced(name):
    with (BENCH / name).open(encoding="utf-8") as table:
        header, *rows = csv.reader(table)
    assert rows == sorted(rows)
    assert len({tuple(row[:3]) for row in rows}) == len(rows)
    assert all(row[header.index("source")] for row in rows)


def test_the_shipped_demo_is_what_the_generator_makes():
    lists = demo()
    for name, rows in (("requests", lists.requests), ("located", lists.located), ("truth", lists.truth)):
        with (ROOT / f"demo/{name}.csv").open(encoding="utf-8") as table:
            assert list(csv.DictReader(table)) == rows


def test_the_demo_has_unreadable_dates_and_says_that_nobody_in_it_is_real():
    text = (ROOT / "demo/requests.csv").read_text("utf-8") + (ROOT / "demo/located.csv").read_text("utf-8")
    assert re.search(r"3[01]\.(02|04|11)\.20", text)
    assert "Nobody in these lists is real" in (ROOT / "demo/README.md").read_text("utf-8")
