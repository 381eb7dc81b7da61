"""Two reviewers at once, and the engine meanwhile, in a fresh office: nothing acknowledged is lost."""

from pathlib import Path

import pytest
from fresh_office import fresh_office

TESTS = str(Path(__file__).parents[2])

FILL = f"""
import sys
sys.path.insert(0, {TESTS!r})
from office.tracing.invented import proposed
organisation = Organisation.objects.create(name="Rodyna")
for name in ("anna", "bohdan"):
    Member.objects.create(username=name, name=name, role="reviewer", organisation=organisation)
"""

BEGIN = f"""
import sys, threading
sys.path.insert(0, {TESTS!r})
from collections import Counter
from pathlib import Path
from django.db import connections
from office.tracing.invented import ROLES, bring, match, proposed
from kintrace import lists
from kintrace.office.journal.queries import verify
from kintrace.office.tracing.models import Decision, Proposal, Record
from kintrace.office.tracing.pair_actions import Conflict, Word, decide, take_next, undo
from kintrace.office.tracing.pair_standing import verify_verdicts
members = list(Member.objects.order_by("id"))

def at_once(act):
    "Run act(member) in a thread for each member, as the server does; return what each returned, in order."
    told = {{}}
    def run(member):
        try:
            told[member.id] = act(member)
        finally:
            connections.close_all()
    threads = [threading.Thread(target=run, args=(member,)) for member in members]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    return [told[member.id] for member in members]
"""

SAME_PAIR = (
    BEGIN
    + """
with transaction.atomic():
    pairs = [proposed(members[0]).id for _ in range(int(sys.argv[1]))]
start = threading.Barrier(2)

def take(member):
    "Take 50 pairs one after another, each round at the same moment as the other member."
    taken = [None]
    for _ in range(50):
        start.wait()
        taken.append(take_next(member, taken[-1]))
        start.wait()
    return taken[1:]

rounds = list(zip(*at_once(take)))

def act(member):
    told = Counter()
    for number in pairs:
        start.wait()
        try:
            decide(by=member, number=number, word=Word(("same", "different")[member.id % 2], "photo"))
            told["stored"] += 1
        except Conflict:
            told["refused"] += 1
    return told

told = at_once(act)
firsts = Counter(Decision.objects.values_list("proposal_id", flat=True))
print(json.dumps({
    "rounds in which both were given one pair": sum(one == two for one, two in rounds),
    "rounds in which somebody was given none": sum(None in both for both in rounds),
    "told": dict(sum(told, Counter())),
    "won": [one["stored"] for one in told],
    "pairs with one decision": sum(count == 1 for count in firsts.values()),
    "stored": Decision.objects.count(),
    "wrong verdicts": verify_verdicts(),
    "journal": [verify()[0], verify()[1] is None],
    "journalled": Entry.objects.filter(act="decided").count(),
}))
"""
)

DEMO = FILL + (
    """
from pathlib import Path
from kintrace import lists
from office.tracing.invented import ROLES, bring, match
for name, side in (("requests", "requests"), ("located", "located")):
    table = lists.read(Path(sys.path[0]).parent / "demo" / f"{name}.csv").table
    rows = [tuple(row.get(role) or "" for role in ROLES) for row in table.to_pylist()]
    bring(Member.objects.first(), side, rows, name)
match(organisation)
"""
)

MATCH = (
    BEGIN
    + """
from office.tracing.invented import correct
for k in range(int(sys.argv[1])):
    for record in Record.objects.filter(current=True, side="located").order_by("id")[k * 5 : k * 5 + 5]:
        with transaction.atomic():
            correct(record, **({"mother": "Інша Мати"} if record.id % 2 else {}))
    match(members[0].organisation)
print("done")
"""
)

MEANWHILE = (
    BEGIN
    + """
import random
pairs = list(Proposal.objects.order_by("id").values_list("id", flat=True))

def act(member):
    chance, acknowledged = random.Random(member.id), []
    for _ in range(int(sys.argv[1])):
        number = chance.choice(pairs)
        last = Decision.objects.filter(proposal=number).order_by("-id").first()
        try:
            if last and last.by_id == member.id and last.verdict != "withdrawn" and chance.random() < 0.5:
                acknowledged.append(undo(by=member, number=last.id).id)
            else:
                verdict = chance.choice(["same", "different", "unsure"])
                word = Word(verdict, "photo", "a note", last.id if last else None)
                acknowledged.append(decide(by=member, number=number, word=word).id)
        except Conflict:
            pass
    return acknowledged

told = at_once(act)
acknowledged = {number for one in told for number in one}
stored = set(Decision.objects.values_list("id", flat=True))
print(json.dumps({
    "acknowledged": len(acknowledged),
    "lost": len(acknowledged - stored),
    "not acknowledged": len(stored - acknowledged),
    "wrong verdicts": verify_verdicts(),
    "journal whole": verify()[1] is None,
    "journalled": Entry.objects.filter(act__in=("decided", "took back a decision")).count(),
}))
"""
)

AFTER = (
    BEGIN
    + """
match(members[0].organisation)
twice = Counter(Proposal.objects.values_list("left__row", "right__row"))
print(json.dumps({
    "wrong verdicts": verify_verdicts(),
    "pairs twice": [pair for pair, count in twice.items() if count > 1],
    "pairs of old records": Proposal.objects.filter(right__current=False).count(),
    "journal whole": verify()[1] is None,
}))
"""
)


@pytest.mark.slow
def test_of_two_who_decide_one_pair_at_once_one_is_stored_and_the_other_told(tmp_path):
    pairs = 1_000
    with fresh_office(tmp_path / "office", filled=FILL) as office:
        found = office.python(SAME_PAIR, str(pairs), timeout=600)
    assert sum(found.pop("won")) == pairs
    assert found == {
        "rounds in which both were given one pair": 0,
        "rounds in which somebody was given none": 0,
        "told": {"stored": pairs, "refused": pairs},
        "pairs with one decision": pairs,
        "stored": pairs,
        "wrong verdicts": [],
        "journal": [pairs, True],
        "journalled": pairs,
    }


@pytest.mark.slow
def test_the_engine_loses_no_decision_that_is_made_while_it_runs(tmp_path):
    with fresh_office(tmp_path / "office", filled=DEMO) as office:
        with office.spawn(MATCH, "6") as engine:
            found = office.python(MEANWHILE, "200", timeout=600)
            assert engine.communicate(timeout=600)[0] == "done\n"
        after = office.python(AFTER)
    decided = found.pop("acknowledged")
    assert decided > 100
    assert found == {
        "lost": 0,
        "not acknowledged": 0,
        "wrong verdicts": [],
        "journal whole": True,
        "journalled": decided,
    }
    assert after == {
        "wrong verdicts": [],
        "pairs twice": [],
        "pairs of old records": 0,
        "journal whole": True,
    }
