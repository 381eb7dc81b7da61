"""The review page in a browser: every key that it promises, and the photos of both records side by side."""

from collections.abc import Iterator

import pytest
from PIL import Image
from selenium.webdriver import Keys

from .conftest import Office, Person, opened
from .test_every_page import sign_in

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def trial_office(tmp_path_factory) -> Iterator[Office]:
    with opened(tmp_path_factory.mktemp("review") / "office", "--demo") as office:
        yield office


@pytest.fixture
def reviewer(person, trial_office) -> Person:
    someone = person("uk")
    sign_in(someone, trial_office, "coordinator")
    return someone


def chosen(person: Person, name: str) -> list[str]:
    return [one.get_attribute("value") for one in person.all(f"[name={name}]:checked")]


def first_pair(person: Person, office: Office) -> str:
    person.go(office.address + "/pairs/next/")
    return person.path


def test_letters_choose_the_verdict_and_digits_the_reason(reviewer, trial_office):
    first_pair(reviewer, trial_office)
    verdicts = []
    for key in "sdu":
        reviewer.press(key)
        verdicts += chosen(reviewer, "verdict")
    assert verdicts == ["same", "different", "unsure"]
    offered = [one.get_attribute("value") for one in reviewer.all("[name=reason]")]
    by_digit = []
    for key in "123456789":
        reviewer.press(key)
        by_digit += chosen(reviewer, "reason")
    assert by_digit == offered[:9]
    assert len(by_digit) == 9


def test_a_question_mark_opens_the_list_of_keys_and_shuts_it(reviewer, trial_office):
    first_pair(reviewer, trial_office)
    open_or_shut = []
    for _ in range(2):
        reviewer.press("?")
        open_or_shut.append(reviewer.find("#keys").get_attribute("open") is not None)
    assert open_or_shut == [True, False]


def test_keys_write_where_somebody_writes(reviewer, trial_office):
    pair = first_pair(reviewer, trial_office)
    reviewer.reach("#decide [name=note]")
    reviewer.press("snd1z?")
    assert reviewer.find("#decide [name=note]").get_attribute("value") == "snd1z?"
    assert (reviewer.path, chosen(reviewer, "verdict")) == (pair, [])


def test_different_is_decided_and_taken_back_by_keys_alone(reviewer, trial_office):
    pair = first_pair(reviewer, trial_office)
    reviewer.press("d", "5")
    with reviewer.page_changes():
        reviewer.press(Keys.ENTER)
    after = reviewer.path
    assert after != pair
    with reviewer.page_changes():
        reviewer.press("z")
    assert reviewer.path == pair
    with reviewer.page_changes():
        reviewer.press("n")
    assert reviewer.path != pair


def enter_child(person: Person, office: Office, side: str, name: str, photo) -> None:
    person.go(f"{office.address}/records/new/?side={side}")
    person.enter(**{"child-0-name": name, "child-0-birth": "07.03.2015", "child-0-mother": "Вигадана Олена"})
    person.find("[name=child-0-photo]").send_keys(str(photo))
    person.find("[name=consent]").send_keys("усно")
    person.follow("main form button:not([name])")
    assert person.path.startswith("/records/"), person.text()


def test_photos_of_both_records_stand_side_by_side(reviewer, trial_office, tmp_path):
    name = "Вигаданенко Соломія Тарасівна"
    for side, grey in (("requests", 90), ("located", 200)):
        photo = tmp_path / f"{side}.png"
        Image.new("RGB", (300, 400), (grey, grey, grey)).save(photo)
        enter_child(reviewer, trial_office, side, name, photo)

    def proposed() -> bool:
        reviewer.go(reviewer.window.current_url)
        return bool(reviewer.all("main a[href^='/pairs/']"))

    reviewer.wait(proposed, "the two records were not proposed as a pair")
    reviewer.follow("main a[href^='/pairs/']")
    photos = reviewer.all(".two img.photo")
    shown = "return arguments[0].complete && arguments[0].naturalWidth > 0"
    reviewer.wait(lambda: all(reviewer.window.execute_script(shown, one) for one in photos), "no photo came")
    left, right = (one.rect for one in photos)
    assert left["x"] + left["width"] <= right["x"]
    assert abs(left["y"] - right["y"]) < left["height"]
    reviewer.look("pair-with-photos")
    assert reviewer.faults == []
