"""Show what was said before a change: `{% load before %}`, then {% for label, said in details|before %}."""

from collections.abc import Mapping
from typing import Any

from django import template

from kintrace.office.registry import dates
from kintrace.office.registry.forms import ChildForm, PlaceForm, ProgrammeForm

register = template.Library()


@register.filter
def before(details: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return what the journal keeps of a place or programme before a change, each under its label."""
    said = details.get("before")
    return _labelled(said, {**PlaceForm.base_fields, **ProgrammeForm.base_fields})


@register.filter
def before_of_child(said: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return what was said of a child before a change, each under its label."""
    return _labelled(said, ChildForm.base_fields)


def _labelled(said: Any, fields: Mapping[str, Any]) -> list[tuple[str, str]]:
    if not isinstance(said, dict):
        return []
    return [
        (str(fields[name].label), _shown(name, fields[name], said[name])) for name in fields if name in said
    ]


def _shown(name: str, field: Any, said: Any) -> str:
    """Return a value in the reader's language; a dash for none."""
    shown = dict(getattr(field, "choices", ())).get(said, said)
    if name.endswith("_on"):
        shown = dates.show(shown)
    return "–" if shown in ("", None) else str(shown)
