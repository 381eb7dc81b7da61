"""Every operation of the API in one table: the addresses, the document and the tests are made from it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from kintrace.office.accounts.may import Act
from kintrace.office.exchange import api_reads, api_writes
from kintrace.office.exchange.api_asking import Asking


@dataclass(frozen=True, slots=True)
class Operation:
    """One thing that a program may ask: where, which acts its token needs, what it sends and gets."""

    name: str
    method: str
    path: str
    acts: tuple[Act, ...]
    does: Callable[[Asking], dict[str, Any]]
    gets: str
    """Name of the shape of what is answered (api_shapes.NAMED)."""
    sends: str = ""
    paged: bool = False
    narrowed: str = ""
    """Name of a number by which a page may be narrowed."""

    @property
    def summary(self) -> str:
        """What it does, in a sentence."""
        return (self.does.__doc__ or "").strip()

    @property
    def of_one(self) -> bool:
        """Whether its path names one thing."""
        return "<int:number>" in self.path


_SEE, _REGISTRY, _WHERE = Act.SEE_RECORDS, Act.SEE_REGISTRY, (Act.SEE_REGISTRY, Act.SEE_FACILITY)
_CASES, _ENTER = (Act.SEE_CASES, Act.EXPORT_RECORDS), Act.ENTER_RECORDS

OPERATIONS = (
    Operation("api-cases", "GET", "cases/", _CASES, api_reads.cases, "Case", paged=True),
    Operation("api-case", "GET", "cases/<int:number>/", _CASES, api_reads.case, "Case"),
    Operation("api-children", "GET", "children/", (_REGISTRY,), api_reads.children, "Child", paged=True),
    Operation("api-child", "GET", "children/<int:number>/", (_REGISTRY,), api_reads.child, "Child"),
    Operation("api-lists", "GET", "lists/", (_SEE,), api_reads.lists, "List", paged=True),
    Operation("api-list", "GET", "lists/<int:number>/", (_SEE,), api_reads.one_list, "List"),
    Operation(
        "api-located", "POST", "located-children/", (_ENTER,), api_writes.located_child, "Made", "Entered"
    ),
    Operation("api-pairs", "GET", "pairs/", (_SEE,), api_reads.pairs, "Pair", paged=True),
    Operation("api-pair", "GET", "pairs/<int:number>/", (_SEE,), api_reads.pair, "Pair"),
    Operation("api-places", "GET", "places/", _WHERE, api_reads.places, "Place", paged=True),
    Operation(
        "api-records", "GET", "records/", (_SEE,), api_reads.records, "Record", paged=True, narrowed="list"
    ),
    Operation("api-record", "GET", "records/<int:number>/", (_SEE,), api_reads.record, "Record"),
    Operation(
        *("api-sighting", "POST", "records/<int:number>/sightings/", (_SEE, _ENTER)),
        *(api_writes.sighting, "Noted", "Sighting"),
    ),
    Operation(
        *("api-requests", "POST", "tracing-requests/", (_ENTER,)),
        *(api_writes.tracing_request, "Made", "Entered"),
    ),
    Operation(
        "api-transfers",
        "GET",
        "transfers/",
        _WHERE,
        api_reads.transfers,
        "Transfer",
        paged=True,
        narrowed="child",
    ),
)
