"""A source distribution is complete: a wheel can be made from it, and the wheel installed."""

import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
UV = ROOT / ".tools" / "bin" / "uv"


@pytest.mark.slow
@pytest.mark.skipif(not UV.exists(), reason="uv is not in .tools: run make setup")
def test_a_wheel_made_from_the_source_distribution_gives_the_command(tmp_path):
    def run(*words):
        done = subprocess.run(words, cwd=tmp_path, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout

    run(UV, "build", "--sdist", "--out-dir", tmp_path, ROOT)
    (source,) = tmp_path.glob("*.tar.gz")
    run(UV, "build", "--wheel", "--out-dir", tmp_path, source)
    (wheel,) = tmp_path.glob("*.whl")
    run(UV, "venv", "fresh")
    run(UV, "pip", "install", "--python", "fresh", "--constraint", ROOT / "requirements.lock", wheel)
    assert run("fresh/bin/kintrace", "--version").startswith("kintrace ")
    assert "score" in run("fresh/bin/kintrace", "names", "compare", "Шевченко Олена", "Elena Shevchenko")
