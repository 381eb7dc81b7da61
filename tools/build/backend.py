"""Build backend: setuptools, plus a C compiler from PyPI where the machine has none.

The pair kernel is one C file without Python headers. A machine with `cc` uses it; any other
machine gets the `ziglang` wheel, a whole C compiler, in the isolated build environment only.
"""

from __future__ import annotations

import shutil
from typing import Any

from setuptools import build_meta as _setuptools
from setuptools.build_meta import *  # noqa: F403  the hooks that need no change


def _compiler() -> list[str]:
    return [] if shutil.which("cc") else ["ziglang==0.17.0"]


def get_requires_for_build_wheel(config_settings: Any = None) -> list[str]:
    return _setuptools.get_requires_for_build_wheel(config_settings) + _compiler()


def get_requires_for_build_editable(config_settings: Any = None) -> list[str]:
    return _setuptools.get_requires_for_build_editable(config_settings) + _compiler()
