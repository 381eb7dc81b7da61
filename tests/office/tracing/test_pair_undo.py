"""Whatever is said and taken back, in whatever order: undo gives the state before, exactly."""

from dataclasses import dataclass, field

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from office.tracing.invented import proposed

from kintrace.office.tracing.models import Proposal
from kintrace.office.tracing.pair_actions import Word, decide, undo
from kintrace.office.tracing.pair_queries import said_of
from kintrace.office.tracing.pair_standing import settle, verify_verdicts

MEMBERS, VERDICTS = range(3), ("same", "different", "unsure")
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("decide"), st.sampled_from(MEMBERS), st.sampled_from(VERDICTS)),
        st.tuples(st.just("undo"), st.sampled_from(MEMBERS), st.sampled_from((0, 1))),
        st.tuples(st.just("facts"), st.just(0), st.sampled_from(("a:a", "b:b"))),
    ),
    max_size=12,
)


@dataclass
class Model:
    """Two stacks of words (member, verdict, facts) and the facts now: nothing else is known."""

    two: bool
    facts: str = "a:a"
    stacks: tuple[list, list] = field(default_factory=lambda: ([], []))

    def counting(self, stack) -> tuple | None:
        word = stack[-1] if stack else None
        return word if word and (word[1] == "same" or word[2] == self.facts) else None

    def say(self, member: int, verdict: str) -> None:
        tops = [stack[-1] if stack else None for stack in self.stacks]
        counting = [self.counting(stack) for stack in self.stacks]
        mine = [k for k in (0, 1) if tops[k] and tops[k][0] == member]
        if mine:
            place = mine[0]
        elif not counting[0]:
            place = 0
        elif self.two and not counting[1]:
            place = 1
        else:
            place = 1 if self.two and counting[0][1] == verdict else 0
        self.stacks[place].append((member, verdict, self.facts))

    def verdict(self) -> str:
        words = [word for word in map(self.counting, self.stacks) if word]
        if not words:
            return ""
        if not self.two:
            return words[0][1]
        if len(words) == 1 or words[0][0] == words[1][0]:
            return "unsure" if words[0][1] == "unsure" else "waits"
        return words[0][1] if words[0][1] == words[1][1] else "conflict"


def stands(proposal: Proposal) -> tuple:
    """What stands of a pair, in full: its verdict and the words on both lines."""
    proposal.refresh_from_db()
    said = said_of(proposal)
    return proposal.verdict, said.first.word, said.second.word


@pytest.mark.parametrize("two", [False, True])
@settings(
    max_examples=30,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    derandomize=True,
)
@given(steps=STEPS)
def test_what_stands_is_what_a_plain_model_says_and_undo_gives_the_state_before(
    two, organisation, member, steps
):
    if organisation.second_reviewer != two:
        organisation.second_reviewer = two
        organisation.save()
    members = [member("coordinator") for _ in MEMBERS]
    proposal, model = proposed(members[0], facts="a:a"), Model(two)
    for act, who, what in steps:
        before = stands(proposal)
        if act == "decide":
            model.say(who, what)
            last = proposal.decisions.order_by("-id").values_list("id", flat=True).first()
            decision = decide(by=members[who], number=proposal.id, word=Word(what, "photo", "a note", last))
            after = stands(proposal)
            undo(by=members[who], number=decision.id, note="a note")
            assert stands(proposal) == before
            last = proposal.decisions.order_by("-id").values_list("id", flat=True).first()
            decide(by=members[who], number=proposal.id, word=Word(what, "photo", "a note", last))
            assert stands(proposal)[0] == after[0]
        elif act == "undo" and model.stacks[what]:
            model.stacks[what].pop()
            undo(by=members[who], number=before[1 + what].id, note="a note")
        elif act == "facts":
            model.facts = what
            Proposal.objects.filter(id=proposal.id).update(facts=what)
            proposal.refresh_from_db()
            settle(proposal)
        assert stands(proposal)[0] == model.verdict()
    assert verify_verdicts() == []
