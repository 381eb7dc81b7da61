"""Draw pictures as SVG text: where children were taken, when, and how many of what.

No script, no style attribute, nothing fetched: a picture may stand in a page with a strict content security
policy, or alone in a file. Colours are presentation attributes, which a stylesheet with the same classes
overrides. The same input gives the same text.
"""

from kintrace.drawing.bars import Bar, BarWords, bars
from kintrace.drawing.flow_map import Flow, MapWords, Place, flow_map
from kintrace.drawing.land import country_at
from kintrace.drawing.timeline import Span, TimelineWords, timeline

__all__ = [
    "Bar",
    "BarWords",
    "Flow",
    "MapWords",
    "Place",
    "Span",
    "TimelineWords",
    "bars",
    "country_at",
    "flow_map",
    "timeline",
]
