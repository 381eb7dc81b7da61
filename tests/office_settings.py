"""The office's settings under test: a folder of its own, cheap passwords, and PostgreSQL when it is named."""

import atexit
import os
import shutil
import tempfile

os.environ["KINTRACE_HOME"] = tempfile.mkdtemp(prefix="kintrace-test-")
os.environ.pop("KINTRACE_DEMO", None)
os.environ["KINTRACE_DATABASE"] = os.environ.get("KINTRACE_TEST_DATABASE", "")
atexit.register(shutil.rmtree, os.environ["KINTRACE_HOME"], ignore_errors=True)

from kintrace.office.settings import *  # noqa: E402, F403  # Django reads settings as names of a module

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
LANGUAGE_CODE = "en"  # what is expected is written in English; translations have tests of their own
