"""Bad input: one clear sentence on standard error, exit code 2, and not a trace of a result."""

import io
import subprocess
import zipfile
from functools import cache

import openpyxl
import pytest

GOOD = "№;ПІБ;Дата народження\n1;Коваль Іван Петрович;07.03.2015\n2;Лис Яна Олегівна;02.01.2014\n"
HEADER = "№;ПІБ;Дата народження\n"


def missing(path):
    """Nothing is there."""


def folder(path):
    path.mkdir()


def workbook_behind_a_password(path):
    name = "EncryptedPackage".encode("utf-16-le")
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4096) + name + bytes(512))


@cache
def bomb() -> bytes:
    """A workbook whose second sheet holds 1 GB in 1 MB."""
    room = io.BytesIO()
    openpyxl.Workbook().save(room)
    with (
        zipfile.ZipFile(room, "a", zipfile.ZIP_DEFLATED, compresslevel=1) as archive,
        archive.open("xl/worksheets/sheet2.xml", "w", force_zip64=True) as sheet,
    ):
        for _ in range(1000):
            sheet.write(b"a" * (1 << 20))
    return room.getvalue()


def zip_bomb(path):
    path.write_bytes(bomb())


def text(content, encoding="utf-8"):
    return lambda path: path.write_bytes(content.encode(encoding) if isinstance(content, str) else content)


BAD = {
    "missing file": (missing, "There is no file"),
    "directory": (folder, "is a folder, not a list"),
    "empty file": (text(""), "is empty"),
    "header only": (text(HEADER), "no"),
    "no name column": (text("№;Дата народження\n1;07.03.2015\n"), "name"),
    "duplicate ids": (text(GOOD.replace("\n2;", "\n1;")), "1"),
    "two id columns": (
        text("ID;Record ID;ПІБ\n1;a;Коваль Іван\n"),
        "more than one column that may be the id",
    ),
    "ragged rows": (text(HEADER + "1;Коваль;Іван;07.03.2015\n" * 20), "row"),
    "wrong encoding": (text("№;ПІБ\n1;Коваль Іван\n".encode() + b"2;\xff\xfe\xc3\n"), "byte"),
    "NUL bytes": (text(GOOD.encode() + b"3;\0\0;2015\n"), "NUL"),
    "password": (workbook_behind_a_password, "password"),
    "zip bomb": (zip_bomb, "MB"),
    "a picture": (text(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4), ""),
}


@pytest.mark.parametrize("side", ["left", "right"])
@pytest.mark.parametrize("name", BAD)
def test_a_bad_list_is_refused_with_one_sentence_and_leaves_nothing(run, tmp_path, tree, name, side):
    make, words = BAD[name]
    bad, good = tmp_path / "bad.csv", tmp_path / "good.csv"
    good.write_text(GOOD, "utf-8")
    make(bad)
    before = tree(tmp_path)
    lists = (bad, good) if side == "left" else (good, bad)
    said = run("trace", *lists, "--out", tmp_path / "deep" / "result")
    must_be_one_sentence(said)
    assert words in said.err
    assert "bad.csv" in said.err
    assert tree(tmp_path) == before


def must_be_one_sentence(said):
    assert (said.code, said.out) == (2, "")
    assert said.err.startswith("kintrace: ")
    assert said.err.endswith((".\n", "?\n"))
    assert said.err.count("\n") == 1
    assert "Traceback" not in said.err


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (None, "There is no mapping file"),
        ("columns = [", "is not valid TOML"),
        ("[columns]\nnam = 'ПІБ'\n", "Did you mean `name`?"),
        ("[columns]\nname = 'Ім’я'\n", "does not have"),
        ("[columns]\n", "names no column"),
    ],
)
def test_a_bad_mapping_is_refused(run, tmp_path, tree, content, words):
    good, mapping = tmp_path / "good.csv", tmp_path / "map.toml"
    good.write_text(GOOD, "utf-8")
    if content is not None:
        mapping.write_text(content, "utf-8")
    before = tree(tmp_path)
    said = run("trace", good, "--mapping", mapping, "--out", tmp_path / "result")
    must_be_one_sentence(said)
    assert words in said.err
    assert tree(tmp_path) == before


def out_is_a_file(tmp_path):
    (tmp_path / "out").write_text("mine")
    return tmp_path / "out"


def out_is_under_a_file(tmp_path):
    (tmp_path / "file").write_text("mine")
    return tmp_path / "file" / "out"


def out_holds_something_else(tmp_path):
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "letters.docx").write_text("mine")
    return tmp_path / "out"


def out_cannot_be_written(tmp_path):
    return "/proc/kintrace/out"  # not even root may write there


@pytest.mark.parametrize(
    "where", [out_is_a_file, out_is_under_a_file, out_holds_something_else, out_cannot_be_written]
)
@pytest.mark.parametrize("more", [[], ["--force"]])
def test_a_bad_place_for_the_result_is_refused_before_any_work(run, tmp_path, tree, monkeypatch, where, more):
    good = tmp_path / "good.csv"
    good.write_text(GOOD, "utf-8")
    out = where(tmp_path)
    before = tree(tmp_path)
    monkeypatch.setattr("kintrace.trace.read_lists", lambda _: pytest.fail("it was not refused at once"))
    said = run("trace", good, "--out", out, *more)
    must_be_one_sentence(said)
    assert "--out" in said.err
    assert tree(tmp_path) == before


@pytest.mark.parametrize("threshold", ["0", "1", "1.5", "nan"])
def test_a_threshold_that_is_no_probability_is_refused(run, tmp_path, threshold):
    (tmp_path / "good.csv").write_text(GOOD, "utf-8")
    must_be_one_sentence(
        run("trace", tmp_path / "good.csv", "--out", tmp_path / "out", "--threshold", threshold)
    )


class TestReadAllTheSame:
    """Odd lists that are lists nevertheless."""

    def trace(self, run, tmp_path, content, *more):
        path = tmp_path / "list.csv"
        path.write_text(content, "utf-8")
        said = run("trace", path, "--out", tmp_path / "result", *more)
        assert said.code == 0
        rejected = (tmp_path / "result" / "rejected.csv").read_text("utf-8-sig").splitlines()[1:]
        pairs = (tmp_path / "result" / "pairs.csv").read_text("utf-8").splitlines()[1:]
        return [line.split(",") for line in pairs], rejected

    def test_dates_that_do_not_exist_and_ages_in_years_are_counted_and_shown(self, run, tmp_path):
        content = GOOD + "3;Бойко Олег;31.02.2015\n4;Ткач Ірина;2102\n5;Савчук Ніна;12-13\n"
        pairs, rejected = self.trace(run, tmp_path, content)
        assert pairs == []
        assert [line.split(",")[1:4] for line in rejected] == [
            ["3", "Дата народження", "31.02.2015"],
            ["4", "Дата народження", "2102"],
            ["5", "Дата народження", "12-13"],
        ]

    def test_one_row_is_a_list(self, run, tmp_path):
        assert self.trace(run, tmp_path, HEADER + "1;Коваль Іван;2015\n") == ([], [])

    def test_a_list_in_arabic_script_is_compared_as_text(self, run, tmp_path):
        content = "name,birth\nمحمد علي حسن,2015-03-07\nفاطمة أحمد,2014-01-02\nمحمد علي حسن,2015-03-07\n"
        pairs, _ = self.trace(run, tmp_path, content)
        assert [pair[:2] for pair in pairs] == [["1", "3"]]

    def test_formulas_are_never_exported(self, run, tmp_path):
        content = (
            "id,name,birth\n=1+2,Коваль Іван,07.03.2015\n+7,Коваль Иван,07.03.2015\n-3,Лис Яна,=cmd|calc\n"
        )
        pairs, rejected = self.trace(run, tmp_path, content)
        assert [pair[:2] for pair in pairs] == [["'=1+2", "'+7"]]
        assert rejected[0].startswith("list.csv,3,birth,'=cmd|calc,")
        page = (tmp_path / "result" / "report.html").read_text("utf-8")
        assert "<script>alert" not in page

    def test_names_of_markup_do_not_reach_the_page_as_markup(self, run, tmp_path):
        name = "</script><script>alert(1)</script> Іван"
        content = f"id,name,birth\n1,{name},2015-03-07\n2,{name},2015-03-07\n"
        self.trace(run, tmp_path, content)
        assert "<script>alert" not in (tmp_path / "result" / "report.html").read_text("utf-8")

    def test_a_workbook_that_points_elsewhere_is_read_without_going_there(self, run, tmp_path):
        book = openpyxl.Workbook()
        sheet = book.active
        sheet.append(["№", "ПІБ", "Дата народження"])
        sheet.append([1, "Коваль Іван", "07.03.2015"])
        sheet.append([2, "='[http://127.0.0.1:9/x.xlsx]S'!A1", "2014"])
        book.save(tmp_path / "list.xlsx")
        said = run("trace", tmp_path / "list.xlsx", "--out", tmp_path / "result")
        assert said.code in (0, 2)
        assert "127.0.0.1" not in "".join(
            p.read_text("utf-8", errors="replace") for p in tmp_path.rglob("result/*.csv")
        )


def test_standard_error_in_another_encoding_is_no_fault(kintrace, tmp_path):
    """A terminal of an old Windows machine cannot show every letter."""
    (tmp_path / "список.csv").write_text(GOOD, "utf-8")
    done = subprocess.run(
        [kintrace, "trace", tmp_path / "список.csv", "--out", tmp_path / "out"],
        capture_output=True,
        env={"PYTHONIOENCODING": "ascii"},
        check=False,
    )
    assert done.returncode == 0
    assert b"Traceback" not in done.stderr
