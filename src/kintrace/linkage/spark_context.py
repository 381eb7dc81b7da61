"""A connection to Spark: the one that is open already, or one of our own, quiet, and gone when done.

What spark-submit, spark-defaults.conf and SPARK_* variables say always wins; only what they leave open is
set here. Without a master it is this machine, reachable from this machine only.
"""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory, TemporaryFile
from typing import IO, TYPE_CHECKING, Any

from kintrace.errors import EngineUnavailable

if TYPE_CHECKING:
    from pyspark import SparkContext

OLDEST_JAVA = 17

_UNLESS_SET = {
    "spark.master": "local[*]",
    "spark.app.name": "kintrace",
    "spark.ui.enabled": "false",
    "spark.log.level": "ERROR",
    "spark.driver.maxResultSize": "0",  # pairs are few beside the lists, which the driver holds anyway
}
_ON_THIS_MACHINE = {"spark.driver.bindAddress": "127.0.0.1", "spark.driver.host": "127.0.0.1"}


@contextmanager
def spark_context() -> Iterator["SparkContext"]:
    """Yield the Spark context that is open, or one that is closed afterwards.

    Raises EngineUnavailable, with what to do, when Spark or Java is missing or too old, or when Spark stops.
    """
    _refuse_what_cannot_work()
    from pyspark import SparkContext

    opened = SparkContext._active_spark_context
    with TemporaryDirectory(prefix="kintrace-spark-") as scratch, TemporaryFile() as log, _told(log):
        if opened is not None:
            yield opened
        else:
            with _own(scratch, log) as own:
                yield own


@contextmanager
def _told(log: IO[bytes]) -> Iterator[None]:
    """Say in a sentence why Spark stopped, while the Java that knows it is still there to be asked."""
    from py4j.protocol import Py4JError  # type: ignore[import-untyped]  # py4j comes without types
    from pyspark.errors import PySparkException

    try:
        yield
    except (PySparkException, Py4JError) as error:
        log.seek(0)
        why = _reason(str(error), log.read().decode("utf-8", "replace"))
        raise EngineUnavailable(
            f"Spark stopped: {why} Leave --engine spark away to use this machine only."
        ) from error


def _refuse_what_cannot_work() -> None:
    try:
        import pyspark  # noqa: F401  # only whether it is there
    except ImportError as error:
        raise EngineUnavailable(
            "Spark is not installed; install it with `pip install 'kintrace[spark]'`, "
            "or leave --engine spark away."
        ) from error
    if "SPARK_REMOTE" in os.environ:
        raise EngineUnavailable(
            "Spark Connect cannot share what the workers need; unset SPARK_REMOTE and use spark-submit."
        )
    if "PYSPARK_GATEWAY_PORT" not in os.environ:  # else spark-submit has started Java already
        _refuse_old_java()


def _refuse_old_java() -> None:
    home = os.environ.get("JAVA_HOME")
    java = shutil.which("java", path=str(Path(home) / "bin") if home else None)
    if java is None:
        where = f"below JAVA_HOME ({home})" if home else "on this machine"
        raise EngineUnavailable(f"Spark needs Java {OLDEST_JAVA} or later, and there is no java {where}.")
    said = subprocess.run([java, "-version"], capture_output=True, text=True, check=False).stderr
    major = java_major(said)
    if major < OLDEST_JAVA:
        raise EngineUnavailable(
            f"Spark needs Java {OLDEST_JAVA} or later, and {java} is Java {major or '(unknown version)'}; "
            "install a newer one and set JAVA_HOME."
        )


def java_major(said: str) -> int:
    """Return the major version in what `java -version` says, 0 when there is none.

    >>> java_major('openjdk version "17.0.15" 2025-04-15'), java_major('java version "1.8.0_401"')
    (17, 8)
    """
    found = re.search(r'version "(?:1\.)?(\d+)', said)
    return int(found[1]) if found else 0


@contextmanager
def _own(scratch: str, log: IO[bytes]) -> Iterator["SparkContext"]:
    """Open Spark as it is configured, with its files in `scratch` and all its chatter in `log`."""
    from pyspark import SparkConf, SparkContext

    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    ours = None
    if SparkContext._gateway is None and "PYSPARK_GATEWAY_PORT" not in os.environ:
        ours = _start(log)
    try:
        with _told(log):
            SparkContext._ensure_initialized(gateway=ours)
            conf = SparkConf()
            for key, value in _UNLESS_SET.items():
                conf.setIfMissing(key, value)
            if str(conf.get("spark.master")).startswith("local"):
                for key, value in (_ON_THIS_MACHINE | {"spark.local.dir": scratch}).items():
                    conf.setIfMissing(key, value)
            with SparkContext(conf=conf) as own:
                yield own
    finally:
        if ours is not None:
            _end(ours)


def _start(log: IO[bytes]) -> Any:
    from pyspark.java_gateway import launch_gateway

    try:
        return launch_gateway(popen_kwargs={"stdout": log, "stderr": log})  # type: ignore[no-untyped-call]
    except OSError as error:
        raise EngineUnavailable(f"Spark cannot be started: {error}. Does SPARK_HOME name it?") from error


def _end(gateway: Any) -> None:
    """End the Java that we started, so that its files go now and the next run begins anew."""
    from pyspark import SparkContext

    SparkContext._gateway = SparkContext._jvm = None
    gateway.shutdown()
    gateway.proc.stdin.close()
    gateway.proc.wait()


def _reason(said: str, log: str) -> str:
    """Return what names the error, out of Spark's log or a stack trace of Python or Java.

    >>> _reason("", "ERROR Executor: Exception in task 1 (TID 1): java.io.IOException: Cannot run python3.")
    'IOException: Cannot run python3.'
    """
    for line in (log + "\n" + said).splitlines():
        named = re.match(r".*\b(\w*(?:Error|Exception|Reason): .+)", line)
        if named and "PythonException" not in line:
            return named[1].rstrip(". ") + "."
    return (said.strip().splitlines() or ["it gave no reason"])[0].rstrip(". ") + "."
