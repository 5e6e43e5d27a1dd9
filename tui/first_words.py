"""One line on the terminal while the screens are loaded, gone before anything else is said."""

import os
import sys
from collections.abc import Mapping, Sequence

from tui.language import _

_OTHERWISE = {"doctor", "operator", "--plain", "--answers", "--help", "-h", "--version"}
"""Arguments with which no screens are loaded."""

_said = False


def say_first_words(given: Sequence[str], environment: Mapping[str, str] = os.environ) -> None:
    """Say that the program begins, where screens will follow and somebody sees it."""
    global _said
    names = {argument.partition("=")[0] for argument in given}
    accessible = environment.get("UNIFY_ACTIVATE_ACCESSIBLE", "") not in ("", "0")
    able = environment.get("TERM", "dumb") != "dumb"
    if able and not accessible and names.isdisjoint(_OTHERWISE) and sys.stderr.isatty():
        sys.stderr.write(_("Unify Office by RingCentral: one moment …"))
        sys.stderr.flush()
        _said = True


def take_first_words_back() -> None:
    """Clear the line, if it is still there."""
    global _said
    if _said:
        _said = False
        sys.stderr.write("\r\x1b[K")
        sys.stderr.flush()
