"""Run contenders on sets, one after the other, and judge what they wrote."""

import json
import os
import shutil
import statistics
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from bench import evaluate, measure, sets
from bench.contenders import Contender
from bench.evaluate import Figures
from bench.measure import Cost
from bench.sets import BENCH, LinkageSet

RESULTS = BENCH / "results"
# A pair is our proposal from even odds on, that is a probability of one half.
OUR_THRESHOLD = 0.5


@dataclass(frozen=True)
class Outcome:
    """What one contender did on one set; `why_not` says why there are no figures."""

    contender: str
    set_name: str
    cost: Cost | None = None
    figures: Figures | None = None
    why_not: str = ""
    kinds: tuple[tuple[str, int, float], ...] = ()


def _our_pairs(folder: Path, link: bool) -> tuple[pa.Table, float]:
    """Return our pairs in the evaluator's shape: score is the probability, proposed is what we assign."""
    pairs = pq.read_table(folder / "trace" / "pairs.parquet")
    table = pairs.select(["left_id", "right_id", "probability"]).rename_columns(
        ["left_id", "right_id", "score"]
    )
    if not link:
        return table, OUR_THRESHOLD
    sure = pc.greater_equal(pairs["probability"], OUR_THRESHOLD)
    proposed = pc.and_(sure, pc.fill_null(pairs["assigned"], False))
    return table.append_column("proposed", proposed), OUR_THRESHOLD


def _peer_pairs(folder: Path) -> tuple[pa.Table, float]:
    outcome = json.loads((folder / "pairs.json").read_text())
    return pq.read_table(folder / "pairs.parquet"), float(outcome["default_threshold"])


def _last_words(log: Path) -> str:
    lines = log.read_text(errors="replace").strip().splitlines()
    return lines[-1][:200] if lines else "it said nothing"


def _median(costs: Sequence[Cost]) -> Cost:
    """Return the median of each figure; the peak is the highest."""
    return replace(
        costs[0],
        wall_s=statistics.median(cost.wall_s for cost in costs),
        cpu_s=statistics.median(cost.cpu_s for cost in costs),
        peak_mb=max(cost.peak_mb for cost in costs),
    )


def run_one(contender: Contender, chosen: LinkageSet, repeat: int, timeout_s: float) -> Outcome:
    """Run one contender `repeat` times on one set and evaluate its last pairs."""
    why = contender.why_not(chosen)
    if why:
        return Outcome(contender.name, chosen.name, why_not=why)
    folder = RESULTS / chosen.name / contender.name.replace(" ", "_")
    env = {**os.environ, "NO_COLOR": "1"}
    costs = []
    for _ in range(repeat):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        cost = measure.run(contender.command(chosen, folder), folder / "log.txt", env, timeout_s)
        if cost.timed_out:
            return Outcome(contender.name, chosen.name, cost, why_not=f"stopped after {timeout_s:.0f} s")
        if cost.exit_code:
            said = _last_words(folder / "log.txt")
            return Outcome(contender.name, chosen.name, cost, why_not=f"failed ({cost.exit_code}): {said}")
        costs.append(cost)
    pairs, threshold = _peer_pairs(folder) if contender.venv else _our_pairs(folder, chosen.mode == "link")
    truth = evaluate.read_truth(chosen.left, chosen.right)
    scored = evaluate.score_pairs(pairs, truth)
    figures = evaluate.evaluate(scored, truth, threshold)
    kinds = ()
    if chosen.kinds:
        kinds = evaluate.recall_by_kind(scored, truth, threshold, pq.read_table(chosen.kinds))
    return Outcome(contender.name, chosen.name, _median(costs), figures, kinds=kinds)


def run_all(
    contenders: Sequence[Contender], chosen: Sequence[LinkageSet], repeat: int, timeout_s: float
) -> Iterator[Outcome]:
    """Run every contender on every set, set by set, and yield each outcome as it comes."""
    for one in chosen:
        sets.ensure(one)
        for contender in contenders:
            outcome = run_one(contender, one, repeat, timeout_s)
            _keep(outcome)
            yield outcome


def _keep(outcome: Outcome) -> None:
    """Append the outcome to the record of all runs."""
    RESULTS.mkdir(parents=True, exist_ok=True)
    with (RESULTS / "outcomes.jsonl").open("a") as record:
        record.write(json.dumps(asdict(outcome)) + "\n")
