"""From nothing to decided pairs and back, with the keyboard alone, in each language; and without scripts."""

import pytest
from chromium import AXE, missing
from selenium.webdriver import Keys

from .conftest import PASSWORD, Office, Person

pytestmark = pytest.mark.slow


def open_for_the_first_time(person: Person, office: Office) -> None:
    """Make the organisation and its first administrator, teach the telephone, keep the recovery codes."""
    person.go(office.first)
    person.speak()
    person.look("1-first-administrator")
    person.enter(
        organisation="Надія", name="Олена Тестова", username="olena", password=PASSWORD, again=PASSWORD
    )
    person.follow("main form button")
    person.look("2-second-factor")
    person.enter(code=person.code(person.text("main ol code")))
    person.follow("main form button")
    assert len(person.all(".codes code")) == 10
    person.look("3-recovery-codes")
    person.follow("main a.button")
    person.look("4-start")


def bring(person: Person, path, side_keys: str, name: str) -> None:
    """Bring a list, confirm its columns, and wait until it is in."""
    person.follow("nav a[href='/lists/']")
    person.follow("a[href='/lists/new/']")
    if name == "requests":
        person.look("5-bring-a-list")
    person.reach("[name=side]")
    if side_keys:
        person.press(side_keys)
    person.enter(name=name, source="Office of Rodyna, by courier", legal_basis="consent of the families")
    person.reach("[name=file]").send_keys(str(path))
    person.follow("main form button")
    if name == "requests":
        person.look("6-columns")
    person.follow("main form button:not([name])")
    person.wait(lambda: _arrived(person), "the list did not come in")
    person.look(f"7-list-{name}")


def _arrived(person: Person) -> bool:
    person.window.refresh()
    assert not person.all(".message.error"), person.text()
    return not person.all(".running")


def wait_for_pairs(person: Person, number: int) -> None:
    def waiting() -> bool:
        person.go(person.window.current_url.split("/pairs/")[0] + "/pairs/")
        return len(person.all("tbody tr")) >= number

    person.go("/".join(person.window.current_url.split("/")[:3]) + "/pairs/")
    person.wait(waiting, "no pair was proposed")


@pytest.mark.parametrize("language", ["uk", "ru", "en"])
def test_two_lists_become_decided_pairs_and_a_decision_is_undone(person, open_office, two_lists, language):
    someone = person(language)
    requests, located = two_lists
    open_for_the_first_time(someone, open_office)
    bring(someone, requests, "", "requests")
    bring(someone, located, Keys.ARROW_DOWN, "located")
    wait_for_pairs(someone, 3)
    someone.look("8-pairs")

    someone.press("n")
    someone.wait(lambda: someone.all("#decide"), "the key N leads to no pair")
    someone.look("9-pair")
    pair = someone.path
    someone.press("s", "1")
    assert someone.find("[name=verdict][value=same]").is_selected()
    with someone.page_changes():
        someone.press(Keys.ENTER)
    assert someone.path != pair
    someone.look("10-next-pair")
    with someone.page_changes():
        someone.press("z")
    someone.go(open_office.address + pair)
    assert len(someone.all(".history li")) == 2
    assert [one.get_attribute("value") for one in someone.all("[name=verdict]:checked")] == []
    someone.look("11-pair-with-history")

    someone.follow("nav a[href='/journal/']")
    assert len(someone.all("tbody tr")) > 5
    someone.look("12-journal")
    someone.follow("nav a[href='/members/']")
    someone.look("13-members")
    someone.follow("nav a[href='/records/']")
    someone.enter(q="Шевченко Олена")
    with someone.page_changes():
        someone.press(Keys.ENTER)
    someone.look("14-search")
    someone.follow("main a[href^='/records/1/'], main a[href^='/records/']:not([href*=new])")
    someone.look("15-record")
    assert someone.faults == []


def test_without_scripts_nothing_is_missing(person, open_office, two_lists):
    """The same way with scripts switched off: forms, links, and a keyboard without shortcuts."""
    someone = person("uk")
    someone.switch_scripts_off()
    requests, located = two_lists
    open_for_the_first_time(someone, open_office)
    bring(someone, requests, "", "requests")
    bring(someone, located, Keys.ARROW_DOWN, "located")
    wait_for_pairs(someone, 3)
    someone.follow("main a[href='/pairs/next/']")
    pair = someone.path
    someone.choose("verdict", "different")
    someone.choose("reason", "parents_differ")
    someone.enter(note="Інша мати, за словами заявниці.")
    someone.follow("#decide button")
    assert someone.path != pair
    someone.follow("#undo button")
    someone.go(open_office.address + pair)
    assert len(someone.all(".history li")) == 2
    assert "Інша мати, за словами заявниці." in someone.text(".history")
    assert someone.all("[name=verdict]:checked") == []


def test_axe_is_there_to_look():
    if not AXE.exists():
        missing("axe-core is not installed, so nobody looked for faults of access: tools/install-axe.sh.")
