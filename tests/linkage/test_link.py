"""The whole engine: its proposals do not hang on order, threads or size; alteration can be seen through."""

import os

import numpy as np
import pyarrow as pa
import pytest

from kintrace.errors import ListUnreadable
from kintrace.linkage import Settings, choose_fields, link

GIVEN = {
    "Олексій": "Алексей",
    "Олена": "Елена",
    "Микита": "Никита",
    "Іван": "Иван",
    "Марія": "Мария",
    "Ганна": "Анна",
}
SURNAMES = [
    "Шевченко",
    "Коваль",
    "Бондар",
    "Ткачук",
    "Мельник",
    "Кравець",
    "Гнатюк",
    "Савчук",
    "Лисенко",
    "Руденко",
]
FATHERS = [
    ("Іванович", "Иванович"),
    ("Петрович", "Петрович"),
    ("Олегович", "Олегович"),
    ("Миколайович", "Николаевич"),
]


def children(n):
    """n children as families write them and, in Russian, as another list does; same order."""
    random = np.random.default_rng(n)
    ours, theirs, births = [], [], []
    for k in range(n):
        given = list(GIVEN)[random.integers(len(GIVEN))]
        surname = SURNAMES[k % len(SURNAMES)]
        father = FATHERS[random.integers(len(FATHERS))]
        ours.append(f"{surname} {given} {father[0]}")
        theirs.append(f"{surname} {GIVEN[given]} {father[1]}")
        births.append(f"20{random.integers(10, 22)}-{random.integers(1, 13):02}-{random.integers(1, 29):02}")
    return {"name": ours, "birth": births}, {"name": theirs, "birth": births}


def linked(one, two, **settings):
    return link(one, two, choose_fields(one, two or one, {}), Settings(**settings))


def rows_of(chosen):
    """(left, right) -> (weight, probability)."""
    pairs = zip(chosen.left.tolist(), chosen.right.tolist(), strict=True)
    return dict(zip(pairs, zip(chosen.weight, chosen.probability, strict=True), strict=True))


def proposals(result, floor=0.5):
    chosen = result.chosen
    rows = zip(chosen.left.tolist(), chosen.right.tolist(), chosen.probability.tolist(), strict=True)
    return {(a, b) for a, b, p in rows if p >= floor}


@pytest.mark.parametrize("n", [10, 60])
def test_children_are_found_under_their_russian_names(people, n):
    ours, theirs = children(n)
    result = linked(people(**ours), people(**theirs))
    assert proposals(result) == {(k, k) for k in range(n)}


def test_the_order_of_records_changes_nothing(people):
    ours, theirs = children(40)
    straight = linked(people(**ours), people(**theirs)).chosen
    turn = np.random.default_rng(0).permutation(40)
    turned = linked(people(**ours), people(**{k: [v[i] for i in turn] for k, v in theirs.items()})).chosen
    back = {(a, int(turn[b])): figures for (a, b), figures in rows_of(turned).items()}
    assert back.keys() == rows_of(straight).keys()
    for pair, figures in rows_of(straight).items():
        assert back[pair] == pytest.approx(figures, abs=1e-9)


@pytest.mark.parametrize("threads", [1, 3])
def test_the_number_of_threads_changes_nothing(people, monkeypatch, threads):
    ours, theirs = children(50)
    usual = linked(people(**ours), people(**theirs)).chosen
    monkeypatch.setattr(os, "cpu_count", lambda: threads)
    again = linked(people(**ours), people(**theirs)).chosen
    for name in ("left", "right", "weight", "probability", "assigned"):
        assert (getattr(again, name) == getattr(usual, name)).all()


def test_a_second_run_gives_the_same_figures(people):
    ours, theirs = children(30)
    one, two = (linked(people(**ours), people(**theirs)).chosen for _ in range(2))
    assert (one.weight == two.weight).all()
    assert (one.probability == two.probability).all()


def test_one_child_in_each_list_can_be_proposed(people):
    ours, theirs = children(1)
    assert proposals(linked(people(**ours), people(**theirs))) == {(0, 0)}


def test_strangers_are_not_proposed(people):
    one = people(name=["Шевченко Олена Іванівна"], birth=["2015-03-07"])
    two = people(name=["Сидоров Пётр Николаевич"], birth=["2011-10-25"])
    assert proposals(linked(one, two)) == set()


def test_siblings_are_two_children(people):
    one = people(
        name=["Коваль Іван Петрович", "Коваль Марія Петрівна"] + children(10)[0]["name"],
        birth=["2015-03-07", "2012-10-25"] + children(10)[0]["birth"],
    )
    two = people(
        name=["Коваль Мария Петровна"] + children(10)[1]["name"],
        birth=["2012-10-25"] + children(10)[1]["birth"],
    )
    assert proposals(linked(one, two)) == {(1, 0)} | {(k + 2, k + 1) for k in range(10)}


def test_a_changed_surname_and_patronymic_do_not_hide_a_child(people):
    ours, theirs = children(20)
    ours["place"], theirs["place"] = ["Херсон"] * 20, ["Херсон"] * 20
    ours["mother"], theirs["mother"] = ["Коваль Ганна Іванівна"] * 20, ["Коваль Анна Ивановна"] * 20
    theirs["name"][3] = f"Сидоров {theirs['name'][3].split()[1]} Владимирович"
    result = linked(people(**ours), people(**theirs))
    assert (3, 3) in proposals(result, 0.3)


def test_missing_values_do_not_speak_against_a_pair(people):
    ours, theirs = children(20)
    full = linked(people(**ours), people(**theirs))
    theirs["birth"] = [None, *theirs["birth"][1:]]
    gap = linked(people(**ours), people(**theirs))
    assert (0, 0) in proposals(gap)
    at = np.flatnonzero((gap.chosen.left == 0) & (gap.chosen.right == 0))[0]
    assert 0 < gap.chosen.weight[at] < full.chosen.weight.max()


@pytest.mark.parametrize(
    "written",
    [
        ["Shevchenko Olena Ivanivna", "Hnatiuk Oleksii Petrovych", "Yurchenko Mykyta Serhiiovych"],
        ["Shevchenko Elena Ivanovna", "Gnatyuk Aleksey Petrovich", "Yurchenko Nikita Sergeevich"],
        ["Elena Schewtschenko", "Alexej Hnatjuk", "Nikita Jurtschenko"],
    ],
    ids=["Ukrainian passport", "Russian", "German"],
)
def test_children_are_found_in_latin_letters(people, written):
    births = ["2015-03-07", "2014-01-02", "2016-11-11"]
    one = people(
        name=["Шевченко Олена Іванівна", "Гнатюк Олексій Петрович", "Юрченко Микита Сергійович"], birth=births
    )
    assert proposals(linked(one, people(name=written[::-1], birth=births[::-1]))) == {(0, 2), (1, 1), (2, 0)}


def test_duplicates_within_one_list_are_found_once_each(people):
    ours, theirs = children(15)
    one = people(**{k: ours[k] + theirs[k][:5] for k in ours})
    result = linked(one, None)
    assert proposals(result) == {(k, k + 15) for k in range(5)}
    assert (result.chosen.left < result.chosen.right).all()


def test_names_in_arabic_script_are_linked_as_text(people):
    one = people(name=["محمد علي حسن", "فاطمة أحمد"], birth=["2015-03-07", "2014-01-02"])
    two = people(name=["فاطمة أحمد", "محمد علي حسن"], birth=["2014-01-02", "2015-03-07"])
    assert proposals(linked(one, two, east_slavic=False)) == {(0, 1), (1, 0)}


def test_a_person_listed_often_keeps_every_pair_when_lists_are_not_sets(people):
    ours, theirs = children(12)
    theirs = {k: [v[0], *v] for k, v in theirs.items()}
    often = linked(people(**ours), people(**theirs), sets=False)
    assert {(0, 0), (0, 1)} <= proposals(often)
    kept = [p for p in proposals(linked(people(**ours), people(**theirs)), 0.6) if p[0] == 0]
    assert kept == []  # two equal candidates, and only one can be true


def test_long_lists_are_blocked_and_give_the_pairs_that_all_comparisons_give(people, monkeypatch):
    ours, theirs = children(300)
    every = linked(people(**ours), people(**theirs))
    monkeypatch.setattr("kintrace.linkage.pairs.CROSS_LIMIT", 10)
    blocked = linked(people(**ours), people(**theirs))
    assert not every.found.by_rule
    assert blocked.found.by_rule
    assert proposals(blocked) == proposals(every)
    assert blocked.found.scored < every.found.scored


def test_long_lists_of_one_value_are_not_compared_and_that_is_counted(people, monkeypatch):
    monkeypatch.setattr("kintrace.linkage.pairs.CROSS_LIMIT", 10)
    monkeypatch.setattr("kintrace.linkage.trial.FEW_PAIRS", 10)
    one = people(name=["Коваль Іван Петрович"] * 100)
    result = linked(one, one)
    assert (len(result.chosen.left), result.found.scored, result.found.too_large) == (0, 0, 10_000)


def test_stages_are_timed_and_told(people):
    ours, theirs = children(3)
    told = []
    one, two = people(**ours), people(**theirs)
    result = link(one, two, choose_fields(one, two, {}), None, lambda stage, done: told.append((stage, done)))
    assert list(result.seconds) == ["read values", "blocking keys", "count", "learn", "pairs", "choose"]
    assert {stage for stage, _ in told} == set(result.seconds)
    assert all(0 <= done <= 1 for _, done in told)


def test_lists_may_come_in_chunks(people):
    ours, theirs = children(6)
    chunked = pa.concat_tables([people(**{k: v[a:b] for k, v in ours.items()}) for a, b in ((0, 2), (2, 6))])
    whole = linked(people(**ours), people(**theirs)).chosen
    parts = linked(chunked, people(**theirs)).chosen
    assert (whole.weight == parts.weight).all()


def test_a_list_of_nobody_is_refused(people):
    one = people(name=["Коваль Іван"])
    fields = choose_fields(one, one, {})
    for left, right in ((one.slice(0, 0), one), (one, one.slice(0, 0)), (one.slice(0, 0), None)):
        with pytest.raises(ListUnreadable, match="A list of nobody"):
            link(left, right, fields)
