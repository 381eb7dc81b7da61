from drawing.readable import outside, read, texts
from hypothesis import given
from hypothesis import strategies as st

from kintrace.drawing import Bar, BarWords, bars

WORDS = BarWords("Cases", "By status")


def test_a_bar_is_as_long_as_its_number():
    root = read(bars([Bar("open", 100, "100"), Bar("closed", 25, "25"), Bar("nothing", 0, "0")], WORDS))
    lengths = [float(one.get("width")) for one in root.iter() if one.get("class") == "bar"]
    assert lengths[1] * 4 - lengths[0] < 0.3
    assert lengths[2] == 1
    assert texts(root) == ["open", "100", "closed", "25", "nothing", "0"]


def test_what_is_not_shown_has_a_stub_that_says_nothing():
    root = read(bars([Bar("open", 100, "100"), Bar("verified", None, "<5"), Bar("lost", None, "<5")], WORDS))
    stubs = [float(one.get("width")) for one in root.iter() if one.get("class") == "hidden"]
    assert stubs == [26, 26]


def test_no_rows_make_a_picture_too():
    assert outside(read(bars([], WORDS))) == []


NUMBERS = st.none() | st.integers(-3, 10**12) | st.floats(0, 1e12)


@given(st.lists(st.builds(Bar, st.text(), NUMBERS, st.text()), max_size=8), st.text())
def test_whatever_the_rows_the_picture_is_whole_and_always_the_same(rows, text):
    drawn = bars(rows, BarWords(text, text))
    assert outside(read(drawn)) == []
    assert drawn == bars(rows, BarWords(text, text))
