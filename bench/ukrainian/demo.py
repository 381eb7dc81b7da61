"""The two small lists that are shipped in demo/."""

from dataclasses import replace
from pathlib import Path

from bench.ukrainian import Lists, make
from bench.ukrainian.rates import RATES

REQUESTS, LOCATED, SEED = 120, 90, 7
# So few rows would have no unreadable date, and a reader should see what becomes of one.
DEMO_RATES = replace(RATES, left_birth_unreadable=0.02, birth_unreadable=0.03)


def demo() -> Lists:
    """Return the demo lists."""
    return make(REQUESTS, LOCATED, SEED, DEMO_RATES)


def write_demo(folder: Path) -> None:
    """Write requests.csv, located.csv and truth.csv; the README.md there is written by hand."""
    demo().write(folder, ("requests.csv", "located.csv"))
