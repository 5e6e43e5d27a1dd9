"""The plots of docs/performance.md: bars, each with its number, readable on light and on dark."""

from collections.abc import Mapping, Sequence
from html import escape

from tests.bench.kept.runs import KeptRun
from tests.bench.page.tables import PEERS
from tests.bench.report import amount
from tests.bench.rows import APP, BARE
from tests.bench.samples import Unit

PLOTTED: Mapping[str, tuple[str, str, Unit]] = {
    "start": ("answered", "From the start until a key is answered", "ms"),
    "bytes": ("key-bytes", "Bytes that a key of the password sends over the line", "bytes"),
    "memory": ("app-rest", "Memory with a password typed", "MiB"),
}
"""By the plot's name: the quantity, what is said above it, and its unit."""

_WIDTH, _NAMES, _NUMBERS, _BAR, _STEP, _TOP = 720, 170, 100, 20, 30, 44
_STYLE = (
    "text{font:14px system-ui,sans-serif;fill:#1f2328}.title{font-weight:600}"
    ".bar{fill:#8c959f}.ours{fill:#d6256c}"
    "@media(prefers-color-scheme:dark){text{fill:#e6edf3}.bar{fill:#6e7681}.ours{fill:#ff7eb6}}"
)


def made_plots(run: KeptRun) -> dict[str, str]:
    """Every plot as SVG, by its name."""
    return {
        name: _plot(title, [(who, run.value(quantity, who)) for who in (APP, BARE, *PEERS)], unit)
        for name, (quantity, title, unit) in PLOTTED.items()
    }


def _plot(title: str, values: Sequence[tuple[str, float | None]], unit: Unit) -> str:
    shown = [(who, value) for who, value in values if value is not None]
    most = max(value for _, value in shown)
    height = _TOP + _STEP * len(shown) + 8
    said = f"{title}: " + ", ".join(f"{who} {amount(value, unit)}" for who, value in shown)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" role="img" '
        f'aria-label="{escape(said)}">',
        f"<style>{_STYLE}</style>",
        f'<text class="title" x="8" y="24">{escape(title)}</text>',
    ]
    for number, (who, value) in enumerate(shown):
        parts += _bar(_TOP + _STEP * number, who, value / most, amount(value, unit))
    return "\n".join((*parts, "</svg>", ""))


def _bar(top: int, who: str, share: float, number: str) -> tuple[str, str, str]:
    width = max(1, round((_WIDTH - _NAMES - _NUMBERS) * share))
    kind = "ours" if who == APP else "bar"
    return (
        f'<text x="{_NAMES - 10}" y="{top + 15}" text-anchor="end">{escape(who)}</text>',
        f'<rect class="{kind}" x="{_NAMES}" y="{top}" width="{width}" height="{_BAR}" rx="2"/>',
        f'<text x="{_NAMES + width + 8}" y="{top + 15}">{number}</text>',
    )
