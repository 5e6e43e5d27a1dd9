"""What was let go of leaves the memory too: garbage is collected, freed blocks are written over.

Python frees a text without wiping it, and a text cannot be wiped before. So the C library wipes
what it is given back, and the blocks that are free all the same are taken, filled with zeros and
given back. This is a best effort, measured with CPython 3.11 to 3.14 and glibc: a test looks into
the memory of the whole program afterwards.
"""

import gc
import sys
from contextlib import suppress

_POOL, _POOL_HEAD = 16 * 1024, 48
"""Bytes: the allocator hands out blocks of one size from pools (CPython, obmalloc)."""

_STEP, _LARGEST_BLOCK = 16, 512
_BYTES_HEAD = 33
"""Bytes around the content of a `bytes`."""

_MOST_OF_A_SIZE = 1 << 23
"""Bytes; after many screens whole megabytes of the small sizes are free."""

_UNUSED_POOLS = 1 << 21
"""Bytes of pools that are kept without a single block in use; measured: a quarter of this."""

_FEW_OF_EACH = (
    (32, range(24, 1048, 16)),
    (2, range(1048, 16_384, 64)),
    (1, range(16_384, 66_000, 4096)),
)
"""Blocks beyond the pools come from the C library; so do small ones that were large when they were
taken, as what is read or encoded is. Of each size up to 1,032 bytes every thread keeps seven."""


def wipe_what_is_freed() -> None:
    """Let the C library write over each block that it is given back; glibc only.

    It leaves out the few that a thread keeps for its next use, whatever part of the memory they
    belong to: those `write_over_free_blocks` takes. To be called before there is a secret.
    """
    if sys.platform == "linux":
        with suppress(ImportError, OSError, AttributeError):
            import ctypes

            m_perturb, freed = -6, 0xFF
            ctypes.CDLL(None).mallopt(m_perturb, freed)


def forget() -> None:
    """Collect all garbage, and write over what is free.

    Takes some 40 ms of processor time: to be called when nobody waits for a key's answer.
    """
    gc.collect()
    write_over_free_blocks()


def write_over_free_blocks() -> None:
    """Take the allocators' free blocks, filled with zeros, and give them back; some 10 ms."""
    taken: list[object] = [bytearray(size - 1) for size in (16, 32) for _ in range(8192)]
    for size in range(3 * _STEP, _LARGEST_BLOCK + 1, _STEP):
        taken = [_all_free(size)]
    taken = [bytes(_LARGEST_BLOCK - _BYTES_HEAD) for _ in range(_UNUSED_POOLS // _LARGEST_BLOCK)]
    del taken
    with suppress(ImportError, AttributeError):
        _write_over_few_of_each()


def _write_over_few_of_each() -> None:
    import ctypes

    # Not `PyMem_RawCalloc`, which leaves out what a thread keeps (glibc before 2.41).
    allocate, free = ctypes.pythonapi.PyMem_RawMalloc, ctypes.pythonapi.PyMem_RawFree
    allocate.restype, allocate.argtypes = ctypes.c_void_p, [ctypes.c_size_t]
    free.restype, free.argtypes = None, [ctypes.c_void_p]
    taken = [
        (allocate(size), size) for few, sizes in _FEW_OF_EACH for size in sizes for _ in range(few)
    ]
    for block, size in taken:
        if block:
            ctypes.memset(block, 0, size)
            free(block)


def write_over_variable(name: str) -> None:
    """Write over what the process was started with as a variable's value; Linux only.

    To take it out of the environment leaves it where the kernel put it, and in `/proc`.
    """
    if sys.platform != "linux":
        return
    with suppress(ImportError, OSError, ValueError, IndexError):
        import ctypes

        begin, end = _initial_environment()
        start = f"{name}=".encode()
        for each in ctypes.string_at(begin, end - begin).split(b"\0"):
            if each.startswith(start):
                ctypes.memset(begin + len(start), 0, len(each) - len(start))
            begin += len(each) + 1


def _initial_environment() -> tuple[int, int]:
    """Where it begins and ends: fields 50 and 51 of proc_pid_stat(5)."""
    from pathlib import Path

    fields = Path("/proc/self/stat").read_text().rpartition(")")[2].split()
    return int(fields[50 - 3]), int(fields[51 - 3])


def _all_free(size: int) -> list[bytes]:
    """Blocks of a size, until they come in a row: then a pool is new, and the old ones are full."""
    content, in_a_row, before = size - _BYTES_HEAD, 0, 0
    whole_pool = (_POOL - _POOL_HEAD) // size - 1
    taken: list[bytes] = []
    while in_a_row < whole_pool and len(taken) * size < _MOST_OF_A_SIZE:
        block = bytes(content)
        in_a_row = in_a_row + 1 if id(block) - before == size else 0
        before = id(block)
        taken.append(block)
    return taken
