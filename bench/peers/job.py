"""What every peer is handed and what it hands back; imports only pyarrow, so it runs in any environment.

A job is a JSON file: kind, mode (link or dedupe), left, right (Parquet paths; right may be null), fields,
variant, out (path without suffix). A peer writes OUT.parquet (left_id, right_id, score) and OUT.json
(default_threshold, phases in seconds, notes).
"""

import json
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path


@dataclass
class Job:
    """One run of one peer on one set."""

    kind: str
    mode: str
    left: str
    right: str | None
    fields: list[str]
    variant: str
    out: str
    rows: int
    phases: dict[str, float] = field(default_factory=dict)

    @property
    def link(self) -> bool:
        """Say whether two lists are linked; otherwise one list is searched for repeats."""
        return self.mode == "link"

    @property
    def paths(self) -> list[str]:
        """Return the one or two input files."""
        return [path for path in (self.left, self.right) if path]

    @contextmanager
    def phase(self, name: str) -> Iterator[None]:
        """Time one stage of the run."""
        started = time.perf_counter()
        yield
        self.phases[name] = round(time.perf_counter() - started, 3)

    def finish(self, default_threshold: float, **notes: object) -> None:
        """Write OUT.json; the pairs must be in OUT.parquet by now."""
        outcome = {"default_threshold": default_threshold, "phases": self.phases, "notes": notes}
        Path(f"{self.out}.json").write_text(json.dumps(outcome, indent=1))


def read() -> Job:
    """Read the job named on the command line."""
    return Job(**json.loads(Path(sys.argv[1]).read_text()))
