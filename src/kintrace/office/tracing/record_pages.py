"""Pages of records: search, one record, entry by hand, correction, sighting, referral, photo."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from kintrace.office import digits
from kintrace.office.accounts.may import Act
from kintrace.office.accounts.reader import reader
from kintrace.office.doors import opened_to
from kintrace.office.sounds import MOST_FOUND
from kintrace.office.tracing import record_actions, record_photos, record_queries, search
from kintrace.office.tracing.list_forms import Why
from kintrace.office.tracing.record_forms import (
    MOST_CHILDREN,
    NO_CHILD,
    Children,
    Correction,
    Photo,
    Request,
    Search,
    Seen,
    Share,
)


@opened_to(Act.SEE_RECORDS)
@require_GET
def records(request: HttpRequest) -> HttpResponse:
    """Find a child by name; without a name nobody is listed."""
    by = reader(request)
    form = Search(request.GET if "q" in request.GET else None)
    shown: dict[str, Any] = {"form": form}
    if form.is_valid():
        query = form.cleaned_data["q"]
        answer = search.find(by, query)
        shown |= {"found": answer.found, "cut": answer.cut}
        shown["most"] = len(shown["found"]) == MOST_FOUND
        record_actions.tell_search(by=by, length=len(query), found=[one.record.id for one in shown["found"]])
    return render(request, "tracing/records.html", shown)


@opened_to(Act.SEE_RECORDS)
@require_GET
def record(request: HttpRequest, number: int) -> HttpResponse:
    """Show a record: as written beside as read, with all that belongs to it."""
    by = reader(request)
    one = record_queries.record_seen(by, number)
    card, pairs = record_queries.card(by, one), record_queries.pairs(by, one)
    record_actions.see(by=by, number=number, beside=record_queries.named_beside(card, pairs))
    shown = {
        "record": one,
        "own": one.organisation_id == by.organisation_id,
        "newest": getattr(one, "replaced_by", None),
        "card": card,
        "versions": record_queries.versions(by, one),
        "sightings": record_queries.sightings(by, one),
        "withdrawn": record_queries.sightings(by, one, withdrawn=True),
        "referrals": record_queries.referrals(by, one),
        "pairs": pairs,
        "looked": record_queries.who_looked(by, one, digits.read(request.GET.get("looked"))),
    }
    return render(request, "tracing/record.html", shown)


@opened_to(Act.ENTER_RECORDS)
def record_new(request: HttpRequest) -> HttpResponse:
    """Enter one tracing request, or one located child."""
    asked = Request(request.POST or None, initial={"side": request.GET.get("side", "")})
    posted = request.POST.copy() if request.method == "POST" else None
    more = posted is not None and "more" in posted
    if posted is not None and more:
        total = digits.read(posted.get("child-TOTAL_FORMS"), MOST_CHILDREN - 1)
        posted["child-TOTAL_FORMS"] = str((1 if total is None else total) + 1)
    told = {"too_few_forms": str(NO_CHILD)}
    children = Children(posted, request.FILES or None, prefix="child", error_messages=told)
    if posted is not None and not more and asked.is_valid() and children.is_valid():
        people = [record_actions.Person(one.typed(), one.cleaned_data.get("photo")) for one in children]
        what = record_actions.Asked(asked.cleaned_data["side"], people, asked.said())
        try:
            made = record_actions.enter(by=reader(request), asked=what)
            return redirect("record", made[0].id)
        except ValidationError as error:
            asked.add_error(None, error)
    shown = {"form": asked, "children": children, "room": len(children.forms) < MOST_CHILDREN}
    return render(request, "tracing/record_new.html", shown)


@opened_to(Act.ENTER_RECORDS)
def record_correct(request: HttpRequest, number: int) -> HttpResponse:
    """Put right how a record was read."""
    by = reader(request)
    one = record_queries.own_record(by, number)
    hidden, further = record_queries.hidden_from(by), record_queries.further_asked(by, one)
    typed = one.as_written if one.list.by_hand else None
    form = Correction(one.people, hidden, request.POST or None, further=further, typed=typed)
    if request.method == "POST" and form.is_valid():
        why = form.cleaned_data["why"]
        said = {"people": form.corrected(), "typed": form.corrected_typed()}
        try:
            new = record_actions.correct(by=by, number=number, **said, why=why)
            return redirect("record", new.id)
        except ValidationError as error:
            form.add_error(None, error)
    card = record_queries.card(by, one)
    record_actions.see(by=by, number=number, beside=record_queries.named_beside(card, []))
    shown = {"record": one, "card": card, "form": form}
    return render(request, "tracing/record_correct.html", shown)


@opened_to(Act.ENTER_RECORDS)
def record_sighting(request: HttpRequest, number: int) -> HttpResponse:
    """Note what somebody says they saw."""
    by = reader(request)
    one = record_queries.record_seen(by, number)
    form = Seen(request.POST or None)
    if request.method == "POST" and form.is_valid():
        record_actions.note_sighting(by=by, number=number, **form.cleaned_data)
        return redirect("record", number)
    record_actions.see(by=by, number=number)
    return render(request, "tracing/record_sighting.html", {"record": one, "form": form})


@opened_to(Act.ENTER_RECORDS)
def sighting_withdraw(request: HttpRequest, number: int) -> HttpResponse:
    """Say that a sighting does not hold."""
    by, form = reader(request), Why(request.POST or None)
    one = record_queries.sighting_seen(by, number)
    if request.method == "POST" and form.is_valid():
        try:
            record_actions.withdraw_sighting(by=by, number=number, why=form.cleaned_data["why"])
            return redirect("record", one.record_id)
        except ValidationError as error:
            form.add_error(None, error)
    record_actions.see(by=by, number=one.record_id)
    shown = {"record": one.record, "sighting": one, "form": form}
    return render(request, "tracing/sighting_withdraw.html", shown)


@opened_to(Act.ENTER_RECORDS)
def record_photo_put(request: HttpRequest, number: int) -> HttpResponse:
    """Put a photo on a record, or another in its place."""
    by, form = reader(request), Photo(request.POST or None, request.FILES or None)
    one = record_queries.own_record(by, number)
    if request.method == "POST" and form.is_valid():
        try:
            new = record_photos.put_photo(by=by, number=number, **form.cleaned_data)
            return redirect("record", new.id)
        except ValidationError as error:
            form.add_error(None, error)
    record_actions.see(by=by, number=number)
    return render(request, "tracing/record_photo_put.html", {"record": one, "form": form})


@opened_to(Act.ENTER_RECORDS)
def record_photo_remove(request: HttpRequest, number: int) -> HttpResponse:
    """Take a photo off a record, because it shows another child."""
    by, form = reader(request), Why(request.POST or None)
    one = record_queries.own_record(by, number)
    if request.method == "POST" and form.is_valid():
        try:
            new = record_actions.remove_photo(by=by, number=number, why=form.cleaned_data["why"])
            return redirect("record", new.id)
        except ValidationError as error:
            form.add_error(None, error)
    record_actions.see(by=by, number=number)
    shown = {"record": one, "form": form, "pairs": record_queries.decided_by_photo(by, one)}
    return render(request, "tracing/record_photo_remove.html", shown)


@opened_to(Act.SHARE_RECORDS)
def record_share(request: HttpRequest, number: int) -> HttpResponse:
    """Refer a record to another organisation, or end that."""
    by = reader(request)
    one = record_queries.own_record(by, number)
    ending = digits.read(request.POST.get("end"))
    form = Share(by, None if ending else request.POST or None)
    if request.method == "POST" and ending:
        record_actions.end_share(by=by, number=number, referral=ending)
        return redirect("record", number)
    if request.method == "POST" and form.is_valid():
        try:
            record_actions.share(by=by, number=number, **form.cleaned_data)
            return redirect("record", number)
        except ValidationError as error:
            form.add_error(None, error)
    record_actions.see(by=by, number=number)
    shown = {"record": one, "form": form, "referrals": record_queries.referrals(by, one)}
    return render(request, "tracing/record_share.html", shown)


@opened_to(Act.SEE_RECORDS)
@require_GET
def record_photo(request: HttpRequest, number: int) -> HttpResponseBase:
    """Hand out the photo."""
    try:
        content = record_actions.see_photo(by=reader(request), number=number)
    except FileNotFoundError:
        raise Http404 from None
    return StreamingHttpResponse(content, content_type="image/jpeg")
