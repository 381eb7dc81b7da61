"""A progress bar on a terminal, silence in a pipe."""

import sys
from types import TracebackType
from typing import Any

WORDS = {
    "read values": "Reading names, dates and places",
    "blocking keys": "Trying blocking rules",
    "count": "Counting how common values are",
    "learn": "Learning from the lists",
    "pairs": "Comparing pairs",
    "choose": "Choosing",
}


class Progress:
    """Shows the stages of a run; call it with the stage's name and the share that is done."""

    def __init__(self) -> None:
        """Show nothing yet."""
        self._bar: Any = None
        self._stage = ""

    def __enter__(self) -> "Progress":
        """Open a bar if somebody is looking."""
        if sys.stderr.isatty():
            from tqdm import tqdm  # type: ignore[import-untyped]  # it ships no types

            self._bar = tqdm(
                total=100, file=sys.stderr, leave=False, bar_format="{desc:<34} {bar} {percentage:3.0f}%"
            )
        return self

    def __call__(self, stage: str, done: float) -> None:
        """Say that `stage` is done to the share `done` (0 to 1)."""
        if self._bar is None:
            return
        if stage != self._stage:
            self._stage = stage
            self._bar.set_description_str(WORDS.get(stage, stage))
        self._bar.n = round(100 * done)
        self._bar.refresh()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Clear the bar away."""
        if self._bar is not None:
            self._bar.close()
