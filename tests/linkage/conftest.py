"""Small lists, and the level at which two values of a field agree."""

from collections.abc import Callable

import numpy as np
import pyarrow as pa
import pytest

from kintrace.linkage.bits import Weights
from kintrace.linkage.context import Context, no_keys
from kintrace.linkage.encode import encode
from kintrace.linkage.fields import MISSING, WIDTH, Field, choose_fields


def people(**columns: list[str | None]) -> pa.Table:
    """A table of people: id and row by themselves, other columns as given (`other_x` for `other:x`)."""
    rows = len(next(iter(columns.values())))
    texts = {name.replace("other_", "other:"): pa.array(v, pa.string()) for name, v in columns.items()}
    own = {"row": pa.array(range(1, rows + 1), pa.int32()), "id": pa.array([str(k + 1) for k in range(rows)])}
    return pa.table(own | texts)


def weightless(encoded) -> Context:
    """A context that compares and weighs nothing."""
    none = Weights(np.zeros((len(encoded.fields), WIDTH)), (None,) * len(encoded.fields))
    right = None if encoded.one_list else (encoded.right, no_keys(encoded.right))
    return Context(encoded.fields, encoded.dictionaries, none, (encoded.left, no_keys(encoded.left)), right)


@pytest.fixture(name="people", scope="session")
def people_fixture() -> Callable[..., pa.Table]:
    return people


@pytest.fixture(name="weightless", scope="session")
def weightless_fixture() -> Callable[..., Context]:
    return weightless


@pytest.fixture(scope="session")
def level() -> Callable[..., str]:
    """The level of one field between two values: level("birth", "2015-03-07", "2015-07-03")."""

    def word(field: str, left: str | None, right: str | None, *, how: str = "", slavic: bool = True) -> str:
        if how:
            fields: tuple[Field, ...] = choose_fields(
                people(other_x=[left]), people(other_x=[right]), {"x": how}
            )
            encoded = encode(people(other_x=[left]), people(other_x=[right]), fields, slavic)
        else:
            column = field.partition(".")[0]
            column = "name" if column in ("surname", "given_name", "patronymic") and slavic else column
            one, two = people(**{column: [left]}), people(**{column: [right]})
            fields = choose_fields(one, two, {})
            encoded = encode(one, two, fields, slavic)
        place = [f.name for f in fields].index(f"other:{field}" if how else field)
        found, _ = weightless(encoded).levels(np.zeros(1, np.int32), np.zeros(1, np.int32))
        at = found[0, place]
        return "missing" if at == MISSING else fields[place].levels[at]

    return word
