"""What is written in the journal stays for ever, so it names nobody: reasons that do are refused."""

import re
from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

_LEAST = 3  # letters of a word that is looked for
_LONG_ENOUGH = 5  # letters of a name whose ending is left open


def refuse_names(text: str, names: Iterable[str]) -> None:
    """Raise ValidationError when a text has a word of one of these names, in any grammatical case."""
    said = _words(text)
    if any(_in_any_case(word).fullmatch(other) for name in names for word in _words(name) for other in said):
        raise ValidationError(_("Do not write the person's name: these words are kept."))


def _words(text: str) -> set[str]:
    return {word for word in re.findall(r"\w+", text.casefold()) if len(word) >= _LEAST}


def _in_any_case(word: str) -> re.Pattern[str]:
    if len(word) < _LONG_ENOUGH or word.isdecimal():
        return re.compile(re.escape(word))
    return re.compile(re.escape(word[:-1]) + r"\w{0,3}")
