"""A result folder is written whole or not at all, and nothing else is ever replaced."""

import os
from pathlib import Path

import pytest

from kintrace.errors import OutputRefused
from kintrace.trace import folder
from kintrace.trace.folder import whole_folder


def tree(folder):
    return sorted(str(p.relative_to(folder)) for p in folder.rglob("*"))


class TestCheck:
    def test_a_new_folder_is_fine_however_deep(self, tmp_path):
        folder.check(tmp_path / "a" / "b" / "c", False)
        assert tree(tmp_path) == []

    def test_an_empty_folder_is_fine(self, tmp_path):
        (tmp_path / "out").mkdir()
        folder.check(tmp_path / "out", False)

    def test_a_file_is_no_folder(self, tmp_path):
        (tmp_path / "out").write_text("x")
        with pytest.raises(OutputRefused, match="is a file; name a folder"):
            folder.check(tmp_path / "out", True)

    def test_nothing_fits_under_a_file(self, tmp_path):
        (tmp_path / "file").write_text("x")
        with pytest.raises(OutputRefused, match="file is a file and can hold no folder"):
            folder.check(tmp_path / "file" / "deep" / "out", False)

    def test_an_earlier_result_is_replaced_only_by_force(self, tmp_path):
        (tmp_path / "run.json").write_text("{}")
        (tmp_path / "pairs.csv").write_text("")
        with pytest.raises(OutputRefused, match=r"not empty.*--force"):
            folder.check(tmp_path, False)
        folder.check(tmp_path, True)

    def test_a_folder_with_anything_else_is_never_replaced(self, tmp_path):
        (tmp_path / "run.json").write_text("{}")
        (tmp_path / "decisions.xlsx").write_text("x")
        with pytest.raises(
            OutputRefused, match=r"holds decisions.xlsx, which is no part of a Kintrace result"
        ):
            folder.check(tmp_path, True)

    @pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
    def test_a_folder_that_may_not_be_written_is_refused(self, tmp_path):
        tmp_path.chmod(0o500)
        with pytest.raises(OutputRefused, match="cannot be written to"):
            folder.check(tmp_path / "out", False)
        tmp_path.chmod(0o700)

    def test_a_folder_that_even_root_may_not_write_is_refused(self):
        with pytest.raises(OutputRefused, match="The folder /proc cannot be written to"):
            folder.check(Path("/proc/kintrace/out"), False)

    def test_a_folder_that_may_not_be_replaced_is_refused(self, tmp_path, monkeypatch):
        monkeypatch.setattr(os, "access", lambda path, mode: not mode & os.W_OK)
        with pytest.raises(OutputRefused, match="cannot be replaced"):
            folder.check(tmp_path, False)


class TestWholeFolder:
    def test_it_appears_when_all_is_done(self, tmp_path):
        out = tmp_path / "a" / "out"
        with whole_folder(out) as folder:
            (folder / "pairs.csv").write_text("x")
            assert not out.exists()
        assert tree(tmp_path) == ["a", "a/out", "a/out/pairs.csv"]
        assert out.stat().st_mode & 0o777 == 0o700  # children's names are nobody else's business

    @pytest.mark.parametrize(
        "fault", [OSError(28, "No space left on device"), KeyboardInterrupt(), ValueError()]
    )
    def test_a_fault_leaves_nothing_behind(self, tmp_path, fault):
        expected = OutputRefused if isinstance(fault, OSError) else type(fault)
        with pytest.raises(expected), whole_folder(tmp_path / "a" / "b" / "out") as folder:
            (folder / "pairs.csv").write_text("x")
            raise fault
        assert tree(tmp_path) == []

    def test_a_full_disk_is_told_in_a_sentence(self, tmp_path):
        with (
            pytest.raises(OutputRefused, match=r"out: No space left on device\. Nothing was changed\."),
            whole_folder(tmp_path / "out"),
        ):
            raise OSError(28, "No space left on device")

    def test_an_earlier_result_is_replaced_whole(self, tmp_path):
        (tmp_path / "out").mkdir()
        (tmp_path / "out" / "report.html").write_text("old")
        with whole_folder(tmp_path / "out", force=True) as folder:
            (folder / "pairs.csv").write_text("new")
        assert tree(tmp_path) == ["out", "out/pairs.csv"]

    def test_every_file_is_its_owners_alone(self, tmp_path):
        before = os.umask(0)
        try:
            with whole_folder(tmp_path / "out") as made:
                for name in folder.FILES:
                    (made / name).write_text("x")
        finally:
            os.umask(before)
        assert {path.stat().st_mode & 0o777 for path in (tmp_path / "out").iterdir()} == {0o600}
        assert (tmp_path / "out").stat().st_mode & 0o777 == 0o700

    @pytest.mark.parametrize("force", [False, True])
    def test_a_folder_with_anything_else_is_never_touched_whoever_calls(self, tmp_path, force):
        (tmp_path / "precious").mkdir()
        (tmp_path / "precious" / "letters.txt").write_text("x")
        refusal = "no part of a Kintrace result" if force else "not empty"
        with pytest.raises(OutputRefused, match=refusal), whole_folder(tmp_path / "precious", force):
            pytest.fail("no work is done")
        assert tree(tmp_path) == ["precious", "precious/letters.txt"]

    def test_a_folder_called_as_a_file_of_ours_is_none(self, tmp_path):
        (tmp_path / "out" / "pairs.csv").mkdir(parents=True)
        with (
            pytest.raises(OutputRefused, match=r"holds pairs\.csv, which is no part"),
            whole_folder(tmp_path / "out", force=True),
        ):
            pytest.fail("no work is done")

    @pytest.mark.parametrize("hidden", [False, True], ids=["before the last look", "after it"])
    def test_a_note_written_meanwhile_stays_and_so_does_the_earlier_result(
        self, tmp_path, monkeypatch, hidden
    ):
        out = tmp_path / "out"
        out.mkdir()
        (out / "report.html").write_text("old")
        if hidden:
            monkeypatch.setattr(folder, "_check_replaceable", lambda *_: None)
        with pytest.raises(OutputRefused, match=r"holds note\.txt"), whole_folder(out, force=True) as made:
            (made / "report.html").write_text("new")
            (out / "note.txt").write_text("mine")
        assert tree(tmp_path) == ["out", "out/note.txt", "out/report.html"]
        assert (out / "report.html").read_text() == "old"

    def test_a_note_that_comes_at_the_very_end_is_kept_beside_the_result(self, tmp_path, monkeypatch):
        out, real = tmp_path / "out", folder._settle
        out.mkdir()
        (out / "report.html").write_text("old")

        def late(staging, target):
            next(tmp_path.glob("*-old")).joinpath("note.txt").write_text("mine")
            real(staging, target)

        monkeypatch.setattr(folder, "_settle", late)
        with whole_folder(out, force=True) as made:
            (made / "report.html").write_text("new")
        assert (out / "report.html").read_text() == "new"
        assert [p.read_text() for p in tmp_path.glob("*-old/*")] == ["mine"]

    def test_of_two_runs_at_once_the_later_is_refused(self, tmp_path):
        out = tmp_path / "out"
        with pytest.raises(OutputRefused, match="not empty"), whole_folder(out) as late:
            (late / "pairs.csv").write_text("late")
            with whole_folder(out) as early:
                (early / "pairs.csv").write_text("early")
        assert tree(tmp_path) == ["out", "out/pairs.csv"]
        assert (out / "pairs.csv").read_text() == "early"

    def test_even_if_the_other_run_ends_between_the_last_look_and_the_last_step(self, tmp_path):
        out, made = tmp_path / "out", tmp_path / "made"
        for one in (out, made):
            one.mkdir()
            (one / "pairs.csv").write_text("x")
        with pytest.raises(OutputRefused, match="not empty"):
            folder._settle(made, out)

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
        with pytest.raises(OutputRefused, match="Input/output error"), whole_folder(out, force=True):
            pass
        assert tree(tmp_path) == ["out", "out/report.html"]

    def test_the_present_folder_may_be_named_by_a_dot(self, tmp_path, monkeypatch):
        (tmp_path / "here").mkdir()
        monkeypatch.chdir(tmp_path / "here")
        with whole_folder(Path()) as folder:
            (folder / "pairs.csv").write_text("x")
        assert tree(tmp_path) == ["here", "here/pairs.csv"]
