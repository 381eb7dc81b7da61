"""What members fill in about cases: one form for each act."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kintrace.office.accounts.may import Act
from kintrace.office.accounts.models import Member
from kintrace.office.cases import case_queries, code_lists, search, words
from kintrace.office.cases.case_actions import Facts
from kintrace.office.cases.code_lists import choices
from kintrace.office.cases.move_actions import Sending
from kintrace.office.partial_dates import span, stored
from kintrace.office.registry.choosing import chosen, offer

LONGEST_NOTE = 4000
_DATE_HELP = _("A day, a month or a year, as far as it is known: 07.03.2024, 2024.")


class PartialDate(forms.CharField):
    """A date known in part."""

    def __init__(self, **more: Any) -> None:
        """Say how to write it."""
        super().__init__(max_length=40, required=False, help_text=_DATE_HELP, **more)

    def clean(self, value: Any) -> str:
        """Return it as it is kept, not after today."""
        said = str(super().clean(value)).strip()
        on = stored(said)
        days = span(on)
        if said and days is None:
            raise ValidationError(words.REFUSALS["date_unreadable"])
        if days and days[0] > timezone.localdate():
            raise ValidationError(words.REFUSALS["in_the_future"])
        return on


def _choice(label: Any, ids: dict[str, Any], *, empty: bool = False) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=choices(ids, empty=empty), required=not empty)


def written(label: Any, longest: int = 500, *, required: bool = False, rows: int = 0) -> forms.CharField:
    """Return a field for some words, on several lines where `rows` are said."""
    widget = forms.Textarea(attrs={"rows": rows}) if rows else forms.TextInput()
    return forms.CharField(label=label, max_length=longest, required=required, widget=widget)


class Queue(forms.Form):
    """Which cases are asked for."""

    words = forms.CharField(label=_("Name or number"), max_length=100, required=False)
    tracing_status = forms.ChoiceField(label=_("Tracing status"), required=False)
    whose = forms.ChoiceField(label=_("Whose"), required=False)
    risk_level = forms.ChoiceField(label=_("Risk"), required=False)

    def __init__(self, *args: Any) -> None:
        """Offer what there is."""
        super().__init__(*args)
        every: list[tuple[str, Any]] = [("", _("all"))]
        fields: dict[str, Any] = self.fields
        fields["tracing_status"].choices = [*every, *words.STATUSES.items()]
        fields["risk_level"].choices = [*every, *code_lists.RISKS.items()]
        kept = [("mine", _("that I keep")), ("sent", _("sent to us")), ("away", _("transferred away"))]
        fields["whose"].choices = [*every, *kept]

    def asked(self) -> search.Asked:
        """Return what is asked for; what cannot be read asks for nothing."""
        if not self.is_valid():
            return search.Asked()
        said = self.cleaned_data
        return search.Asked(said["tracing_status"], said["whose"], said["risk_level"], said["words"].strip())


class Change(forms.Form):
    """How a child was separated, and how the case stands."""

    protection_status = _choice(_("Protection status"), code_lists.PROTECTION, empty=True)
    risk_level = _choice(_("Risk"), code_lists.RISKS, empty=True)
    separated_on = PartialDate(label=_("Separated on"))
    separation_cause = _choice(_("Cause of separation"), code_lists.CAUSES, empty=True)
    separated_at = written(_("Where they were separated"), 300)
    workflow = forms.ChoiceField(label=_("Workflow"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer how the work may stand, but for what opening and closing say."""
        super().__init__(*args, **kwargs)
        offered: Any = self.fields["workflow"]
        offered.choices = [one for one in code_lists.WORKFLOWS.items() if one[0] != "closed"]

    def facts(self) -> Facts:
        """Return what was said, once the form is valid."""
        said = {name: self.cleaned_data[name] for name in Facts.__dataclass_fields__}
        return Facts(**said | {"workflow": said["workflow"] or "new"})


class Open(Change):
    """A case is opened."""

    bid_needed = forms.BooleanField(
        label=_("This case needs a formal determination of best interests (BID)"), required=False
    )
    note = written(_("Note"), LONGEST_NOTE, rows=3)


class Why(forms.Form):
    """Why something is taken back."""

    why = written(_("Why"), required=True)


class RecordOut(Why):
    """Why a record is taken out of a case."""

    def __init__(self, *args: Any) -> None:
        """Say what nobody does by themselves."""
        super().__init__(*args)
        self.fields["why"].help_text = _(
            "Look whether the name, the birth date or the photo of the child in the registry is from this "
            "record. The relationship has to be checked again before a return."
        )


class RelativeForm(forms.Form):
    """Somebody of the family."""

    relation = _choice(_("Relation"), code_lists.RELATIONS)
    name = written(_("Name"), required=True)
    is_caregiver = forms.BooleanField(label=_("Cared for the child"), required=False)
    alive = _choice(_("Alive"), code_lists.ALIVE)
    telephone = written(_("Telephone"), 100)
    where = written(_("Where"))
    note = written(_("Note"), LONGEST_NOTE, rows=3)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Leave open whether somebody lives."""
        super().__init__(*args, **kwargs)
        self.fields["alive"].required = False


class SiblingForm(forms.Form):
    """The case of a brother or sister."""

    other = written(_("Number of the case of the brother or sister"), 20, required=True)


class CareForm(forms.Form):
    """Who cares for the child from now on."""

    kind = _choice(_("Care"), code_lists.CARE_KINDS)
    caregiver = written(_("Caregiver"))
    place = chosen(_("Place"))
    from_on = PartialDate(label=_("From"))
    why_changed = _choice(_("Why the care before it ended"), code_lists.CARE_CHANGES, empty=True)

    def __init__(self, by: Member, *args: Any) -> None:
        """Offer the places of the registry."""
        super().__init__(*args)
        unknown = ("", _("not known"))
        offer(self, ["place"], lambda now: case_queries.places_for(by, now), unknown)


class ConsentForm(forms.Form):
    """What was said of a purpose and a recipient."""

    purpose = _choice(_("Purpose"), code_lists.PURPOSES)
    recipient = written(_("Recipient; nothing means everybody"), 300)
    answer = _choice(_("Answer"), code_lists.ANSWERS)
    said_by = written(_("Who said it"), 300, required=True)
    on = PartialDate(label=_("When"))
    withheld = forms.MultipleChoiceField(
        label=_("What must not go there"),
        choices=list(code_lists.FIELDS.items()),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    until_on = forms.DateField(
        label=_("Until"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )


class TaskForm(forms.Form):
    """Something to do."""

    kind = _choice(_("What"), code_lists.TASKS)
    due_on = forms.DateField(label=_("Due on"), widget=forms.DateInput(attrs={"type": "date"}))
    keeper = forms.TypedChoiceField(label=_("Who"), coerce=int)
    note = written(_("Note"))

    def __init__(self, by: Member, *args: Any) -> None:
        """Offer the members who work on cases."""
        super().__init__(*args)
        offered: Any = self.fields["keeper"]
        offered.initial = by.pk
        offered.choices = case_queries.members_for(by, Act.SEE_CASES)


class AssignForm(forms.Form):
    """Who keeps the case from now on."""

    to = forms.TypedChoiceField(label=_("To"), coerce=int)
    why = written(_("Why"), required=True)

    def __init__(self, by: Member, *args: Any) -> None:
        """Offer the members who keep cases."""
        super().__init__(*args)
        offered: Any = self.fields["to"]
        offered.choices = case_queries.members_for(by, Act.KEEP_CASES)


class SendForm(forms.Form):
    """To which organisation a case goes."""

    kind = forms.ChoiceField(
        label=_("How"),
        choices=[
            ("refer", _("refer: it sees the case")),
            ("transfer", _("transfer: it takes the case over")),
        ],
    )
    to = forms.TypedChoiceField(label=_("Organisation"), coerce=int)
    why = written(_("Why"), required=True)
    consent_basis = written(_("By what right, if nobody consented"))

    def __init__(self, by: Member, *args: Any) -> None:
        """Offer the other organisations."""
        super().__init__(*args)
        offered: Any = self.fields["to"]
        offered.choices = case_queries.organisations_for(by)
        if not offered.choices:
            offered.help_text = _("No other organisation works in this office.")

    def sending(self) -> Sending:
        """Return what was said, once the form is valid."""
        return Sending(**self.cleaned_data)


class Answer(forms.Form):
    """What is answered to another organisation."""

    accepted = forms.TypedChoiceField(choices=[("1", ""), ("0", "")], coerce=lambda text: text == "1")
    said = written(_("Answer"))


class PracticeForm(forms.Form):
    """What an organisation asks of all its cases."""

    bid_required = forms.BooleanField(
        label=_("No return without a formal determination of best interests (BID)"), required=False
    )
