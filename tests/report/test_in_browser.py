"""The page in a real Chromium, opened from disk as a reviewer opens it."""

import json
from dataclasses import replace

import pytest
from chromium import faults_of_access, open_window, resize
from selenium.webdriver import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from kintrace.report import write
from kintrace.report.page import PAIRS_IN_WORDS

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def chromium(tmp_path_factory):
    window = open_window(tmp_path_factory.mktemp("profile"))
    yield window
    window.quit()


class Desk:
    """The open page, with the questions that the tests ask of it."""

    def __init__(self, window, path):
        self.window, self.path = window, path

    def run(self, script, *values):
        return self.window.execute_script(script, *values)

    def resize(self, width, height=900):
        resize(self.window, width, height)

    def press(self, *keys):
        ActionChains(self.window).send_keys(*keys).perform()

    def choose(self, name, value):
        self.run(
            "const field = document.getElementById(arguments[0]);"
            "if (field.type === 'checkbox') field.checked = arguments[1]; else field.value = arguments[1];"
            "field.dispatchEvent(new Event('input', {bubbles: true}))",
            name,
            value,
        )

    def text(self, selector):
        return " ".join(self.run("return document.querySelector(arguments[0]).textContent", selector).split())

    def shown(self):
        """Ranks of the pairs that the filter shows."""
        return self.run(
            "return [...document.querySelectorAll('.pair:not([hidden]) .rank')].map(e => +e.textContent)"
        )

    def focused(self):
        """Rank of the pair that has the focus."""
        return self.run("return +document.activeElement.closest('.pair')?.querySelector('.rank').textContent")

    def speak(self, language):
        self.window.find_element(By.CSS_SELECTOR, f"#languages [value={language}]").click()


@pytest.fixture
def desk(chromium, tmp_path):
    def place(report):
        path = write(tmp_path / "report.html", report)
        for log in ("browser", "performance"):
            chromium.get_log(log)
        opened = Desk(chromium, path)
        opened.resize(1280)
        chromium.get(path.as_uri())
        return opened

    yield place
    # Nothing any test does may raise an error in the console or ask for anything but the file itself.
    assert chromium.get_log("browser") == []
    messages = [json.loads(entry["message"])["message"] for entry in chromium.get_log("performance")]
    asked = {
        one["params"]["request"]["url"] for one in messages if one["method"] == "Network.requestWillBeSent"
    }
    assert {address for address in asked if not address.startswith(("file:", "chrome:"))} == set()
    assert len([address for address in asked if address.startswith("file:")]) <= 1
    chromium.get("about:blank")


@pytest.fixture
def mixed(many, pair):
    """Twelve pairs: the sixth has another surname and an assumed alteration, the last is full of markup."""
    report = many(12)
    sixth = report.pairs[5]
    sixth["left"] = sixth["left"] | {"name": "Щедрик Їванна", "place": "Кам’янське"}
    sixth["reasons"] = [
        *sixth["reasons"],
        pair["reasons"][1] | {"level": "different", "left": "Щедрик", "right": "Орлова", "bits": -3.0},
        pair["reasons"][0] | {"field": "surname + patronymic", "kind": "alteration", "level": "adoption"},
    ]
    last = report.pairs[11]
    last["left"] = {"name": "<img src=x onerror=alert(1)>", "other:<b>": "</script><script>alert(2)</script>"}
    last["right"] = {"name": "محمد عبد الله", "birth": "=1+1"}
    last["probability"] = 0.4
    return report


def test_keys_go_from_pair_to_pair_and_open_them(desk, mixed):
    page = desk(mixed)
    page.press("j")
    assert page.focused() == 1
    page.press("j", "j", "k")
    assert page.focused() == 2
    page.press(Keys.ENTER)
    assert page.run("return document.querySelectorAll('.pair')[1].open") is True
    page.press("e")
    assert page.run("return document.querySelectorAll('.pair:not([open])').length") == 0
    page.press("e")
    assert page.run("return document.querySelectorAll('.pair[open]').length") == 0
    page.press("k", "k", "k")
    assert page.focused() == 1


def test_keys_work_on_a_ukrainian_layout(desk, mixed):
    page = desk(mixed)
    for code, key in (("KeyJ", "о"), ("KeyJ", "о"), ("KeyK", "л"), ("KeyJ", "о")):
        page.run(
            "document.activeElement.dispatchEvent("
            "new KeyboardEvent('keydown', {code: arguments[0], key: arguments[1], bubbles: true}))",
            code,
            key,
        )
    assert page.focused() == 2


def test_a_slash_goes_to_the_search_and_escape_leaves_it(desk, mixed):
    page = desk(mixed)
    page.press("/")
    assert page.run("return document.activeElement.id") == "search"
    page.press("j")  # a letter in the field is a letter
    assert page.run("return document.getElementById('search').value") == "j"
    page.press(Keys.ESCAPE)
    assert page.run("return document.activeElement.id") != "search"


def test_a_question_mark_shows_the_keys_and_they_can_be_turned_off(desk, mixed):
    page = desk(mixed)
    page.press("?")
    assert page.run("return document.getElementById('keys').open") is True
    page.window.find_element(By.ID, "shortcuts").click()
    page.press(Keys.ESCAPE)
    assert page.run("return document.getElementById('keys').open") is False
    page.press("j")
    assert page.run("return document.activeElement.closest('.pair')") is None


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("щедрик", [6]),
        ("ЇВАННА", [6]),
        ("иванна", []),
        ("камянське", [6]),
        ("кам'янське щедрик", [6]),
        ("C-3", [3]),
        ("алексей c-4", [4]),
        ("محمد", [12]),
        ("<img", [12]),
        ("алексеи c-5", [5]),  # й is found by и, as ё by е
        ("nobody", []),
    ],
)
def test_search_finds_records_whatever_the_case_and_the_marks(desk, mixed, typed, found):
    page = desk(mixed)
    page.choose("search", typed)
    assert page.shown() == found
    assert page.text("#shown") == f"Показано пар: {len(found)} з 12"
    assert page.run("return document.getElementById('nothing').hidden") is bool(found)


def test_filters_take_their_choices_from_the_pairs(desk, mixed):
    page = desk(mixed)
    options = "return [...document.getElementById(arguments[0]).options].map(o => o.textContent)"
    assert page.run(options, "differs") == ["усі", "По батькові", "Дата народження", "Прізвище"]
    assert page.run(options, "alteration") == ["усі", "будь-яка", "Прізвище й по батькові замінено разом"]
    value = "return [...document.getElementById(arguments[0]).options].at(-1).value"
    page.choose("differs", page.run(value, "differs"))
    assert page.shown() == [6]
    page.choose("differs", "")
    page.choose("alteration", "any")
    assert page.shown() == [6]
    page.choose("alteration", page.run(value, "alteration"))
    assert page.shown() == [6]


def test_filters_work_together_and_are_cleared_together(desk, mixed):
    page = desk(mixed)
    page.choose("assigned", True)
    assert page.shown() == [1, 3, 5, 7, 9, 11]
    page.choose("search", "C-1")
    assert page.shown() == [1, 11]
    page.window.find_element(By.CSS_SELECTOR, "[type=reset]").click()
    page.run("return new Promise(done => setTimeout(done, 50))")
    assert page.shown() == list(range(1, 13))
    page.choose("minimum", "0.5")
    assert page.shown() == list(range(1, 12))


def test_a_language_is_switched_everywhere_at_once(desk, mixed):
    page = desk(mixed)
    page.speak("en")
    assert page.run("return document.documentElement.lang") == "en"
    assert page.text("#pairs") == "Proposed pairs"
    assert page.text("#shown") == "Pairs shown: 12 of 12"
    assert page.text(".pair .facts") == "probability > 99.9 % weight, bits +20.0 one to one"
    assert (
        page.run("return document.getElementById('languages').getAttribute('aria-label')")
        == "Language of the page"
    )
    row = ".pair tr.same:nth-of-type(3)"
    assert page.text(f"{row} th") == "Given name"
    assert page.text(f"{row} td:nth-child(4)") == "+5.1"
    assert page.text(f"{row} td:nth-child(5)") == "“Олексій” and “Алексей” are forms of one name"
    page.speak("ru")
    assert page.text(f"{row} td:nth-child(5)") == "«Олексій» и «Алексей» — формы одного имени"
    assert page.text(f"{row} td:nth-child(4)") == "+5,1"
    page.press("j", "e")  # pairs that were closed are put into words when they open
    page.run("return new Promise(done => setTimeout(done, 100))")
    letters = page.run(
        "return [...document.querySelectorAll('[data-t]')].map(e => e.textContent).join(' ')"
    ).lower()
    assert set("іїєґ") & set(letters) == set()


def test_a_pair_past_the_first_hundreds_gets_its_sentences_when_it_opens(desk, many):
    page = desk(many(PAIRS_IN_WORDS + 5))
    last = f".pair:nth-child({PAIRS_IN_WORDS + 5})"
    assert page.text(f"{last} tr.apart td:nth-child(5)") == ""
    page.run("document.querySelector(arguments[0]).open = true", last)
    page.run("return new Promise(done => setTimeout(done, 100))")
    assert page.text(f"{last} tr.apart td:nth-child(5)") == "Інше ім’я батька: «Петрович» і «Иванович»"
    assert page.run("return document.querySelectorAll(arguments[0]).length", f"{last} td svg") == 8


def test_bars_make_a_waterfall_from_the_prior_to_the_whole_weight(desk, many):
    page = desk(many(2))
    bars = page.run(
        "return [...document.querySelectorAll('.pair[open] td rect')].map("
        "r => [r.getAttribute('class'), +r.getAttribute('x'), +r.getAttribute('width')])"
    )
    # One scale for the page, from -10 bits to +7.5 in a width of 100.
    bit = 100 / 17.5
    assert [name for name, _, _ in bars] == ["against", "for", "for", "against", "for", "for", "for", "sum"]
    assert bars[0][1:] == pytest.approx([0, 10 * bit])
    assert bars[1][1:] == pytest.approx([0, 9.2 * bit])
    assert bars[2][1:] == pytest.approx([9.2 * bit, 5.1 * bit])
    assert bars[3][1:] == pytest.approx([12.3 * bit, 2 * bit])
    assert bars[-1][1:] == pytest.approx([10 * bit, 7.5 * bit])


def test_hostile_texts_stay_texts_after_every_action(desk, mixed):
    page = desk(mixed)
    page.press("j", "e")
    for language in ("en", "ru", "uk"):
        page.speak(language)
    page.choose("search", "onerror")
    assert page.shown() == [12]
    assert page.run("return document.querySelectorAll('img, .pair b:not(.n), .pair script').length") == 0
    assert page.text(".pair:last-child h3") == "12 <img src=x onerror=alert(1)> ↔ محمد عبد الله"


def test_an_injected_script_is_refused_by_the_policy(desk, mixed):
    page = desk(mixed)
    page.run(
        "const script = document.createElement('script'); script.textContent = 'window.ran = true';"
        "document.body.append(script);"
        "document.body.insertAdjacentHTML('beforeend', '<p style=color:red>')"
    )
    assert page.run("return window.ran ?? null") is None
    refused = page.window.get_log("browser")
    assert len(refused) == 2 and all("Content Security Policy" in one["message"] for one in refused)


WIDER = """
const wide = innerWidth - (innerWidth - document.documentElement.clientWidth);
return [...document.querySelectorAll('body *')].filter(e => e.getClientRects().length
  && !e.closest('svg') && getComputedStyle(e).visibility !== 'hidden'
  && (e.getBoundingClientRect().right > wide + 0.5 || e.scrollWidth > e.clientWidth + 1 && e.clientWidth))
  .map(e => e.outerHTML.slice(0, 80))
"""
OVERLAPS = """
const boxes = [...document.querySelectorAll('header > *, .counts > *, .lists > *, .load > *, #filter > *,'
  + '.pair > summary > *, .pair h3 > *, .pair[open] tr > *')];
const crossed = [];
for (const one of boxes) for (const two of one.parentElement.children) {
  if (one === two || !one.getClientRects().length || !two.getClientRects().length) continue;
  const a = one.getBoundingClientRect(), b = two.getBoundingClientRect();
  if (Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1
    && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 1) crossed.push(one.outerHTML.slice(0, 80));
}
return crossed
"""


@pytest.mark.parametrize("width", [360, 768, 1280])
def test_nothing_sticks_out_and_nothing_overlaps(desk, mixed, width):
    long = "ДужеДовгеСловоБезПробілів" * 6
    first = mixed.pairs[0]
    first["left"] = first["left"] | {"name": f"Шевченко {long}", "place": long, "other:" + long: long}
    lists = [one | {"name": long + ".csv"} for one in mixed.lists]
    page = desk(replace(mixed, title=long, lists=lists, settings={long: long}))
    page.resize(width)
    page.run("document.querySelectorAll('details').forEach(d => (d.open = true))")
    for language in ("uk", "ru", "en"):
        page.speak(language)
        assert page.run("return document.documentElement.scrollWidth <= innerWidth") is True
        assert page.run(WIDER) == []
        assert page.run(OVERLAPS) == []


BROKEN = """
return [...document.querySelectorAll('.counts dt')].flatMap(e => {
  const text = e.firstChild, found = [];
  for (const word of text.data.matchAll(/\\S+/g)) {
    const range = document.createRange();
    range.setStart(text, word.index);
    range.setEnd(text, word.index + word[0].length);
    if (range.getClientRects().length > 1) found.push(word[0]);
  }
  return found;
})
"""


@pytest.mark.parametrize("width", [320, 360, 400, 768])
def test_no_word_of_a_card_is_broken(desk, mixed, width):
    page = desk(mixed)
    page.resize(width)
    for language in ("uk", "ru", "en"):
        page.speak(language)
        assert page.run(BROKEN) == []


def test_settings_and_sums_are_translated_too(desk, mixed):
    page = desk(mixed)
    page.speak("en")
    settings = page.run(
        "return [...document.querySelectorAll('[aria-labelledby=summary] > details dd')]"
        ".map(e => e.textContent)"
    )
    assert settings == ["0.5", "yes", "7"]
    foot = "return document.querySelector('.pair[open] tfoot').textContent"
    assert "change the probability from 99.5\xa0% to >\xa099.9\xa0%." in page.run(foot)
    page.speak("ru")
    assert "меняют вероятность с 99,5\xa0% на >\xa099,9\xa0%." in page.run(foot)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_no_fault(desk, mixed, width, scheme):
    page = desk(mixed)
    page.resize(width)
    media = {"features": [{"name": "prefers-color-scheme", "value": scheme}]}
    page.window.execute_cdp_cmd("Emulation.setEmulatedMedia", media)
    # Pairs off the screen are not laid out until somebody scrolls there; axe has to see them all in place.
    page.run(
        "document.querySelectorAll('.pair').forEach("
        "d => { d.open = true; d.style.contentVisibility = 'visible' })"
    )
    found = faults_of_access(page.window)
    page.window.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})
    assert found == []


def test_without_scripts_everything_can_be_read(desk, mixed, chromium):
    chromium.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        page = desk(mixed)
        assert "Без сценаріїв сторінку можна читати" in page.window.find_element(By.TAG_NAME, "body").text
        assert not page.window.find_element(By.ID, "filter").is_displayed()
        assert not page.window.find_element(By.ID, "languages").is_displayed()
        second = page.window.find_elements(By.CSS_SELECTOR, ".pair")[1]
        second.find_element(By.TAG_NAME, "summary").click()
        assert second.find_element(By.CSS_SELECTOR, "tr.apart").text == (
            "По батькові Петрович Иванович −2,0 Інше ім’я батька: «Петрович» і «Иванович»"
        )
    finally:
        chromium.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})


def test_printing_opens_the_pairs_shown_and_hides_the_controls(desk, mixed):
    page = desk(mixed)
    page.choose("assigned", True)
    page.run("dispatchEvent(new Event('beforeprint'))")
    assert page.run("return document.querySelectorAll('.pair[open]').length") == 6
    page.window.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    visible = "return getComputedStyle(document.querySelector(arguments[0])).display"
    assert [page.run(visible, name) for name in ("#filter", "#languages", "#keys")] == ["none"] * 3
    assert page.run("return getComputedStyle(document.querySelector('.pair')).breakInside") == "avoid"
    page.window.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})
    page.run("dispatchEvent(new Event('afterprint'))")
    assert page.run("return document.querySelectorAll('.pair[open]').length") == 1
