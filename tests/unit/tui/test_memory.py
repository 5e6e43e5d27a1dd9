"""What was given back to the C library is written over, whatever its size."""

import platform
import subprocess
import sys

import pytest

pytestmark = pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="measured with glibc")

SETTING = """
import ctypes, os
from tui.memory import wipe_what_is_freed, write_over_free_blocks
SECRET = b"Xk7 gone"
"""

READ = """
wipe_what_is_freed()
here, there = os.pipe()
os.write(there, SECRET)
data = os.read(here, 4096)
place, length = id(data), len(data) + 33
del data
write_over_free_blocks()
print(SECRET in ctypes.string_at(place, length))
"""

FREED = """
wipe_what_is_freed()
kept = [SECRET * 64 for _ in range(400)]
freed, kept = kept[::2], kept[1::2]  # none lies beside another, else they would be one
places, length = [id(each) for each in freed], len(freed[0]) + 33
del freed
write_over_free_blocks()
print(any(SECRET in ctypes.string_at(place, length) for place in places))
"""


@pytest.mark.parametrize("script", [READ, FREED], ids=["a short read", "many of one size"])
def test_what_is_free_again_shows_nothing_of_what_it_held(script: str) -> None:
    run = subprocess.run([sys.executable, "-c", SETTING + script], capture_output=True, check=True)
    assert run.stdout.split() == [b"False"]
