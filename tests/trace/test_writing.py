"""All files of a trace are written together."""

import json

import pytest

from kintrace.errors import OutputRefused
from kintrace.trace.writing import write

ALL = {"pairs.csv", "pairs.parquet", "rejected.csv", "report.html", "run.json"}


def test_a_result_has_all_its_files_and_its_record(outcome, tmp_path):
    written = write(outcome, tmp_path / "out", language="en")
    assert {p.name for p in (tmp_path / "out").iterdir()} == ALL
    assert written.out == tmp_path / "out"
    assert json.loads((tmp_path / "out" / "run.json").read_text("utf-8")) == written.record
    assert written.record["seconds"]["write"] > 0


def test_every_file_and_the_folder_are_their_owners_alone(outcome, tmp_path):
    out = write(outcome, tmp_path / "out").out
    assert {path.name: path.stat().st_mode & 0o777 for path in out.iterdir()} == dict.fromkeys(ALL, 0o600)
    assert out.stat().st_mode & 0o777 == 0o700


def test_what_is_in_the_way_is_replaced_only_when_asked_and_only_if_ours(outcome, tmp_path):
    write(outcome, tmp_path / "out", page=False)
    with pytest.raises(OutputRefused, match="not empty"):
        write(outcome, tmp_path / "out")
    write(outcome, tmp_path / "out", force=True)
    assert {p.name for p in (tmp_path / "out").iterdir()} == ALL
    (tmp_path / "out" / "note.txt").write_text("mine")
    with pytest.raises(OutputRefused, match=r"note\.txt"):
        write(outcome, tmp_path / "out", force=True)
    assert (tmp_path / "out" / "note.txt").read_text() == "mine"


def test_the_card_the_curve_and_the_record_say_one_number(outcome, tmp_path, monkeypatch):
    from kintrace import report

    shown = []
    monkeypatch.setattr(report, "write", lambda path, contents: shown.append(contents))
    counts = write(outcome, tmp_path / "out").record["counts"]
    assert shown[0].counts["expected_true"] == pytest.approx(shown[0].curve[-1][1])
    assert counts["expected_true_in_reported"] == pytest.approx(shown[0].curve[-1][1], abs=0.0001)


def test_the_page_opens_in_the_language_asked_for(outcome, tmp_path):
    for language in ("uk", "en", "ru"):
        write(outcome, tmp_path / language, language=language)
        page = (tmp_path / language / "report.html").read_text("utf-8")
        assert f'<html lang="{language}"' in page


def test_the_page_can_be_left_out(outcome, tmp_path):
    write(outcome, tmp_path / "out", page=False)
    assert {p.name for p in (tmp_path / "out").iterdir()} == ALL - {"report.html"}


def test_a_fault_while_writing_leaves_nothing(outcome, tmp_path, monkeypatch):
    def full(path, contents):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("kintrace.report.write", full)
    with pytest.raises(OutputRefused, match="No space left on device"):
        write(outcome, tmp_path / "out")
    assert [p.name for p in tmp_path.iterdir() if "out" in p.name] == []
