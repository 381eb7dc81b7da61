"""One peer, run for real where its environment has been built."""

import pytest
from bench import contenders, run, sets
from bench.contenders import Contender

splink = contenders.ALL["splink tight"]


@pytest.mark.slow
@pytest.mark.skipif(
    not (splink.python.exists() and sets.SOURCES.exists()),
    reason="Splink's environment is not built: run `python -m bench setup`",
)
def test_splink_links_a_thousand_people_well(tmp_path, monkeypatch):
    monkeypatch.setattr(run, "RESULTS", tmp_path)
    small = sets.ALL["scale_1k"]
    sets.ensure(small)
    outcome = run.run_one(splink, small, 1, 300)
    assert outcome.why_not == ""
    assert outcome.figures is not None
    assert outcome.figures.best.f1 > 0.93
    assert outcome.cost is not None
    assert outcome.cost.peak_mb > 50


def test_a_peer_without_its_environment_says_how_to_get_it():
    absent = Contender("absent", "no-such-environment", "absent.py")
    assert absent.why_not(sets.ALL["febrl4"]) == "not set up: run `python -m bench setup`"


def test_a_failed_build_leaves_its_reason(tmp_path, monkeypatch):
    monkeypatch.setattr(contenders, "VENVS", tmp_path)
    (tmp_path / "absent.why").write_text("pyicu could not be compiled\n")
    assert Contender("absent", "absent", "a.py").why_not(sets.ALL["febrl4"]) == "pyicu could not be compiled"


def test_a_program_that_fails_is_reported_with_its_last_words(tmp_path, monkeypatch):
    monkeypatch.setattr(run, "RESULTS", tmp_path)
    monkeypatch.setattr(Contender, "command", lambda *_: ["sh", "-c", "echo no such list; exit 2"])
    monkeypatch.setattr(Contender, "why_not", lambda *_: "")
    outcome = run.run_one(splink, sets.ALL["febrl4"], 1, 10)
    assert outcome.why_not == "failed (2): no such list"
