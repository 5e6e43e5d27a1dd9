"""A letter as its two parts: plain text, and HTML that asks for nothing from elsewhere."""

from mock_server.mail.wording import Letter
from mock_server.templates import rendered


def text_part(letter: Letter) -> str:
    """The letter as plain text; the link has a line of its own."""
    paragraphs = [letter.greeting, letter.opening]
    for group in letter.groups:
        facts = [f"  {label}: {value}" for label, value in group.facts]
        paragraphs.append("\n".join([group.heading, *facts]))
    if letter.link is not None:
        paragraphs.append(f"{letter.link_heading}\n\n  {letter.link}")
    return "\n\n".join([*paragraphs, "\n".join(letter.closing)]) + "\n"


def html_part(letter: Letter) -> str:
    """The letter as HTML; whatever came from outside is escaped."""
    return rendered("mail/letter.html", letter=letter)
