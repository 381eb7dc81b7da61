"""Under which fields of consent falls what a case says: one table for its page and for what goes out."""

from kintrace.office.cases.steps import Kind

_OF_STEP = {
    Kind.LOCATED: "facility",
    Kind.RELATIONSHIP_CHECKED: "relatives",
    Kind.BIA_RECORDED: "interests",
    Kind.BID_RECORDED: "interests",
    Kind.VIEW_RECORDED: "wishes",
    Kind.REUNIFIED: "facility",
    Kind.RETURN_ENDED: "facility",
}
_OF_SAID = {
    "where": "facility",
    "with_whom": "relatives",
    "whom": "relatives",
    "heard_by": "wishes",
    "weighed": "wishes",
    "child_says": "wishes",
}

TELLING = frozenset(
    {"name", "origin", "facility", "care", "relatives", "inquirer", "separation", "wishes", "interests"}
)
"""Fields whose words somebody may have written into a note, where another field is told of."""


def fields_of_step(kind: str) -> frozenset[str]:
    """Return all the fields under which falls what a step came to, and its note."""
    return frozenset({"steps", _OF_STEP.get(Kind(kind), "steps")})


def fields_of_said(kind: str, name: str) -> frozenset[str]:
    """Return all the fields under which falls one thing that a step says.

    >>> sorted(fields_of_said("return_agreed", "weighed"))
    ['steps', 'wishes']
    """
    return fields_of_step(kind) | {_OF_SAID.get(name, "steps")}
