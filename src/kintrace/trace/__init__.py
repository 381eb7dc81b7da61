"""Trace: from two lists to a folder of proposed pairs with their reasons.

`read_lists`, `run` and `write` are the three steps; the command line and the office call them.
"""

from kintrace.trace.evaluate import evaluate
from kintrace.trace.run import Outcome, Request, read_lists, run
from kintrace.trace.write import Written, write

__all__ = ["Outcome", "Request", "Written", "evaluate", "read_lists", "run", "write"]
