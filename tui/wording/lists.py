"""Several in one line: facts side by side, names in a sentence."""

from collections.abc import Iterable

from tui.i18n import _


def side_by_side(parts: Iterable[str | None]) -> str:
    """Those that there are; no line ends before a separator, since a space holds it that cannot break."""
    return "\u00a0· ".join(part for part in parts if part)


def joined(names: Iterable[str]) -> str:
    """Names in a sentence: `A`, `A and B`, `A, B and C`."""
    *before, last = [*names] or [""]
    return (
        _("{several} and {last}").format(several=", ".join(before), last=last) if before else last
    )
