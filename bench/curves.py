"""F1 against CPU seconds at each size, and how fast the cost grows with the lists."""

import itertools
import math
from collections.abc import Sequence

from bench.run import Outcome
from bench.sets import ALL
from bench.table import RATIOS, amount, by_set, grid, ratio_rows, share


def speed(outcomes: Sequence[Outcome]) -> str:
    """Return F1 against CPU seconds at each size, and how the cost grows from size to size."""
    groups = by_set(outcomes)
    parts = ["## F1 against CPU seconds", "Cheapest first."]
    for name, group in groups.items():
        done = sorted((one for one in group if one.figures and one.cost), key=lambda one: one.cost.cpu_s)
        lines = [
            [one.contender, amount(one.cost.cpu_s), amount(one.cost.wall_s), amount(one.cost.peak_mb),
             share(one.figures.best.f1), share(one.figures.default.f1), share(one.figures.settled_default.f1)]
            for one in done
        ]  # fmt: skip
        header = ["contender", "CPU s", "wall s", "peak MB", "F1 best", "F1 default", "F1 1:1 default"]
        parts += [f"### {name}: {ALL[name].about}", grid(header, lines)]
        ratios = ratio_rows(group)
        parts += [grid(RATIOS, ratios)] if ratios else []
    names = list(groups)
    for small, large in itertools.pairwise(names):
        parts += [f"### Growth from {small} to {large}", growth(groups[small], groups[large])]
    return "\n\n".join(parts)


def growth(small: Sequence[Outcome], large: Sequence[Outcome]) -> str:
    """Return the exponent e for which cost grows as records to the power e."""
    step = math.log(ALL[large[0].set_name].rows / ALL[small[0].set_name].rows)
    before = {one.contender: one.cost for one in small if one.figures and one.cost}
    rows = []
    for one in large:
        if one.figures and one.cost and one.contender in before:
            old = before[one.contender]
            pairs = (
                (old.wall_s, one.cost.wall_s),
                (old.cpu_s, one.cost.cpu_s),
                (old.peak_mb, one.cost.peak_mb),
            )
            rows.append([one.contender, *(f"{math.log(new / then) / step:.2f}" for then, new in pairs)])
    return grid(["contender", "wall exponent", "CPU exponent", "memory exponent"], rows)
