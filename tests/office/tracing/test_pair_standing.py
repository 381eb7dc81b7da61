"""What decisions add up to, for one reviewer and for two."""

from types import SimpleNamespace

import pytest
from office.tracing.invented import proposed

from kintrace.office.accounts.actions import ask_second_reviewer
from kintrace.office.tracing.models import Decision, Proposal
from kintrace.office.tracing.pair_standing import settle, verify_verdicts, words


def said(*spoken: tuple, facts: str = "now"):
    """Return words of (id, by, verdict, supersedes, second[, facts])."""
    names = ("id", "by_id", "verdict", "supersedes_id", "second_id", "facts")
    return words(
        [SimpleNamespace(**dict(zip(names, (*one, "now")[:6], strict=True))) for one in spoken], facts
    )


ANNA, BOHDAN = 1, 2


@pytest.mark.parametrize(
    ("spoken", "one", "two"),
    [
        ([], "", ""),
        ([(1, ANNA, "same", None, None)], "same", "waits"),
        ([(1, ANNA, "unsure", None, None)], "unsure", "unsure"),
        ([(1, ANNA, "same", None, None), (2, ANNA, "withdrawn", 1, None)], "", ""),
        ([(1, ANNA, "same", None, None), (2, BOHDAN, "same", None, 1)], "same", "same"),
        ([(1, ANNA, "same", None, None), (2, BOHDAN, "different", None, 1)], "same", "conflict"),
        ([(1, ANNA, "same", None, None), (2, ANNA, "same", None, 1)], "same", "waits"),
        # The second takes back their word; the first takes back theirs and the second's stands alone.
        (
            [(1, ANNA, "same", None, None), (2, BOHDAN, "same", None, 1), (3, BOHDAN, "withdrawn", 2, None)],
            "same",
            "waits",
        ),
        (
            [
                (1, ANNA, "same", None, None),
                (2, BOHDAN, "different", None, 1),
                (3, ANNA, "withdrawn", 1, None),
            ],
            "different",
            "waits",
        ),
        # A word that took another's place is taken back: the other stands again.
        (
            [
                (1, ANNA, "same", None, None),
                (2, BOHDAN, "different", 1, None),
                (3, BOHDAN, "withdrawn", 2, None),
            ],
            "same",
            "waits",
        ),
    ],
)
def test_words_add_up(spoken, one, two):
    assert (said(*spoken).verdict(False), said(*spoken).verdict(True)) == (one, two)


@pytest.mark.parametrize(("verdict", "left"), [("same", "same"), ("different", ""), ("unsure", "")])
def test_only_a_confirmed_child_outlives_new_facts(verdict, left):
    then = said((1, ANNA, verdict, None, None, "then"))
    assert then.verdict(False) == left
    assert then.new_facts
    assert not said((1, ANNA, verdict, None, None)).new_facts


def test_settle_stores_it_and_verify_finds_what_was_stored_wrongly(member):
    by = member()
    proposal = proposed(by)
    Decision.objects.create(proposal=proposal, by=by, verdict="same", reason="photo", facts=proposal.facts)
    assert verify_verdicts() == [proposal.id]
    settle(proposal)
    assert Proposal.objects.get().verdict == "same"
    assert verify_verdicts() == []
    Proposal.objects.update(verdict="different")
    assert verify_verdicts() == [proposal.id]


def test_an_organisation_that_begins_to_ask_for_two_lets_decided_pairs_wait(organisation, member):
    by = member()
    proposal = proposed(by)
    Decision.objects.create(proposal=proposal, by=by, verdict="same", reason="photo", facts=proposal.facts)
    settle(proposal)
    administrator = member("administrator")
    ask_second_reviewer(administrator, wanted=True)
    assert Proposal.objects.get().verdict == "waits"
    ask_second_reviewer(administrator, wanted=False)
    assert Proposal.objects.get().verdict == "same"
    assert verify_verdicts() == []
