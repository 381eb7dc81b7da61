"""Read distinct places through the gazetteer into settlement, raion, oblast and what the place is called."""

from collections import Counter

import numpy as np
import pyarrow as pa

from kintrace.linkage import texts
from kintrace.linkage.context import Dictionary
from kintrace.linkage.kernel import FACETS, PLACE_ENTRY
from kintrace.names import places
from kintrace.names.places import PlaceReading


def dictionary(values: pa.StringArray) -> Dictionary:
    """Return the dictionary of places; blocking facets: same (settlement, else its name), oblast."""
    folded, number = texts.fold(values)
    e = np.zeros(len(values), PLACE_ENTRY)
    numbers: dict[str, int] = {}
    for i, text in enumerate(values.to_pylist()):
        read = places.read(str(text))
        called = [numbers.setdefault(name, len(numbers)) for name in _called(read, str(text))]
        unread = number[i] if read.how == "none" else -1
        e[i] = (read.settlement, read.raion, read.oblast, unread, (called + [-1] * FACETS)[:FACETS])
    _, group = np.unique(
        np.where(e["settlement"] > 0, e["settlement"], -1 - e["called"][:, 0]), return_inverse=True
    )
    return Dictionary(
        values,
        *texts.spelled(folded),
        entries=e,
        group=group.astype(np.int32),
        keys={
            "same": np.where(e["called"][:, 0] >= 0, group + 1, 0).astype(np.uint32),
            "oblast": e["oblast"].astype(np.uint32),
        },
    )


def _called(read: PlaceReading, text: str) -> list[str]:
    """Return the names that the place may have, the likeliest first; none for a whole oblast."""
    if read.how == "none":
        return [f"as written: {text.lower()}"]
    meant = [read.settlement] if read.settlement else read.candidates
    return [name for name, _ in Counter(map(places.name_of, meant)).most_common()]
