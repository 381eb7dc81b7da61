"""Choices among the places and programmes of an organisation, which may be more than a form can offer."""

from collections.abc import Callable, Collection
from typing import Any

from django import forms
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from kintrace.office import digits
from kintrace.office.accounts.models import Member
from kintrace.office.registry import queries

NOTHING = ("", "–")


class Many(forms.Select):
    """A choice among hundreds, written at once: Django's own fills in a template for each of them."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        """Write it."""
        chosen = "" if value is None else str(value)
        rows = (
            (key, mark_safe(" selected") if str(key) == chosen else "", said) for key, said in self.choices
        )
        options = format_html_join("", '<option value="{}"{}>{}</option>', rows)
        kept = self.build_attrs({**self.attrs, **(attrs or {})}, {"name": name})
        return format_html("<select{}>{}</select>", flatatt(kept), options)


def chosen(label: Any) -> forms.TypedChoiceField:
    """Return a field for a place or a programme, by its number."""
    return forms.TypedChoiceField(label=label, coerce=int, empty_value=None, required=False, widget=Many)


def offer(
    form: forms.Form,
    names: Collection[str],
    offered: Callable[[set[int]], queries.Offered],
    nothing: tuple[str, Any] = NOTHING,
) -> None:
    """Offer in some fields of a form what there is and what is chosen there; say it where some are left out.

    Without what is chosen a browser would send back that nothing is.
    """
    fields: dict[str, Any] = {name: field for name, field in form.fields.items() if name in names}
    if not fields:
        return
    said = [str(form.get_initial_for_field(field, name)) for name, field in fields.items()]
    said += [form.data.get(form.add_prefix(name)) or "" for name in fields]
    found = offered({number for one in said if (number := digits.read(one))})
    for field in fields.values():
        field.choices = [nothing, *found.choices]
        if found.cut:
            most = {"most": queries.MOST_OFFERED}
            field.help_text = _("There are too many to offer all: only the first by name, %(most)d.") % most


class Choosing(forms.Form):
    """A form that offers places and programmes of the member's organisation."""

    def __init__(self, by: Member, *args: Any, **kwargs: Any) -> None:
        """Offer them."""
        super().__init__(*args, **kwargs)
        places = ("place", "from_place", "to_place")
        offer(self, places, lambda now: queries.places_offered(by, now))
        offer(self, ("programme",), lambda now: queries.programmes_offered(by, now))
