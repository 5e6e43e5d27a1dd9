"""Text that is not a literal of ours, made safe to draw."""

from textual.content import Content

from tui.terminal.sanitize import harmless


def safe_text(text: str, *, limit: int = 400) -> Content:
    """Text from outside as plain content: no markup, no control characters, not too long."""
    return Content(harmless(text, limit=limit))
