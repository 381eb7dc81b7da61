"""The one door through which cases leave the office: sheets, Primero, PFIF, letters, the API.

Nothing leaves that consent withholds from the recipient for the purpose, that the member's role does not
show, or that was erased. What leaves is told to the journal, case by case, in the same transaction.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.db import transaction

from kintrace.office.accounts.may import Act, require
from kintrace.office.accounts.models import Member
from kintrace.office.cases import case_queries
from kintrace.office.cases.consent import EVERYTHING, withheld
from kintrace.office.cases.may import visible_cases
from kintrace.office.cases.models import Case
from kintrace.office.exchange.facts import facts_of, loaded
from kintrace.office.journal.actions import Told, write_all
from kintrace.office.journal.models import Entry
from kintrace.office.registry.models import Child

ERASED = "erased child"
"""Act of the journal, about ("child", number): whoever erases a child writes it."""

_HIDDEN = "…"
_WORD = re.compile(r"\w{3,}")
_LEAST = 3  # letters of a withheld text that is looked for in others
_LONG_ENOUGH = 5  # letters of a name whose ending is left open


@dataclass(frozen=True, slots=True)
class Leaving:
    """One case as it leaves: what is said of it, and which fields are kept back."""

    case: Case
    facts: dict[str, str]
    withheld: frozenset[str]


@transaction.atomic
def let_out(by: Member, cases: Iterable[Case], recipient: str, purpose: str, form: str = "") -> list[Leaving]:
    """Return what leaves of each of these cases that the member sees, without those of which nothing may.

    form: how it goes ("csv", "pfif", "api" ...).
    """
    require(by, Act.EXPORT_RECORDS)
    every = loaded(cases)
    seen = set(visible_cases(by).filter(id__in=[one.pk for one in every]).values_list("id", flat=True))
    gone = erased(case.child_id for case in every)
    still = (case for case in every if case.pk in seen and case.child_id not in gone)
    leaving = [one for case in still if (one := _leaving(by, case, recipient, purpose)).facts]
    write_all(
        (
            Told(
                "exported case",
                ("case", one.case.pk),
                {
                    "child": one.case.child_id,
                    "form": form,
                    "recipient": recipient,
                    "purpose": purpose,
                    "withheld": sorted(one.withheld),
                },
            )
            for one in leaving
        ),
        by=by,
    )
    return leaving


def kept_back(by: Member, case: Case, recipient: str, purpose: str) -> frozenset[str]:
    """Return which fields would not leave; nothing leaves and nothing is told."""
    return case_queries.hidden_from(by, case) | withheld(case, recipient, purpose)


def erased(children: Iterable[int]) -> set[int]:
    """Return which of these children were erased on request or because their time was over."""
    found = Entry.objects.filter(act=ERASED, subject_kind="child", subject_id__in=list(children))
    return {number for number in found.values_list("subject_id", flat=True) if number is not None}


def is_erased(child: Child) -> bool:
    """Tell whether a child was erased."""
    return bool(erased([child.pk]))


def group(facts: Mapping[str, str], kind: str) -> Iterator[dict[str, str]]:
    """Give what the facts say of each relative, care, transfer or step, in order.

    >>> list(group({"name": "A", "care_1_kind": "kinship", "care_2_kind": "other"}, "care"))
    [{'kind': 'kinship'}, {'kind': 'other'}]
    """
    found: dict[int, dict[str, str]] = {}
    for name, text in facts.items():
        if match := re.fullmatch(rf"{kind}_(\d+)_(\w+)", name):
            found.setdefault(int(match[1]), {})[match[2]] = text
    yield from (found[number] for number in sorted(found))


def _leaving(by: Member, case: Case, recipient: str, purpose: str) -> Leaving:
    back = kept_back(by, case, recipient, purpose)
    if back >= EVERYTHING:
        return Leaving(case, {}, frozenset(EVERYTHING))
    every = facts_of(case)
    out = [one for one in every if not one.under & back]
    own = {word for one in out if one.under == {"name"} for word in _names_in(one.text)}
    secret = _pattern([one.text for one in every if one.under & back and one.telling], own)
    facts = {one.name: secret.sub(_HIDDEN, one.text) if secret and one.mixed else one.text for one in out}
    return Leaving(case, facts, back)


def _pattern(secrets: list[str], own: set[str]) -> re.Pattern[str] | None:
    """Return what finds the words of withheld facts in others: somebody may have written them into a note.

    own: words of the child's own name, where that may go: the family's name is no secret then.
    """
    whole = {re.escape(text) for text in secrets if len(text) >= _LEAST}
    words = {_in_any_case(word) for text in secrets for word in _names_in(text) if word not in own}
    every = sorted(whole | words, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(every)})(?!\w)", re.IGNORECASE) if every else None


def _names_in(text: str) -> list[str]:
    """Return the words of a text that begin with a capital, and its numbers."""
    return [word for word in _WORD.findall(text) if word[0].isupper() or word.isdecimal()]


def _in_any_case(word: str) -> str:
    """Return a pattern of a name, whatever its grammatical case.

    >>> bool(re.fullmatch(_in_any_case("Олена"), "Оленою")), bool(re.fullmatch(_in_any_case("Олена"), "Олег"))
    (True, False)
    """
    if len(word) < _LONG_ENOUGH or word.isdecimal():
        return re.escape(word)
    return re.escape(word[:-1]) + r"\w{0,3}"
