"""A bar on a terminal, silence in a pipe."""

import io
import sys

from kintrace.cli.progress import WORDS, Progress


class Terminal(io.StringIO):
    def isatty(self):
        return True


def test_a_pipe_sees_nothing(monkeypatch):
    pipe = io.StringIO()
    monkeypatch.setattr(sys, "stderr", pipe)
    with Progress() as tick:
        tick("pairs", 0.5)
    assert pipe.getvalue() == ""


def test_a_terminal_sees_the_stage_and_how_far_it_is(monkeypatch):
    screen = Terminal()
    monkeypatch.setattr(sys, "stderr", screen)
    with Progress() as tick:
        tick("read values", 1.0)
        tick("pairs", 0.5)
    shown = screen.getvalue()
    assert "Reading names, dates and places" in shown
    assert "Comparing pairs" in shown
    assert " 50%" in shown


def test_every_stage_of_a_run_has_words(two_lists):
    from kintrace import trace

    told = set()
    request = trace.Request(*two_lists)
    trace.run(request, trace.read_lists(request), lambda stage, done: told.add(stage))
    assert told == set(WORDS)
