"""Pages of what is around a child: family, siblings, care, consent, tasks, and where the case goes."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from kintrace.office import digits
from kintrace.office.accounts.may import Act
from kintrace.office.accounts.reader import reader
from kintrace.office.cases import case_actions, case_queries, family_actions, forms, move_actions
from kintrace.office.doors import opened_to


def _filled(
    request: HttpRequest, number: int, title: str, form: Form, store: Callable[[dict[str, Any]], object]
) -> HttpResponse:
    """Show a form of a case; when it is filled in rightly, store it and show the case."""
    return _filled_of(request, case_queries.own_case(reader(request), number), title, form, store)


def _filled_of(
    request: HttpRequest, one: Any, title: str, form: Form, store: Callable[[dict[str, Any]], object]
) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        try:
            store(form.cleaned_data)
            return redirect("case", one.pk)
        except ValidationError as error:
            form.add_error(None, error)
    return render(request, "cases/form.html", {"form": form, "title": title, "case": one})


def _ending(request: HttpRequest) -> int:
    """Return which of several is to end, 0 for none."""
    return digits.read(request.POST.get("end")) or 0


def _ended(request: HttpRequest, number: int, end: Callable[[], object]) -> HttpResponse:
    """End or reopen something of a case, and show the case; a closed one says why nothing was done."""
    try:
        end()
    except ValidationError as error:
        messages.error(request, error.messages[0])
    return redirect("case", number)


@opened_to(Act.KEEP_CASES)
def relative(request: HttpRequest, number: int) -> HttpResponse:
    """Note somebody of the family, or end that."""
    by, ending = reader(request), _ending(request)
    form = forms.RelativeForm(None if ending else request.POST or None)
    if request.method == "POST" and ending:
        return _ended(
            request, number, lambda: family_actions.end_relative(by=by, number=number, relative=ending)
        )

    def store(said: dict[str, Any]) -> object:
        return family_actions.add_relative(by=by, number=number, **said)

    return _filled(request, number, _("Note a relative"), form, store)


@opened_to(Act.KEEP_CASES)
def sibling(request: HttpRequest, number: int) -> HttpResponse:
    """Link the case of a brother or sister, or end that."""
    by, ending = reader(request), _ending(request)
    if request.method == "POST" and ending:
        return _ended(request, number, lambda: family_actions.end_sibling(by=by, number=number, link=ending))

    def store(said: dict[str, Any]) -> object:
        return family_actions.link_sibling(by=by, number=number, **said)

    form = forms.SiblingForm(request.POST or None)
    return _filled(request, number, _("Link a brother or sister"), form, store)


@opened_to(Act.KEEP_CASES)
def care(request: HttpRequest, number: int) -> HttpResponse:
    """Note who cares for the child from now on."""
    by = reader(request)

    def store(said: dict[str, Any]) -> object:
        return family_actions.begin_care(by=by, number=number, **said)

    return _filled(request, number, _("Note new care"), forms.CareForm(by, request.POST or None), store)


@opened_to(Act.KEEP_CASES)
def care_mistake(request: HttpRequest, number: int) -> HttpResponse:
    """Say that care was noted by mistake, and why; what was before goes on."""
    by = reader(request)

    def store(said: dict[str, Any]) -> object:
        return family_actions.take_back_care(by=by, number=number, **said)

    one, form = case_queries.care_seen(by, number).case, forms.Why(request.POST or None)
    return _filled_of(request, one, _("This care was noted by mistake"), form, store)


@opened_to(Act.KEEP_CASES)
def consent(request: HttpRequest, number: int) -> HttpResponse:
    """Note a consent, a refusal or a withdrawal."""
    by = reader(request)

    def store(said: dict[str, Any]) -> object:
        return family_actions.note_consent(by=by, number=number, **said)

    form = forms.ConsentForm(request.POST or None)
    return _filled_of(request, case_queries.consent_case(by, number), _("Note a consent"), form, store)


@opened_to(Act.KEEP_CASES)
def task(request: HttpRequest, number: int) -> HttpResponse:
    """Give somebody something to do."""
    by = reader(request)

    def store(said: dict[str, Any]) -> object:
        return family_actions.add_task(by=by, number=number, **said)

    return _filled(request, number, _("Add a task"), forms.TaskForm(by, request.POST or None), store)


@opened_to(Act.MOVE_CASES)
def assign(request: HttpRequest, number: int) -> HttpResponse:
    """Give a case to another member."""
    by = reader(request)

    def store(said: dict[str, Any]) -> object:
        return move_actions.assign(by=by, number=number, **said)

    return _filled(request, number, _("Assign the case"), forms.AssignForm(by, request.POST or None), store)


@opened_to(Act.MOVE_CASES)
def send(request: HttpRequest, number: int) -> HttpResponse:
    """Refer or transfer a case to another organisation."""
    by = reader(request)
    form = forms.SendForm(by, request.POST or None)

    def store(_said: dict[str, Any]) -> object:
        return move_actions.send(by=by, number=number, sending=form.sending())

    return _filled(request, number, _("Refer or transfer the case"), form, store)


@opened_to(Act.MOVE_CASES)
@require_POST
def move_answer(request: HttpRequest, number: int) -> HttpResponse:
    """Accept or reject what another organisation sent."""
    by, form = reader(request), forms.Answer(request.POST)
    case_queries.move_waiting(by, number)
    if not form.is_valid():
        return render(request, "refused.html", {"why": _("Accept or reject it.")}, status=422)
    move_actions.answer(by=by, number=number, **form.cleaned_data)
    return redirect("cases")


@opened_to(Act.MOVE_CASES)
@require_POST
def move_revoke(request: HttpRequest, number: int) -> HttpResponse:
    """Take back what was sent."""
    return redirect("case", move_actions.revoke(by=reader(request), number=number).case_id)


@opened_to(Act.SEE_CASES)
@require_GET
def tasks(request: HttpRequest) -> HttpResponse:
    """Show what is to be done, the soonest due first."""
    by = reader(request)
    mine, overdue = request.GET.get("whose") != "all", request.GET.get("due") == "overdue"
    found = list(case_queries.tasks(by, mine=mine, overdue=overdue)[: case_queries.PAGE])
    case_actions.tell_list(by=by, cases=sorted({one.case_id for one in found}))
    today = timezone.localdate()
    rows = [
        {"task": one, "overdue": one.is_overdue(today), "name": case_queries.name_for(by, one.case)}
        for one in found
    ]
    return render(request, "cases/tasks.html", {"rows": rows, "mine": mine, "overdue": overdue})


@opened_to(Act.SEE_CASES)
@require_POST
def task_done(request: HttpRequest, number: int) -> HttpResponse:
    """Say that a task is done."""
    family_actions.finish_task(by=reader(request), number=number)
    return redirect("tasks")


@opened_to(Act.SEE_CASES)
@require_POST
def task_reopen(request: HttpRequest, number: int) -> HttpResponse:
    """Say that a task is still to be done."""
    by = reader(request)
    one = case_queries.task_seen(by, number).case_id
    return _ended(request, one, lambda: family_actions.reopen_task(by=by, number=number))


@opened_to(Act.SEE_CASES)
def task_cancel(request: HttpRequest, number: int) -> HttpResponse:
    """Cancel a task, and say why."""
    by, form = reader(request), forms.Why(request.POST or None)
    one = case_queries.task_seen(by, number)
    if request.method == "POST" and form.is_valid():
        try:
            family_actions.cancel_task(by=by, number=number, **form.cleaned_data)
            return redirect("tasks")
        except ValidationError as error:
            form.add_error(None, error)
    title = _("Cancel the task: %(task)s") % {"task": one.get_kind_display()}
    return render(request, "cases/form.html", {"form": form, "title": title, "case": one.case})
