"""What members fill in of a step of a case: when, what it came to, what its kind asks for."""

from collections.abc import Sequence
from copy import deepcopy
from typing import Any

from django import forms
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from kintrace.office.cases import words
from kintrace.office.cases.case_queries import NOBODY, Named
from kintrace.office.cases.forms import LONGEST_NOTE, PartialDate, written
from kintrace.office.cases.step_actions import Word
from kintrace.office.cases.steps import OUTCOMES, Kind

_WHOM = _(
    "Needed when the relationship is verified; only with them may the child be reunified. "
    "Several people: put a semicolon between them."
)
_HOME = _("Those whom the check of the relationship verified. Several people: put a semicolon between them.")
_SEVERAL = _("Several people: put a semicolon between them.")


def _people(label: Any, help_text: Any = _SEVERAL) -> forms.CharField:
    """Return a field for one or several people, who may be of those the case knows."""
    field = written(label)
    field.help_text = help_text
    return field


_EXTRAS: dict[Kind, dict[str, forms.CharField]] = {
    Kind.TRACING_BEGAN: {},
    Kind.RELATIONSHIP_CHECKED: {
        "whom": _people(_("With whom the child is related"), _WHOM),
        "evidence": written(_("Evidence, one piece to a line"), 4000, rows=4),
    },
    Kind.BIA_RECORDED: {"by_whom": written(_("Who assessed"))},
    Kind.BID_RECORDED: {"by_whom": written(_("Which panel determined"))},
    Kind.VIEW_RECORDED: {
        "child_says": written(_("In the child's own words"), 4000, rows=4),
        "heard_by": written(_("Who heard the child")),
        "why": written(_("Why the child could not be heard")),
    },
    Kind.RETURN_AGREED: {
        "with_whom": _people(_("Who agreed")),
        "weighed": written(_("How a view against the return was weighed"), 4000, rows=3),
    },
    Kind.REUNIFIED: {"with_whom": _people(_("With whom"), _HOME), "where": written(_("Where"))},
    Kind.FOLLOWED_UP: {"by_whom": written(_("Who visited"))},
}
"""Kind -> what is said of it beside its date, outcome and note."""

NAMING = tuple(kind for kind, fields in _EXTRAS.items() if not {"whom", "with_whom"}.isdisjoint(fields))
"""Kinds of which a step names people."""

SAID_LABELS: dict[str, dict[str, Any]] = {
    kind: {name: field.label for name, field in fields.items()} for kind, fields in _EXTRAS.items()
}
"""Kind -> how the page of a case calls what was said: who assessed is not who visited."""
SAID_LABELS[Kind.RELATIONSHIP_CHECKED]["evidence"] = _("Evidence")
SAID_LABELS[Kind.RELATIONSHIP_CHECKED]["whom"] = _("Who was checked")


class Offering(forms.TextInput):
    """A line of text that offers names which the case knows, and takes any other."""

    def __init__(self, names: Sequence[str], attrs: dict[str, Any]) -> None:
        """Take what is offered."""
        super().__init__(attrs)
        self.names = names

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        """Write the line, and after it what it offers."""
        offered = format_html_join("", '<option value="{}"></option>', ((one,) for one in self.names))
        line = super().render(name, value, {**(attrs or {}), "list": f"{name}-known"}, renderer)
        return format_html('{}<datalist id="{}-known">{}</datalist>', line, name, offered)


class StepForm(forms.Form):
    """One step: when, what it came to, what its kind asks for, a note."""

    def __init__(self, kind: Kind, said: Any = None, named: Named = NOBODY) -> None:
        """Ask what this kind of step asks for; `named`: people whom the case knows."""
        super().__init__(said)
        self.kind = kind
        self.fields["on"] = PartialDate(label=_("When"))
        if kind in OUTCOMES:
            offered = [("", _("choose")), *words.OUTCOMES[kind].items()]
            self.fields["outcome"] = forms.ChoiceField(label=_("What it came to"), choices=offered)
        for name, field in _EXTRAS.get(kind, {}).items():
            self.fields[name] = deepcopy(field)
            if name in ("whom", "with_whom") and named.people:
                self.fields[name].widget = Offering(named.people, {"maxlength": 500})
        if kind == Kind.REUNIFIED:
            self.fields["with_whom"].initial = named.verified
        required = kind in (Kind.REOPENED, Kind.RETURN_ENDED)
        label = _("Why") if required else _("Note")
        self.fields["note"] = written(label, LONGEST_NOTE, required=required, rows=3)

    def word(self) -> Word:
        """Return what was said, once the form is valid."""
        said: dict[str, Any] = {name: self.cleaned_data[name] for name in self.fields}
        on, note = said.pop("on"), said.pop("note")
        if "evidence" in said:
            said["evidence"] = [line.strip() for line in said["evidence"].splitlines() if line.strip()]
        return Word(self.kind, on, {name: value for name, value in said.items() if value}, note)
