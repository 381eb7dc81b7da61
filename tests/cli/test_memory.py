"""Memory is chosen before Arrow is loaded and handed back without harm."""

import subprocess
import sys


def test_arrow_takes_the_allocator_that_hands_memory_back():
    code = (
        "from kintrace.cli import memory; memory.save(); import pyarrow; "
        "print(pyarrow.default_memory_pool().backend_name); memory.give_back()"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "system"


def test_a_choice_made_outside_stands():
    code = (
        "import os; os.environ['ARROW_DEFAULT_MEMORY_POOL'] = 'mimalloc'; "
        "from kintrace.cli import memory; memory.save(); print(os.environ['ARROW_DEFAULT_MEMORY_POOL'])"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "mimalloc"
