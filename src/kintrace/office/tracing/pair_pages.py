"""Pages of pairs: the queue, one pair, what is said of it and taken back, and who is who."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from kintrace.office import digits, sheets
from kintrace.office.accounts.may import Act
from kintrace.office.accounts.models import Member
from kintrace.office.accounts.reader import reader
from kintrace.office.doors import opened_to
from kintrace.office.tracing import exports, pair_actions, pair_news, pair_queries
from kintrace.office.tracing.pair_forms import Decide, KeepFilter, Queue, Undo
from kintrace.office.tracing.pair_view import review


@opened_to(Act.SEE_RECORDS)
@require_GET
def pairs(request: HttpRequest) -> HttpResponse:
    """Show the queue, or the pairs that filters ask for."""
    by = reader(request)
    form = _queue(by, request.GET)
    asked, page = form.asked(), digits.read(request.GET.get("page"), pair_queries.LAST_PAGE) or 1
    seen = pair_news.seen(by)  # before looking makes it the newest
    found, more = pair_actions.look_through(by, asked, page)
    last = page == pair_queries.LAST_PAGE
    context = {
        "form": form,
        "asked": asked,
        "query": form.query(),
        "found": found,
        "new": {one.id for one in found if seen.is_new(one)},
        "risen": {one.id for one in found if seen.has_risen(one)},
        "page": page,
        "before": page - 1,
        "after": page + 1 if more and not last else 0,
        "most_shown": page * pair_queries.PAGE if more and last else 0,
        "counts": pair_queries.counts(by),
        "most_counted": pair_queries.MOST_COUNTED,
        "most_looked_through": pair_queries.MOST_LOOKED_THROUGH,
        "filters": pair_queries.filters(by),
        "keep": KeepFilter(),
        "elsewhere": pair_actions.look_elsewhere(by) if asked.mine else [],
        "none_left": "none-left" in request.GET,
    }
    return render(request, "tracing/pairs.html", context)


@opened_to(Act.EXPORT_RECORDS)
@require_GET
def decided_sheet(request: HttpRequest) -> HttpResponseBase:
    """Hand out what was decided as a sheet."""
    return sheets.answer(exports.take_decided(by=reader(request)), "decisions.csv")


@opened_to(Act.SEE_RECORDS)
@require_GET
def pair(request: HttpRequest, number: int) -> HttpResponse:
    """Show one pair, to be decided by those who may."""
    return _shown(request, number, Decide())


def _shown(request: HttpRequest, number: int, form: Decide, status: int = 200, **more: Any) -> HttpResponse:
    by = reader(request)
    proposal = pair_actions.look(by, number)
    context = {"form": form, "query": _query(request), **review(by, proposal), **more}
    return render(request, "tracing/pair.html", context, status=status)


@opened_to(Act.DECIDE_PAIRS)
@require_GET
def pair_next(request: HttpRequest) -> HttpResponse:
    """Go to the pair that is worth most, of those asked for, and that nobody else is looking at."""
    by, query = reader(request), _query(request)
    asked = _queue(by, QueryDict(query)).asked()
    found = pair_actions.take_next(by, digits.read(request.GET.get("after")), asked)
    if found:
        return redirect(_with(reverse("pair", args=[found]), query))
    return redirect(_with(f"{reverse('pairs')}?none-left=1", query))


def _query(request: HttpRequest) -> str:
    """Return which pairs the member goes through: in the address, or in what a form of a pair sends along."""
    said = QueryDict(request.POST.get("queue", "")) if request.method == "POST" else request.GET
    return _queue(reader(request), said).query()


def _queue(by: Member, said: QueryDict) -> Queue:
    return Queue([(one.id, one.name) for one in pair_queries.lists(by)] if said else [], said)


def _with(address: str, query: str) -> str:
    return f"{address}{'&' if '?' in address else '?'}{query}" if query else address


@opened_to(Act.DECIDE_PAIRS)
@require_POST
def decide(request: HttpRequest, number: int) -> HttpResponse:
    """Take a decision and go on; where somebody was faster, show what they said beside what was filled in."""
    by, form = reader(request), Decide(request.POST)
    pair_queries.pair(by, number)
    if not form.is_valid():
        return _shown(request, number, form, 422)
    try:
        pair_actions.decide(by=by, number=number, word=form.word())
    except pair_actions.Conflict:
        return _shown(request, number, form, 409, conflict=True)
    except ValidationError as error:
        form.add_error("note", error)
        return _shown(request, number, form, 422)
    return redirect(_with(f"{reverse('pair-next')}?after={number}", _query(request)))


@opened_to(Act.DECIDE_PAIRS)
@require_POST
def undo(request: HttpRequest, number: int) -> HttpResponse:
    """Take a decision back and show its pair as it was before."""
    by, form = reader(request), Undo(request.POST)
    proposal = pair_queries.decision(by, number).proposal_id
    if not form.is_valid():
        return _shown(request, proposal, Decide(), 422, undo_errors=form.errors.get("note"))
    try:
        pair_actions.undo(by=by, number=number, note=form.cleaned_data["note"])
    except pair_actions.Conflict:
        return _shown(request, proposal, Decide(), 409, no_longer=True)
    except ValidationError as error:
        return _shown(request, proposal, Decide(), 422, undo_errors=error.messages)
    return redirect(_with(reverse("pair", args=[proposal]), _query(request)))


@opened_to(Act.SEE_RECORDS)
@require_GET
def identity(request: HttpRequest, number: int) -> HttpResponse:
    """Show which records are one child, by whose decisions, and what contradicts that."""
    by = reader(request)
    found = pair_actions.look_at_identity(by, number)
    undoable = {
        one.id for one in found.history if one.id in found.standing and pair_queries.may_undo(by, one)
    }
    return render(request, "tracing/pair_identity.html", {"identity": found, "undoable": undoable})


@opened_to(Act.DECIDE_PAIRS)
@require_GET
def contradictions(request: HttpRequest) -> HttpResponse:
    """List the identities that contradict themselves."""
    found = pair_actions.look_at_contradictions(reader(request))
    return render(request, "tracing/pair_contradictions.html", {"found": found})


@opened_to(Act.SEE_RECORDS)
@require_POST
def filter_save(request: HttpRequest) -> HttpResponse:
    """Keep what the queue is asked for under a name."""
    by, form = reader(request), KeepFilter(request.POST)
    query = _queue(by, QueryDict(request.POST.get("query", "")))
    if form.is_valid() and query.is_valid():
        try:
            pair_actions.save_filter(by=by, name=form.cleaned_data["name"], query={"query": query.query()})
        except ValidationError as error:
            return render(request, "refused.html", {"why": error.messages[0]}, status=422)
    return redirect(f"{reverse('pairs')}?{query.query() if query.is_valid() else ''}")


@opened_to(Act.SEE_RECORDS)
@require_POST
def filter_drop(request: HttpRequest) -> HttpResponse:
    """Keep a filter no longer."""
    form = KeepFilter(request.POST)
    if form.is_valid():
        pair_actions.drop_filter(by=reader(request), name=form.cleaned_data["name"])
    return redirect("pairs")
