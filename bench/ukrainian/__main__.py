"""The command line of `bench.ukrainian`."""

import argparse
from collections import Counter
from pathlib import Path

from bench.ukrainian import make
from bench.ukrainian.demo import write_demo
from bench.ukrainian.rates import RATES


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.ukrainian")
    parser.add_argument("--left", type=int, default=20_000, help="rows of the list of requests")
    parser.add_argument("--right", type=int, default=12_000, help="rows of the list of located children")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path, default=Path("bench/data/ua"))
    parser.add_argument("--demo", action="store_true", help="write the small lists in demo/ instead")
    parser.add_argument("--harder", type=float, default=1.0, help="alterations so many times as frequent")
    parser.add_argument("--split-left", action="store_true", help="names of requests in three columns")
    parser.add_argument("--joined-right", action="store_true", help="names of located children in one column")
    options = parser.parse_args()
    if options.demo:
        write_demo(Path("demo"))
        return
    lists = make(options.left, options.right, options.seed, RATES.harder(options.harder))
    lists = lists.rearranged(split_left=options.split_left, joined_right=options.joined_right)
    lists.write(options.out)
    kinds = Counter(kind for pair in lists.truth for kind in pair["kinds"].split(";"))
    sizes = f"{len(lists.requests)} requests, {len(lists.located)} located, {len(lists.truth)} true pairs"
    print(f"{options.out}: {sizes}")
    for kind, times in kinds.most_common():
        print(f"  {kind:28} {times / len(lists.truth):6.1%}")


if __name__ == "__main__":
    main()
