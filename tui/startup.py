"""How the program is loaded: what is spared, and who waits for whom."""

import gc
import os
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from importlib import import_module

_USUAL = gc.get_threshold()
_NOT_WHILE_LOADING = 10_000_000


def put_off_collections() -> None:
    """Look for no garbage until `resume_collections`.

    Nearly all that is made while loading stays: to search it again and again would take a tenth
    of the start.
    """
    gc.set_threshold(_NOT_WHILE_LOADING, *_USUAL[1:])


def set_loaded_aside() -> None:
    """Never search again what is there by now: to be called before a secret can be.

    What is set aside is never collected, and whatever it held as garbage would stay.
    """
    gc.freeze()


def resume_collections() -> None:
    """Look for garbage as usual."""
    gc.set_threshold(*_USUAL)


def share_processor() -> None:
    """Let a key wait half a millisecond for what is reckoned or loaded beside it, not five."""
    sys.setswitchinterval(0.0005)


IN_STEPS = (
    "annotated_types",
    "pydantic_core",
    "pydantic.main",
    "api_client.models",
    "h11",
    "httpcore",
    "anyio",
    "httpx",
    "api_client.http.exchange",
)
"""What asking a server takes, in pieces of some ten milliseconds."""

_AFTER_A_KEY = 0.06
"""Seconds that a key gets to be answered before more is loaded."""

_LONGEST_WAIT = 0.5


def load_at_once() -> None:
    """Load what asking a server takes."""
    for name in IN_STEPS:
        with suppress(ImportError):  # whoever needs it will tell
            import_module(name)


def load_in_steps(last_key: Callable[[], float]) -> None:
    """Load what asking a server takes, in a thread, and let keys be answered in between.

    Args:
        last_key: when the latest key came, in seconds of `time.monotonic()`.
    """
    until = time.monotonic() + _LONGEST_WAIT
    for name in IN_STEPS:
        with suppress(ImportError):  # whoever needs it will tell
            import_module(name)
        while (now := time.monotonic()) < until and now - last_key() < _AFTER_A_KEY:
            time.sleep(0.01)


def leave_out_extras() -> None:
    """Keep libraries from loading what is not used here.

    httpx brings its own command line along where that can be loaded, and with it click, rich and
    pygments: two thirds of its time. A plugin of pydantic would take time to be looked for, and
    would see every secret that is validated.
    """
    sys.modules["httpx._main"] = None  # type: ignore[assignment]
    os.environ["PYDANTIC_DISABLE_PLUGINS"] = "__all__"
