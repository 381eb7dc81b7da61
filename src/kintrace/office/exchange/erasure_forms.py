"""Forms of erasure: who asks, why, and what belongs to the person."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from kintrace.office.exchange.erasure_actions import CHANGED, Asked
from kintrace.office.exchange.erasure_queries import Person


class Erase(forms.Form):
    """Who asks and by what right, why it is granted, what else is the same person's."""

    basis = forms.CharField(
        label=_("Who asks, and by what right"),
        max_length=500,
        help_text=_("For example: the mother, who withdrew her consent. No names: these words are kept."),
    )
    why = forms.CharField(
        label=_("Why it is granted"), max_length=500, help_text=_("No names: these words are kept.")
    )
    records = forms.TypedMultipleChoiceField(
        label=_("Other records of the same person"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    children = forms.TypedMultipleChoiceField(
        label=_("The child in the registry, with its transfers and cases"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    told = forms.CharField(required=False, widget=forms.HiddenInput)
    sure = forms.BooleanField(label=_("I checked who asks. It cannot be undone."))

    def __init__(self, person: Person, number: int, *args: Any, **kwargs: Any) -> None:
        """Offer what is the person's but the record or child itself; all of it is chosen at first."""
        super().__init__(*args, **kwargs)
        records = [(one.pk, f"{one.name}, {one.birth} ({one.list.name})") for one in person.records]
        children = [(one.pk, f"{one.number} {one.name}") for one in person.children]
        self._offer("records", [one for one in records if one[0] != number])
        self._offer("children", children)
        self._told = self.fields["told"].initial = person.told

    def _offer(self, name: str, choices: list[tuple[int, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.TypedMultipleChoiceField)
        field.choices, field.initial = choices, [number for number, _called in choices]
        if not choices:
            del self.fields[name]

    def clean(self) -> dict[str, Any]:
        """Refuse when the person has other records or children than were shown; show these then."""
        said = super().clean() or {}
        if said.get("told") and said["told"] != self._told:
            filled_in: Any = self.data
            again = filled_in.copy()
            again["told"] = self._told
            self.data = again
            raise ValidationError(_(CHANGED))
        return said

    def asked(self) -> Asked:
        """Return what was asked for."""
        said = self.cleaned_data
        return Asked(said["basis"], said["why"], said.get("records", []), said.get("children", []))


class EraseChild(Erase):
    """The same, of a child of the registry."""

    def __init__(self, person: Person, number: int, *args: Any, **kwargs: Any) -> None:
        """Offer the records of the child's cases."""
        super().__init__(Person(person.records), 0, *args, **kwargs)
