"""What members fill in about what goes out and what comes in."""

import datetime as dt
import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from kintrace.office.cases import code_lists, words
from kintrace.office.exchange.exports import Asked
from kintrace.office.exchange.letters import ASKS, RIGHTS, Letter, Poster
from kintrace.office.tracing.list_actions import Brought
from kintrace.office.tracing.models import Side

WHAT = {
    "cases.xlsx": _("cases, as a spreadsheet (XLSX)"),
    "cases.csv": _("cases, as CSV"),
    "children.xlsx": _("children, as a spreadsheet (XLSX)"),
    "children.csv": _("children, as CSV"),
    "primero.case": _("cases for Primero (CSV)"),
    "primero.tracing_request": _("tracing requests for Primero (CSV)"),
    "primero.family": _("families for Primero (CSV)"),
    "primero.care": _("care arrangements for Primero (CSV)"),
    "primero.followup": _("follow-ups for Primero (CSV)"),
    "pfif": _("children for publication (PFIF 1.4)"),
}
LANGUAGES = {"uk": "українська", "ru": "русский", "en": "English"}
_SEPARATOR = re.compile(r"[\s,;]+")
_FARTHEST = dt.timedelta(days=365)


def _recipient() -> forms.CharField:
    return forms.CharField(
        label=_("Recipient"),
        max_length=300,
        help_text=_("Whom it goes to, named as in the consents: an organisation, an institution."),
    )


def _date(label: Any, **more: Any) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=widget, **more)


def _text(label: Any, rows: int = 3, longest: int = 1_000, **more: Any) -> forms.CharField:
    return forms.CharField(
        label=label, max_length=longest, widget=forms.Textarea(attrs={"rows": rows}), **more
    )


def _in_time(day: dt.date | None) -> dt.date | None:
    today = timezone.localdate()
    if day and not today <= day <= today + _FARTHEST:
        raise ValidationError(_("Choose a day from today on, at most a year away."))
    return day


class Out(forms.Form):
    """What goes out, to whom, what for, of which cases."""

    what = forms.ChoiceField(label=_("What goes out"), choices=[*WHAT.items()])
    recipient = _recipient()
    purpose = forms.ChoiceField(label=_("What for"), choices=[*code_lists.PURPOSES.items()])
    tracing_status = forms.ChoiceField(label=_("Tracing status"), required=False)
    cases = _text(
        _("Only these cases"),
        2,
        20_000,
        required=False,
        help_text=_(
            "Their numbers, with spaces between them; of a case that another organisation transferred, the"
            " number in the address of its page: #7. Empty: all that you see."
        ),
    )
    until = _date(_("Published until"), required=False, help_text=_("For PFIF: the day on which it expires."))

    def __init__(self, *args: Any) -> None:
        """Offer what there is."""
        super().__init__(*args)
        offered: Any = self.fields["tracing_status"]
        offered.choices = [("", _("all")), *words.STATUSES.items()]

    def clean_until(self) -> dt.date | None:
        """Return a day that is not over and not too far."""
        return _in_time(self.cleaned_data["until"])

    def clean(self) -> dict[str, Any]:
        """Refuse to publish for anything but publication."""
        said = super().clean() or {}
        if said.get("what") == "pfif" and said.get("purpose") != "publication":
            self.add_error("purpose", _("PFIF files are for publication."))
        return said

    def asked(self) -> Asked:
        """Return what is asked for, once the form is valid."""
        said = dict(self.cleaned_data)
        numbers = tuple(filter(None, _SEPARATOR.split(said.pop("cases"))))
        return Asked(**said, numbers=numbers)


class LetterForm(forms.Form):
    """A tracing letter."""

    recipient = _recipient()
    address = _text(_("Address of the recipient"), required=False)
    language = forms.ChoiceField(label=_("Language of the letter"), choices=[*LANGUAGES.items()])
    rights = _text(
        _("By what right we ask"),
        required=False,
        help_text=format_lazy(_("Empty: {rights}."), rights=RIGHTS),
    )
    asks = forms.MultipleChoiceField(
        label=_("What is asked"),
        choices=[*ASKS.items()],
        widget=forms.CheckboxSelectMultiple,
        initial=["was_here", "where_now", "state", "contact"],
    )
    answer_to = _text(_("Where an answer goes"), 2)

    def letter(self) -> Letter:
        """Return the letter, once the form is valid."""
        return Letter(**self.cleaned_data)


class PosterForm(forms.Form):
    """A poster with a photo."""

    recipient = _recipient()
    language = forms.ChoiceField(label=_("Language of the poster"), choices=[*LANGUAGES.items()])
    call = _text(_("Where people tell us what they know"), 2, 200)
    until = _date(_("To be taken down after"))
    place = forms.BooleanField(label=_("Say where the child is from"), required=False)
    family = forms.BooleanField(label=_("Name the parents"), required=False)

    def clean_until(self) -> dt.date | None:
        """Return a day that is not over and not too far."""
        return _in_time(self.cleaned_data["until"])

    def poster(self) -> Poster:
        """Return the poster, once the form is valid."""
        return Poster(**self.cleaned_data)


class PrimeroIn(forms.Form):
    """A CSV that Primero wrote."""

    record = forms.ChoiceField(
        label=_("What it holds"),
        choices=[
            ("case", _("cases")),
            ("tracing_request", _("tracing requests")),
            ("family", _("families of cases that are here already")),
        ],
    )
    side = forms.ChoiceField(label=_("Whom it names"), choices=Side.choices)
    name = forms.CharField(label=_("Name of the list"), max_length=200)
    source = forms.CharField(label=_("Source"), max_length=500)
    legal_basis = forms.CharField(label=_("Legal basis"), max_length=500)
    file = forms.FileField(label=_("File (CSV with ids of fields)"), max_length=1000)
    open_cases = forms.BooleanField(
        label=_("Open a case for each child"),
        required=False,
        help_text=_("Without any consent: consent is asked for anew."),
    )

    def brought(self) -> Brought:
        """Return what is said of the list, once the form is valid."""
        said = self.cleaned_data
        told = {name: said[name] for name in ("side", "name", "source", "legal_basis")}
        return Brought(**told, file_name=said["file"].name)


class PfifFile(forms.Form):
    """A PFIF file, to see what it says is gone."""

    file = forms.FileField(label=_("File (PFIF)"), max_length=1000)
