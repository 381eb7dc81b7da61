"""Read distinct places through the gazetteer into settlement, raion, oblast and a name."""

import numpy as np
import pyarrow as pa

from kintrace.linkage import texts
from kintrace.linkage.context import Dictionary
from kintrace.linkage.kernel import PLACE_ENTRY, Keys
from kintrace.names import places


def dictionary(values: pa.StringArray) -> Dictionary:
    """Return the dictionary of places; blocking facets: same (settlement, else name), oblast."""
    folded, number = texts.fold(values)
    letters, start = texts.lay_out(folded)
    e = np.zeros(len(values), PLACE_ENTRY)
    e["name"] = number
    for i, text in enumerate(values.to_pylist()):
        read = places.read(text)
        e[i] = (read.settlement, read.raion, read.oblast, number[i])
    group = np.where(e["settlement"] > 0, e["settlement"], -1 - e["name"])
    _, group = np.unique(group, return_inverse=True)
    oblast: Keys = e["oblast"].astype(np.uint32)
    return Dictionary(
        values,
        letters,
        start,
        texts.letters_of(letters, start),
        entries=e,
        group=group.astype(np.int32),
        keys={"same": (group + 1).astype(np.uint32), "oblast": oblast},
    )
