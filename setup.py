"""Compile the pair kernel: a plain C library that Python opens with ctypes; no Python headers are needed."""

import shutil
import subprocess
import sys
from pathlib import Path

from setuptools import Extension, setup
from setuptools.command.build_ext import build_ext


class BuildKernel(build_ext):
    """Call the compiler once; `-ffp-contract=off` keeps the weights equal on every machine."""

    def get_ext_filename(self, fullname: str) -> str:
        return str(Path(*fullname.split("."))) + (".dll" if sys.platform == "win32" else ".so")

    def build_extension(self, ext: Extension) -> None:
        out = Path(self.get_ext_fullpath(ext.name))
        out.parent.mkdir(parents=True, exist_ok=True)
        cc = ["cc"] if shutil.which("cc") else [sys.executable, "-m", "ziglang", "cc"]
        flags = ["-O3", "-std=c11", "-fPIC", "-shared", "-ffp-contract=off", "-Wall"]
        subprocess.run([*cc, *flags, "-o", str(out), *ext.sources, "-lm"], check=True)


setup(
    ext_modules=[Extension("kintrace.linkage._kernel", ["src/kintrace/linkage/kernel.c"])],
    cmdclass={"build_ext": BuildKernel},
)
