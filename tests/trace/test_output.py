"""A result folder is written whole or not at all, and replaces nothing but a result."""

import csv

import pyarrow as pa
import pyarrow.parquet as pq

from kintrace.trace import output


def test_pairs_are_written_twice_the_same(outcome, tmp_path):
    table = output.write_pairs(outcome, tmp_path)
    with (tmp_path / "pairs.csv").open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    assert header == ["left_id", "right_id", "weight_bits", "probability", "rank", "assigned"]
    assert [row[:2] for row in rows] == [
        [a, b] for a, b in zip(*(table[k].to_pylist() for k in header[:2]), strict=True)
    ]
    assert [row[4:] for row in rows] == [[str(k), "true"] for k in (1, 2, 3)]
    parquet = pq.read_table(tmp_path / "pairs.parquet")
    assert parquet.to_pydict() == table.to_pydict()
    assert parquet.schema.types == [
        pa.string(),
        pa.string(),
        pa.float64(),
        pa.float64(),
        pa.int32(),
        pa.bool_(),
    ]
    for k, name in ((2, "weight_bits"), (3, "probability")):
        assert [float(row[k]) for row in rows] == parquet[name].to_pylist()


def test_what_could_not_be_read_is_written_with_its_reason(outcome, tmp_path):
    assert output.write_rejected(outcome, tmp_path) == 1
    with (tmp_path / "rejected.csv").open(encoding="utf-8-sig", newline="") as file:
        assert list(csv.reader(file)) == [
            ["list", "row", "column", "value", "why"],
            ["located.csv", "3", "Дата рождения", "31.02.2012", "31.02.2012 does not exist"],
        ]


def test_an_id_or_a_cell_never_begins_a_formula(tmp_path):
    from kintrace import trace

    path = tmp_path / "=list.csv"
    path.write_text(
        "id,name,birth\n=1+1,Коваль Іван,=HYPERLINK(1)\n@x,Коваль Иван,2015-03-07\n-5,Лис Яна,2014-01-02\n",
        "utf-8",
    )
    request = trace.Request(path, None, all_pairs=True)
    found = trace.run(request, trace.read_lists(request), lambda stage, done: None)
    output.write_pairs(found, tmp_path)
    output.write_rejected(found, tmp_path)
    pairs = (tmp_path / "pairs.csv").read_text("utf-8").splitlines()[1:]
    assert pairs
    assert all(line.startswith("'") for line in pairs)
    assert [cell for line in pairs for cell in line.split(",")[:2] if cell[0] in "=@-"] == []
    rejected = (tmp_path / "rejected.csv").read_text("utf-8-sig").splitlines()[1:]
    assert rejected[0].startswith("'=list.csv,1,birth,'=HYPERLINK(1),")
