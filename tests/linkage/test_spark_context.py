"""Spark is opened as it is configured, kept quiet, and its refusals are sentences."""

import os
import sys

import pytest

from kintrace.errors import EngineUnavailable
from kintrace.linkage.spark_context import spark_context


def refused() -> str:
    with pytest.raises(EngineUnavailable) as caught, spark_context():
        pass
    return str(caught.value)


def test_without_pyspark_it_says_how_to_install_it(monkeypatch):
    monkeypatch.setitem(sys.modules, "pyspark", None)
    assert "pip install 'kintrace[spark]'" in refused()


def test_without_java_it_says_where_it_looked(monkeypatch, tmp_path):
    pytest.importorskip("pyspark")
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    assert refused() == f"Spark needs Java 17 or later, and there is no java below JAVA_HOME ({tmp_path})."


def test_an_old_java_is_named(monkeypatch, tmp_path):
    pytest.importorskip("pyspark")
    java = tmp_path / "bin" / "java"
    java.parent.mkdir()
    java.write_text("#!/bin/sh\necho 'openjdk version \"11.0.2\" 2019-01-15' >&2\n")
    java.chmod(0o755)
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    assert f"{java} is Java 11;" in refused()


def test_spark_connect_is_refused(monkeypatch):
    pytest.importorskip("pyspark")
    monkeypatch.setenv("SPARK_REMOTE", "sc://localhost")
    assert "unset SPARK_REMOTE" in refused()


@pytest.fixture
def on_two_cores(monkeypatch):
    pytest.importorskip("pyspark")
    monkeypatch.setenv("PYSPARK_SUBMIT_ARGS", "--master local[2] pyspark-shell")


@pytest.mark.slow
def test_spark_leaves_nothing_behind(on_two_cores, monkeypatch, tmp_path, capfd):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with spark_context() as opened:
        assert opened.parallelize(range(10), 2).sum() == 45
        assert opened.getConf().get("spark.driver.host") == "127.0.0.1"
        (scratch,) = tmp_path.glob("kintrace-spark-*")
        assert scratch.stat().st_mode & 0o077 == 0
        with spark_context() as again:
            assert again is opened
    assert list(tmp_path.iterdir()) == []
    assert capfd.readouterr() == ("", "")


@pytest.mark.slow
def test_a_worker_that_cannot_start_is_told_in_one_sentence(on_two_cores, monkeypatch):
    monkeypatch.setenv("PYSPARK_PYTHON", os.devnull)
    with pytest.raises(EngineUnavailable) as caught, spark_context() as opened:
        opened.parallelize(range(10), 2).sum()
    assert "Permission denied" in str(caught.value)
    assert "\n" not in str(caught.value)
