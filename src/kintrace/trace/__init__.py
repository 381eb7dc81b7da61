"""Trace: from two lists to a folder of proposed pairs with their reasons.

`read_lists`, `run` and `write` are the three steps; the command line and the office call them. What writes
and evaluates is loaded when it is first asked for, so that reading can begin at once.
"""

from typing import TYPE_CHECKING

from kintrace.trace.run import Outcome, Request, read_lists, run

if TYPE_CHECKING:
    from kintrace.trace.evaluation import evaluate
    from kintrace.trace.writing import Written, write

__all__ = ["Outcome", "Request", "Written", "evaluate", "read_lists", "run", "write"]

_HOMES = {"Written": "writing", "write": "writing", "evaluate": "evaluation"}


def __getattr__(name: str) -> object:
    """Load the module that holds `name`."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
