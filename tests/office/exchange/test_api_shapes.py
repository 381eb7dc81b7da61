"""What is sent is held against its shape."""

import pytest
from django.utils.translation import override

from kintrace.office.exchange.api_shapes import NUMBER, or_null, page_of, text, thing, wrong

SHAPE = thing({"name": text(5, 2)}, {"sex": text(enum=["m", "f"])})
MANY = {"type": "array", "minItems": 1, "maxItems": 2, "items": SHAPE}


@pytest.mark.parametrize("sent", [{"name": "ab"}, {"name": "abcde", "sex": "m"}])
def test_what_is_of_the_shape_is_not_wrong(sent):
    assert wrong(SHAPE, sent) == ""
    assert wrong(MANY, [sent, sent]) == ""


@pytest.mark.parametrize(
    ("sent", "why"),
    [
        ("x", "what you sent must be an array."),
        ([], "what you sent must have 1 to 2 elements."),
        ([{"name": "ab"}, {"name": "a"}], "[1].name is too short or too long."),
        ([{"name": "ab", "sex": "x"}], "[0].sex must be one of: m, f."),
        ([{"sex": "m"}], "[0].name is missing."),
        ([{"name": True}], "[0].name must be a text."),
        ([{"name": "ab", "\n": "x"}], "[0].\\n is not known here."),
    ],
)
def test_what_is_wrong_is_said_with_where_it_stands(sent, why):
    with override("en"):
        assert wrong(MANY, sent) == why


def test_a_page_says_where_the_next_begins():
    shape = page_of(NUMBER)
    assert shape["properties"]["next"] == or_null(NUMBER) == {"type": ["integer", "null"], "minimum": 1}
    assert shape["additionalProperties"] is False
