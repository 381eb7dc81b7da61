"""Run the engine over an organisation's records and propose the pairs it finds.

A pair is of two people, so it follows their corrected records, and what was decided stays with it. Nothing
here touches decisions; the figures of a pair are the engine's, its verdict is the members'.
"""

import time
from collections.abc import Collection, Iterator
from importlib.metadata import version
from itertools import islice
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from django.db import transaction
from django.db.models import Q

from kintrace import linkage, names
from kintrace.errors import ListUnreadable
from kintrace.office.accounts.models import Organisation
from kintrace.office.jobs.models import Job
from kintrace.office.jobs.work import Tell
from kintrace.office.journal.actions import write
from kintrace.office.tracing import other_columns, pair_news
from kintrace.office.tracing.may import all_records, withdrawn_lists
from kintrace.office.tracing.models import Proposal, Record, Run, Side
from kintrace.office.tracing.other_columns import is_other, role_of
from kintrace.office.tracing.pair_holding import hold_pairs
from kintrace.office.tracing.pair_standing import settle
from kintrace.office.tracing.pair_value import value
from kintrace.trace.summary import as_row

WORTH_PROPOSING = 0.05
"""Pairs below this probability are not shown to anybody."""

_CHUNK = 20_000
_PAIRS = 1_000
_SAMPLE = 2_000
_FIGURES = ["run", "weight_bits", "probability", "assigned", "reasons", "stands", "value"]
_KEYS = ["row", "facts"]
_NOBODY = pa.table({"row": pa.array([], pa.int64()), "facts": pa.array([], pa.string())})


def run(job: Job, tell: Tell) -> str:
    """Propose the pairs of an organisation; return how many there are."""
    start = time.perf_counter()
    tell("read values", 0.0)
    gone = withdrawn_lists(job.organisation_id)
    compared = other_columns.compared(job.organisation_id)
    left, right = (_people(job.organisation, side, compared) for side in (Side.REQUESTS, Side.LOCATED))
    linked = _link(left, right, compared, tell)
    keys = left.select(_KEYS), right.select(_KEYS)
    del left, right
    tell("store", 0.0)
    with transaction.atomic():
        counts = _store(job, linked, keys, gone)
        counts["seconds"] = round(time.perf_counter() - start, 3)
        write("matched", by=job.by, organisation=job.organisation, about=("run", counts["run"]), **counts)
    return f"Pairs proposed: {counts['proposed']:,}; new: {counts['new']:,}."


def _people(organisation: Organisation, side: Side, compared: Collection[str]) -> pa.Table:
    """Return the people table of one side; `row` is the record's id.

    compared: the labels of further columns that are compared; others are left out.
    """
    unused = {"id", *_KEYS}
    labelled = set(map(role_of, compared))
    current = all_records().filter(organisation=organisation, side=side, current=True).order_by("id")
    rows = current.values_list("id", "people", "facts").iterator(chunk_size=_CHUNK)
    tables = []
    while chunk := list(islice(rows, _CHUNK)):
        said = [people for _id, people, _facts in chunk]
        roles = sorted({role for people in said for role in people} - unused)
        roles = [role for role in roles if not is_other(role) or role in labelled]
        columns = {role: pa.array([people.get(role) for people in said], pa.string()) for role in roles}
        keys = {
            "row": pa.array([key for key, *_ in chunk]),
            "facts": pa.array([facts for *_, facts in chunk]),
        }
        tables.append(pa.table({**keys, **columns}))
    return pa.concat_tables(tables, promote_options="default").combine_chunks() if tables else _NOBODY


def _link(left: pa.Table, right: pa.Table, compared: dict[str, str], tell: Tell) -> linkage.Linked | None:
    """Return what the engine finds; None while one side has nobody. Raises ListUnreadable."""
    if not left.num_rows or not right.num_rows:
        return None
    fields = linkage.choose_fields(left, right, compared)
    if not fields:
        raise ListUnreadable(
            "The tracing requests and the located children have no column in common that can be compared. "
            "Bring a list again and say which of its columns is the name."
        )
    sample: list[str] = []
    for column in ("name", "given_name"):
        for table in (left, right):
            if column in table.column_names:
                sample += map(str, pc.drop_null(table[column].slice(0, _SAMPLE)).to_pylist())
    return linkage.link(left, right, fields, linkage.Settings(names.is_east_slavic(sample)), tell)


def _store(
    job: Job, linked: linkage.Linked | None, keys: tuple[pa.Table, pa.Table], gone: frozenset[int]
) -> dict[str, Any]:
    """Write the run and its pairs; return what the journal says of it.

    gone: the lists that were withdrawn when it began. Pairs of these, and of those withdrawn since, are left
    as they were; so is, until the next run, whoever was corrected or erased since.
    """
    organisation = job.organisation
    hold_pairs(organisation.pk)
    now_gone = withdrawn_lists(organisation.pk)
    run = Run.objects.create(
        organisation=organisation, engine=f"kintrace {version('kintrace')}", record=_record(linked, keys)
    )
    moved = _follow(organisation, _corrections(organisation))
    before = Proposal.objects.filter(organisation=organisation).count()
    proposed = 0
    if linked:
        for chunk in _proposals(run, linked, keys):
            Proposal.objects.bulk_create(
                chunk, update_conflicts=True, unique_fields=["left", "right"], update_fields=_FIGURES
            )
            proposed += len(chunk)
    all_pairs = Proposal.objects.filter(organisation=organisation)
    untouched = Q(run=run) | _of_lists(gone | now_gone)
    unproposed = all_pairs.filter(stands=True, verdict="").exclude(untouched)
    no_longer = unproposed.update(stands=False, value=0.0, told_bits=None)
    new = all_pairs.count() - before
    counts = {"run": run.id, "proposed": proposed, "new": new, "no_longer": no_longer, "moved": moved}
    return counts | {"told": pair_news.tell(run)}


def _of_lists(lists: frozenset[int]) -> Q:
    return Q(left__list__in=lists) | Q(right__list__in=lists) if lists else Q(pk__in=[])


def _record(linked: linkage.Linked | None, keys: tuple[pa.Table, pa.Table]) -> dict[str, Any]:
    plain: dict[str, Any] = {"records": [table.num_rows for table in keys]}
    if linked:
        learned = linked.learned
        plain |= {
            "pairs_scored": linked.found.scored,
            "pairs_kept": len(linked.chosen.left),
            "expected_true": round(learned.expected_true, 1),
            "prior_bits": round(learned.prior_bits, 4),
            "fields": [field.name for field in linked.encoded.fields],
            "rules": [str(rule) for rule in linked.rules],
            "seconds": linked.seconds,
        }
    return plain


def _proposals(run: Run, linked: linkage.Linked, keys: tuple[pa.Table, pa.Table]) -> Iterator[list[Proposal]]:
    """Return the pairs worth proposing of records that still stand, best first, some at a time, with reasons.

    A record may have been corrected, erased, or withdrawn with its list while the engine ran.
    """
    chosen = linked.chosen
    kept = np.flatnonzero(chosen.probability >= WORTH_PROPOSING)
    for start in range(0, len(kept), _PAIRS):
        at = kept[start : start + _PAIRS]
        both = (chosen.left[at], chosen.right[at])
        left, right = (table.take(places).to_pylist() for table, places in zip(keys, both, strict=True))
        asked = {one["row"] for one in (*left, *right)}
        stand = set(all_records().filter(id__in=asked, current=True).values_list("id", flat=True))
        why = linkage.explain(linked, *both)
        yield [
            Proposal(
                organisation_id=run.organisation_id,
                left_id=left[k]["row"],
                right_id=right[k]["row"],
                run=run,
                weight_bits=float(chosen.weight[pair]),
                probability=float(chosen.probability[pair]),
                assigned=bool(chosen.assigned[pair]),
                reasons=[as_row(reason) for reason in why[k]],
                facts=f"{left[k]['facts']}:{right[k]['facts']}",
                stands=True,
                value=value(float(chosen.probability[pair]), bool(chosen.assigned[pair])),
            )
            for k, pair in enumerate(at)
            if {left[k]["row"], right[k]["row"]} <= stand
        ]


def _corrections(organisation: Organisation) -> dict[int, int]:
    """Return the records that were corrected, each with the one that replaces it."""
    corrected = Record.objects.filter(organisation=organisation, replaces__isnull=False)
    return {old: new for old, new in corrected.values_list("replaces_id", "id") if old}


def _follow(organisation: Organisation, after: dict[int, int]) -> int:
    """Let pairs follow their corrected records; what was decided on other facts is looked at again."""
    old = Proposal.objects.filter(Q(left__current=False) | Q(right__current=False), organisation=organisation)
    moved = 0
    for proposal in old.select_related("organisation").order_by("id") if after else ():
        left, right = (_latest(key, after) for key in (proposal.left_id, proposal.right_id))
        if (left, right) != (proposal.left_id, proposal.right_id):
            _move(proposal, left, right)
            moved += 1
    return moved


def _latest(key: int, after: dict[int, int]) -> int:
    while key in after:
        key = after[key]
    return key


def _move(proposal: Proposal, left: int, right: int) -> None:
    facts = dict(Record.objects.filter(id__in=(left, right)).values_list("id", "facts"))
    proposal.left_id, proposal.right_id = left, right
    proposal.facts = f"{facts[left]}:{facts[right]}"
    proposal.save(update_fields=["left", "right", "facts"])
    before = proposal.verdict
    settle(proposal)
    if before and not proposal.verdict:
        proposal.told_bits = None
        proposal.save(update_fields=["told_bits"])
