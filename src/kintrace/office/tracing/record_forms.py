"""Forms of records: search, entry by hand, correction, sighting, referral."""

import datetime as dt
from copy import copy
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kintrace.office.accounts.models import Member
from kintrace.office.sounds import says_enough
from kintrace.office.spoken import spoken
from kintrace.office.tracing.list_forms import role_name
from kintrace.office.tracing.models import Side
from kintrace.office.tracing.other_columns import role_of
from kintrace.office.tracing.record_queries import FIELDS, other_organisations
from kintrace.office.tracing.typed import ESTIMATED, LABELS, UNREAD, birth_of

MOST_CHILDREN = 10
LONGEST_SHARE = dt.timedelta(days=366)
_SEXES = [("", _("not known")), ("m", _("male")), ("f", _("female"))]
_KINDS = [("", ""), ("exact", _("exact")), (ESTIMATED, _("estimated")), ("partial", _("partial"))]
_PARTS = ("surname", "given_name", "patronymic")


class Search(forms.Form):
    """A name, in any spelling or script."""

    q = forms.CharField(label=_("Name of a child"), max_length=200)

    def clean_q(self) -> str:
        """Ask for two letters at least: whoever seeks a child knows a name."""
        query: str = self.cleaned_data["q"]
        if not says_enough(query):
            raise ValidationError(_("Write at least two letters of a name."))
        return query


def _text(field: str, longest: int = 300, *, required: bool = False, **more: Any) -> forms.CharField:
    label = LABELS[field]
    return forms.CharField(label=label, max_length=longest, required=required, strip=False, **more)


class Request(forms.Form):
    """What is said once for all children of a request."""

    side = forms.ChoiceField(label=_("What it is"), choices=lambda: [(one.value, one.of_one) for one in Side])
    consent = _text("consent", 500, required=True, help_text=_("Consent, law or agreement."))
    inquirer = _text("inquirer")
    inquirer_relation = _text("inquirer_relation")
    inquirer_contact = _text("inquirer_contact")
    family = _text("family", 2000, widget=forms.Textarea(attrs={"rows": 3}))

    def said(self) -> dict[str, str]:
        """Return what was typed, without the side."""
        return {field: text for field, text in self.cleaned_data.items() if field != "side" and text}


class Child(forms.Form):
    """One child: names with where each is from, birth with how sure it is, and what else is known."""

    name = _text("name", required=True)
    name_from = _text("name_from")
    name_2 = _text("name_2")
    name_2_from = _text("name_2_from")
    name_3 = _text("name_3")
    name_3_from = _text("name_3_from")
    sex = forms.ChoiceField(label=LABELS["sex"], choices=_SEXES, required=False)
    birth = _text(
        "birth", 100, help_text=_("A day, a month or a year, as far as it is known: 07.03.2015, 2015.")
    )
    birth_kind = forms.ChoiceField(label=LABELS["birth_kind"], choices=_KINDS, required=False)
    birth_from = _text("birth_from")
    place = _text("place", 500)
    mother = _text("mother")
    father = _text("father")
    facility = _text("facility", 500)
    document = _text("document", 500)
    photo = forms.FileField(label=_("photo (JPEG, PNG or WebP)"), required=False, max_length=1000)

    def clean_name(self) -> str:
        """Ask for a name that says something."""
        name: str = self.cleaned_data["name"]
        if not says_enough(name):
            raise ValidationError(_("Write at least two letters of a name."))
        return name

    def clean(self) -> dict[str, Any]:
        """Refuse a birth that cannot be read: it would silently say nothing."""
        cleaned = super().clean() or {}
        _edtf, why = birth_of(cleaned.get("birth", ""), cleaned.get("birth_kind", ""))
        if why:
            self.add_error("birth", _("This birth cannot be read: %(why)s.") % {"why": spoken(why)})
        return cleaned

    def typed(self) -> dict[str, str]:
        """Return what was typed, field by field."""
        return {field: text for field, text in self.cleaned_data.items() if field != "photo" and text}


Children = forms.formset_factory(
    Child,
    extra=0,
    min_num=1,
    max_num=MOST_CHILDREN,
    absolute_max=MOST_CHILDREN,
    validate_min=True,
    validate_max=True,
)
NO_CHILD = _("Write down at least one child.")
"""What is said in place of Django's own words, which are not in every language."""


class Correction(forms.Form):
    """The fields of a record as they were read, to be put right, and why."""

    def __init__(
        self,
        people: dict[str, str],
        hidden: frozenset[str],
        *args: Any,
        further: dict[str, str] | None = None,
        typed: dict[str, str] | None = None,
    ) -> None:
        """Ask for each field of a record that the member sees.

        further: the labels of its further columns, and how each is compared. typed: what was typed of it, for
        a record that was entered by hand.
        """
        super().__init__(*args)
        self.people, self.typed = people, typed or {}
        absent = (
            {"name"} if people.keys() & set(_PARTS) and "name" not in people else set(_PARTS) - people.keys()
        )
        self.asked = [role for role in FIELDS if role not in hidden and role not in absent]
        for role in self.asked:
            now = people.get(role, "")
            field = forms.CharField(label=role_name(role), required=False, max_length=2000, initial=now)
            self.fields[role] = field
        if "sex" in self.fields:
            now = people.get("sex", "")
            self.fields["sex"] = forms.ChoiceField(
                label=role_name("sex"), choices=_SEXES, required=False, initial=now
            )
        self.further = {}
        for place, (label, how) in enumerate((further or {}).items()):
            now = people.get(role_of(label), "")
            field = forms.CharField(label=label, required=False, max_length=2000, initial=now)
            self.fields[f"further-{place}"] = field
            self.further[f"further-{place}"] = (role_of(label), how)
        self.asked_typed = [] if typed is None else [one for one in UNREAD if one not in hidden]
        for one in self.asked_typed:
            self.fields[one] = self._of_typed(one)
        self.fields["why"] = forms.CharField(label=_("Why"), max_length=500)

    def _of_typed(self, name: str) -> forms.Field:
        asked = (Request.base_fields | Child.base_fields)[name]  # as it was asked for when it was entered
        field = copy(asked)
        field.initial = self.typed.get(name, "")
        return field

    def clean(self) -> dict[str, Any]:
        """Read a birth that was changed, or is no longer as sure, and keep a name."""
        cleaned = super().clean() or {}
        self._read_birth(cleaned)
        for field, (role, how) in self.further.items():
            said = cleaned.get(field, "")
            if how == "date" and said != self.people.get(role, ""):
                cleaned[field], why = birth_of(said)
                if why:
                    self.add_error(field, _("This date cannot be read: %(why)s.") % {"why": spoken(why)})
        if not any(cleaned.get(role) for role in ("name", *_PARTS, "other_names")):
            self.add_error(None, _("A record needs a name."))
        return cleaned

    def _read_birth(self, cleaned: dict[str, Any]) -> None:
        before, kind_before = self.people.get("birth", ""), self.typed.get("birth_kind", "")
        birth, kind = cleaned.get("birth", ""), cleaned.get("birth_kind", kind_before)
        if (birth, kind) == (before, kind_before):
            return
        written = self.typed.get("birth", "")
        if birth == before and birth_of(written, kind_before)[0] == before:
            birth = written
        cleaned["birth"], why = birth_of(birth, kind)
        if why:
            self.add_error("birth", _("This birth cannot be read: %(why)s.") % {"why": spoken(why)})

    def corrected_typed(self) -> dict[str, str]:
        """Return what is typed and plays no part in comparing, as it shall stand."""
        return {name: self.cleaned_data[name] for name in self.asked_typed}

    def corrected(self) -> dict[str, str]:
        """Return the fields as they shall be read."""
        further = {role: self.cleaned_data[field] for field, (role, _how) in self.further.items()}
        return {role: self.cleaned_data[role] for role in self.asked} | further


class Photo(forms.Form):
    """A photo of the child, and whom or what it is from."""

    photo = forms.FileField(label=_("photo (JPEG, PNG or WebP)"), max_length=1000)
    source = forms.CharField(label=_("Where the photo is from"), max_length=500)


class Seen(forms.Form):
    """Somebody says they saw a child."""

    said = forms.CharField(
        label=_("What was said"), max_length=4000, widget=forms.Textarea(attrs={"rows": 4})
    )
    who_said = forms.CharField(label=_("Who said it"), max_length=300)
    seen_on = forms.CharField(label=_("Seen on"), max_length=40, required=False)


class Share(forms.Form):
    """To whom a record is referred, until when, and why."""

    to = forms.TypedChoiceField(label=_("Organisation"), coerce=int)
    until = forms.DateField(label=_("Until"), widget=forms.DateInput(attrs={"type": "date"}))
    why = forms.CharField(label=_("Why"), max_length=500)

    def __init__(self, by: Member, *args: Any, **kwargs: Any) -> None:
        """Offer the other organisations."""
        super().__init__(*args, **kwargs)
        offered: Any = self.fields["to"]
        offered.choices = [(one.id, one.name) for one in other_organisations(by)]
        if not offered.choices:
            offered.help_text = _("No other organisation works in this office.")

    def clean_until(self) -> dt.datetime:
        """Return the end of the day, which is to come, and within a year."""
        day: dt.date = self.cleaned_data["until"]
        today = timezone.localdate()
        if not today < day <= today + LONGEST_SHARE:
            raise ValidationError(_("Choose a day to come, within a year."))
        return timezone.make_aware(dt.datetime.combine(day, dt.time(23, 59, 59)))
