"""Values of fields fit their format as a whole, or not at all."""

import time

import pytest

from kintrace.pfif.formats import FORMATS


@pytest.mark.parametrize(
    ("name", "right", "wrong"),
    [
        ("age", ["7", "7-9", "35-45"], ["7.5", "-1", "3,100", "7-", "1234"]),
        ("birth", ["2015", "2015-03", "2015-03-07"], ["07.03.2015", "2015-3", "2015-03-07T00:00:00Z"]),
        ("capitals", ["ANNA MARIA", "5TH ST."], ["Anna", "ЛИС", "É"]),
        ("date", ["2022-03-16T10:00:00Z", "2022-03-16T10:00:00.5Z"], ["2022-03-16", "2022-03-16T10:00:00"]),
        ("digits", ["12345"], ["1234a", "١٢"]),
        ("email", ["a@e.org"], ["a", "@e.org", "a@", "a@@e.org", "a b@e.org"]),
        ("phone", ["+380 (44) 123-45-67", "123x4"], ["abc", "+", "12a34", "()"]),
        ("postal code", ["01001", "SW1A 1AA"], ["foo", "01001!"]),
        (
            "record id",
            ["e.org/1", "e.org./a/b", "x/1"],
            ["e.org", "e.org/", "/1", "http://e.org/1", "-e.org/1"],
        ),
        ("sex", ["female", "male", "other"], ["f", "Female"]),
        ("status", ["believed_alive"], ["alive"]),
        ("subdivision", ["14", "OR", "UA-14", "ABC"], ["1234", "ua", "Донецька"]),
        ("true or false", ["true", "false"], ["True", "1"]),
        ("two letters", ["UA"], ["ua", "UKR", "ЮА"]),
        (
            "url",
            ["https://e.org/1?a=b#c", "ftp://e.org"],
            ["e.org", "http://", "bad.port:x", "https://e.org/a b"],
        ),
        ("urls", ["https://e.org/1\n  https://e.org/2"], ["https://e.org/1\nfoo"]),
    ],
)
def test_what_fits_and_what_does_not(name, right, wrong):
    assert [value for value in right if not FORMATS[name].fits(value)] == []
    assert [value for value in wrong if FORMATS[name].fits(value)] == []


@pytest.mark.parametrize("name", FORMATS)
def test_an_empty_value_says_nothing_wrong(name):
    assert FORMATS[name].fits("")


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("sign", ["1", "a", "a.", "a-", "1 ", "@", "a://b\n", "-"])
def test_no_value_takes_long(name, sign):
    start = time.perf_counter()
    FORMATS[name].fits(sign * (2000 // len(sign) - 1) + "!")
    FORMATS[name].fits(sign * 1_000_000)
    assert time.perf_counter() - start < 1
