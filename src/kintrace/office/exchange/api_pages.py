"""Answer the API: find the operation, read what was asked, do it, say it as JSON."""

import json
from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied, RequestDataTooBig, ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponseBase, JsonResponse
from django.utils.translation import gettext as _

from kintrace.office import digits
from kintrace.office.accounts.may import may
from kintrace.office.doors import opened_to_programs
from kintrace.office.exchange import api_document, api_shapes
from kintrace.office.exchange.api_asking import Asking
from kintrace.office.exchange.api_doors import check, refusal, token_of
from kintrace.office.exchange.api_operations import OPERATIONS, Operation
from kintrace.office.exchange.models import Token
from kintrace.office.journal.actions import write

_LARGEST = 2**63 - 1


class Refused(Exception):
    """Nothing is done; the status and a sentence say why."""

    def __init__(self, status: int, why: str) -> None:
        """Take the status and the sentence."""
        super().__init__(why)
        self.status, self.why = status, why


def page_of(one: Operation) -> Callable[..., HttpResponseBase]:
    """Return the page that answers an operation."""

    @opened_to_programs(check)
    def answer(request: HttpRequest, number: int = 0) -> HttpResponseBase:
        try:
            return _answer(one, request, number)
        except Refused as refused:
            return refusal(refused.status, refused.why)

    return answer


@opened_to_programs(check)
def openapi(request: HttpRequest) -> JsonResponse:
    """Show the document of the API."""
    if request.method != "GET":
        return _not_allowed("GET")
    return _said(api_document.document(OPERATIONS), 200)


@opened_to_programs(check)
def nowhere(request: HttpRequest, rest: str) -> JsonResponse:
    """Say that the API knows no such address."""
    return refusal(404, _not_there())


def _answer(one: Operation, request: HttpRequest, number: int) -> JsonResponse:
    if request.method != one.method:
        return _not_allowed(one.method)
    token = token_of(request)
    for act in one.acts:
        if not may(token.member, act):
            raise Refused(403, _("This token does not allow to %(act)s.") % {"act": _(act.value)})
    if not number <= _LARGEST:
        raise Refused(404, _not_there())
    asking = _asking(one, request, token, number)
    try:
        with transaction.atomic():
            done = one.does(asking)
            write(
                "asked through the API", by=token.member, token=token.name, operation=one.name, number=number
            )
    except Http404:
        raise Refused(404, _not_there()) from None
    except PermissionDenied as denied:
        raise Refused(403, str(denied)) from None
    except ValidationError as error:
        raise Refused(400, " ".join(error.messages)) from None
    return _said(done, 201 if one.sends else 200)


def _asking(one: Operation, request: HttpRequest, token: Token, number: int) -> Asking:
    numbers = {"after": 0, "most": 50} if one.paged else {}
    known = {*numbers, *filter(None, [one.narrowed])}
    if strange := sorted(set(request.GET) - known):
        raise Refused(400, _("%(where)s is not known here.") % {"where": ascii(strange[0])[1:-1][:50]})
    for name in known & set(request.GET):
        numbers[name] = _number(request, name, 0 if name == "after" else 1)
    if numbers.get("most", 1) > api_document.MOST:
        raise Refused(400, _("At most %(most)d of a page.") % {"most": api_document.MOST})
    narrowed = {one.narrowed: numbers[one.narrowed]} if one.narrowed in numbers else {}
    sent = _sent(one, request) if one.sends else {}
    return Asking(token, number, numbers.get("after", 0), numbers.get("most", 50), narrowed, sent)


def _number(request: HttpRequest, name: str, least: int) -> int:
    said = request.GET.getlist(name)
    found = digits.read(said[0]) if len(said) == 1 else None
    if found is None or found < least:
        raise Refused(400, _("%(where)s must be a number.") % {"where": name})
    return found


def _sent(one: Operation, request: HttpRequest) -> dict[str, Any]:
    if request.content_type != "application/json":
        raise Refused(415, _("Send JSON, and say so: Content-Type: application/json."))
    try:
        sent = json.loads(request.body)
    except RequestDataTooBig:
        raise Refused(413, _("You sent more than is read.")) from None
    except (ValueError, RecursionError):
        raise Refused(400, _("What you sent is not JSON.")) from None
    if why := api_shapes.wrong(api_shapes.NAMED[one.sends], sent):
        raise Refused(400, why)
    found: dict[str, Any] = sent
    return found


def _not_there() -> str:
    return _("There is no such thing.")


def _not_allowed(method: str) -> JsonResponse:
    answer = refusal(405, _("This address knows only %(method)s.") % {"method": method})
    answer.headers["Allow"] = method
    return answer


def _said(told: dict[str, Any], status: int) -> JsonResponse:
    return JsonResponse(told, status=status, json_dumps_params={"ensure_ascii": False})
