"""What `make` makes works wherever a person put the folder."""

import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture
def odd_place(tmp_path) -> Path:
    """A checkout whose path has spaces and an apostrophe."""
    place = tmp_path / "Олена's own  folder"
    skip = shutil.ignore_patterns(
        ".*", "*.so", "__pycache__", "*.egg-info", "bench", "result", "_site", "build"
    )
    shutil.copytree(ROOT, place, ignore=skip)
    shutil.copytree(ROOT / "tools" / "build", place / "tools" / "build")
    return place


@pytest.mark.slow
def test_setup_and_demo_work_in_a_path_with_spaces_and_an_apostrophe(odd_place):
    def make(target):
        done = subprocess.run(
            ["make", "--no-print-directory", target],
            cwd=odd_place,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    command = ".venv/bin/kintrace trace demo/requests.csv demo/located.csv --out result"
    assert make("setup").rstrip().endswith(command)
    assert command in (ROOT / "README.md").read_text("utf-8")
    subprocess.run(command.split(), cwd=odd_place, capture_output=True, check=True)
    assert (odd_place / "result" / "report.html").exists()
    assert f"file://{odd_place}/demo/result/report.html" in make("demo")


def test_no_recipe_leaves_the_folder_unquoted():
    recipes = [line for line in (ROOT / "Makefile").read_text("utf-8").splitlines() if line.startswith("\t")]
    assert [line for line in recipes if "$(CURDIR)" in line] == []
