"""Find the same person in two lists, or twice in one: record linkage (Fellegi and Sunter 1969).

`link` does it all; `explain` says why. Lists come in as Arrow tables of people and leave as record
numbers with weights; see docs/why/method.md.
"""

from kintrace.linkage.explain import Reason, explain
from kintrace.linkage.fields import LEVELS, Field, Kind, choose_fields
from kintrace.linkage.link import Linked, Settings, link

__all__ = ["LEVELS", "Field", "Kind", "Linked", "Reason", "Settings", "choose_fields", "explain", "link"]
