"""The form of a new token."""

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kintrace.office.cases.code_lists import PURPOSES
from kintrace.office.exchange.tokens import MOST_DAYS, SCOPES, Wanted


class NewToken(forms.Form):
    """What a program may do, for how long, and to whom it hands out."""

    name = forms.CharField(
        label=_("Name of the program"), max_length=100, help_text=_("The journal calls it so.")
    )
    acts = forms.MultipleChoiceField(label=_("It may"), widget=forms.CheckboxSelectMultiple)
    days = forms.IntegerField(label=_("For how many days"), min_value=1, max_value=MOST_DAYS, initial=90)
    recipient = forms.CharField(
        label=_("To whom it hands out"),
        max_length=300,
        help_text=_("As consents name the recipient. What they withhold from it does not go out."),
    )
    purpose = forms.ChoiceField(label=_("For what"), choices=list(PURPOSES.items()), initial="sharing")

    def __init__(self, *args: object, **kwargs: object) -> None:
        """Name the acts in the reader's language."""
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        choices = [(act.name, gettext(act.value)) for act in SCOPES]
        field = self.fields["acts"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = choices

    def wanted(self) -> Wanted:
        """Return what was entered."""
        said = self.cleaned_data
        return Wanted(said["name"], said["acts"], said["days"], said["recipient"], said["purpose"])
