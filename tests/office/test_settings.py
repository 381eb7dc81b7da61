"""The settings that guard the office are as they have to be, whatever the environment says beside."""

import json
import os
import subprocess
import sys

import pytest

ASKED = """
import json, sys
from django.conf import settings
print(json.dumps({name: str(getattr(settings, name)) for name in sys.argv[1:]}))
"""


@pytest.fixture
def settings(tmp_path):
    """Return settings as a process of its own has them."""

    def asked(*names, **environment):
        said = {key: value for key, value in os.environ.items() if not key.startswith("KINTRACE_")}
        said |= {"KINTRACE_HOME": str(tmp_path), "DJANGO_SETTINGS_MODULE": "kintrace.office.settings"}
        said |= environment
        done = subprocess.run(
            [sys.executable, "-c", ASKED, *names], env=said, capture_output=True, text=True, check=True
        )
        return json.loads(done.stdout)

    return asked


def test_nothing_is_open_that_nobody_opened(settings):
    found = settings("DEBUG", "DEMO", "ALLOWED_HOSTS", "SESSION_COOKIE_HTTPONLY", "X_FRAME_OPTIONS")
    assert found == {
        "DEBUG": "False",
        "DEMO": "False",
        "ALLOWED_HOSTS": "['127.0.0.1', 'localhost']",
        "SESSION_COOKIE_HTTPONLY": "True",
        "X_FRAME_OPTIONS": "DENY",
    }


def test_behind_tls_no_cookie_travels_without_it(settings):
    names = ("SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SECURE_HSTS_SECONDS")
    assert list(settings(*names).values()) == ["False", "False", "0"]
    assert list(settings(*names, KINTRACE_TLS="1").values()) == ["True", "True", "31536000"]


def test_one_variable_names_a_server(settings):
    assert "kintrace.office.database" in settings("DATABASES")["DATABASES"]
    found = settings("DATABASES", KINTRACE_DATABASE="postgresql://kt:x@db.example/office")["DATABASES"]
    assert "django.db.backends.postgresql" in found


def test_uploads_pass_through_memory_only(settings, tmp_path):
    found = settings("FILE_UPLOAD_TEMP_DIR")["FILE_UPLOAD_TEMP_DIR"]
    assert found.startswith("/dev/shm/kintrace-") or found == str(tmp_path / "passing")
