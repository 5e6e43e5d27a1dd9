"""QR codes for a terminal (ISO/IEC 18004; the code itself is segno's)."""

from dataclasses import dataclass

QUIET_ZONES = (4, 2, 1)
"""Light modules around the code: four by the standard; with fewer, cameras still read it."""

Modules = tuple[tuple[bool, ...], ...]
"""Rows of a code, True for dark, without the light edge."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A code drawn with characters: `rows` of equal length, light on dark.

    In `rows`, `█▀▄` and space are the four states of two modules on top of each other; without
    Unicode `##` is a light module and two spaces are a dark one.
    """

    rows: tuple[str, ...]

    @property
    def columns(self) -> int:
        """How wide it is."""
        return len(self.rows[0])


def qr_modules(url: str) -> Modules:
    """The code of an address, the smallest there is.

    Scheme and host are upper-cased, which means the same and takes a third less room: so the
    personal link of the guide's brand fits a terminal of 80 columns and 24 rows.
    """
    import segno

    end = url.find("/", url.find("://") + 3)
    origin, rest = (url, "") if end < 0 else (url[:end], url[end:])
    parts = [(part, None) for part in (origin.upper(), rest) if part]
    # The stubs know one part only; the encoder takes several, each in its own mode.
    code = segno.make(parts, error="l", micro=False)  # type: ignore[arg-type]
    return tuple(tuple(bool(module) for module in row) for row in code.matrix)


def draw(modules: Modules, quiet: int, *, unicode: bool = True) -> Picture:
    """The picture with so many light modules around it."""
    side = len(modules) + 2 * quiet
    light = [[True] * side for _ in range(side)]
    for y, row in enumerate(modules):
        for x, dark in enumerate(row):
            light[y + quiet][x + quiet] = not dark
    if not unicode:
        return Picture(tuple("".join("##" if cell else "  " for cell in row) for row in light))
    if side % 2:
        light.append([False] * side)
    pairs = zip(light[::2], light[1::2], strict=True)
    return Picture(
        tuple(
            "".join(_HALVES[above, below] for above, below in zip(upper, lower, strict=True))
            for upper, lower in pairs
        )
    )


_HALVES = {(True, True): "█", (True, False): "▀", (False, True): "▄", (False, False): " "}


def picture_within(
    modules: Modules, columns: int, rows: int, *, unicode: bool = True
) -> Picture | None:
    """The picture with the widest edge that fits, None if none does."""
    for quiet in QUIET_ZONES:
        picture = draw(modules, quiet, unicode=unicode)
        if picture.columns <= columns and len(picture.rows) <= rows:
            return picture
    return None


def smallest_size(modules: Modules, *, unicode: bool = True) -> tuple[int, int]:
    """Columns and rows of the smallest picture."""
    picture = draw(modules, QUIET_ZONES[-1], unicode=unicode)
    return picture.columns, len(picture.rows)
