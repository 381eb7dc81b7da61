"""Further columns: they have no role, and are compared all the same, each under a label.

A label stands for one thing in all lists of an organisation, so its values are compared in one way. In the
mapping of a list and in the people of a record it stands as the role "other:<label>".
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kintrace.errors import MappingInvalid
from kintrace.lists.mapping import COMPARISONS, OtherColumn
from kintrace.office.tracing.models import ListState, PeopleList, Side

LONGEST_LABEL = 100
MOST_LABELS = 20
"""Labels of an organisation: the engine compares 32 fields, of which names, birth, place and so on are 12."""

HOW: dict[str, Promise] = {
    "text": gettext_lazy("words that may be misspelt"),
    "code": gettext_lazy("a number or a code"),
    "date": gettext_lazy("a date"),
    "exact": gettext_lazy("the same or not"),
}
"""How values are compared, in the reader's words."""
assert tuple(HOW) == COMPARISONS

_ROLE = "other:"


def role_of(label: str) -> str:
    """Return the role of a label in mappings and in people."""
    return _ROLE + label


def is_other(role: str) -> bool:
    """Tell whether a role is that of a label."""
    return role.startswith(_ROLE)


def label_of(role: str) -> str:
    """Return the label of a role; of another role, itself.

    >>> label_of("other:школа"), label_of("place")
    ('школа', 'place')
    """
    return role.removeprefix(_ROLE)


def tidy(text: str) -> str:
    """Return a label as it is stored: one line, and without what parts the fields of a reason.

    >>> tidy("  Школа +  клас ")
    'Школа+клас'
    """
    return " ".join(text.split()).replace(" + ", "+")[:LONGEST_LABEL].strip()


def columns_of(one: PeopleList) -> dict[str, OtherColumn]:
    """Return the further columns of a list, label -> header and how it is compared."""
    return {
        label: OtherColumn(one.mapping[role_of(label)][0], compare)
        for label, compare in (one.compared or {}).items()
    }


def in_use(organisation: int, but: int = 0) -> dict[str, str]:
    """Return the labels of an organisation's lists and how each is compared; but: a list that does not count.

    Lists that were withdrawn count: they may be brought back.
    """
    states = (ListState.IMPORTING, ListState.READY)
    lists = PeopleList.objects.filter(organisation=organisation, state__in=states).exclude(id=but)
    return dict(sorted(_labels(lists.filter(compared__isnull=False).values_list("compared", flat=True))))


def compared(organisation: int) -> dict[str, str]:
    """Return the labels that lists of both sides have, and how each is compared."""
    lists = PeopleList.objects.filter(organisation=organisation, state=ListState.READY)
    found = lists.filter(compared__isnull=False, withdrawn_at__isnull=True).order_by("id")
    said = {side: list[Any]() for side in Side}
    for side, labels in found.values_list("side", "compared"):
        said[Side(side)].append(labels)
    located = dict(_labels(said[Side.LOCATED]))
    return {label: how for label, how in _labels(said[Side.REQUESTS]) if label in located}


def settled(one: PeopleList, others: Mapping[str, OtherColumn]) -> dict[str, OtherColumn]:
    """Return the further columns of a list as they are stored; refuse what contradicts another list.

    A label in use keeps its spelling, whatever the capitals.
    """
    known = in_use(one.organisation_id, but=one.pk)
    spelt = {label.casefold(): label for label in known}
    found: dict[str, OtherColumn] = {}
    for said, other in others.items():
        plain = tidy(said)
        label = spelt.setdefault(plain.casefold(), plain)
        if not label or other.compare not in COMPARISONS:
            raise MappingInvalid(_("Give each column a label, and say how it is compared."))
        if label in found:
            raise MappingInvalid(_("Two columns cannot both be “%(label)s”.") % {"label": label})
        if known.get(label, other.compare) != other.compare:
            told = _(
                "“%(label)s” is compared as “%(how)s” in another list: choose the same, or another label."
            )
            raise MappingInvalid(told % {"label": label, "how": HOW[known[label]]})
        found[label] = other
    if len(known.keys() | found.keys()) > MOST_LABELS:
        told = _("No more than %(most)d further columns can be compared in an organisation.")
        raise MappingInvalid(told % {"most": MOST_LABELS})
    return found


def _labels(every: Iterable[Any]) -> Iterator[tuple[str, str]]:
    for labels in every:
        yield from labels.items()
