"""Places: what a text names, where that lies, and what it was called before.

    >>> from kintrace.places import find
    >>> answer = find("Мариуполь")
    >>> answer.verdict, answer.candidates[0].place.names.en
    ('certain', 'Mariupol')
    >>> find("с. Іванівка").verdict
    'ambiguous'

`kintrace.names.places` reads places for the comparison of lists; this room asks the same gazetteer,
but answers to a person: every candidate, why it fits, and "certain" only where one place is clearly meant.
"""

from kintrace.places.finding import Answer, Candidate, find
from kintrace.places.place import Names, Place, place

__all__ = ["Answer", "Candidate", "Names", "Place", "find", "place"]
