"""What is spared while the program is loaded."""

import gc
import os
import sys

_USUAL = gc.get_threshold()
_NOT_WHILE_LOADING = 10_000_000


def put_off_collections() -> None:
    """Look for no garbage until `resume_collections`.

    Nearly all that is made while loading stays: to search it again and again would take a tenth
    of the start.
    """
    gc.set_threshold(_NOT_WHILE_LOADING, *_USUAL[1:])


def resume_collections() -> None:
    """Look for garbage as usual, but not among what is there by now."""
    gc.freeze()
    gc.set_threshold(*_USUAL)


def leave_out_extras() -> None:
    """Keep libraries from loading what is not used here.

    httpx brings its own command line along where that can be loaded, and with it click, rich and
    pygments: two thirds of its time. A plugin of pydantic would take time to be looked for, and
    would see every secret that is validated.
    """
    sys.modules["httpx._main"] = None  # type: ignore[assignment]
    os.environ["PYDANTIC_DISABLE_PLUGINS"] = "__all__"
