import pytest
from django.core.exceptions import ValidationError

from kintrace.office.journal.unnamed import refuse_names

NAMES = ["Вигадана Олена", "Ян Li"]


@pytest.mark.parametrize("text", ["the mother of олена", "Оленою", "ВИГАДАНУ-Петренко бачили"])
def test_a_text_that_names_the_person_is_refused(text):
    with pytest.raises(ValidationError, match="Do not write the person's name"):
        refuse_names(text, NAMES)


@pytest.mark.parametrize("text", ["", "a document shows it", "Олег", "ян, li"])
def test_other_texts_are_not(text):
    refuse_names(text, NAMES)
