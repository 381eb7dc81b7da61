"""The named SQL stages of a trace, as text that can be run and shown."""

from importlib.resources import files

STAGES = ("pairs", "curve", "truth", "unordered_truth", "evaluate", "calibration")


def stage(name: str) -> str:
    """Return the text of a stage.

    >>> stage("curve").splitlines()[0]
    '-- curve: after reviewing the n best pairs, how many true ones are to be expected?'
    """
    return files("kintrace.trace").joinpath("stages", f"{name}.sql").read_text("utf-8")
