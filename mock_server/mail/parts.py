"""A letter as its two parts: plain text, and HTML that asks for nothing from elsewhere."""

from html import escape

from mock_server.mail.wording import Letter

_HTML = """<!doctype html>
<html lang="{language}">
<head><meta charset="utf-8"><title>{subject}</title></head>
<body style="font: 16px/1.5 sans-serif; color: #262626; max-width: 36em; margin: 1.5em auto">
<p>{greeting}</p>
<p>{opening}</p>
{groups}{link}{closing}</body>
</html>
"""
_GROUP = '<h2 style="font-size: 1.1em">{heading}</h2>\n<table>\n{rows}</table>\n'
_ROW = (
    '<tr><th scope="row" style="text-align: start; font-weight: normal; padding-inline-end: 1em">'
    "{label}</th><td><bdi>{value}</bdi></td></tr>\n"
)
_LINK = """<h2 style="font-size: 1.1em">{heading}</h2>
<p><a href="{link}" style="display: inline-block; padding: .5em 1em; border-radius: .3em; \
background: #0050a0; color: #fff; text-decoration: none">{button}</a></p>
<p style="overflow-wrap: anywhere"><a href="{link}">{link}</a></p>
"""


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
    groups = "".join(
        _GROUP.format(
            heading=escape(group.heading),
            rows="".join(
                _ROW.format(label=escape(label), value=escape(value))
                for label, value in group.facts
            ),
        )
        for group in letter.groups
    )
    link = ""
    if letter.link is not None:
        link = _LINK.format(
            heading=escape(letter.link_heading),
            link=escape(letter.link),
            button=escape(letter.button),
        )
    return _HTML.format(
        language=letter.language,
        subject=escape(letter.subject),
        greeting=escape(letter.greeting),
        opening=escape(letter.opening),
        groups=groups,
        link=link,
        closing="".join(f"<p>{escape(line)}</p>\n" for line in letter.closing),
    )
