"""Who runs: our engine and the peers, each with its own environment and command."""

import json
import sys
from dataclasses import asdict, dataclass, field
from pathlib import Path

from bench.sets import BENCH, LinkageSet

VENVS = BENCH / ".venvs"
PEERS = BENCH / "peers"
OURS = "kintrace"


@dataclass(frozen=True)
class Contender:
    """One program with one choice of settings. Beyond `most_rows` it is not run, and the table says so."""

    name: str
    venv: str
    script: str = ""
    variants: dict[str, str] = field(default_factory=dict)
    most_rows: int = 10_000_000

    @property
    def python(self) -> Path:
        """Return the interpreter of its environment."""
        return VENVS / self.venv / "bin" / "python" if self.venv else Path(sys.executable)

    def why_not(self, chosen: LinkageSet) -> str:
        """Return why it is not run on this set, or an empty text."""
        if not self.python.exists():
            why = VENVS / f"{self.venv}.why"
            return why.read_text().strip() if why.exists() else "not set up: run `python -m bench setup`"
        if chosen.rows > self.most_rows:
            return f"not run above {self.most_rows:,} records"
        return ""

    def command(self, chosen: LinkageSet, out: Path) -> list[str]:
        """Return the command that reads the set and writes its pairs under `out`."""
        if not self.venv:
            return _our_command(chosen, out)
        job = {
            "kind": chosen.kind,
            "mode": chosen.mode,
            "left": str(chosen.left),
            "right": str(chosen.right) if chosen.right else None,
            "fields": list(chosen.fields),
            "variant": self.variants.get(chosen.kind, self.variants.get("", "")),
            "rows": chosen.rows,
            "out": str(out / "pairs"),
        }
        path = out / "job.json"
        path.write_text(json.dumps(job, indent=1))
        return [str(self.python), str(PEERS / self.script), str(path)]

    def settings(self) -> dict[str, object]:
        """Return what distinguishes this contender, for the record."""
        return asdict(self)


def _our_command(chosen: LinkageSet, out: Path) -> list[str]:
    program = Path(sys.executable).parent / "kintrace"
    lists = [str(path) for path in chosen.ours]
    mapping = ["--mapping", str(chosen.mapping_path)] if chosen.mapping else []
    return [str(program), "trace", *lists, *mapping, "--out", str(out / "trace"), "--no-report", "--all"]


def _splink(variant: str) -> Contender:
    return Contender(f"splink {variant}", "splink", "splink_run.py", {"": variant})


# ECM falls for families when its blocks are too wide, so it gets the blocks that suit it best.
RECORDLINKAGE_BLOCKS = {"": "tight", "scale": "full"}
ALL = {
    one.name: one
    for one in (
        Contender(OURS, ""),
        _splink("tight"),
        _splink("wide"),
        _splink("full"),
        Contender(
            "recordlinkage ECM", "recordlinkage", "recordlinkage_run.py", RECORDLINKAGE_BLOCKS, 250_000
        ),
        Contender("nomenklatura logic-v2", "nomenklatura", "nomenklatura_run.py", {}, 40_000),
    )
}
