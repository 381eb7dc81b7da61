"""Pictures of the registry as SVG: the one door to the engine room of drawing.

Every picture stands beside a table that says the same; while the room is not installed the table is alone.
"""

from collections.abc import Sequence

from kintrace.office.registry.chain import Stay
from kintrace.office.registry.flows import Flow


def timeline(stays: Sequence[Stay]) -> str:
    """Return a child's stays as a picture, or "" without one."""
    return ""


def flow_map(flows: Sequence[Flow]) -> str:
    """Return transfers between places as a map, or "" without one."""
    return ""
