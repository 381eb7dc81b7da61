"""Forms of the registry: children, places, programmes, transfers, indicators, and what lists ask for."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kintrace.names import dates as names_dates
from kintrace.office.accounts.models import Member
from kintrace.office.registry import dates, queries
from kintrace.office.registry.actions import ChildSaid, PlaceSaid, ProgrammeSaid
from kintrace.office.registry.choosing import Choosing, chosen
from kintrace.office.registry.may import sees_where
from kintrace.office.registry.models import IndicatorKind, PlaceKind, Precision
from kintrace.office.registry.transfer_actions import IndicatorSaid, TransferSaid
from kintrace.office.sounds import says_enough
from kintrace.office.spoken import spoken

_SEXES = [("", _("not known")), ("m", _("male")), ("f", _("female"))]
_DAYS = _("A year, a month or a day, as far as it is known: 2022, 03.2022, 14.03.2022, about 2022.")
_LARGEST_NUMBER = (1 << 63) - 1


def _text(label: Any, longest: int = 300, *, required: bool = False, **more: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=longest, required=required, **more)


def _source() -> forms.CharField:
    asked = _("By whom or by what it is known: a document, a witness, a publication.")
    return _text(_("source"), 500, required=True, help_text=asked)


def _why() -> forms.CharField:
    return _text(_("Why"), 500, required=True)


class PartialDate(forms.CharField):
    """A date known in part, as people write it."""

    def __init__(self, label: Any) -> None:
        """Ask for it, and say how it may be written."""
        super().__init__(label=label, max_length=40, required=False, help_text=_DAYS)

    def clean(self, value: Any) -> str:
        """Return it as it is stored."""
        return dates.parse(super().clean(value))


class ChildForm(forms.Form):
    """What is said of a child."""

    name = _text(_("name"), 500, required=True, strip=False)
    other_names = _text(_("other names"), 1000, help_text=_("With a semicolon between them."))
    sex = forms.ChoiceField(label=_("sex"), choices=_SEXES, required=False)
    birth = _text(
        _("birth"), 100, help_text=_("A day, a month or a year, as far as it is known: 07.03.2015, 2015.")
    )
    source = _source()

    def clean_name(self) -> str:
        """Ask for a name that says something."""
        name: str = self.cleaned_data["name"]
        if not says_enough(name):
            raise ValidationError(_("Write at least two letters of a name."))
        return name

    def clean_birth(self) -> str:
        """Return the birth as EDTF; what is stored already is taken as it is."""
        said: str = self.cleaned_data["birth"]
        if not said or said == self.initial.get("birth"):
            return said
        reading = names_dates.read(said)
        if not reading.edtf:
            raise ValidationError(_("This birth cannot be read: %(why)s.") % {"why": spoken(reading.why)})
        return reading.edtf

    def clean_other_names(self) -> str:
        """Return the names with "; " between them."""
        return "; ".join(filter(None, map(str.strip, self.cleaned_data["other_names"].split(";"))))

    def said(self) -> ChildSaid:
        """Return what was typed."""
        return ChildSaid(**{field: self.cleaned_data[field] for field in ChildForm.base_fields})


class ChildChange(ChildForm):
    """The same, put right, and why."""

    why = _why()


class PhotoForm(forms.Form):
    """A photo of a child, and whom it is from."""

    photo = forms.FileField(label=_("photo (JPEG, PNG or WebP)"), max_length=1000)
    source = _source()


class PlaceForm(forms.Form):
    """What is said of a place."""

    kind = forms.ChoiceField(label=_("kind"), choices=PlaceKind.choices)
    name_uk = _text(_("name in Ukrainian"))
    name_ru = _text(_("name in Russian"))
    name_en = _text(_("name in Latin letters"))
    other_names = _text(_("other names"), 1000, help_text=_("With a semicolon between them."))
    code = _text(_("code in the gazetteer"), 40)
    latitude = forms.FloatField(label=_("latitude"), min_value=-90, max_value=90, required=False)
    longitude = forms.FloatField(label=_("longitude"), min_value=-180, max_value=180, required=False)
    precision = forms.ChoiceField(
        label=_("how near the coordinates are"), choices=Precision.choices, required=False
    )
    recognised_as = _text(
        _("recognised as"),
        200,
        help_text=_("The state whose territory it is, as the UN General Assembly recognises it."),
    )
    source = _source()

    def clean(self) -> dict[str, Any]:
        """Ask for a name, and for coordinates that are whole."""
        cleaned = super().clean() or {}
        if not any(cleaned.get(name) for name in ("name_uk", "name_ru", "name_en")):
            self.add_error(None, _("A place needs a name."))
        if (cleaned.get("latitude") is None) != (cleaned.get("longitude") is None):
            self.add_error(None, _("Give both latitude and longitude, or neither."))
        elif cleaned.get("latitude") is not None and not cleaned.get("precision"):
            self.add_error("precision", _("Say how near the coordinates are."))
        return cleaned

    def said(self) -> PlaceSaid:
        """Return what was typed."""
        return PlaceSaid(**{field: self.cleaned_data[field] for field in PlaceForm.base_fields})


class PlaceChange(PlaceForm):
    """The same, put right, and why."""

    why = _why()


class ProgrammeForm(forms.Form):
    """What is said of a programme."""

    name = _text(pgettext_lazy("programme", "name"), required=True)
    operator = _text(_("operator"))
    decree = _text(_("decree"), 500)
    sponsor = _text(_("sponsor"))
    begun_on = PartialDate(_("begun"))
    ended_on = PartialDate(_("ended"))
    source = _source()

    def said(self) -> ProgrammeSaid:
        """Return what was typed."""
        return ProgrammeSaid(**{field: self.cleaned_data[field] for field in ProgrammeForm.base_fields})


class ProgrammeChange(ProgrammeForm):
    """The same, put right, and why."""

    why = _why()


class TransferForm(Choosing):
    """What is said of a transfer."""

    from_place = chosen(_("from"))
    to_place = chosen(_("to"))
    left_on = PartialDate(_("left on"))
    arrived_on = PartialDate(_("arrived on"))
    carrier = _text(_("carrier"))
    programme = chosen(_("programme"))
    legal_act = _text(_("legal act"), 500)
    source = _source()

    def said(self) -> TransferSaid:
        """Return what was typed."""
        return TransferSaid(**{field: self.cleaned_data[field] for field in TransferForm.base_fields})


class TransferCorrection(TransferForm):
    """The same, put right, and why."""

    why = _why()


class IndicatorForm(forms.Form):
    """What was done to a child during a stay."""

    kind = forms.ChoiceField(label=_("what was done"), choices=IndicatorKind.choices)
    on = PartialDate(_("on"))
    note = _text(_("note"), 4000, widget=forms.Textarea(attrs={"rows": 4}))
    source = _source()

    def said(self) -> IndicatorSaid:
        """Return what was typed."""
        return IndicatorSaid(**self.cleaned_data)


class Withdrawal(forms.Form):
    """Why something does not hold."""

    why = _why()


class Children(Choosing):
    """Which children are asked for."""

    q = _text(_("Name of a child"), 200)
    sex = forms.ChoiceField(label=_("sex"), choices=[("", "–"), *_SEXES[1:]], required=False)
    born = forms.RegexField(r"^[0-9]{4}\Z", label=_("year of birth"), required=False)
    place = chosen(_("was in"))
    programme = chosen(_("programme"))
    before = forms.IntegerField(
        widget=forms.HiddenInput, min_value=1, max_value=_LARGEST_NUMBER, required=False
    )

    def __init__(self, by: Member, *args: Any, **kwargs: Any) -> None:
        """Ask for places and programmes only where the member sees who was there."""
        super().__init__(by, *args, **kwargs)
        if not sees_where(by):
            del self.fields["place"], self.fields["programme"]

    def asked(self) -> queries.Asked:
        """Return what is asked for; what cannot be read asks for nothing."""
        self.full_clean()
        said = self.cleaned_data
        return queries.Asked(
            name=said.get("q", ""),
            sex=said.get("sex", ""),
            born=said.get("born", ""),
            place=said.get("place"),
            programme=said.get("programme"),
            before=said.get("before"),
        )


class Places(forms.Form):
    """Which places are asked for."""

    q = _text(pgettext_lazy("place", "name"), 200)
    kind = forms.ChoiceField(label=_("kind"), choices=[("", "–"), *PlaceKind.choices], required=False)


class Flows(Choosing):
    """Which transfers the map shows."""

    programme = chosen(_("programme"))
    year = forms.RegexField(r"^[0-9]{4}\Z", label=_("year"), required=False)


class Suggest(forms.Form):
    """A text that the gazetteer shall propose places for."""

    near = _text(_("name, in any script"), 200)
