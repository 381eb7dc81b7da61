"""The sets that contenders are run on: what each is, where it lies, how it is made.

Everything is made from installed packages and our own generators, into `bench/data` (not kept in git). A
set is made again when the code that makes it has changed.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from bench import historical, households, noise, scale, tidy, ukrainian, vocabulary

BENCH = Path(__file__).parent
MADE = BENCH / "data"
SOURCES = MADE / "sources"
MAPPINGS = BENCH / "mappings"
FEBRL_FIELDS = (
    "given_name", "surname", "street_number", "address_1", "address_2", "suburb", "postcode", "state",
    "date_of_birth", "soc_sec_id",
)  # fmt: skip
NO_NUMBER = FEBRL_FIELDS[:-1]
NDS = ("given_name", "surname", "suburb", "state", "date_of_birth")
SIZES = {"1k": 1_000, "10k": 10_000, "100k": 100_000, "1m": 1_000_000}
# Not the seed that the generator uses by itself: nobody has looked at these lists.
UKRAINIAN_SEED = 20_260
Lists = tuple[pa.Table, pa.Table | None]


@dataclass(frozen=True)
class LinkageSet:
    """One or two lists with a known truth. `make` returns them with the columns rec_id, fields, entity_id.

    Where `as_written`, Kintrace gets the lists as CSV with their own headers, and no mapping.
    """

    name: str
    kind: str
    mode: str
    fields: tuple[str, ...]
    mapping: str
    about: str
    make: Callable[[], Lists]
    as_written: bool = False

    @property
    def left(self) -> Path:
        """Return the path of the left, or only, list."""
        return MADE / self.name / "left.parquet"

    @property
    def right(self) -> Path | None:
        """Return the path of the right list; None when one list is searched for repeats."""
        return MADE / self.name / "right.parquet" if self.mode == "link" else None

    @property
    def rows(self) -> int:
        """Return how many records both lists have together."""
        return sum(pq.read_metadata(path).num_rows for path in (self.left, self.right) if path)

    @property
    def ours(self) -> list[Path]:
        """Return the lists that Kintrace reads."""
        paths = [path for path in (self.left, self.right) if path]
        return [path.with_suffix(".csv") for path in paths] if self.as_written else paths

    @property
    def kinds(self) -> Path | None:
        """Return the file that says how each true pair was altered, where that is known."""
        return MADE / self.name / "kinds.parquet" if self.as_written else None

    @property
    def mapping_path(self) -> Path:
        """Return the file that tells Kintrace what the columns mean."""
        return MAPPINGS / f"{self.mapping}.toml"


def _renumbered(table: pa.Table, prefix: str, fields: tuple[str, ...], seed: int) -> pa.Table:
    """Keep some fields, shuffle the rows and give new ids: FEBRL's own ids tell the answer."""
    order = np.random.default_rng(seed).permutation(len(table))
    table = table.take(pa.array(order)).select([*fields, "entity_id"])
    ids = pa.array([f"{prefix}{place}" for place in range(len(table))])
    return table.add_column(0, "rec_id", ids)


def _febrl4(fields: tuple[str, ...]) -> Lists:
    left, right = (pq.read_table(SOURCES / f"febrl4_{side}.parquet") for side in ("left", "right"))
    return _renumbered(left, "l", fields, 4), _renumbered(right, "r", fields, 5)


def _febrl3(fields: tuple[str, ...]) -> Lists:
    return _renumbered(pq.read_table(SOURCES / "febrl3.parquet"), "p", fields, 3), None


def _words() -> vocabulary.Vocabulary:
    return vocabulary.read(SOURCES)


def _febrl_sets() -> list[LinkageSet]:
    variants = (("", FEBRL_FIELDS, ""), ("_nossn", NO_NUMBER, ", without the number"))
    sets = []
    for suffix, fields, but in variants:
        about4, about3 = f"FEBRL 4: 5,000 x 5,000{but}", f"FEBRL 3: 5,000 records of 2,000 people{but}"
        sets.append(
            LinkageSet(
                f"febrl4{suffix}",
                "febrl",
                "link",
                fields,
                f"febrl{suffix}",
                about4,
                lambda f=fields: _febrl4(f),
            )
        )
        sets.append(
            LinkageSet(
                f"febrl3{suffix}",
                "febrl",
                "dedupe",
                fields,
                f"febrl{suffix}",
                about3,
                lambda f=fields: _febrl3(f),
            )
        )
    about = "FEBRL 4: names, birth, suburb and state only"
    sets.append(LinkageSet("febrl4_nds", "febrl", "link", NDS, "febrl_nds", about, lambda: _febrl4(NDS)))
    return sorted(sets, key=lambda one: one.name)


def _scale_sets() -> list[LinkageSet]:
    return [
        LinkageSet(
            f"scale_{label}", "scale", "link", scale.FIELDS, "scale", f"generated, {size:,} x {size:,}",
            lambda size=size: scale.generate(size, _words()),
        )
        for label, size in SIZES.items()
    ]  # fmt: skip


def _stress_sets() -> list[LinkageSet]:
    return [
        LinkageSet(
            "households", "household", "link", households.FIELDS, "households",
            "generated families, three years apart", lambda: households.link(_words()),
        ),
        LinkageSet(
            "households_dedupe", "household", "dedupe", households.FIELDS, "households",
            "generated families, one list", lambda: households.dedupe(_words()),
        ),
        LinkageSet(
            "census", "census", "link", households.CENSUS_FIELDS, "census",
            "generated families, ten years apart, birth year only", lambda: households.census(_words()),
        ),
        LinkageSet(
            "historical", "historical", "dedupe", historical.FIELDS, "historical",
            "generated biographical index, 1 to 10 copies", lambda: historical.dedupe(_words()),
        ),
    ]  # fmt: skip


def _ukrainian_sets() -> list[LinkageSet]:
    sizes = {"ukrainian_small": (2_000, 1_200), "ukrainian": (20_000, 12_000)}
    return [
        LinkageSet(
            name, "ukrainian", "link", tidy.FIELDS, "",
            f"generated requests and located children, {left:,} x {right:,}",
            lambda name=name, left=left, right=right: _ukrainian(MADE / name, left, right), as_written=True,
        )
        for name, (left, right) in sizes.items()
    ]  # fmt: skip


def _ukrainian(folder: Path, left: int, right: int) -> Lists:
    lists = ukrainian.make(left, right, UKRAINIAN_SEED)
    lists.write(folder)
    pq.write_table(tidy.kinds(lists), folder / "kinds.parquet")
    return tidy.tables(lists)


ALL = {one.name: one for one in (*_febrl_sets(), *_ukrainian_sets(), *_scale_sets(), *_stress_sets())}
GENERATORS = (noise, vocabulary, scale, households, historical, tidy)


def _recipe() -> str:
    """Return a mark that changes when the code that makes the sets changes."""
    sources = [Path(module.__file__ or "") for module in GENERATORS]
    sources += [Path(__file__), *sorted(path for path in (BENCH / "ukrainian").iterdir() if path.is_file())]
    return hashlib.sha256(b"".join(path.read_bytes() for path in sources)).hexdigest()


def ensure(chosen: LinkageSet) -> None:
    """Make a set unless it lies there already, made by the present code."""
    mark = MADE / chosen.name / "recipe.txt"
    if mark.exists() and mark.read_text() == _recipe():
        return
    mark.parent.mkdir(parents=True, exist_ok=True)
    left, right = chosen.make()
    pq.write_table(left, chosen.left)
    if right is not None and chosen.right:
        pq.write_table(right, chosen.right)
    mark.write_text(_recipe())
