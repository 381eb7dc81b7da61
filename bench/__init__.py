"""Accuracy and speed of Kintrace against other record-linkage programs, side by side in one run.

`python -m bench setup` builds the peers' environments, `python -m bench all --out FILE` runs everything.
Every contender is a whole process that reads the same Parquet files and writes scored pairs; one
evaluator judges them all.
"""
