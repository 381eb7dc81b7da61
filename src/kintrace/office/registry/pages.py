"""Pages of children: the list, one child, entry, change, photo, and the map of transfers."""

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from kintrace.office import digits
from kintrace.office.accounts.may import Act
from kintrace.office.accounts.reader import reader
from kintrace.office.doors import opened_to
from kintrace.office.journal.queries import who_looked
from kintrace.office.registry import actions, flows, forms, photo_actions, pictures, queries
from kintrace.office.registry.addresses import following
from kintrace.office.registry.may import sees_where


@opened_to(Act.SEE_REGISTRY)
@require_safe
def children(request: HttpRequest) -> HttpResponse:
    """List children, the last entered first, or the likest to a name."""
    by = reader(request)
    form = forms.Children(by, request.GET)
    asked = form.asked()
    found = queries.children(by, asked)
    actions.see_children(by=by, shown=len(found.shown), length=len(asked.name))
    shown = {
        "form": form,
        "children": found.shown,
        "more": following(request, "before", found.then),
        "cut": found.cut,
    }
    return render(request, "registry/children.html", shown)


@opened_to(Act.SEE_REGISTRY)
@require_safe
def child(request: HttpRequest, number: int) -> HttpResponse:
    """Show a child: facts, what happened to them, and who looked."""
    by = reader(request)
    one = queries.child_seen(by, number)
    actions.see_child(by=by, number=number)
    life, before = queries.life(by, one), digits.read(request.GET.get("looked"))
    shown = {
        "child": one,
        "life": life,
        "sees_where": sees_where(by),
        "picture": pictures.timeline(life.stays),
        "looked": who_looked(by, "child", one.id, owned=True, before=before),
        "versions": one.versions.select_related("by").order_by("-id"),
    }
    return render(request, "registry/child.html", shown)


@opened_to(Act.KEEP_REGISTRY)
def child_new(request: HttpRequest) -> HttpResponse:
    """Enter a child."""
    form = forms.ChildForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            return redirect("child", actions.add_child(by=reader(request), said=form.said()).id)
        except ValidationError as error:
            form.add_error(None, error)
    return render(request, "registry/child_new.html", {"form": form})


@opened_to(Act.KEEP_REGISTRY)
def child_change(request: HttpRequest, number: int) -> HttpResponse:
    """Put right what is said of a child."""
    by = reader(request)
    one = queries.child_seen(by, number)
    now = {name: getattr(one, name) for name in forms.ChildForm.base_fields}
    form = forms.ChildChange(request.POST or None, initial=now)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_child(by=by, number=number, said=form.said(), why=form.cleaned_data["why"])
            return redirect("child", number)
        except ValidationError as error:
            form.add_error(None, error)
    actions.see_child(by=by, number=number)
    return render(request, "registry/child_change.html", {"form": form, "child": one})


@opened_to(Act.SEE_REGISTRY)
@require_safe
def child_photo(request: HttpRequest, number: int) -> HttpResponseBase:
    """Hand out the photo."""
    try:
        content = photo_actions.see_photo(by=reader(request), number=number)
    except FileNotFoundError:
        raise Http404 from None
    return StreamingHttpResponse(content, content_type="image/jpeg")


@opened_to(Act.KEEP_REGISTRY)
def child_photo_change(request: HttpRequest, number: int) -> HttpResponse:
    """Put a photo of a child, or take it off."""
    by = reader(request)
    one = queries.child_seen(by, number)
    off = "off" in request.POST
    posted = request.POST or None
    put = forms.PhotoForm(None if off else posted, request.FILES or None)
    withdraw = forms.Withdrawal(posted if off else None, prefix="off")
    form = withdraw if off else put
    if request.method == "POST" and form.is_valid():
        try:
            if off:
                photo_actions.take_off_photo(by=by, number=number, why=form.cleaned_data["why"])
            else:
                photo_actions.put_photo(by=by, number=number, **form.cleaned_data)
            return redirect("child", number)
        except ValidationError as error:
            form.add_error(None, error)
    actions.see_child(by=by, number=number)
    return render(request, "registry/child_photo.html", {"form": put, "withdraw": withdraw, "child": one})


@opened_to(Act.SEE_FACILITY)
@require_safe
def transfers_map(request: HttpRequest) -> HttpResponse:
    """Show how many transfers led from where to where: a map, and the same as a table."""
    by = reader(request)
    form = forms.Flows(by, request.GET)
    form.full_clean()
    said = form.cleaned_data
    found = flows.flows(by, said.get("programme"), said.get("year", ""))
    actions.see_map(by=by)
    shown = {"form": form, "flows": found, "picture": pictures.flow_map(found)}
    return render(request, "registry/map.html", shown | {"most": len(found) == flows.MOST_FLOWS})
