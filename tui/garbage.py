"""When Python looks for garbage: not while nearly all that is made will stay.

To look again and again while everything is loaded would take a tenth of the start.
"""

import gc

_USUAL = gc.get_threshold()
_NEVER_WHILE_LOADING = 10_000_000


def put_off_collections() -> None:
    """Look for no garbage until `resume_collections`."""
    gc.set_threshold(_NEVER_WHILE_LOADING, *_USUAL[1:])


def resume_collections() -> None:
    """Look for garbage as usual, but not among what is there by now."""
    gc.freeze()
    gc.set_threshold(*_USUAL)
