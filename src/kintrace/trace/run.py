"""One trace: read the lists, say what was understood, link, and hand over what was found.

Nothing is written here; output.py does that, all at once, when the run has succeeded.
"""

import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from kintrace import linkage, lists, names
from kintrace.errors import ListUnreadable, MappingInvalid, SettingsInvalid
from kintrace.linkage.kernel import MAX_FIELDS
from kintrace.linkage.link import WORTH_KEEPING
from kintrace.linkage.pairs import Tick
from kintrace.lists import Mapping, ReadList

_SAMPLE = 2_000


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked for.

    left, right: the lists; right=None looks for duplicates within left. threshold: the least probability
    that is reported. all_pairs: report every pair worth keeping, whatever the threshold. mapping: for both
    lists; mapping_left, mapping_right: for one alone. sets: each list names a person once.
    thorough: use every blocking rule that was tried.
    """

    left: Path
    right: Path | None = None
    mapping: Path | None = None
    mapping_right: Path | None = None
    mapping_left: Path | None = None
    threshold: float = 0.5
    all_pairs: bool = False
    sets: bool = True
    engine: str = "duckdb"
    thorough: bool = False

    def __post_init__(self) -> None:
        """Refuse a threshold that is no probability, or below what is kept at all."""
        if not WORTH_KEEPING <= self.threshold < 1:
            raise SettingsInvalid(
                f"The threshold {self.threshold} is not a probability from {WORTH_KEEPING} to 1; "
                "use 0.5, say."
            )

    @property
    def least(self) -> float:
        """The least probability of a pair that is reported."""
        return 0.0 if self.all_pairs else self.threshold


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was read and what was found."""

    request: Request
    left: ReadList
    right: ReadList | None
    linked: linkage.Linked
    east_slavic: bool
    seconds: dict[str, float] = field(default_factory=dict)

    def without_values(self) -> "Outcome":
        """Return what is written when no report is asked for: half of the memory that the lists take."""
        right = self.right.ids_alone() if self.right else None
        return replace(self, left=self.left.ids_alone(), right=right, linked=self.linked.without_values())


def read_lists(request: Request) -> tuple[ReadList, ReadList | None]:
    """Return the lists of a request, read as their mappings say."""
    shared, *own = (
        lists.read_mapping(path) if path else None
        for path in (request.mapping, request.mapping_left, request.mapping_right)
    )
    if request.right is None:
        return lists.read(request.left, own[0] or shared).without_original(), None
    with ThreadPoolExecutor(2) as both:
        left = both.submit(_read_one, request.left, own[0], shared, "--mapping-right")
        right = both.submit(_read_one, request.right, own[1], shared, "--mapping-left")
        return left.result().without_original(), right.result().without_original()


def _read_one(path: Path, own: Mapping | None, shared: Mapping | None, option: str) -> ReadList:
    """Read one of two lists; `option` is what to use where the shared mapping suits the other one alone."""
    if own or not shared:
        return lists.read(path, own)
    try:
        return lists.read(path, shared)
    except MappingInvalid as error:
        raise MappingInvalid(
            f"{error} If the mapping is meant for the other list alone, pass it with {option}."
        ) from None


def run(request: Request, both: tuple[ReadList, ReadList | None], tick: Tick) -> Outcome:
    """Return the outcome of a request on lists that have been read."""
    start = time.perf_counter()
    left, right = both
    other = right or left
    compare = {
        label: column.compare for label, column in left.mapping.other.items() if label in other.mapping.other
    }
    fields = linkage.choose_fields(left.table, other.table, dict(compare))
    if not fields:
        raise ListUnreadable(
            f"{left.path.name} and {other.path.name} have no column in common that can be compared. "
            "Print a mapping with `kintrace columns`, edit it, and pass it with --mapping."
        )
    if len(fields) > MAX_FIELDS:
        raise MappingInvalid(
            f"The mapping compares {len(fields)} fields; at most {MAX_FIELDS} can be. "
            "Leave out those that say least."
        )
    east_slavic = _is_east_slavic(left, other)
    settings = linkage.Settings(east_slavic, request.sets, request.thorough)
    if request.engine == "spark":
        from kintrace.linkage.spark import link_on_spark

        linked = link_on_spark(left.table, right.table if right else None, fields, settings, tick)
    else:
        linked = linkage.link(left.table, right.table if right else None, fields, settings, tick)
    return Outcome(request, left, right, linked, east_slavic, {"link": round(time.perf_counter() - start, 4)})


def _is_east_slavic(left: ReadList, right: ReadList) -> bool:
    said = {left.mapping.names, right.mapping.names} - {"auto"}
    if said:
        return "east-slavic" in said
    sample: list[str] = []
    for one in (left, right):
        for column in ("name", "given_name"):
            if column in one.table.column_names:
                sample += map(str, pc.drop_null(one.table[column].slice(0, _SAMPLE)).to_pylist())
    return names.is_east_slavic(sample)


def pairs_table(outcome: Outcome) -> pa.Table:
    """Return the pairs kept, best first, as the lists' own ids with their figures."""
    chosen = outcome.linked.chosen
    left, right = outcome.left.table["id"], (outcome.right or outcome.left).table["id"]
    columns = [
        left.take(chosen.left),
        right.take(chosen.right),
        pa.array(chosen.weight),
        pa.array(chosen.probability),
        pa.array(chosen.assigned),
        pa.array(np.arange(len(chosen.left), dtype=np.int32)),
    ]
    called = ["left_id", "right_id", "weight_bits", "probability", "assigned", "position"]
    return pa.table(columns, names=called)
