"""What is told when a record is corrected: apps above this one point to its new version from then on."""

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kintrace.office.tracing.models import Record

WHEN_CORRECTED: list[Callable[["Record", "Record"], None]] = []
"""Called with the old version and the new one, in the transaction that puts it in place."""


def tell(old: "Record", new: "Record") -> None:
    """Tell of a new version."""
    for told in WHEN_CORRECTED:
        told(old, new)
