"""Write outcomes as Markdown tables that people can read as they are."""

import math
import os
import platform
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from bench.contenders import OURS
from bench.run import Outcome
from bench.sets import ALL, LinkageSet

MISSING = "–"
COLUMNS = (
    "contender", "F1 best", "F1 default", "P / R default", "F1 settled best", "F1 settled default",
    "F1 delivered", "recall kept", "pairs kept", "wall s", "CPU s", "peak MB",
)  # fmt: skip
RATIOS = ("ours / peer", "F1 best", "F1 default", "missed at best", "wall", "CPU", "memory")
LEGEND = """\
- **F1 best**: at the threshold that is best for that contender (nobody knows it beforehand); **F1 default**:
  at the contender's own default; **P / R**: precision and recall there.
- **settled**: after one-to-one assignment, best pair first (two lists), or after tying pairs into groups (one
  list); the same code for every contender. **delivered**: the pairs a contender itself proposes as final.
  Kintrace's score is a probability for which the candidates of one record have already competed, so its
  fair counterpart is a peer's settled figure, not only the plain one.
- **recall kept**: share of the true pairs among all pairs the contender kept, whatever their score: what its
  blocking (and its lowest score written) lets through.
- **CPU s**: user + system of the whole process tree. **peak MB**: highest sum of the resident sizes of the
  tree. Both include starting, reading and writing. **ours / peer** below 1 means less time or memory;
  **missed at best** is (1 - F1) / (1 - F1).
"""


def grid(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a Markdown table with columns of even width, numbers to the right."""
    lines = [list(header), *map(list, rows)]
    widths = [max(len(line[place]) for line in lines) for place in range(len(header))]

    def written(line: Sequence[str]) -> str:
        cells = [
            line[0].ljust(widths[0]),
            *(cell.rjust(width) for cell, width in zip(line[1:], widths[1:], strict=True)),
        ]
        return f"| {' | '.join(cells)} |"

    rule = "|".join(["-" * (widths[0] + 2), *("-" * (width + 1) + ":" for width in widths[1:])])
    return "\n".join([written(lines[0]), f"|{rule}|", *map(written, lines[1:])])


def share(value: float) -> str:
    """Write an F1, a precision or a recall with four decimals."""
    return f"{value:.4f}"


def amount(value: float) -> str:
    """Write seconds, megabytes or a ratio with three figures that count."""
    if not math.isfinite(value):
        return MISSING
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"


def row(outcome: Outcome) -> list[str]:
    """Return one contender's line."""
    figures, cost = outcome.figures, outcome.cost
    if figures is None or cost is None:
        return [outcome.contender, *[MISSING] * (len(COLUMNS) - 1)]
    return [
        outcome.contender,
        share(figures.best.f1),
        share(figures.default.f1),
        f"{share(figures.default.precision)} / {share(figures.default.recall)}",
        share(figures.settled_best.f1),
        share(figures.settled_default.f1),
        share(figures.delivered.f1) if figures.delivered else MISSING,
        share(figures.kept_recall),
        f"{figures.pairs_kept:,}",
        amount(cost.wall_s),
        amount(cost.cpu_s),
        amount(cost.peak_mb),
    ]


def _over(ours: float, peer: float, written: Callable[[float], str] = amount) -> str:
    return written(ours / peer) if peer else MISSING


def ratio_rows(outcomes: Sequence[Outcome]) -> list[list[str]]:
    """Return ours over each peer's figures; empty when we or all peers have none."""
    ours = next((one for one in outcomes if one.contender == OURS), None)
    if ours is None or ours.figures is None or ours.cost is None:
        return []
    rows = []
    for peer in outcomes:
        if peer is ours or peer.figures is None or peer.cost is None:
            continue
        rows.append([
            peer.contender,
            _over(ours.figures.best.f1, peer.figures.best.f1, share),
            _over(ours.figures.default.f1, peer.figures.default.f1, share),
            _over(1 - ours.figures.best.f1, 1 - peer.figures.best.f1),
            _over(ours.cost.wall_s, peer.cost.wall_s),
            _over(ours.cost.cpu_s, peer.cost.cpu_s),
            _over(ours.cost.peak_mb, peer.cost.peak_mb),
        ])  # fmt: skip
    return rows


def section(chosen: LinkageSet, outcomes: Sequence[Outcome]) -> str:
    """Return the tables of one set."""
    parts = [f"### {chosen.name}: {chosen.about}", grid(COLUMNS, map(row, outcomes))]
    parts += [f"{one.contender}: {one.why_not}." for one in outcomes if one.why_not]
    ratios = ratio_rows(outcomes)
    if ratios:
        parts.append(grid(RATIOS, ratios))
    parts += [kinds_table(outcomes)] if any(one.kinds for one in outcomes) else []
    return "\n\n".join(parts)


def kinds_table(outcomes: Sequence[Outcome]) -> str:
    """Return recall at the default threshold by kind of alteration, our worst first."""
    told = [one for one in outcomes if one.kinds]
    recalls = [{kind: recall for kind, _, recall in one.kinds} for one in told]
    order = sorted(told[0].kinds, key=lambda kind: kind[2])
    rows = [[name, f"{count:,}", *(share(found[name]) for found in recalls)] for name, count, _ in order]
    return grid(["recall by kind of alteration", "pairs", *(one.contender for one in told)], rows)


def by_set(outcomes: Sequence[Outcome]) -> dict[str, list[Outcome]]:
    """Group outcomes by set, in the order in which they came."""
    groups: dict[str, list[Outcome]] = {}
    for outcome in outcomes:
        groups.setdefault(outcome.set_name, []).append(outcome)
    return groups


def summary(groups: dict[str, list[Outcome]]) -> str:
    """Return one line per set: our figures beside the best figure of any peer."""
    lines = []
    for name, group in groups.items():
        done = [one for one in group if one.figures and one.cost]
        ours = next((one for one in done if one.contender == OURS), None)
        peers = [one for one in done if one.contender != OURS]
        line = [name]
        for value in (_best, _default, _settled):
            first = max(peers, key=value, default=None)
            line.append(share(value(ours)) if ours else MISSING)
            line.append(f"{share(value(first))} {first.contender}" if first else MISSING)
        fastest = min(peers, key=lambda one: one.cost.cpu_s, default=None)
        line.append(amount(ours.cost.cpu_s) if ours else MISSING)
        line.append(f"{amount(fastest.cost.cpu_s)} {fastest.contender}" if fastest else MISSING)
        lines.append(line)
    header = ["set", "F1 best", "best peer", "F1 default", "best peer", "settled default", "best peer"]
    return grid([*header, "CPU s", "cheapest peer"], lines)


def _best(outcome: Outcome) -> float:
    return outcome.figures.best.f1 if outcome.figures else 0.0


def _default(outcome: Outcome) -> float:
    return outcome.figures.default.f1 if outcome.figures else 0.0


def _settled(outcome: Outcome) -> float:
    return outcome.figures.settled_default.f1 if outcome.figures else 0.0


def accuracy(outcomes: Sequence[Outcome]) -> str:
    """Return the summary and all sets' tables."""
    groups = by_set(outcomes)
    parts = [section(ALL[name], group) for name, group in groups.items()]
    return "\n\n".join(["## Accuracy and cost", LEGEND.strip(), summary(groups), *parts])


def machine() -> str:
    """Return what the run was made on, with the load at the moment, which should be near nothing."""
    cpu = next(
        (
            line.split(":")[1].strip()
            for line in Path("/proc/cpuinfo").read_text().splitlines()
            if "model name" in line
        ),
        platform.machine(),
    )
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return (
        f"{os.cpu_count()} cores, {cpu}, {memory:.0f} GiB, {platform.system()} {platform.release()}, "
        f"Python {platform.python_version()}, load {os.getloadavg()[0]:.2f} at the start."
    )
