import datetime as dt

from drawing.readable import outside, read, texts
from hypothesis import given
from hypothesis import strategies as st

from kintrace.drawing import Span, TimelineWords, timeline

WORDS = TimelineWords("Stays", "When", "no date", "surely there", "perhaps there")
DAY = dt.date(2022, 10, 21)
MARCH = (dt.date(2023, 3, 1), dt.date(2023, 3, 31))


def kinds(*spans, until=None):
    root = read(timeline(spans, WORDS, until))
    assert outside(root) == []
    return [[one.get("class") for one in row if one.get("class")] for row in root if row.tag.endswith("g")]


def test_what_is_sure_is_drawn_upon_what_may_be():
    assert kinds(Span("A", (DAY, DAY), MARCH, "x")) == [["perhaps", "sure", "end", "name"]]


def test_a_part_of_a_date_is_an_uncertain_end():
    root = read(timeline([Span("A", (DAY, DAY), MARCH, "x")], WORDS))
    row = next(one for one in root if one.tag.endswith("g"))
    perhaps, sure = row[1], row[2]
    assert perhaps.get("x") == sure.get("x")
    assert float(perhaps.get("width")) > float(sure.get("width"))


def test_a_stay_whose_two_dates_may_be_the_same_is_nowhere_sure():
    year = (dt.date(2022, 1, 1), dt.date(2022, 12, 31))
    assert kinds(Span("A", year, year, "x")) == [["perhaps", "name"]]


def test_a_stay_that_is_not_known_to_have_ended_has_an_arrow_as_far_as_today():
    span = Span("A", (DAY, DAY), None, "x", open=True)
    assert kinds(span, until=dt.date(2026, 1, 1)) == [["perhaps", "end", "open", "name"]]
    assert "2025-01" in texts(read(timeline([span], WORDS, dt.date(2026, 1, 1))))


def test_a_stay_without_any_date_is_named_and_not_drawn():
    assert kinds(Span("A", None, None, "x")) == [["name"]]
    assert "A (no date)" in texts(read(timeline([Span("A", None, None, "x")], WORDS)))


def test_dates_that_contradict_one_another_are_both_shown():
    assert kinds(Span("A", MARCH, (DAY, DAY), "x"))[0][0] == "perhaps"


ENDS = st.none() | st.tuples(st.dates(), st.dates()).map(lambda two: (min(two), max(two)))
SPANS = st.lists(st.builds(Span, st.text(), ENDS, ENDS, st.text(), st.booleans()), max_size=6)


@given(SPANS, st.none() | st.dates(), st.text())
def test_whatever_the_spans_the_picture_is_whole_and_always_the_same(spans, until, text):
    words = TimelineWords(text, text, text, text, text)
    drawn = timeline(spans, words, until)
    assert outside(read(drawn)) == []
    assert drawn == timeline(spans, words, until)
