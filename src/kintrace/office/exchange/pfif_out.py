"""Children who may be published, as PFIF 1.4: each with a day on which it expires.

Where a child was published before and may be no longer (it was erased, consent was taken back or has ended,
the day has passed), a placeholder says so: its id and its dates, nothing else.
"""

import datetime as dt
import re
from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from kintrace import pfif
from kintrace.office.accounts.models import Member
from kintrace.office.cases.case_queries import shown_records
from kintrace.office.cases.consent import same
from kintrace.office.cases.models import Case
from kintrace.office.exchange.going_out import Leaving, is_erased, kept_back, let_out
from kintrace.office.exchange.own_ids import PUBLISHED, domain, person_id
from kintrace.office.journal.actions import Told, write_all
from kintrace.office.journal.models import Entry
from kintrace.office.tracing.models import Side

PURPOSE = "publication"
TYPE = "application/xml; charset=utf-8"
_YEARS = re.compile(r"(\d{4})(?:-\d\d-\d\d)?/(\d{4})(?:-\d\d-\d\d)?")
_BIRTH = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")
_SEXES = {"f": "female", "m": "male"}
_TEXTS = {
    Side.REQUESTS: ("information_sought", "The family of this child is looking for the child."),
    Side.LOCATED: ("believed_alive", "The family of this child is looked for."),
}


@transaction.atomic
def publish(*, by: Member, cases: Iterable[Case], recipient: str, until: dt.date) -> str:
    """Return the children of these cases who may be published to a recipient, as a PFIF file.

    They expire on a day, or earlier where consent ends earlier.
    """
    now = timezone.now()
    leaving = [one for one in let_out(by, cases, recipient, PURPOSE, "pfif") if one.facts.get("name")]
    persons = [_person(by, one, recipient, until, now) for one in leaving]
    told = (
        Told(
            PUBLISHED,
            ("case", one.case.pk),
            {"id": person.id, "recipient": recipient, "until": person.value("expiry_date")},
        )
        for one, person in zip(leaving, persons, strict=True)
    )
    gone = _placeholders(by, recipient, {person.id for person in persons}, now)
    write_all(told, by=by)
    return pfif.write(pfif.make_document([*persons, *gone]))


def _person(by: Member, one: Leaving, recipient: str, until: dt.date, now: dt.datetime) -> pfif.Person:
    facts, number = one.facts, person_id(one.case)
    asked = shown_records(one.case).filter(record__side=Side.REQUESTS).exists()
    status, text = _TEXTS[Side.REQUESTS if asked else Side.LOCATED]
    birth = facts.get("birth", "")
    when = pfif.written_time(now)
    who = by.organisation.name
    note = pfif.make_note(
        {
            "note_record_id": f"{domain()}/{one.case.organisation_id}-{one.case.number}.note",
            "person_record_id": number,
            "entry_date": when,
            "author_name": who,
            "source_date": when,
            "status": status,
            "text": text,
        }
    )
    said = {
        "person_record_id": number,
        "entry_date": when,
        "expiry_date": pfif.written_time(_ends(one.case, recipient, until)),
        "author_name": who,
        "source_name": who,
        "source_date": when,
        "full_name": facts["name"],
        "alternate_names": "\n".join(facts.get("other_names", "").split("; ")),
        "sex": _SEXES.get(facts.get("sex", ""), ""),
        "date_of_birth": birth if _BIRTH.fullmatch(birth) else "",
        "age": _age(birth, now.date()),
        "home_city": facts.get("origin", ""),
    }
    return pfif.make_person(said, [note])


def _ends(case: Case, recipient: str, until: dt.date) -> dt.datetime:
    """Return when it expires: the day asked for, or the soonest end of a consent that holds."""
    given = case.consents.filter(purpose=PURPOSE, answer="given", until_on__gte=timezone.localdate())
    to_them = (one for one in given if not one.recipient or same(one.recipient, recipient))
    days = [one.until_on for one in to_them if one.until_on]
    return dt.datetime.combine(min([until, *days]), dt.time(23, 59, 59), timezone.get_current_timezone())


def _age(birth: str, today: dt.date) -> str:
    """Return the ages that births between two years allow.

    >>> _age("2014-01-01/2016-12-31", dt.date(2026, 6, 1)), _age("2015", dt.date(2026, 6, 1))
    ('9-12', '')
    """
    found = _YEARS.fullmatch(birth)
    if not found:
        return ""
    return f"{max(today.year - int(found[2]) - 1, 0)}-{today.year - int(found[1])}"


def _placeholders(by: Member, recipient: str, still: set[str], now: dt.datetime) -> list[pfif.Person]:
    told = Entry.objects.filter(act=PUBLISHED, organisation=by.organisation).order_by("number")
    to_them = (entry for entry in told.iterator() if same(entry.details["recipient"], recipient))
    last = {entry.details["id"]: entry for entry in to_them}
    return [
        pfif.placeholder(pfif.make_person({"person_record_id": number}), now)
        for number, entry in last.items()
        if number not in still and _is_over(by, entry, recipient, now)
    ]


def _is_over(by: Member, entry: Entry, recipient: str, now: dt.datetime) -> bool:
    """Tell whether what was published may be published no longer, or its day has passed."""
    case = Case.objects.select_related("child").filter(pk=entry.subject_id or 0).first()
    ends = pfif.read_time(str(entry.details["until"]))
    if case is None or ends is None or ends <= now or is_erased(case.child):
        return True
    return "name" in kept_back(by, case, recipient, PURPOSE)
