"""A small job must answer at once: importing Kintrace is cheap, and loads only what is asked for."""

import subprocess
import sys

import pytest

HEAVY = {"duckdb", "jinja2", "numpy", "pandas", "pyarrow", "pyspark", "python_calamine", "rapidfuzz", "tqdm"}
NETWORK = {"asyncio", "ftplib", "http.client", "requests", "smtplib", "socket", "ssl", "urllib.request"}
SECONDS = 0.3


def loaded_by(code: str) -> set[str]:
    """Names of the modules in a fresh interpreter after it ran `code`."""
    program = f"{code}\nimport sys; print(*sys.modules, file=sys.__stdout__)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True, text=True)
    return set(done.stdout.split())


@pytest.mark.parametrize(
    "code",
    [
        "import kintrace",
        "import kintrace.errors",
        "import kintrace.cli",
    ],
)
def test_nothing_heavy_is_loaded_before_it_is_needed(code):
    modules = loaded_by(code)
    assert modules & HEAVY == set()
    assert modules & NETWORK == set()


@pytest.mark.parametrize("room", ["names", "pfif", "lists", "report"])
def test_a_room_never_loads_the_network_or_the_table_engine(room):
    modules = loaded_by(f"import kintrace.{room}")
    assert modules & {"duckdb", "pyspark", "http.client", "requests", "urllib.request"} == set()


def test_importing_takes_a_moment():
    """In processor time, and the best of three, for other programs may be busy on the machine."""
    program = "import kintrace, kintrace.cli, time; print(time.process_time())"
    command = [sys.executable, "-c", program]
    took = [float(subprocess.run(command, capture_output=True, check=True).stdout) for _ in range(3)]
    assert min(took) < SECONDS
