"""Every error that Kintrace raises on purpose is one family, drawn as a tree where it is defined."""

import inspect
import re

from kintrace import errors


def family() -> list[type[Exception]]:
    return [
        kind for _, kind in inspect.getmembers(errors, inspect.isclass) if kind.__module__ == errors.__name__
    ]


def test_one_except_catches_them_all():
    assert len(family()) > 1
    assert all(issubclass(kind, errors.KintraceError) for kind in family())


def test_the_tree_on_the_door_names_every_error():
    drawn = re.findall(r"^ +(?:[├└]── )?([A-Z]\w+)", errors.__doc__ or "", flags=re.M)
    assert sorted(drawn) == sorted(kind.__name__ for kind in family())


def test_every_error_says_what_it_is_for():
    assert [kind.__name__ for kind in family() if not (kind.__doc__ or "").strip()] == []


def test_a_message_is_kept_as_it_was_written():
    error = errors.ListUnreadable("Row 41 of camp.csv has 6 columns, the header has 5. Quote the names.")
    assert str(error) == "Row 41 of camp.csv has 6 columns, the header has 5. Quote the names."
