"""A full disk, Ctrl-C, and lists made to cost: nothing half-written, bounded time and memory."""

import resource
import signal
import subprocess
import sys

import pytest

STOPS = """
import sys, time
from kintrace import report
from kintrace.cli import main, progress

def wait(*_):
    print("now", flush=True)
    time.sleep(60)

def tick(self, stage, done):
    if stage == sys.argv[1] and 0 < done < 1:
        wait()

progress.Progress.__call__ = tick
if sys.argv[1] == "write":
    report.write = wait
sys.exit(main(sys.argv[2:]))
"""


@pytest.mark.parametrize("stage", ["pairs", "write"])
@pytest.mark.parametrize("earlier", [False, True])
@pytest.mark.parametrize(("number", "code"), [("SIGINT", 130), ("SIGTERM", 143), ("SIGHUP", 129)])
def test_a_signal_stops_at_once_and_leaves_everything_as_it_was(
    run, two_lists, tmp_path, tree, stage, earlier, number, code
):
    out = tmp_path / "result"
    if earlier:
        run("trace", *two_lists, "--out", out, "--no-report")
    before = tree(tmp_path)
    words = [stage, "trace", *two_lists, "--out", out, *["--force"] * earlier]
    with subprocess.Popen(
        [sys.executable, "-c", STOPS, *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as child:
        assert child.stdout.readline() == "now\n"
        child.send_signal(signal.Signals[number])
        _, err = child.communicate(timeout=30)
    assert child.returncode == code
    assert err.splitlines()[-1] == "kintrace: Stopped. Nothing was written."
    assert "Traceback" not in err
    assert tree(tmp_path) == before


@pytest.mark.parametrize("room", [64, 600, 20_000], ids=["pairs.csv", "pairs.parquet", "report.html"])
@pytest.mark.parametrize("earlier", [False, True])
def test_a_full_disk_is_told_and_leaves_everything_as_it_was(
    run, installed, two_lists, tmp_path, tree, room, earlier
):
    out = tmp_path / "result"
    if earlier:
        run("trace", *two_lists, "--out", out)
    before = tree(tmp_path)
    words = ["trace", *two_lists, "--out", out, "--json", *["--force"] * earlier]
    said = installed(*words, limits={resource.RLIMIT_FSIZE: room}).said
    assert (said.code, said.out) == (2, "")
    assert said.err.startswith("kintrace: The re")  # the result, the report
    assert (
        f"could not be written to {out}" in said.err or f"cannot be written to {out}/report.html" in said.err
    )
    assert said.err.endswith(".\n")
    assert said.err.count("\n") == 1
    assert tree(tmp_path) == before


@pytest.mark.slow
@pytest.mark.parametrize("lists", [1, 2])
def test_a_million_identical_names_stay_bounded(installed, tmp_path, lists):
    path = tmp_path / "same.csv"
    path.write_text("name\n" + "Шевченко Іван Петрович\n" * 1_000_000, "utf-8")
    cost = installed("trace", *[path] * lists, "--out", tmp_path / "result", "--no-report")
    assert cost.said.code == 0
    pairs = "1,000,000,000,000" if lists == 2 else "499,999,500,000"
    assert (
        f"{pairs} pairs were not looked at, because too many records hold the same values." in cost.said.out
    )
    assert (tmp_path / "result" / "pairs.csv").read_text().count("\n") == 1
    print(f"{cost.seconds:.1f} s, {cost.peak_mb:.0f} MB")
    assert cost.seconds < 90  # 5 to 7 s alone on two cores
    assert cost.peak_mb < 1000  # 320 to 400 MB


@pytest.mark.slow
def test_one_line_of_two_hundred_megabytes_is_refused_soon(installed, tmp_path, tree):
    path = tmp_path / "line.csv"
    with path.open("wb") as file:
        file.write("№;ПІБ\n1;".encode())
        for _ in range(200):
            file.write(b"a" * (1 << 20))
    cost = installed("trace", path, "--out", tmp_path / "result")
    path.unlink()
    assert (cost.said.code, cost.said.out, cost.said.err.count("\n")) == (2, "", 1)
    assert tree(tmp_path) == {}
    print(f"{cost.seconds:.1f} s, {cost.peak_mb:.0f} MB")
    assert cost.seconds < 60
    assert cost.peak_mb < 1000


@pytest.mark.slow
def test_a_thousand_requests_are_answered_soon(installed, tmp_path):
    surnames = [f"Прізвищенко{chr(1072 + k % 32)}{chr(1072 + k // 32)}" for k in range(1000)]
    for name in ("one", "two"):
        lines = [
            f"{k};{surnames[k]} Іван Петрович;{1 + k % 28:02}.{1 + k % 12:02}.{2005 + k % 15}"
            for k in range(1000)
        ]
        (tmp_path / f"{name}.csv").write_text("№;ПІБ;Дата народження\n" + "\n".join(lines) + "\n", "utf-8")
    cost = installed("trace", tmp_path / "one.csv", tmp_path / "two.csv", "--out", tmp_path / "result")
    assert cost.said.code == 0
    print(f"{cost.seconds:.1f} s, {cost.peak_mb:.0f} MB")
    assert cost.seconds < 20
