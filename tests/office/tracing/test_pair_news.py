"""Owners are told of a pair once, and again when it rises clearly; everybody here is invented."""

from importlib import import_module

import pytest
from django.apps import apps
from office.tracing.invented import bring_both, match, pair, proposed

from kintrace.office.journal.models import Entry
from kintrace.office.tracing import pair_actions, pair_news, record_actions
from kintrace.office.tracing.models import Proposal, Record, Run
from kintrace.office.tracing.pair_queries import Asked, new_of_mine
from kintrace.office.tracing.pair_value import value

WRONG = {"birth": "2011-12-30", "mother": "", "place": "м. Львів"}


def told(by) -> list[tuple[str, str]]:
    """Whom the first page tells a member of."""
    return sorted(new_of_mine(by).values_list("left__number", "right__number"))


def look(by) -> list[Proposal]:
    return pair_actions.look_through(by, Asked(mine=True), 1)[0]


def correct(by, number, **people) -> Record:
    one = Record.objects.get(number=number, current=True)
    return record_actions.correct(by=by, number=one.id, people=people, why="A paper was found")


def decide(by, one, verdict="different"):
    pair_actions.decide(by=by, number=one.id, word=pair_actions.Word(verdict, "document"))


@pytest.fixture
def looked(organisation, member):
    """A member with two lists, a request of which was written wrongly, who has looked at all pairs."""
    by = member()
    bring_both(by)
    right = dict(Record.objects.get(number="R-1").people)
    correct(by, "R-1", **WRONG)
    match(organisation)
    look(by)
    assert told(by) == []
    return by, {role: right[role] for role in WRONG}


def test_a_waiting_pair_that_rises_by_a_correction_is_told_of_again_and_once(looked, organisation):
    by, right = looked
    before = pair("R-1", "L-9", stands=True)
    correct(by, "R-1", **right)
    match(organisation)
    after = pair("R-1", "L-9")
    assert (after.id, after.stands, after.verdict) == (before.id, True, "")
    assert after.weight_bits > before.weight_bits + pair_news.RISEN_BITS
    assert told(by) == [("R-1", "L-9")]
    assert (after.told_bits, after.told_in) == (after.weight_bits, Run.objects.latest("id").id)
    assert Entry.objects.filter(act="matched").latest("number").details["told"] == 1
    match(organisation)
    assert told(by) == [("R-1", "L-9")]
    look(by)
    assert told(by) == []
    match(organisation)
    assert told(by) == []


def test_a_correction_by_which_nothing_rises_tells_nobody(looked, organisation):
    by, right = looked
    correct(by, "R-1", **right)
    match(organisation)
    look(by)
    correct(by, "R-1", relatives="a sister")
    match(organisation)
    assert told(by) == []


def test_a_rejected_pair_that_comes_back_by_new_facts_is_told_of(looked, organisation):
    by, right = looked
    correct(by, "R-1", **right)
    match(organisation)
    look(by)
    decide(by, pair("R-1", "L-9"))
    match(organisation)
    assert told(by) == []
    correct(by, "R-1", place="м. Маріуполь, Донецька область")
    match(organisation)
    assert (pair("R-1", "L-9").verdict, told(by)) == ("", [("R-1", "L-9")])
    look(by)
    match(organisation)
    assert told(by) == []


def test_a_rejected_pair_whose_facts_stay_is_told_of_to_nobody(looked, organisation):
    by, right = looked
    correct(by, "R-1", **right)
    match(organisation)
    look(by)
    decide(by, pair("R-1", "L-9"))
    correct(by, "R-2", place="м. Херсон, Україна")
    match(organisation)
    assert (pair("R-1", "L-9").verdict, told(by)) == ("different", [])


def test_a_pair_that_the_engine_let_go_and_that_comes_back_is_told_of(looked, organisation):
    by, right = looked
    correct(by, "R-1", **right)
    match(organisation)
    look(by)
    correct(by, "R-1", name="Ткаченко Богдан", **WRONG)
    match(organisation)
    gone = pair("R-1", "L-9")
    assert (gone.stands, gone.told_bits, told(by)) == (False, None, [])
    correct(by, "R-1", name="Шевченко Олена Іванівна", **right)
    match(organisation)
    assert told(by) == [("R-1", "L-9")]


@pytest.mark.parametrize(
    ("told_bits", "weight", "probability", "is_told"),
    [
        (None, 9.0, 0.9, True),
        (None, 9.0, 0.1, False),  # not worth a notice
        (9.0, 9.0, 0.9, False),
        (9.0, 11.99, 0.9, False),
        (9.0, 12.0, 0.9, True),
        (9.0, 12.0, 0.1, False),
        (9.0, 3.0, 0.9, False),
    ],
)
def test_a_pair_is_news_by_one_rule(member, told_bits, weight, probability, is_told):
    one = proposed(member(), probability, told_bits=told_bits)
    Proposal.objects.update(weight_bits=weight, value=value(probability, False))
    assert pair_news.tell(one.run) == is_told
    one.refresh_from_db()
    expected = (weight, one.run_id) if is_told else (told_bits, None)
    assert (one.told_bits, one.told_in) == expected


@pytest.mark.parametrize("said", [{"verdict": "different"}, {"verdict": "waits"}, {"stands": False}])
def test_a_pair_that_does_not_wait_is_no_news(member, said):
    one = proposed(member(), **said)
    assert pair_news.tell(one.run) == 0


def test_only_the_pairs_of_the_run_are_told_of(member):
    one = proposed(member())
    other = Run.objects.create(organisation=one.organisation, engine="2", record={})
    assert (pair_news.tell(other), pair_news.tell(one.run)) == (0, 1)


def test_a_pair_is_marked_as_new_or_as_risen_since_it_was_looked_at(member):
    one = proposed(member())
    seen = pair_news.Seen(one.id, 7)
    assert (pair_news.Seen().is_new(one), pair_news.Seen().has_risen(one)) == (True, False)
    for told_in, risen in ((None, False), (7, False), (8, True)):
        one.told_in = told_in
        assert (seen.is_new(one), seen.has_risen(one)) == (False, risen)


def test_whoever_looked_does_not_unsee(member):
    by = member()
    one = proposed(by)
    pair_news.look(by, one.id)
    pair_news.look(by, one.id - 1)
    assert pair_news.seen(by) == pair_news.Seen(one.id, one.run_id)


def test_pairs_of_before_count_as_told_of_where_they_weighed_enough(member):
    by = member()
    likely, unlikely = proposed(by, 0.9), proposed(by, 0.1)
    Proposal.objects.update(told_bits=None)
    Proposal.objects.filter(pk=likely.pk).update(value=1.0, weight_bits=7.5)
    Proposal.objects.filter(pk=unlikely.pk).update(value=0.99, weight_bits=3.5)
    step = import_module("kintrace.office.tracing.migrations.0010_told")
    step.tell_of_those_that_were_told_of(apps, None)
    assert dict(Proposal.objects.values_list("pk", "told_bits")) == {likely.pk: 7.5, unlikely.pk: None}
