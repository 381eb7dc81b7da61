"""Every page, looked at in a trial office: in three languages, narrow and wide, light and dark."""

import csv
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from django.urls import reverse
from selenium.webdriver import Keys
from selenium.webdriver.common.by import By

from kintrace.office.cases import case_view
from kintrace.office.cases.may import ACT_OF

from .conftest import Office, Person, opened

pytestmark = pytest.mark.slow

CASE_PAGES = [
    *("case", "case-change", "case-relative", "case-sibling", "case-care", "case-consent", "case-task"),
    *("case-assign", "case-send", "case-letter", "case-poster"),
    *(case_view.address_of(kind) for kind in ACT_OF if kind != "opened"),
]
# Which member of the trial office looks at which pages; numbers are those of the synthetic lists.
PAGES: dict[str, list[tuple[str, dict[str, object], str]]] = {
    "coordinator": [
        ("start", {}, ""),
        ("lists", {}, ""),
        ("list-new", {}, ""),
        ("list", {"number": 2}, ""),
        ("list-rejected", {"number": 2}, ""),
        ("list-withdraw", {"number": 2}, ""),
        ("list-bring-back", {"number": 2}, ""),
        ("records", {}, "?q=Коваленко"),
        ("record", {"number": 1}, ""),
        ("record-new", {}, "?side=requests"),
        ("record-correct", {"number": 1}, ""),
        ("record-share", {"number": 1}, ""),
        ("record-sighting", {"number": 1}, ""),
        ("sighting-withdraw", {"number": 1}, ""),
        ("record-photo-put", {"number": 1}, ""),
        ("record-photo-remove", {"number": 1}, ""),
        ("pairs", {}, "?standing=same"),
        ("pairs", {}, ""),
        ("out", {}, ""),
        ("primero-in", {}, ""),
        ("pfif-gone", {}, ""),
        ("list-gone", {"number": 2}, ""),
        ("pair-next", {}, ""),
        ("pair", {"number": 1}, ""),
        ("identity", {"number": 1}, ""),
        ("contradictions", {}, ""),
        ("children", {}, ""),
        ("children", {}, "?q=Vyhadanenko"),
        ("child", {"number": 1}, ""),
        ("child-new", {}, ""),
        ("child-change", {"number": 1}, ""),
        ("child-photo-change", {"number": 1}, ""),
        ("child-erase", {"number": 1}, ""),
        ("record-erase", {"number": 1}, ""),
        ("erasures", {}, ""),
        ("retention", {}, ""),
        ("retention-confirm", {}, ""),
        ("list-retention", {"number": 2}, ""),
        ("child-retention", {"number": 1}, ""),
        ("child-transfer", {"number": 1}, ""),
        ("transfer-correct", {"number": 1}, ""),
        ("transfer-withdraw", {"number": 1}, ""),
        ("transfer-indicator", {"number": 1}, ""),
        ("indicator-withdraw", {"number": 1}, ""),
        ("places", {}, ""),
        ("place", {"number": 4}, ""),
        ("place-new", {}, "?near=Вигадане"),
        ("place-change", {"number": 4}, ""),
        ("programmes", {}, ""),
        ("programme", {"number": 1}, ""),
        ("programme-new", {}, ""),
        ("programme-change", {"number": 1}, ""),
        ("map", {}, ""),
        ("statistics", {}, ""),
        ("cases", {}, ""),
        *((name, {"number": 2}, "") for name in CASE_PAGES),
        ("record-case", {"number": 9}, ""),
        ("step-take-back", {"number": 1}, ""),
        ("inside-out", {"number": 1}, ""),
        ("care-mistake", {"number": 1}, ""),
        ("task-cancel", {"number": 1}, ""),
        ("tasks", {}, "?whose=mine&due=overdue"),
        ("me", {}, ""),
        ("password", {}, ""),
        ("recovery-codes", {}, ""),
        ("journal", {}, ""),  # refused: this page is looked at, too
        ("record", {"number": 999_999}, ""),  # as is this one, which is not there
    ],
    "auditor": [("journal", {}, ""), ("statistics", {}, "")],
    "administrator": [
        ("members", {}, ""),
        ("organisation-new", {}, ""),
        ("member", {"number": 2}, ""),
        ("cases-practice", {}, ""),
        ("tokens", {}, ""),
        ("webhooks", {}, ""),
    ],
}
# Looked at on the whole way, or no page: a file, a picture, what only takes forms.
ELSEWHERE = {"first-administrator", "second-factor", "list-columns", "list-file", "record-photo", "sign-in"}
ELSEWHERE |= {"child-photo", "list-rejected-sheet", "pairs-decided-sheet"}

RAN = "document.documentElement.dataset.ran"
HOSTILE = [
    f'"><img src=x onerror="{RAN}=1">',
    f"'><svg onload='{RAN}=1'></svg>",
    f"</title></textarea></script><script>{RAN}=1</script>",
    f"javascript:{RAN}=1//{{{{7*7}}}}{{% debug %}}",
]
"""What somebody may write as a name, so that it runs where it is not shown as text."""


@pytest.fixture(scope="module")
def trial_office(tmp_path_factory) -> Iterator[Office]:
    with opened(tmp_path_factory.mktemp("trial") / "office", "--demo") as office:
        yield office


def test_no_page_is_left_out():
    table = Path(__file__).parents[1] / "addresses.csv"
    rows = csv.DictReader(table.read_text("utf-8").splitlines())
    pages = {
        row["address"]
        for row in rows
        if row["method"] == "GET" and "in" in (row[role] for role in ("stranger", *PAGES))
    }
    looked_at = {name for places in PAGES.values() for name, _, _ in places}
    assert pages - looked_at - ELSEWHERE == set()


def sign_in(person: Person, office: Office, role: str) -> None:
    person.window.delete_all_cookies()
    person.go(office.address + "/sign-in/")
    person.speak()
    form = person.window.find_element(By.XPATH, f"//form[input[@name='username' and @value='{role}']]")
    with person.page_changes():
        form.find_element(By.TAG_NAME, "button").click()


@pytest.mark.parametrize(("language", "scheme"), [("uk", "dark"), ("ru", "light"), ("en", "light")])
def test_every_page_can_be_read_by_everybody(person, trial_office, language, scheme):
    someone = person(language)
    media = {"features": [{"name": "prefers-color-scheme", "value": scheme}]}
    someone.window.execute_cdp_cmd("Emulation.setEmulatedMedia", media)
    try:
        for role, places in PAGES.items():
            sign_in(someone, trial_office, role)
            for name, numbers, asked in places:
                someone.go(trial_office.address + reverse(name, kwargs=numbers) + asked)
                assert someone.path.startswith("/sign-in/") is False
                someone.look("-".join(["page", role, name, *map(str, numbers.values())]))
        someone.window.delete_all_cookies()
        someone.go(trial_office.address + "/sign-in/")
        someone.speak()
        someone.look("page-stranger-sign-in")
    finally:
        someone.window.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})
    assert someone.faults == []


def test_a_script_in_a_name_runs_on_no_page(person, trial_office):
    """Nor does the policy have anything to stop: the console of a person's browser stays empty."""
    someone = person("en")
    sign_in(someone, trial_office, "coordinator")
    for word in HOSTILE:
        someone.go(trial_office.address + "/records/new/?side=requests")
        for field in ("name", "mother", "consent", "inquirer"):
            someone.find(f"main [name$='{field}']").send_keys(word)
        with someone.page_changes():
            someone.find("main [name$='inquirer']").send_keys(Keys.ENTER)
        number = re.search(r"/records/(\d+)/", someone.path)[1]
        own = [f"/records/{number}/{page}" for page in ("", "correct/", "share/", "sighting/", "erase/")]
        shown = []
        for address in [*own, f"/records/?q={quote(word)}", "/lists/", "/pairs/"]:
            someone.go(trial_office.address + address)
            assert someone.window.execute_script(f"return {RAN} || 'nothing ran'") == "nothing ran"
            shown.append(word in someone.text("body"))
        assert shown[0]
        assert sum(shown) >= 2
