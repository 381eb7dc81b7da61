"""Whatever a list holds is shown, and nothing of it acts."""

from html import unescape

from hypothesis import given
from hypothesis import strategies as st

from kintrace.report.texts import legible, marked, safe

ANY = st.text(st.characters(exclude_categories=()))  # lone surrogates too


def test_markup_is_shown_as_text():
    assert safe("<script>alert(1)</script>") == "&lt;script&gt;alert(1)&lt;/script&gt;"
    assert safe("""O'Brien "Кім" & син""") == "O&#39;Brien &#34;Кім&#34; &amp; син"


def test_what_cannot_be_seen_is_named():
    assert safe("Іван\x00\u202eаворП\ufeff") == "Іван⟨U+0000⟩⟨U+202E⟩аворП⟨U+FEFF⟩"
    assert safe("Марія\ud83d") == "Марія\ufffd"
    assert safe("محمد\u200f") == "محمد\u200f"  # a direction hint is part of Arabic writing


def test_letters_that_differ_are_marked_in_both_texts():
    assert marked("Лук’яненко", "Лукяненко") == ("Лук<mark>’</mark>яненко", "Лукяненко")
    assert marked("2014-03-07", "2014-03-17") == ("2014-03-<mark>0</mark>7", "2014-03-<mark>1</mark>7")


def test_texts_of_two_scripts_are_not_marked_all_over():
    assert marked("Гриценко", "Hrytsenko") == ("Гриценко", "Hrytsenko")


@given(ANY, ANY)
def test_marking_keeps_every_letter_and_lets_no_markup_through(left, right):
    for text, shown in zip((left, right), marked(left, right), strict=True):
        bare = shown.replace("<mark>", "").replace("</mark>", "")
        assert "<" not in bare and '"' not in bare
        assert unescape(bare) == legible(text)


@given(ANY)
def test_every_text_can_be_written_as_utf_8(text):
    assert safe(text).encode("utf-8").decode("utf-8") == safe(text)
