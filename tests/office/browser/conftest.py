"""An office of its own, opened by the command as people open it, and a person in front of a real Chromium."""

import base64
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from chromium import AXE, faults_of_access, open_window, resize
from django_otp.oath import totp
from selenium import webdriver
from selenium.common.exceptions import NoSuchElementException
from selenium.webdriver import ActionChains, Keys
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement

PASSPHRASE = PASSWORD = "four quiet winter rivers"
WIDTHS = (360, 1280)
ACCESS_AT = {"uk": 360, "ru": 1280, "en": 360}
"""At which width axe, which takes most of the time, is asked about a page in each language."""
PICTURES = os.environ.get("KINTRACE_SCREENSHOTS")
PATIENCE = 60.0
"""Seconds for the office to open, and for a list to come in or to be compared, on a busy machine."""

# Elements that stick out of the window, unless they can be scrolled to where they stand.
WIDER = """
const scrolls = e => ['auto', 'scroll'].includes(getComputedStyle(e).overflowX);
const inside = e => { for (let p = e.parentElement; p; p = p.parentElement) if (scrolls(p)) return true; };
const out = [...document.querySelectorAll('body *')].filter(e => e.getClientRects().length
  && !e.matches('.skip, option') && !e.closest('svg') && !inside(e)
  && e.getBoundingClientRect().right > document.documentElement.clientWidth + 0.5);
return [...(document.documentElement.scrollWidth > innerWidth ? ['the page scrolls sideways'] : []),
  ...out.map(e => 'sticks out: ' + e.outerHTML.slice(0, 100))]
"""
# What can be pressed and lies over something else that can, and boxes that lie over their neighbours.
OVERLAPS = """
const seen = e => e.getClientRects().length && getComputedStyle(e).visibility !== 'hidden'
  && !e.closest('.skip, svg') && !(e.closest('details:not([open])') && !e.closest('summary'));
const cross = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1
  && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 1;
const pressed = [...document.querySelectorAll('a, button, input, select, textarea, summary')].filter(seen);
const found = [];
const rects = pressed.map(e => [...e.getClientRects()]);
pressed.forEach((one, i) => pressed.slice(i + 1).forEach((two, j) => {
  if (!one.contains(two) && rects[i].some(a => rects[i + 1 + j].some(b => cross(a, b))))
    found.push(one.outerHTML.slice(0, 80) + ' lies over ' + two.outerHTML.slice(0, 80));
}));
for (const parent of document.querySelectorAll('body, body *')) {
  const boxes = [...parent.childNodes].filter(e => e.nodeType === 1 && seen(e)  // a field is called children
    && !['inline', 'contents'].includes(getComputedStyle(e).display)
    && !['absolute', 'fixed'].includes(getComputedStyle(e).position));
  boxes.forEach((one, i) => boxes.slice(i + 1).forEach(two => {
    if (cross(one.getBoundingClientRect(), two.getBoundingClientRect()))
      found.push(one.outerHTML.slice(0, 80) + ' lies over its neighbour ' + two.outerHTML.slice(0, 80));
  }));
}
return found
"""


class Office:
    """An open office: where it answers, and where its first administrator is made."""

    def __init__(self, folder: Path, first: str) -> None:
        self.folder, self.first = folder, first
        self.address = first[: first.index("/", len("http://"))]


@contextmanager
def opened(folder: Path, *words: str) -> Iterator[Office]:
    """Open an office in a folder and close it afterwards, as Ctrl-C does."""
    ours = ("KINTRACE_", "DJANGO_")
    environment = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    environment |= {"KINTRACE_HOME": str(folder), "KINTRACE_PASSPHRASE": PASSPHRASE, "PYTHONUNBUFFERED": "1"}
    command = [sys.executable, "-m", "kintrace", "office", "start", "--no-browser", f"--port={_free_port()}"]
    said = folder.with_suffix(".txt")
    with said.open("w") as file:
        process = subprocess.Popen([*command, *words], env=environment, stdout=file, stderr=file)
    try:
        end = time.monotonic() + PATIENCE
        while not (found := re.search(r"http://\S+", said.read_text("utf-8"))):
            assert process.poll() is None and time.monotonic() < end, said.read_text("utf-8")
            time.sleep(0.05)
        yield Office(folder, found[0])
    finally:
        process.terminate()
        process.wait(PATIENCE)
    assert "Traceback" not in said.read_text("utf-8"), said.read_text("utf-8")


def _free_port() -> int:
    import socket

    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        port: int = door.getsockname()[1]
        return port


class Person:
    """Somebody at a browser. `reach` and `press` use the keyboard alone, `click` the mouse."""

    def __init__(self, window: webdriver.Chrome, language: str) -> None:
        self.window, self.language = window, language
        self.faults: list[str] = []
        self.scripts = True

    def switch_scripts_off(self) -> None:
        self.window.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
        self.scripts = False

    def go(self, address: str) -> None:
        self.window.get(address)

    @property
    def path(self) -> str:
        return re.sub(r"^http://[^/]*", "", self.window.current_url)

    def find(self, selector: str) -> WebElement:
        return self.window.find_element(By.CSS_SELECTOR, selector)

    def all(self, selector: str) -> list[WebElement]:
        return self.window.find_elements(By.CSS_SELECTOR, selector)

    def text(self, selector: str = "main") -> str:
        return " ".join(self.find(selector).text.split())

    def press(self, *keys: str) -> None:
        ActionChains(self.window).send_keys(*keys).perform()

    def reach(self, selector: str) -> WebElement:
        """Go to an element with the Tab key alone."""
        wanted = self.find(selector)
        for _ in range(200):
            if self.window.switch_to.active_element == wanted:
                return wanted
            self.press(Keys.TAB)
        raise AssertionError(f"The Tab key never reaches {selector} on {self.path}.")

    def enter(self, **fields: str) -> None:
        """Fill in fields, going from one to the next with the keyboard."""
        for name, text in fields.items():
            self.reach(f"main [name={name}]")
            self.press(text)

    def choose(self, name: str, value: str) -> None:
        """Choose one of several radio buttons, as a keyboard does: Tab to the first, then the arrow."""
        self.reach(f"[name={name}]")
        self.press(Keys.SPACE)
        while self.window.switch_to.active_element.get_attribute("value") != value:
            self.press(Keys.ARROW_DOWN)

    def follow(self, selector: str) -> None:
        """Reach a link or button, press Enter, and wait for the page it leads to."""
        self.reach(selector)
        with self.page_changes():
            self.press(Keys.ENTER)

    def click(self, selector: str) -> None:
        with self.page_changes():
            self.find(selector).click()

    @contextmanager
    def page_changes(self) -> Iterator[None]:
        """Wait until the block has led to another page."""
        before = self.find("html").id
        yield
        self.wait(lambda: self._another_than(before), "no other page came")

    def _another_than(self, before: str) -> bool:
        try:
            return self.find("html").id != before and bool(self.all("main"))
        except NoSuchElementException:
            return False

    def wait(self, holds: Callable[[], object], why: str) -> None:
        end = time.monotonic() + PATIENCE
        while not holds():
            assert time.monotonic() < end, f"{why}: {self.path}"
            time.sleep(0.1)

    def speak(self) -> None:
        """Choose the person's language with the keyboard."""
        self.follow(f".languages [value={self.language}]")
        assert self.find("html").get_attribute("lang") == self.language

    def code(self, secret: str) -> str:
        """What the telephone shows now."""
        key = base64.b32decode(re.sub(r"\s", "", secret) + "=" * (-len(re.sub(r"\s", "", secret)) % 8))
        return f"{totp(key):06}"

    def look(self, name: str) -> None:
        """Look at the page, narrow and wide: nothing sticks out, nothing overlaps, axe finds no fault."""
        if not self.scripts:
            return  # what looks is a script, too
        for width in WIDTHS:
            resize(self.window, width)
            found = [*self.window.execute_script(WIDER), *self.window.execute_script(OVERLAPS)]
            if (AXE.exists() or os.environ.get("CI")) and width == ACCESS_AT[self.language]:
                found += [str(fault) for fault in faults_of_access(self.window)]
            self.faults += [f"{self.language} {name} at {width}: {one}" for one in found]
            if PICTURES:
                self._picture(f"{name}-{self.language}-{width}")

    def _picture(self, name: str) -> None:
        folder = Path(PICTURES or "")
        folder.mkdir(parents=True, exist_ok=True)
        taken = self.window.execute_cdp_cmd("Page.captureScreenshot", {"captureBeyondViewport": True})
        (folder / f"{name}.png").write_bytes(base64.b64decode(taken["data"]))


@pytest.fixture(scope="module")
def window(tmp_path_factory) -> Iterator[webdriver.Chrome]:
    window = open_window(tmp_path_factory.mktemp("profile"))
    yield window
    window.quit()


@pytest.fixture
def open_office(tmp_path) -> Iterator[Office]:
    with opened(tmp_path / "office") as office:
        yield office


@pytest.fixture
def person(window) -> Iterator[Callable[[str], Person]]:
    """A person who reads a language, in a browser that remembers nothing; its console stays empty."""
    window.delete_all_cookies()
    window.get_log("browser")
    yield lambda language="uk": Person(window, language)
    window.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})
    said = [one["message"] for one in window.get_log("browser") if "status of 40" not in one["message"]]
    window.get("about:blank")
    assert said == []
