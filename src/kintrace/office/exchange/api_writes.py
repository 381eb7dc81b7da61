"""What programs enter: a tracing request, a located child, a sighting. The forms of the pages check it."""

from typing import Any

from django.core.exceptions import ValidationError
from django.forms import Form
from django.shortcuts import get_object_or_404

from kintrace.office.exchange.api_asking import Asking
from kintrace.office.tracing import record_actions
from kintrace.office.tracing.may import visible_records
from kintrace.office.tracing.models import Side
from kintrace.office.tracing.record_forms import Child, Request, Seen


def tracing_request(asking: Asking) -> dict[str, Any]:
    """Enter a tracing request."""
    return _enter(asking, Side.REQUESTS)


def located_child(asking: Asking) -> dict[str, Any]:
    """Enter a located child."""
    return _enter(asking, Side.LOCATED)


def sighting(asking: Asking) -> dict[str, Any]:
    """Note a sighting of a record of the organisation."""
    own = visible_records(asking.by).filter(organisation=asking.by.organisation)
    one = get_object_or_404(own, id=asking.number)
    form = _valid(Seen(asking.sent), "")
    made = record_actions.note_sighting(by=asking.by, number=one.pk, **form.cleaned_data)
    return {"sighting": made.pk, "record": one.pk}


def _enter(asking: Asking, side: str) -> dict[str, Any]:
    sent = asking.sent
    said = {"side": side, "consent": sent["legal_basis"]}
    asked = _valid(Request(said | {key: text for key, text in sent.items() if isinstance(text, str)}), "")
    people = []
    for at, one in enumerate(sent["children"]):
        form = _valid(Child(one), f"children[{at}].")
        assert isinstance(form, Child)
        people.append(record_actions.Person(form.typed()))
    assert isinstance(asked, Request)
    made = record_actions.enter(by=asking.by, asked=record_actions.Asked(side, people, asked.said()))
    return {"records": [one.pk for one in made]}


def _valid(form: Form, where: str) -> Form:
    """Return a form that is right; raises ValidationError that says which field is not."""
    if not form.is_valid():
        raise ValidationError(
            [f"{where}{field}: {said}" for field, errors in form.errors.items() for said in errors]
        )
    return form
