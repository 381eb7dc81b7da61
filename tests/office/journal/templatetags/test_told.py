import pytest
from django.utils import translation

from kintrace.office.journal.templatetags.told import told


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", [("shown beside record", "7"), ("to", "3")]),
        ("uk", [("показано поруч із записом", "7"), ("куди", "3")]),
        ("ru", [("показано рядом с записью", "7"), ("куда", "3")]),
    ],
)
def test_details_are_told_in_the_readers_words(language, said):
    with translation.override(language):
        assert told({"beside": 7, "to": 3}) == said


def test_several_values_and_values_before_a_change_are_text():
    assert told({"records": [1, 2], "cells": [], "also_administers": True, "consented": False}) == [
        ("records", "1, 2"),
        ("cells", "–"),
        ("also administers", "yes"),
        ("consented", "no"),
    ]
    before = {"before": {"name_uk": "Табір", "latitude": None}}
    assert told(before) == [("before", "name in Ukrainian: Табір, latitude: –")]


def test_a_detail_of_an_older_kintrace_is_told_as_it_was_kept():
    assert told({"how": "by hand"}) == [("how", "by hand")]
