"""What the journal is searched by."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kintrace.office.accounts.models import Member
from kintrace.office.journal import queries

_LETTERS = "абвгґдеєёжзиіїйклмнопрстуфхцчшщъыьэюя"
"""Both alphabets: Unicode has ґ, є, і, ї and ё behind я."""


def in_order(words: str) -> list[int]:
    """Return what orders words as the reader's alphabet does.

    >>> sorted(["ящик", "їжак", "Єва"], key=in_order)
    ['Єва', 'їжак', 'ящик']
    """
    return [
        0x400 + _LETTERS.index(letter) if letter in _LETTERS else ord(letter) for letter in words.casefold()
    ]


class Search(forms.Form):
    """Whose entries, which acts, before which number; what cannot be read is not asked for."""

    member = forms.TypedChoiceField(label=_("Member"), required=False, coerce=int, empty_value=None)
    act = forms.ChoiceField(label=_("Act"), required=False)
    others = forms.BooleanField(
        label=_("What other organisations did with what is ours"), required=False, label_suffix=""
    )
    before = forms.IntegerField(required=False, min_value=1, max_value=2**63 - 1, widget=forms.HiddenInput)

    def __init__(self, by: Member, *args: Any) -> None:
        """Offer the organisation's members, and the acts of late."""
        super().__init__(*args)
        everybody, every = ("", _("everybody")), ("", _("all"))
        self.fields["member"].choices = [everybody, *queries.writers(by)]  # type: ignore[attr-defined]
        acts = sorted(((act, gettext(act)) for act in queries.acts(by)), key=lambda one: in_order(one[1]))
        self.fields["act"].choices = [every, *acts]  # type: ignore[attr-defined]

    def asked(self) -> queries.Asked:
        """Return what is asked for."""
        self.is_valid()
        said = self.cleaned_data
        member, others = said.get("member"), said.get("others", False)
        return queries.Asked(member, said.get("act", ""), said.get("before"), others)
