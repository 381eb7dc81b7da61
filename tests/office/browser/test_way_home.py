"""From a tracing request to a return that was followed up, with the keyboard alone, in each language."""

import pytest

from .conftest import Office, Person
from .test_every_page import sign_in, trial_office  # noqa: F401  # a fixture

pytestmark = pytest.mark.slow

MOTHER = "an invented mother"
WAY = [
    ("tracing-began", {}, {}),
    ("located", {}, {}),
    (
        "relationship-checked",
        {"outcome": "verified"},
        {"whom": MOTHER, "evidence": "a letter that nobody wrote"},
    ),
    ("bia-recorded", {"outcome": "favours_return"}, {}),
    ("view-recorded", {"outcome": "wants_return"}, {"child_says": "I want to go home."}),
    ("return-agreed", {}, {"with_whom": MOTHER}),
    ("reunified", {}, {"with_whom": MOTHER}),
    ("followed-up", {"outcome": "well"}, {}),
]


def record_step(person: Person, step: str, chosen: dict[str, str], typed: dict[str, str]) -> None:
    person.follow(f"main a[href$='/{step}/']")
    person.look(f"way-home-form-{step}")
    person.enter(on="2024")
    for name, value in chosen.items():
        person.reach(f"main [name={name}]")
        while person.find(f"main [name={name}]").get_attribute("value") != value:
            person.press("\ue015")  # arrow down
    person.enter(**typed)
    person.follow("main form button")


@pytest.mark.parametrize(("language", "record"), [("uk", 21), ("ru", 22), ("en", 23)])
def test_a_request_becomes_a_return_that_was_followed_up(person, trial_office, language, record):  # noqa: F811
    someone, office = person(language), trial_office
    the_way(someone, office, record)
    assert someone.faults == []


def the_way(someone: Person, office: Office, record: int) -> None:
    sign_in(someone, office, "coordinator")
    someone.go(f"{office.address}/records/{record}/")
    someone.follow("main a[href^='/cases/new/']")
    someone.look("way-home-open")
    someone.follow("main form button")
    someone.follow("main a[href$='/reunified/']")
    someone.follow("main form button")
    assert someone.all(".errorlist"), "a return was recorded before its gates"
    someone.look("way-home-refused")
    someone.follow("main .back a")
    for step, chosen, typed in WAY:
        record_step(someone, step, chosen, typed)
        assert not someone.all(".errorlist"), someone.text()
    assert len(someone.all(".stages .done")) == 6
    assert len(someone.all(".history li")) == 9
    someone.look("way-home-case")
    someone.follow("main .history a[href*='/steps/']")
    someone.enter(why="to see that it can be taken back")
    someone.follow("main form button")
    assert len(someone.all(".history li")) == 10
    assert len(someone.all(".stages .done")) == 5
