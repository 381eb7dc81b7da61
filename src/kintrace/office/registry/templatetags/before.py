"""Show what was said before a change: `{% load before %}`, then {% for label, said in details|before %}."""

from collections.abc import Mapping
from typing import Any

from django import template

from kintrace.office.registry import dates
from kintrace.office.registry.forms import PlaceForm, ProgrammeForm

register = template.Library()


@register.filter
def before(details: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return what the journal keeps of a place or programme before a change, each under its label."""
    fields: dict[str, Any] = {**PlaceForm.base_fields, **ProgrammeForm.base_fields}
    said = details.get("before")
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
