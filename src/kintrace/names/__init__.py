"""Names: reading what lists say about who somebody is, in every alphabet and spelling it is written in.

letters -> sounds -> words -> parts -> forms      one name, read once
pairs -> scores -> explain                        two names, compared
dates, places                                     the other things lists say
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kintrace.names.explain import NameComparison, compare
    from kintrace.names.forms import (
        NameForm,
        Token,
        analyse,
        analyse_columns,
        analyse_parts,
        is_east_slavic,
    )
    from kintrace.names.scores import THRESHOLD, score

__all__ = [
    "THRESHOLD",
    "NameComparison",
    "NameForm",
    "Token",
    "analyse",
    "analyse_columns",
    "analyse_parts",
    "compare",
    "is_east_slavic",
    "score",
]

_HOMES = {
    "NameForm": "forms", "Token": "forms", "analyse": "forms", "analyse_columns": "forms",
    "analyse_parts": "forms", "is_east_slavic": "forms", "THRESHOLD": "scores", "score": "scores",
    "NameComparison": "explain", "compare": "explain",
}  # fmt: skip


def __getattr__(name: str) -> object:
    """Load the module that holds `name` when it is first asked for: importing the package costs nothing."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
