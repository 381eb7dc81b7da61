"""Read dates of ten characters, 2015-03-07 or 07.03.2015, all at once, as integers.

Most dates of a long list have one of these two shapes; they never become Python strings.
Whatever does not name a real day between 1900 and today is left to `names.dates`, which says why.
"""

import datetime as dt
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from kintrace.lists.source import Cells, Integers
from kintrace.lists.texts import bytes_of
from kintrace.names.dates import EARLIEST_YEAR, Order

_WIDTH = 10
_MARKS = np.frombuffer(b"./-", np.uint8)


@dataclass(frozen=True, slots=True)
class PlainDates:
    """Texts of one of the two shapes: where they stand, whether year first, and their three numbers."""

    at: Integers
    year_first: npt.NDArray[np.bool_]
    first: Integers  # month when the year stands first, else whichever of day and month stands first
    second: Integers
    year: Integers

    def order_counts(self) -> tuple[int, int, int]:
        """Count the texts that only fit day first, only fit month first, fit either."""
        left, right = self.first[~self.year_first], self.second[~self.year_first]
        in_year = (left >= 1) & (right >= 1)
        day_first = in_year & (left > 12) & (left <= 31) & (right <= 12)
        month_first = in_year & (right > 12) & (right <= 31) & (left <= 12)
        either = in_year & (left != right) & (left <= 12) & (right <= 12)
        return int(day_first.sum()), int(month_first.sum()), int(either.sum())

    def read(self, order: Order, latest: dt.date) -> tuple[Integers, Cells]:
        """Return where the real days stand, and those days as 2015-03-07."""
        day = np.where(self.year_first | (order == "mdy"), self.second, self.first)
        month = np.where(self.year_first | (order == "mdy"), self.first, self.second)
        fits = (self.year >= EARLIEST_YEAR) & (self.year <= latest.year) & (month >= 1) & (month <= 12)
        fits &= (day >= 1) & (self.year_first | (order != "mixed"))
        start = ((np.where(fits, self.year, 1970) - 1970) * 12 + np.where(fits, month, 1) - 1).astype("M8[M]")
        born = start.astype("M8[D]") + (day - 1)
        fits &= (born.astype("M8[M]") == start) & (born <= np.datetime64(latest))
        return self.at[fits], pa.array(born[fits]).cast(pa.string())


def plain_dates(texts: Cells) -> PlainDates:
    """Find the texts of the two shapes."""
    at = np.flatnonzero(np.diff(bytes_of(texts)[0]) == _WIDTH)
    letters = bytes_of(texts.take(pa.array(at)))[1].reshape(-1, _WIDTH)
    digit = (letters >= ord("0")) & (letters <= ord("9"))
    mark = np.isin(letters, _MARKS)
    year_first = digit[:, [0, 1, 2, 3, 5, 6, 8, 9]].all(axis=1) & (letters[:, [4, 7]] == ord("-")).all(axis=1)
    year_last = digit[:, [0, 1, 3, 4, 6, 7, 8, 9]].all(axis=1) & mark[:, [2, 5]].all(axis=1)
    shaped = year_first | year_last
    at, year_first = at[shaped], year_first[shaped]
    numbers = letters[shaped].astype(np.int64) - ord("0")
    return PlainDates(
        at=at,
        year_first=year_first,
        first=np.where(year_first, numbers[:, 5:7] @ (10, 1), numbers[:, 0:2] @ (10, 1)),
        second=np.where(year_first, numbers[:, 8:10] @ (10, 1), numbers[:, 3:5] @ (10, 1)),
        year=np.where(
            year_first, numbers[:, 0:4] @ (1000, 100, 10, 1), numbers[:, 6:10] @ (1000, 100, 10, 1)
        ),
    )
