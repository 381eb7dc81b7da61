"""A result folder is written whole or not at all, and replaces nothing but a result."""

import csv
import os

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from kintrace.errors import OutputRefused
from kintrace.trace import output


def tree(folder):
    return sorted(str(p.relative_to(folder)) for p in folder.rglob("*"))


class TestCheck:
    def test_a_new_folder_is_fine_however_deep(self, tmp_path):
        output.check(tmp_path / "a" / "b" / "c", False)
        assert tree(tmp_path) == []

    def test_an_empty_folder_is_fine(self, tmp_path):
        (tmp_path / "out").mkdir()
        output.check(tmp_path / "out", False)

    def test_a_file_is_no_folder(self, tmp_path):
        (tmp_path / "out").write_text("x")
        with pytest.raises(OutputRefused, match="is a file; name a folder"):
            output.check(tmp_path / "out", True)

    def test_nothing_fits_under_a_file(self, tmp_path):
        (tmp_path / "file").write_text("x")
        with pytest.raises(OutputRefused, match="file is a file and can hold no folder"):
            output.check(tmp_path / "file" / "deep" / "out", False)

    def test_an_earlier_result_is_replaced_only_by_force(self, tmp_path):
        (tmp_path / "run.json").write_text("{}")
        (tmp_path / "pairs.csv").write_text("")
        with pytest.raises(OutputRefused, match=r"not empty.*--force"):
            output.check(tmp_path, False)
        output.check(tmp_path, True)

    def test_a_folder_with_anything_else_is_never_replaced(self, tmp_path):
        (tmp_path / "run.json").write_text("{}")
        (tmp_path / "decisions.xlsx").write_text("x")
        with pytest.raises(
            OutputRefused, match=r"holds decisions.xlsx, which is no part of a Kintrace result"
        ):
            output.check(tmp_path, True)

    @pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
    def test_a_folder_that_may_not_be_written_is_refused(self, tmp_path):
        tmp_path.chmod(0o500)
        with pytest.raises(OutputRefused, match="cannot be written to"):
            output.check(tmp_path / "out", False)
        tmp_path.chmod(0o700)

    def test_a_folder_that_even_root_may_not_write_is_refused(self):
        with pytest.raises(OutputRefused, match="The folder /proc cannot be written to"):
            output.check(output.Path("/proc/kintrace/out"), False)

    def test_a_folder_that_may_not_be_replaced_is_refused(self, tmp_path, monkeypatch):
        monkeypatch.setattr(os, "access", lambda path, mode: not mode & os.W_OK)
        with pytest.raises(OutputRefused, match="cannot be replaced"):
            output.check(tmp_path, False)


class TestWholeFolder:
    def test_it_appears_when_all_is_done(self, tmp_path):
        out = tmp_path / "a" / "out"
        with output.whole_folder(out) as folder:
            (folder / "pairs.csv").write_text("x")
            assert not out.exists()
        assert tree(tmp_path) == ["a", "a/out", "a/out/pairs.csv"]
        assert out.stat().st_mode & 0o777 == 0o700  # children's names are nobody else's business

    @pytest.mark.parametrize(
        "fault", [OSError(28, "No space left on device"), KeyboardInterrupt(), ValueError()]
    )
    def test_a_fault_leaves_nothing_behind(self, tmp_path, fault):
        expected = OutputRefused if isinstance(fault, OSError) else type(fault)
        with pytest.raises(expected), output.whole_folder(tmp_path / "a" / "b" / "out") as folder:
            (folder / "pairs.csv").write_text("x")
            raise fault
        assert tree(tmp_path) == []

    def test_a_full_disk_is_told_in_a_sentence(self, tmp_path):
        with (
            pytest.raises(OutputRefused, match=r"out: No space left on device\. Nothing was changed\."),
            output.whole_folder(tmp_path / "out"),
        ):
            raise OSError(28, "No space left on device")

    def test_an_earlier_result_is_replaced_whole(self, tmp_path):
        (tmp_path / "out").mkdir()
        (tmp_path / "out" / "report.html").write_text("old")
        with output.whole_folder(tmp_path / "out") as folder:
            (folder / "pairs.csv").write_text("new")
        assert tree(tmp_path) == ["out", "out/pairs.csv"]

    def test_an_earlier_result_stays_when_the_new_one_cannot_take_its_place(self, tmp_path, monkeypatch):
        out = tmp_path / "out"
        out.mkdir()
        (out / "report.html").write_text("old")
        real = type(out).rename

        def rename(path, target):
            if target == out and not path.name.endswith("-old"):
                raise OSError(5, "Input/output error")
            return real(path, target)

        monkeypatch.setattr(type(out), "rename", rename)
        with pytest.raises(OutputRefused, match="Input/output error"), output.whole_folder(out):
            pass
        assert tree(tmp_path) == ["out", "out/report.html"]

    def test_the_present_folder_may_be_named_by_a_dot(self, tmp_path, monkeypatch):
        (tmp_path / "here").mkdir()
        monkeypatch.chdir(tmp_path / "here")
        with output.whole_folder(output.Path()) as folder:
            (folder / "pairs.csv").write_text("x")
        assert tree(tmp_path) == ["here", "here/pairs.csv"]


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
    request = trace.Request(path, None, threshold=0.0001, all_pairs=True)
    found = trace.run(request, trace.read_lists(request), lambda stage, done: None)
    output.write_pairs(found, tmp_path)
    output.write_rejected(found, tmp_path)
    pairs = (tmp_path / "pairs.csv").read_text("utf-8").splitlines()[1:]
    assert pairs
    assert all(line.startswith("'") for line in pairs)
    assert [cell for line in pairs for cell in line.split(",")[:2] if cell[0] in "=@-"] == []
    rejected = (tmp_path / "rejected.csv").read_text("utf-8-sig").splitlines()[1:]
    assert rejected[0].startswith("'=list.csv,1,birth,'=HYPERLINK(1),")
