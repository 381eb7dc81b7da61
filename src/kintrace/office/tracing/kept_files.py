"""Files that the office keeps for as long as somebody's list or record points to them."""

from collections.abc import Callable, Mapping

from kintrace.office.tracing.models import PeopleList, Record

LEFT_OUT_BY: list[Callable[[PeopleList, Mapping[int, tuple[str, str]]], set[int]]] = []
"""Say which rows of a list are not to come in, of row -> number and people as JSON; apps above add to it."""


def left_out(one: PeopleList, rows: Mapping[int, tuple[str, str]]) -> set[int]:
    """Return the numbers of the rows that are not to come in."""
    return set().union(*(asked(one, rows) for asked in LEFT_OUT_BY))


def is_pointed_to(sha256: str) -> bool:
    """Tell whether a file is that of a list, or the photo of a record."""
    return any(
        kind.objects.filter(**{field: sha256}).exists()
        for kind, field in ((PeopleList, "sha256"), (Record, "photo"))
    )


def part_with_file(one: PeopleList) -> str:
    """Let a list no longer point to its file, because it names somebody who was erased; its hash is noted.

    Returns the hash, for whoever then drops the file; "" when there is none.
    """
    sha256 = one.sha256
    if sha256:
        said = "The file was removed, because it names people whose erasure was asked for; its SHA-256 was"
        one.sha256, one.notes = "", [*one.notes, f"{said} {sha256}."]
        one.save(update_fields=["sha256", "notes"])
    return sha256
