"""Whether somebody else sees this terminal: what shows who a person is, is masked then.

`tui.wording.identity` does the masking; everything that is said asks there.
"""

from collections.abc import Iterator
from contextlib import contextmanager

OPTION = "--presenter"

_is_on = False


def use_presenter_mode(is_on: bool) -> None:
    """Mask from now on, or show everything."""
    global _is_on
    _is_on = is_on


def is_presenting() -> bool:
    """Whether what shows who a person is has to be masked now."""
    return _is_on


@contextmanager
def told_in_full() -> Iterator[None]:
    """Mask nothing meanwhile: for what is read by its owner alone, such as a saved receipt."""
    global _is_on
    before, _is_on = _is_on, False
    try:
        yield
    finally:
        _is_on = before
