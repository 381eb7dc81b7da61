"""Take in what Primero (CPIMS+) wrote as CSV: its cases and tracing requests as a list, its families as kin.

The file goes through the office's own import of lists, with the columns that primero.csv names. Cases are
opened only when asked, without any consent: consent is never taken over, it is asked for.
"""

import csv
import io
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from kintrace.errors import ListUnreadable
from kintrace.office.accounts.may import Act, require
from kintrace.office.accounts.models import Member
from kintrace.office.cases import code_lists, family_actions
from kintrace.office.cases.case_actions import Facts
from kintrace.office.cases.may import kept_cases
from kintrace.office.cases.models import CaseRecord, Relative
from kintrace.office.exchange.cells import plain
from kintrace.office.exchange.primero import OTHER_CAUSE, columns
from kintrace.office.jobs import actions as jobs
from kintrace.office.journal.actions import write
from kintrace.office.partial_dates import span, stored
from kintrace.office.tracing import list_actions
from kintrace.office.tracing.list_actions import Brought
from kintrace.office.tracing.models import PeopleList

WORK = "open primero cases"
AROUND = "kintrace_birth"
"""A column put before theirs where births are estimated: Primero has an estimated year as its first day."""

_ROLES = {
    "case": {"id": ["case_id_display"], "place": ["address_last"]},
    "tracing_request": {
        "id": ["tracing_request_id"],
        "place": ["location_last"],
        "relatives": ["relation_name"],
    },
}
_IDS = [roles["id"] for roles in _ROLES.values()]
_SAME = {"name": ["name"], "other_names": ["name_other"], "sex": ["sex"], "birth": [AROUND, "date_of_birth"]}
_YES = ("true", "yes", "1")
_LISTED = {
    "protection_status": code_lists.PROTECTION,
    "risk_level": code_lists.RISKS,
    "separation_cause": code_lists.CAUSES,
    "workflow": code_lists.WORKFLOWS,
}
_LARGEST_BYTES = 64 << 20


@dataclass(frozen=True, slots=True)
class Families:
    """What came of a file of families: how many relatives were noted, and the numbers that no case has.

    doubtful: numbers that several cases have, of which nothing was noted.
    """

    noted: int
    unknown: list[str]
    doubtful: list[str]


def bring(*, by: Member, what: Brought, record: str, content: bytes, open_cases: bool = False) -> PeopleList:
    """Take a CSV of Primero's cases or tracing requests in as a list, and open cases when asked."""
    require(by, Act.BRING_LISTS)
    if open_cases:
        require(by, Act.KEEP_CASES)
    rows = list(_rows(content, what.file_name))
    headers = list(rows[0]) if rows else []
    if "name" not in headers:
        raise ListUnreadable(_("This file has no column “name”: it is no CSV of Primero with ids of fields."))
    told = _with_estimates(rows) if any(_is_yes(row.get("estimated", "")) for row in rows) else content
    with transaction.atomic():
        one = list_actions.bring(by=by, what=what, file=io.BytesIO(told))
        here = {*headers, AROUND} if told is not content else {*headers}
        roles = {
            role: [name for name in names if name in here] for role, names in (_SAME | _ROLES[record]).items()
        }
        found = {role: names for role, names in roles.items() if names}
        one = list_actions.confirm_columns(by=by, number=one.pk, columns=found)
        if open_cases:
            jobs.ask(WORK, by=by, organisation=by.organisation, list=one.pk)
    return one


@transaction.atomic
def bring_families(*, by: Member, content: bytes, file_name: str = "") -> Families:
    """Note the relatives that a CSV of Primero's families names, in the cases that came under its numbers."""
    require(by, Act.KEEP_CASES)
    require(by, Act.SEE_INQUIRER)
    noted, unknown, doubtful = 0, dict[str, None](), dict[str, None]()
    bearing = _open_cases(by)
    for row in _rows(content, file_name):
        number = row.get("family_number", "")
        if not row.get("relation_name"):
            continue
        cases = bearing.get(number, set())
        if len(cases) != 1:
            (doubtful if cases else unknown)[number] = None
            continue
        (case,) = cases
        said = relative_of(row)
        known = Relative.objects.filter(case=case, ended_at__isnull=True)
        if not known.filter(name=said["name"], relation=said["relation"]).exists():
            family_actions.add_relative(by=by, number=case, **said)
            noted += 1
    write("imported families", by=by, noted=noted, unknown=len(unknown), doubtful=len(doubtful))
    return Families(noted, list(unknown), list(doubtful))


def facts_from(row: dict[str, str]) -> Facts:
    """Return what a row says of a case; ids that we do not know, and dates that are none, are left out."""
    said: dict[str, str] = {}
    for column in (*columns("case"), *columns("tracing_request")):
        text = row.get(column.field, "")
        if column.fact in Facts.__dataclass_fields__ and text and column.kind != "other-cause":
            said.setdefault(column.fact, text)
    if (
        said.get("separation_cause") == OTHER_CAUSE
        and row.get("separation_cause_other") in code_lists.OUR_CAUSES
    ):
        said["separation_cause"] = row["separation_cause_other"]
    known = {name: text for name, text in said.items() if text in _LISTED.get(name, [text])}
    if known.get("workflow") == "closed":
        del known["workflow"]
    known["separated_on"] = _day(known.get("separated_on", ""))
    known["separated_at"] = known.get("separated_at", "")[:300]
    return Facts(**known)


def care_from(row: dict[str, str]) -> dict[str, Any]:
    """Return what a row says of the care a child is in, {} when nothing that we know."""
    kind = row.get("current_care_arrangements_type", "")
    if kind not in code_lists.CARE_KINDS:
        return {}
    began = _day(row.get("current_care_arrangement_started_date", ""))
    return {"kind": kind, "caregiver": row.get("current_name_caregiver", "")[:500], "from_on": began}


def relative_of(row: dict[str, str]) -> dict[str, Any]:
    """Return what a row says of a member of a family."""
    relation = row.get("family_relationship", "")
    alive = row.get("relation_is_alive", "")
    return {
        "relation": relation if relation in code_lists.RELATIONS else "other_family",
        "name": row["relation_name"][:500],
        "is_caregiver": _is_yes(row.get("family_relation_is_caregiver", "")),
        "alive": alive if alive in code_lists.ALIVE else "",
        "telephone": row.get("relation_telephone", "")[:100],
        "where": row.get("relation_address_current", "")[:500],
        "note": row.get("relation_comments", ""),
    }


def _day(text: str) -> str:
    """Return a date as it is kept, "" where it is none.

    >>> _day("2022-03-05"), _day("05.03.2022"), _day("2022-03-05T00:00:00Z"), _day("soon")
    ('2022-03-05', '2022-03-05', '2022-03-05', '')
    """
    on = stored(text.partition("T")[0].strip())
    return on if span(on) else ""


def _rows(content: bytes, name: str) -> Iterator[dict[str, str]]:
    if len(content) > _LARGEST_BYTES:
        raise ListUnreadable(_("The file is longer than %(most)d MB.") % {"most": _LARGEST_BYTES >> 20})
    try:
        text = content.decode("utf-8-sig")
        if "\0" in text:  # no database of ours keeps it in a text
            raise csv.Error
        for row in csv.DictReader(io.StringIO(text, newline=""), strict=True):
            yield {key: plain(cell or "") for key, cell in row.items() if isinstance(key, str)}
    except (UnicodeDecodeError, csv.Error, TypeError, AttributeError):
        raise ListUnreadable(
            _("%(name)s is no CSV in UTF-8. Save it anew as “CSV UTF-8”, and bring that.")
            % {"name": name or _("The file")}
        ) from None


def _with_estimates(rows: list[dict[str, str]]) -> bytes:
    """Return the file with one column more: the years between which an estimated birth lies."""
    file = io.StringIO(newline="")
    out = csv.DictWriter(file, [AROUND, *rows[0]], extrasaction="ignore")
    out.writeheader()
    for row in rows:
        year = row.get("date_of_birth", "")[:4]
        estimated = _is_yes(row.get("estimated", "")) and year.isdecimal() and len(year) == 4
        around = f"{int(year) - 1}-01-01/{int(year) + 1}-12-31" if estimated else ""
        out.writerow({AROUND: around, **row})
    return file.getvalue().encode()


def _is_yes(text: str) -> bool:
    return text.casefold() in _YES


def _open_cases(by: Member) -> dict[str, set[int]]:
    """Return which open cases bear which number: their own, or that of the row of Primero they came with."""
    ours = kept_cases(by).filter(case_status="open")
    bearing = defaultdict[str, set[int]](set)
    for number, case in ours.values_list("number", "id"):
        bearing[number].add(case)
    rows = CaseRecord.objects.filter(current=True, case__in=ours).exclude(record__number="")
    for number, case, mapping in rows.values_list("record__number", "case", "record__list__mapping"):
        if mapping.get("id") in _IDS:
            bearing[number].add(case)
    return bearing
