"""A QR code as large as its place allows."""

from itertools import groupby

from textual import events
from textual.content import Content
from textual.widgets import Static

from tui.browser.qr import Picture, picture_within, qr_modules, smallest_size
from tui.i18n import _

_LIGHT, _DARK = "#ffffff", "#000000"
"""Whatever the theme: a camera needs the contrast."""


def _style(character: str) -> str:
    """The colours of a character; a wholly light one is light on light, and so leaves no seams."""
    if character in "█#":
        return f"{_LIGHT} on {_LIGHT}"
    return f"{_LIGHT} on {_DARK}"


class QrCode(Static):
    """The code of an address; where it does not fit, how large the window has to be."""

    DEFAULT_CSS = """
    QrCode { width: 1fr; height: 1fr; content-align: center middle; text-wrap: nowrap; }
    """

    def __init__(self, url: str, *, unicode: bool = True, id: str | None = None) -> None:  # noqa: A002
        super().__init__("", id=id, markup=False)
        self._modules = qr_modules(url)
        self._unicode = unicode
        self.fits = False

    def on_resize(self, event: events.Resize) -> None:
        """Draw what fits now."""
        size = event.size
        picture = picture_within(self._modules, size.width, size.height, unicode=self._unicode)
        self.fits = picture is not None
        self.set_class(picture is None, "-too-small")
        self.update(self._sorry() if picture is None else self._content(picture))

    @staticmethod
    def _content(picture: Picture) -> Content:
        rows = (
            Content.assemble(*(("".join(run), style) for style, run in groupby(row, _style)))
            for row in picture.rows
        )
        return Content("\n").join(rows)

    def _sorry(self) -> str:
        columns, rows = smallest_size(self._modules, unicode=self._unicode)
        lost = self.screen.size - self.size
        return _(
            "The QR code needs a window of {columns}\xa0columns and {rows}\xa0rows. Enlarge the "
            "window or use a smaller font."
        ).format(columns=columns + lost.width, rows=rows + lost.height)
