"""What speaks for something and against it: a sign and a sentence each."""

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.widget import Widget
from textual.widgets import Static

from api_client.mail.trust import TrustStanding
from tui.app.widgets.safe_text import safe_text

_SIGNS: dict[TrustStanding, str] = {"good": "✓", "notice": "·", "warning": "!", "danger": "✗"}


class FindingList(Widget):
    """Signs in one column; sentences, which may quote text from outside, wrap in the other."""

    DEFAULT_CSS = """
    FindingList {
        layout: grid;
        grid-size: 2;
        grid-columns: 1 1fr;
        grid-rows: auto;
        grid-gutter: 0 1;
        height: auto;
        width: 100%;
    }
    FindingList > Static { height: auto; }
    FindingList > .-good { color: $text-success; }
    FindingList > .-notice { color: $text-muted; }
    FindingList > .-warning { color: $text-warning; }
    FindingList > .-danger { color: $text-error; text-style: bold; }
    """

    def __init__(
        self,
        findings: Sequence[tuple[TrustStanding, str]],
        *,
        id: str | None = None,  # noqa: A002
    ) -> None:
        super().__init__(id=id)
        self._findings = tuple(findings)

    def compose(self) -> ComposeResult:
        """A sign and a sentence for each."""
        for standing, sentence in self._findings:
            yield Static(safe_text(_SIGNS[standing]), classes=f"-{standing}")
            yield Static(safe_text(sentence), classes="" if standing == "good" else f"-{standing}")
