"""Files that the office keeps for as long as somebody's list or record points to them."""

from collections.abc import Collection
from functools import partial

from django.db import transaction

from kintrace.office import files
from kintrace.office.jobs.models import State
from kintrace.office.tracing.models import ListState, PeopleList, Record


def pointed_to(some: Collection[str]) -> set[str]:
    """Return which of these files are that of a list, or the photo of a record."""
    lists = PeopleList.objects.filter(sha256__in=some).values_list("sha256", flat=True)
    return {*lists, *Record.objects.filter(photo__in=some).values_list("photo", flat=True)}


def part_with_file(one: PeopleList, *, asked: bool = True) -> str:
    """Let a list no longer point to its file, because it names somebody who was erased; its hash is noted.

    asked: somebody asked for the erasure; else the time was over for which people are kept. Returns the hash,
    for whoever then drops the file; "" when there is none.
    """
    why = "whose erasure was asked for" if asked else "whose retention period is over"
    return _part(one, f"it names people {why}")


def part_with_expired(one: PeopleList) -> str:
    """Let a list no longer point to its file, because it names people whose records have expired."""
    return _part(one, "it names people whose records have expired")


def give_up_file(one: PeopleList) -> None:
    """Let a list go without its file if it was cancelled and nobody imports it again."""
    with transaction.atomic():
        cancelled = PeopleList.objects.filter(id=one.pk, state=ListState.CANCELLED, job=one.job_id)
        still = cancelled.select_for_update(no_key=True).first()
        if still and (sha256 := _part(still, "the list was cancelled")):
            transaction.on_commit(partial(files.drop_if_nobodys, sha256))


def give_up_cancelled() -> None:
    """Let lists whose import was cancelled go without their files, where its worker died before it did."""
    left = PeopleList.objects.filter(state=ListState.IMPORTING, job__state=State.CANCELLED)
    left.update(state=ListState.CANCELLED)
    for one in PeopleList.objects.filter(state=ListState.CANCELLED).exclude(sha256=""):
        give_up_file(one)


def _part(one: PeopleList, why: str) -> str:
    sha256 = one.sha256
    if sha256:
        said = f"The file was removed, because {why}; its SHA-256 was {sha256}."
        one.sha256, one.notes = "", [*one.notes, said]
        one.save(update_fields=["sha256", "notes"])
    return sha256
