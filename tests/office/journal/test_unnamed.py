import re

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from kintrace.office.journal.unnamed import refuse_names

NAMES = ["Вигадана Олена", "Ян Li"]


@pytest.mark.parametrize("text", ["the mother of олена", "Оленою", "ВИГАДАНУ-Петренко бачили"])
def test_a_text_that_names_the_person_is_refused(text):
    with pytest.raises(ValidationError, match="Do not write the person's name"):
        refuse_names(text, NAMES)


@pytest.mark.parametrize("text", ["", "a document shows it", "Олег", "ян, li"])
def test_other_texts_are_not(text):
    refuse_names(text, NAMES)


WORDS = st.text("аб1ßИ_ -", max_size=24)


@given(WORDS, st.lists(WORDS, max_size=4), st.integers(0, 4), st.text("аб", max_size=4))
def test_a_name_is_refused_in_every_ending_of_at_most_three_letters_and_no_other(text, names, cut, ending):
    names = [*names, text[: len(text) - cut] + ending]
    said = [word for word in re.findall(r"\w+", text.casefold()) if len(word) > 2]
    wanted = [
        re.escape(word) if len(word) < 5 or word.isdecimal() else re.escape(word[:-1]) + r"\w{0,3}"
        for name in names
        for word in re.findall(r"\w+", name.casefold())
        if len(word) > 2
    ]
    if any(re.fullmatch(pattern, word) for pattern in wanted for word in said):
        with pytest.raises(ValidationError):
            refuse_names(text, names)
    else:
        refuse_names(text, names)
