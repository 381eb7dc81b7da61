"""What is written in the journal stays for ever, so it names nobody: reasons that do are refused."""

import re
from collections.abc import Iterable
from itertools import islice

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

_LEAST = 3  # letters of a word that is looked for
_LONG_ENOUGH = 5  # letters of a name whose ending is left open
_ENDING = 3  # letters of an ending, at most
_BATCH = 1_000


def refuse_names(text: str, names: Iterable[str]) -> None:
    """Raise ValidationError when a text has a word of one of these names, in any grammatical case.

    There may be a million names, in a request for a page: their words are looked up, never searched for.
    """
    said = _words(text)
    stems = {word[: len(word) - cut] for word in said for cut in range(_ENDING + 1)} - {""}
    every = iter(names)
    while said and (some := list(islice(every, _BATCH))):
        if any(word in said or _stem(word) in stems for word in _words(" ".join(some))):
            raise ValidationError(_("Do not write the person's name: these words are kept."))


def _words(text: str) -> set[str]:
    return {word for word in re.findall(r"\w+", text.casefold()) if len(word) >= _LEAST}


def _stem(word: str) -> str:
    """Return what all grammatical cases of a word begin with; "" when it has none."""
    return word[:-1] if len(word) >= _LONG_ENOUGH and not word.isdecimal() else ""
