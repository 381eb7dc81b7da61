import re
from pathlib import Path

from django.utils import translation

import kintrace.office.cases as cases
from kintrace.office.cases import case_records, steps, words
from kintrace.office.cases.refusing import Refusal
from kintrace.office.cases.standing import Status
from kintrace.office.cases.steps import Kind, Step

SOURCE = "".join(
    (Path(cases.__file__).parent / name).read_text("utf-8")
    for name in ("refusing.py", "standing.py", "steps.py")
)


def test_every_kind_status_and_outcome_has_its_words():
    assert set(words.KINDS) == set(Kind)
    assert list(words.STATUSES) == list(Status)
    assert {kind: tuple(said) for kind, said in words.OUTCOMES.items()} == steps.OUTCOMES


def test_every_reason_of_the_core_has_words_and_no_words_are_for_nothing():
    known = {*words.REFUSALS, *words.CONTRADICTIONS, *words.WARNINGS}
    said = set(re.findall(r'"([a-z]+(?:_[a-z]+)+)"', SOURCE))
    assert known - said == {case_records.APART, case_records.OUT_SINCE}
    outcomes = {one for every in steps.OUTCOMES.values() for one in every}
    vocabulary = outcomes | {kind.value for kind in Kind} | {status.value for status in Status}
    assert said - known - vocabulary == {"bid_needed", "bid_required", "child_says", "heard_by", "with_whom"}


def test_dates_that_contradict_are_told_with_both_steps_and_both_dates():
    located, home = Step(3, "located", "2026-02"), Step(8, "reunified", "2025-03-07")
    assert words.told(Refusal("dates_contradict", 3), home, [located]) == (
        "The dates contradict each other: “child reunified” (07.03.2025) cannot be before "
        "“child located” (February 2026). Correct this date, or take that step back and record it anew."
    )
    with translation.override("uk"):
        assert words.told(Refusal("dates_contradict", 3), home, [located]) == (
            "Дати суперечать одна одній: «дитину возз’єднано з родиною» (07.03.2025) не може бути раніше, "
            "ніж «дитину знайдено» (лютий 2026). Виправте цю дату або скасуйте той крок і запишіть його "
            "знову."
        )


def test_a_step_that_rests_on_another_is_told_with_its_date():
    resting, taking = Step(3, "located", "2026-02-01"), Step(4, "taken_back", takes_back=2)
    assert words.told(Refusal("rests_on_it", 3), taking, [resting]) == (
        "A later step rests on this one: child located (01.02.2026). Take that back first."
    )
