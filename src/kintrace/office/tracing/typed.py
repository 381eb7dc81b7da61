"""What is typed of a person, field by field: what each is called, and how it is read."""

from django.utils.translation import gettext_lazy as _

from kintrace.names import dates

NAMES = ("name", "name_2", "name_3")
ESTIMATED = "estimated"

LABELS = {
    "name": _("name"),
    "name_from": _("where the name is from"),
    "name_2": _("another name"),
    "name_2_from": _("where the other name is from"),
    "name_3": _("a third name"),
    "name_3_from": _("where the third name is from"),
    "sex": _("sex"),
    "birth": _("birth"),
    "birth_kind": _("how sure the birth is"),
    "birth_from": _("where the birth is from"),
    "place": _("place of origin"),
    "mother": _("mother"),
    "father": _("father"),
    "facility": _("where the child was recorded"),
    "document": _("documents"),
    "inquirer": _("inquirer"),
    "inquirer_relation": _("who the inquirer is to the child"),
    "inquirer_contact": _("how to reach the inquirer"),
    "family": _("other family members"),
    "consent": _("legal basis"),
}

COLUMNS: dict[str, list[str]] = {
    "name": ["name"],
    "other_names": ["name_2", "name_3"],
    "sex": ["sex"],
    "birth": ["birth"],
    "place": ["place"],
    "mother": ["mother"],
    "father": ["father"],
    "relatives": ["family"],
    "facility": ["facility"],
    "document": ["document"],
}
"""Role of the people table -> what is typed for it: the mapping of a list that is entered by hand."""

UNREAD = tuple(field for field in LABELS if field not in {one for said in COLUMNS.values() for one in said})
"""What is typed and plays no part in comparing: who asks, by what right, where names and births are from."""

_JOINED_BY = {"other_names": "; "}


def birth_of(text: str, kind: str = "") -> tuple[str, str]:
    """Return a birth that was typed as EDTF, or "" and why it cannot be read.

    >>> birth_of("07.03.2015"), birth_of("2015", "estimated")
    (('2015-03-07', ''), ('2014-01-01/2016-12-31', ''))
    """
    said = " ".join(text.split())
    if not said:
        return "", ""
    reading = dates.read(f"близько {said}" if kind == ESTIMATED else said)
    if kind == ESTIMATED and not reading.edtf:
        reading = dates.read(said)
    return reading.edtf, reading.why


def people_of(typed: dict[str, str]) -> dict[str, str]:
    """Return what was typed as the roles of the people table, without what is empty."""
    people: dict[str, str] = {}
    for role, fields in COLUMNS.items():
        said = [" ".join(typed.get(field, "").split()) for field in fields]
        people[role] = _JOINED_BY.get(role, " ").join(filter(None, said))
    people["birth"] = birth_of(typed.get("birth", ""), typed.get("birth_kind", ""))[0]
    return {role: value for role, value in people.items() if value}
