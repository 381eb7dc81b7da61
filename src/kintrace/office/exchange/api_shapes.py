"""How things look in the API, as JSON schemas: the document shows them, what is sent is held against them."""

from typing import Any

from django.utils.translation import gettext as _

from kintrace.office.cases.code_lists import FIELDS

Shape = dict[str, Any]


def text(longest: int = 0, shortest: int = 0, **more: Any) -> Shape:
    """A text, of at most so many characters if a number is given."""
    bounds = {"maxLength": longest} if longest else {}
    return {"type": "string"} | bounds | ({"minLength": shortest} if shortest else {}) | more


def thing(required: Shape, optional: Shape | None = None) -> Shape:
    """A thing with these fields and no others."""
    fields = required | (optional or {})
    return {
        "type": "object",
        "properties": fields,
        "required": sorted(required),
        "additionalProperties": False,
    }


def or_null(shape: Shape) -> Shape:
    """The same, or null."""
    return shape | {"type": [shape["type"], "null"]}


NUMBER: Shape = {"type": "integer", "minimum": 1}
COUNT: Shape = {"type": "integer"}
YES_NO: Shape = {"type": "boolean"}
DECIMAL: Shape = {"type": "number"}
WORDS: Shape = {"type": "object", "additionalProperties": {"type": "string"}}
KEPT_BACK: Shape = {
    "type": "array",
    "items": text(enum=sorted(FIELDS)),
    "description": "What consent keeps back from the token's recipient; these fields are empty or not there.",
}

LIST = thing(
    {
        "id": NUMBER,
        "name": text(),
        "side": text(enum=["requests", "located"]),
        "state": text(),
        "source": text(),
        "legal_basis": text(),
        "sha256": text(),
        "brought_at": text(format="date-time"),
        "people": or_null(COUNT),
        "rows_read": COUNT,
        "synthetic": YES_NO,
    }
)
RECORD = thing(
    {
        "id": NUMBER,
        "list": NUMBER,
        "number": text(),
        "side": text(enum=["requests", "located"]),
        "fields": WORDS,
        "replaces": or_null(NUMBER),
        "kept_back": KEPT_BACK,
    }
)
PAIR = thing(
    {
        "id": NUMBER,
        "left": NUMBER,
        "right": NUMBER,
        "weight_bits": DECIMAL,
        "probability": DECIMAL,
        "stands": YES_NO,
        "verdict": text(),
    }
)
CHILD = thing(
    {
        "id": NUMBER,
        "number": text(),
        "name": text(),
        "name_as_written": text(),
        "other_names": text(),
        "sex": text(),
        "birth": text(),
        "source": text(),
        "synthetic": YES_NO,
        "kept_back": KEPT_BACK,
    }
)
TRANSFER = thing(
    {
        "id": NUMBER,
        "child": NUMBER,
        "from_place": or_null(NUMBER),
        "to_place": or_null(NUMBER),
        "left_on": text(),
        "arrived_on": text(),
        "carrier": text(),
        "programme": or_null(NUMBER),
        "legal_act": text(),
        "source": text(),
        "current": YES_NO,
    }
)
PLACE = thing(
    {
        "id": NUMBER,
        "kind": text(),
        "name_uk": text(),
        "name_ru": text(),
        "name_en": text(),
        "other_names": text(),
        "code": text(),
        "latitude": or_null(DECIMAL),
        "longitude": or_null(DECIMAL),
        "precision": text(),
        "source": text(),
    }
)
CASE = thing({"id": NUMBER, "facts": WORDS, "kept_back": KEPT_BACK})

_CHILD_SENT = {
    field: text(longest)
    for field, longest in {
        "name_from": 300,
        "name_2": 300,
        "name_2_from": 300,
        "name_3": 300,
        "name_3_from": 300,
        "birth": 100,
        "birth_from": 300,
        "place": 500,
        "mother": 300,
        "father": 300,
        "facility": 500,
        "document": 500,
    }.items()
} | {"sex": text(enum=["", "m", "f"]), "birth_kind": text(enum=["", "exact", "estimated", "partial"])}
ENTERED = thing(
    {
        "legal_basis": text(500, 1),
        "children": {
            "type": "array",
            "minItems": 1,
            "maxItems": 10,
            "items": thing({"name": text(300, 2)}, _CHILD_SENT),
        },
    },
    {
        "inquirer": text(300),
        "inquirer_relation": text(300),
        "inquirer_contact": text(300),
        "family": text(2000),
    },
)
SIGHTING = thing({"said": text(4000, 1), "who_said": text(300, 1)}, {"seen_on": text(40)})
MADE = thing({"records": {"type": "array", "items": NUMBER}})
NOTED = thing({"sighting": NUMBER, "record": NUMBER})
ERROR = thing({"error": text()})

NAMED = {
    "List": LIST,
    "Record": RECORD,
    "Pair": PAIR,
    "Child": CHILD,
    "Transfer": TRANSFER,
    "Place": PLACE,
    "Case": CASE,
    "Entered": ENTERED,
    "Made": MADE,
    "Sighting": SIGHTING,
    "Noted": NOTED,
    "Error": ERROR,
}


def page_of(shape: Shape) -> Shape:
    """A page of things, and after which the next begins."""
    return thing({"results": {"type": "array", "items": shape}, "next": or_null(NUMBER)})


def wrong(shape: Shape, sent: Any, where: str = "") -> str:
    """Return what is wrong with what was sent, in a sentence, or "" when it is of this shape."""
    here = where or _("what you sent")
    if shape["type"] == "object":
        return _wrong_thing(shape, sent, where)
    if shape["type"] == "array":
        if not isinstance(sent, list):
            return _("%(where)s must be an array.") % {"where": here}
        if not shape["minItems"] <= len(sent) <= shape["maxItems"]:
            said = {"where": here, "least": shape["minItems"], "most": shape["maxItems"]}
            return _("%(where)s must have %(least)d to %(most)d elements.") % said
        found = (wrong(shape["items"], one, f"{where}[{at}]") for at, one in enumerate(sent))
        return next(filter(None, found), "")
    if not isinstance(sent, str) or "\x00" in sent or any("\ud800" <= sign <= "\udfff" for sign in sent):
        return _("%(where)s must be a text.") % {"where": here}
    if "enum" in shape and sent not in shape["enum"]:
        return _("%(where)s must be one of: %(known)s.") % {"where": here, "known": ", ".join(shape["enum"])}
    if not shape.get("minLength", 0) <= len(sent) <= shape.get("maxLength", len(sent)):
        return _("%(where)s is too short or too long.") % {"where": here}
    return ""


def _wrong_thing(shape: Shape, sent: Any, where: str) -> str:
    if not isinstance(sent, dict):
        return _("%(where)s must be an object.") % {"where": where or _("what you sent")}
    inside = f"{where}." if where else ""
    for field in shape["required"]:
        if field not in sent:
            return _("%(where)s is missing.") % {"where": inside + field}
    for field, value in sent.items():
        if field not in shape["properties"]:
            return _("%(where)s is not known here.") % {"where": inside + ascii(field)[1:-1][:50]}
        if said := wrong(shape["properties"][field], value, inside + field):
            return said
    return ""
