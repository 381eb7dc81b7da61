"""A real Chromium without a window, and what tests ask of every page in it."""

import os
import shutil
from pathlib import Path
from typing import Any

import pytest
from selenium import webdriver

AXE = Path(__file__).resolve().parents[1] / ".tools" / "axe-core" / "axe.min.js"
FLAGS = (
    "--headless=new --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
)
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def missing(why: str) -> None:
    """Skip the test; where everything has to be tested, let it fail."""
    (pytest.fail if os.environ.get("CI") else pytest.skip)(why)


def open_window(profile: Path) -> webdriver.Chrome:
    """Start the browser with a profile of its own; who opens it quits it."""
    browser, driver = shutil.which("chromium"), shutil.which("chromedriver")
    if not browser or not driver:
        missing("Chromium and its driver are not installed: run tools/install-system.sh.")
    options = webdriver.ChromeOptions()
    options.binary_location = browser
    for flag in [*FLAGS.split(), f"--user-data-dir={profile}"]:
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    window = webdriver.Chrome(options=options, service=webdriver.ChromeService(driver))
    window.get("about:blank")  # the browser's own first page asks for its own parts
    return window


def resize(window: webdriver.Chrome, width: int, height: int = 900) -> None:
    """Give the page so many pixels."""
    size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
    window.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)


def faults_of_access(window: webdriver.Chrome) -> list[Any]:
    """Return what axe finds wrong with the page, worst words first; skips where axe is not installed."""
    if not AXE.exists():
        missing("axe-core is not installed: run tools/install-axe.sh (it needs npm).")
    if not window.execute_script("return 'axe' in window"):
        window.execute_cdp_cmd("Runtime.evaluate", {"expression": AXE.read_text("utf-8")})
    found: list[Any] = window.execute_async_script(
        "const done = arguments[1];"
        "axe.run(document, {runOnly: arguments[0]}).then(found => done(found.violations.map(v =>"
        "  [v.id, v.impact, v.nodes.slice(0, 3).map(n => [n.html.slice(0, 120), n.any[0]?.message])])))",
        RULES,
    )
    return found
