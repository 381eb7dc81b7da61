"""Parquet columns of any type are read, and clean text is used where it lies."""

import datetime as dt
import time

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from kintrace import lists


def saved(tmp_path, table):
    pq.write_table(table, tmp_path / "list.parquet")
    return tmp_path / "list.parquet"


def test_columns_of_every_type_are_read(tmp_path):
    table = pa.table(
        {
            "rec_id": pa.array([1, 2]),
            "given_name": pa.array(["Anna", "Ivan"]).dictionary_encode(),
            "surname": pa.array(["Lys", "Koval"], pa.large_string()),
            "date_of_birth": pa.array([dt.date(2015, 3, 7), None]),
            "birth year": pa.array([2015.0, 2016.0]),
            "sex": pa.array(["f", "m"]),
        }
    )
    read = lists.read(saved(tmp_path, table))
    assert read.table.to_pylist() == [
        {"row": 1, "id": "1", "surname": "Lys", "given_name": "Anna", "sex": "f", "birth": "2015-03-07"},
        {"row": 2, "id": "2", "surname": "Koval", "given_name": "Ivan", "sex": "m", "birth": "2016"},
    ]
    assert read.original["rec_id"].type == pa.int64()
    assert read.as_written.schema.field("rec_id").type == pa.string()


def test_a_clean_column_is_not_copied(tmp_path):
    read = lists.read(saved(tmp_path, pa.table({"name": ["Анна Лис", "Іван О’Ніл"]})))
    written, used = read.original["name"].chunk(0), read.table["name"].chunk(0)
    assert written.buffers()[2].address == used.buffers()[2].address


def test_columns_of_one_name_are_told_apart(tmp_path):
    table = pa.Table.from_arrays([pa.array(["Лис Яна"]), pa.array(["Lys Yana"])], names=["name", "name"])
    read = lists.read(saved(tmp_path, table))
    assert (read.table["name"].to_pylist(), read.table["other_names"].to_pylist()) == (
        ["Лис Яна"],
        ["Lys Yana"],
    )


@pytest.mark.parametrize("keep", [8, 100, -8])
def test_a_file_that_is_not_whole_is_refused(tmp_path, refusal, keep):
    path = saved(tmp_path, pa.table({"name": [f"Лис {n}" for n in range(1000)]}))
    path.write_bytes(path.read_bytes()[:keep])
    assert refusal(path).startswith("list.parquet is not a whole Parquet file (")


def test_a_file_with_broken_pages_is_refused(tmp_path, refusal):
    path = saved(tmp_path, pa.table({"name": [f"Лис {n}" for n in range(1000)]}))
    content = bytearray(path.read_bytes())
    content[4:400] = b"\xff" * 396
    path.write_bytes(bytes(content))
    assert refusal(path).startswith("list.parquet is not a whole Parquet file (")


def test_a_file_without_rows_is_refused(tmp_path, refusal):
    assert refusal(saved(tmp_path, pa.table({"name": pa.array([], pa.string())}))) == (
        "list.parquet has a header but no people: no row below it holds anything."
    )


@pytest.mark.slow
def test_a_million_rows_take_about_a_second(tmp_path):
    rng = np.random.default_rng(1)
    count = 1_000_000
    days = (np.datetime64("2004-01-01") + rng.integers(0, 6800, count)).astype(str)
    names = np.array([f"Шевченко Іван {n}" for n in range(50_000)])
    path = saved(
        tmp_path,
        pa.table(
            {
                "ID": [f"a{n}" for n in range(count)],
                "ПІБ": names[rng.integers(0, 50_000, count)],
                "Дата народження": [f"{day[8:]}.{day[5:7]}.{day[:4]}" for day in days],
                "Стать": np.array(["ч", "ж"])[rng.integers(0, 2, count)],
                "Мати": names[rng.integers(0, 50_000, count)],
            }
        ),
    )
    start = time.perf_counter()
    read = lists.read(path)
    seconds = time.perf_counter() - start
    assert (read.table.num_rows, read.rejected.num_rows) == (count, 0)
    assert seconds < 8  # 0.5 s on a quiet machine
