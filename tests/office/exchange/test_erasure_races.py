"""A person is erased while a case is opened for them, a pair decided, or everybody compared: one waits."""

import pytest
from fresh_office import fresh_office

RACE = """
import threading, time
from django.core.exceptions import ValidationError
from django.db import connections
from django.http import Http404
from django.utils.translation import override
from kintrace.office.cases import case_actions
from kintrace.office.cases.models import CaseRecord
from kintrace.office.exchange import erasure_actions
from kintrace.office.journal.queries import verify
from kintrace.office.registry.models import Child
from kintrace.office.jobs import actions as jobs
from kintrace.office.tracing import matching, pair_actions, record_actions
from kintrace.office.tracing.models import Proposal, Record, Run

organisation = Organisation.objects.create(name="Rodyna")
by = Member.objects.create(username="anna", name="Anna", role="coordinator", organisation=organisation)
people = [record_actions.Person({"name": "Vymyslova Vira"})]
typed = record_actions.Asked("requests", people, {"consent": "oral"})
def open_case(record):
    case_actions.open_case(by=by, record=record, facts=case_actions.Facts())

def erase(record):
    asked = erasure_actions.Asked("The family withdrew", "Article 17")
    erasure_actions.erase_record(by=by, number=record, asked=asked)

def decide(record):
    word = pair_actions.Word("different", "namesake")
    pair_actions.decide(by=by, number=Proposal.objects.get(left=record).pk, word=word)

def compare(record):
    jobs.ask_once("match", by=by, organisation=organisation)
    job = jobs.take()
    matching.run(job, lambda *_: None)
    jobs.end(job, "done")

def run(name, record, told):
    try:
        with override("en"):
            ACTS[name](record)
        told[name] = "done"
    except ValidationError as error:
        told[name] = " ".join(error.messages)
    except Http404:
        told[name] = "not found"
    except Exception as error:
        told[name] = repr(error)
    finally:
        connections.close_all()

ACTS = {"open": open_case, "erase": erase, "decide": decide, "compare": compare}
inside = threading.Event()

def slow(write):
    "Let whoever writes in the journal wait before the end of the transaction, while the other begins."
    def waits(*args, **said):
        inside.set()
        time.sleep(0.7)
        return write(*args, **said)
    return waits

case_actions.write, erasure_actions.write_all = slow(case_actions.write), slow(erasure_actions.write_all)
pair_actions.write, matching.write = slow(pair_actions.write), slow(matching.write)

def pair(record):
    other = record_actions.Asked("located", people, {"consent": "oral"})
    right = record_actions.enter(by=by, asked=other)[0].pk
    run = Run.objects.create(organisation=organisation, engine="test", record={})
    figures = {"weight_bits": 1.0, "probability": 0.5, "assigned": True, "reasons": [], "facts": "a:b"}
    Proposal.objects.create(organisation=organisation, left_id=record, right_id=right, run=run, **figures)

def race(first, second):
    record = record_actions.enter(by=by, asked=typed)[0].pk
    if "decide" in (first, second):
        pair(record)
    told = {}
    inside.clear()
    threads = [threading.Thread(target=run, args=(name, record, told)) for name in (first, second)]
    threads[0].start()
    inside.wait(20)
    threads[1].start()
    [thread.join() for thread in threads]
    left = (Record.objects.filter(pk=record), Child.objects.all(), CaseRecord.objects.filter(record=record))
    return told | {"left": [rows.count() for rows in left]}

def both(first, second):
    "Who is found to be a pair for the first time is erased."
    record_actions.enter(by=by, asked=record_actions.Asked("located", people, {"consent": "oral"}))
    return race(first, second)

orders = [("erase", "decide"), ("decide", "erase"), ("erase", "open"), ("open", "erase")]
found = [race(*order) for order in orders]
found += [both("compare", "erase"), both("erase", "compare")]
print(json.dumps([*found, verify()[1] is None]))
"""

CHANGED = "Something was written about this person meanwhile. Look again at what would go."


@pytest.mark.slow
def test_of_two_who_write_of_one_person_at_once_the_second_waits_and_is_told(tmp_path):
    with fresh_office(tmp_path / "office") as office:
        assert office.python(RACE, timeout=60) == [
            {"erase": "done", "decide": "not found", "left": [0, 0, 0]},
            {"decide": "done", "erase": "done", "left": [0, 0, 0]},
            {"erase": "done", "open": "not found", "left": [0, 0, 0]},
            {"open": "done", "erase": CHANGED, "left": [1, 1, 1]},
            {"compare": "done", "erase": "done", "left": [0, 1, 0]},
            {"erase": "done", "compare": "done", "left": [0, 1, 0]},
            True,
        ]
