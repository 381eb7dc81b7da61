"""Files that the office keeps for as long as somebody's list or record points to them."""

from collections.abc import Callable, Collection, Mapping

from kintrace.office.tracing.models import PeopleList, Record

LEFT_OUT_BY: list[Callable[[PeopleList, Mapping[int, tuple[str, str]]], set[int]]] = []
"""Say which rows of a list are not to come in, of row -> number and people as JSON; apps above add to it."""


def left_out(one: PeopleList, rows: Mapping[int, tuple[str, str]]) -> set[int]:
    """Return the numbers of the rows that are not to come in."""
    return set().union(*(asked(one, rows) for asked in LEFT_OUT_BY))


def pointed_to(some: Collection[str]) -> set[str]:
    """Return which of these files are that of a list, or the photo of a record."""
    lists = PeopleList.objects.filter(sha256__in=some).values_list("sha256", flat=True)
    return {*lists, *Record.objects.filter(photo__in=some).values_list("photo", flat=True)}


def part_with_file(one: PeopleList, *, asked: bool = True) -> str:
    """Let a list no longer point to its file, because it names somebody who was erased; its hash is noted.

    asked: somebody asked for the erasure; else the time was over for which people are kept. Returns the hash,
    for whoever then drops the file; "" when there is none.
    """
    sha256 = one.sha256
    if sha256:
        why = "whose erasure was asked for" if asked else "whose retention period is over"
        said = f"The file was removed, because it names people {why}; its SHA-256 was"
        one.sha256, one.notes = "", [*one.notes, f"{said} {sha256}."]
        one.save(update_fields=["sha256", "notes"])
    return sha256
