"""Pages of what goes out: what will be withheld is shown before anything leaves."""

from typing import Any

from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header

from kintrace.office.accounts.may import Act
from kintrace.office.accounts.reader import reader
from kintrace.office.cases import case_queries, code_lists
from kintrace.office.doors import opened_to
from kintrace.office.exchange import exports, letters
from kintrace.office.exchange.forms import LetterForm, Out, PosterForm
from kintrace.office.exchange.going_out import kept_back

_PDF = "application/pdf"


@opened_to(Act.EXPORT_RECORDS)
def out(request: HttpRequest) -> HttpResponseBase:
    """Ask what goes out, show what would be withheld, hand the file out."""
    by, form = reader(request), Out(request.POST or None)
    shown: dict[str, Any] = {"form": form}
    if request.method == "POST" and form.is_valid():
        asked = form.asked()
        try:
            if "take" in request.POST:
                return _file(exports.take(by=by, asked=asked))
            found = exports.preview(by, asked)
            withheld = [(code_lists.FIELDS[field], count) for field, count in found.withheld.items()]
            shown |= {"preview": found, "withheld": withheld}
        except ValidationError as error:
            form.add_error(None, error)
    return render(request, "exchange/out.html", shown)


@opened_to(Act.EXPORT_RECORDS)
def letter(request: HttpRequest, number: int) -> HttpResponseBase:
    """Write a tracing letter."""
    form = LetterForm(request.POST or None)

    def made() -> bytes:
        return letters.write_letter(by=reader(request), number=number, letter=form.letter())

    return _paper(request, number, ("letter", "tracing"), form, made)


@opened_to(Act.EXPORT_RECORDS)
def poster(request: HttpRequest, number: int) -> HttpResponseBase:
    """Make a poster."""
    form = PosterForm(request.POST or None)

    def made() -> bytes:
        return letters.make_poster(by=reader(request), number=number, poster=form.poster())

    return _paper(request, number, ("poster", "publication"), form, made)


def _paper(
    request: HttpRequest, number: int, kind: tuple[str, str], form: Form, made: Any
) -> HttpResponseBase:
    by = reader(request)
    case = case_queries.own_case(by, number)
    name, purpose = kind
    shown: dict[str, Any] = {"form": form, "case": case, "kind": name}
    if request.method == "POST" and form.is_valid():
        try:
            if "take" in request.POST:
                return _file(exports.Taken(iter([made()]), _PDF, f"{name}-{case.number}.pdf"))
            back = kept_back(by, case, form.cleaned_data["recipient"], purpose)
            shown |= {
                "looked": True,
                "withheld": [code_lists.FIELDS[one] for one in code_lists.FIELDS if one in back],
            }
        except ValidationError as error:
            form.add_error(None, error)
    return render(request, "exchange/paper.html", shown)


def _file(taken: exports.Taken) -> HttpResponse | StreamingHttpResponse:
    response = StreamingHttpResponse(taken.content, content_type=taken.kind)
    response.headers["Content-Disposition"] = content_disposition_header(True, taken.name)
    return response
