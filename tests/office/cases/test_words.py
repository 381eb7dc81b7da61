import re
from pathlib import Path

import kintrace.office.cases as cases
from kintrace.office.cases import case_records, steps, words
from kintrace.office.cases.standing import Status
from kintrace.office.cases.steps import Kind

SOURCE = "".join(
    (Path(cases.__file__).parent / name).read_text("utf-8") for name in ("standing.py", "steps.py")
)


def test_every_kind_status_and_outcome_has_its_words():
    assert set(words.KINDS) == set(Kind)
    assert list(words.STATUSES) == list(Status)
    assert {kind: tuple(said) for kind, said in words.OUTCOMES.items()} == steps.OUTCOMES


def test_every_reason_of_the_core_has_words_and_no_words_are_for_nothing():
    known = {*words.REFUSALS, *words.CONTRADICTIONS, *words.WARNINGS}
    said = set(re.findall(r'"([a-z]+(?:_[a-z]+)+)"', SOURCE))
    assert known - said == {case_records.APART}
    outcomes = {one for every in steps.OUTCOMES.values() for one in every}
    vocabulary = outcomes | {kind.value for kind in Kind} | {status.value for status in Status}
    assert said - known - vocabulary == {"bid_needed", "bid_required"}
