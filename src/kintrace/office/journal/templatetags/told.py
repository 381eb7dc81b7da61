"""Show the details of an entry: `{% load told %}`, then {% for word, said in entry.details|told %}."""

from collections.abc import Mapping
from typing import Any

from django import template
from django.utils.translation import gettext as _

from kintrace.office.journal.words import DETAILS

register = template.Library()


@register.filter
def told(details: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return each detail under its word in the reader's language, with what is said of it as text."""
    return [(_word(name), _text(said)) for name, said in details.items()]


def _word(name: str) -> str:
    return _(DETAILS[name]) if name in DETAILS else name


def _text(said: Any) -> str:
    match said:
        case bool():
            return _("yes") if said else _("no")
        case None | "":
            return "–"
        case list() | dict() if not said:
            return "–"
        case list():
            return ", ".join(map(_text, said))
        case dict():
            return ", ".join(f"{_word(name)}: {_text(value)}" for name, value in said.items())
    return str(said)
