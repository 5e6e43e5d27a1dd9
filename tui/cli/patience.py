"""How long a run waits in front of which nobody sits, and that it says so."""

import sys
import time
from collections.abc import Callable
from contextlib import suppress
from math import inf
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from api_client.patience import Patience


def told_patience(words: Callable[[float], str], limit_seconds: float = 0.0) -> "Patience":
    """That of a run without anybody in front of it: it waits, and says for how long.

    Args:
        words: what is said of a wait of so many seconds.
        limit_seconds: after how long the run ends; 0 for never.
    """
    from api_client.patience import unattended

    def tell(seconds: float) -> None:
        with suppress(OSError):
            print(words(seconds), file=sys.stderr, flush=True)

    return unattended(tell, until=time.monotonic() + limit_seconds if limit_seconds else inf)
