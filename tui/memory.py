"""What was let go of leaves the memory too: garbage is collected, freed blocks are written over.

Python frees a text without wiping it, and a text cannot be wiped before. So the C library wipes
what it is given back, and the blocks that are free all the same are taken, filled with zeros and
given back. This is a best effort, measured with CPython 3.11 to 3.14 and glibc: a test looks into
the memory of the whole program afterwards.
"""

import gc
import sys
from collections.abc import Iterator
from contextlib import suppress
from itertools import islice, repeat, starmap
from operator import floordiv

_POOL, _POOL_HEAD = 16 * 1024, 48
"""Bytes: the allocator hands out blocks of one size from pools (CPython, obmalloc)."""

_STEP, _LARGEST_BLOCK = 16, 512
_BYTES_HEAD = 33
"""Bytes around the content of a `bytes`."""

_LARGEST_CONSTANT = 256
"""A larger number takes a block itself, and a pool with it is never taken as a whole."""

_MOST_OF_A_SIZE = 1 << 23
"""Bytes; after many screens whole megabytes of the small sizes are free."""

_UNUSED_POOLS = 1 << 21
"""Bytes of pools that are kept without a single block in use; measured: a quarter of this."""

_KEPT_SIZES, _MOST_KEPT = range(24, 1048, 16), 16
"""What each thread keeps of the C library's blocks, in bytes, and how many of a size: seven, or
sixteen (glibc from 2.42 on). Small ones come from there too, where they were large when they were
taken, as what is read or encoded is."""


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
    """Take the allocators' free blocks, filled with zeros, and give them back; some 2 ms."""
    for size in range(_STEP, _LARGEST_BLOCK + 1, _STEP):
        _write_over_all_free(size)
    pools = list(islice(_blocks(_LARGEST_BLOCK), _UNUSED_POOLS // _LARGEST_BLOCK))
    del pools
    with suppress(ImportError, AttributeError):
        _write_over_kept_ones()


def _write_over_all_free(size: int) -> None:
    """Take blocks of a size until they are a whole pool: it was new, and the old ones are full."""
    blocks, in_a_pool, missing = _blocks(size), (_POOL - _POOL_HEAD) // size, 1
    taken: list[object] = []
    while len(taken) * size < _MOST_OF_A_SIZE:
        taken.extend(islice(blocks, missing or 1))
        missing = min(in_a_pool - 1 - _place_in_pool(taken[-1], size), _LARGEST_CONSTANT)
        if not missing and len(taken) >= in_a_pool and _share_a_pool(taken[-in_a_pool:]):
            return


def _place_in_pool(block: object, size: int) -> int:
    return (id(block) % _POOL - _POOL_HEAD) // size


def _share_a_pool(blocks: list[object]) -> bool:
    return len(set(map(floordiv, map(id, blocks), repeat(_POOL)))) == 1


def _blocks(size: int) -> Iterator[object]:
    """Blocks of a size, one after another, with nothing in them but what an object begins with."""
    if size == _STEP:
        return starmap(object, repeat(()))
    if size == 2 * _STEP:
        return starmap(complex, repeat((0.0,)))
    return starmap(bytes, repeat((size - _BYTES_HEAD,)))


def _write_over_kept_ones() -> None:
    import ctypes

    # Not `PyMem_RawCalloc`, which leaves out what a thread keeps (glibc before 2.41).
    allocate, free = ctypes.pythonapi.PyMem_RawMalloc, ctypes.pythonapi.PyMem_RawFree
    allocate.restype, allocate.argtypes = ctypes.c_void_p, [ctypes.c_size_t]
    free.restype, free.argtypes = None, [ctypes.c_void_p]
    for size in _KEPT_SIZES:
        taken = [allocate(size) for _ in range(_MOST_KEPT)]
        for block in filter(None, taken):
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
