"""Lists of people: read a file of any usual format, say what was understood, lose nothing."""

from kintrace.lists.draft import draft_mapping
from kintrace.lists.headers import guess_mapping
from kintrace.lists.mapping import Mapping, OtherColumn, mapping_toml, read_mapping
from kintrace.lists.reading import ReadList, read
from kintrace.lists.texts import safe_cell

__all__ = [
    "Mapping",
    "OtherColumn",
    "ReadList",
    "draft_mapping",
    "guess_mapping",
    "mapping_toml",
    "read",
    "read_mapping",
    "safe_cell",
]
