"""The frame of the pages a browser finds here: no script, nothing from elsewhere, nothing kept."""

from html import escape

from starlette.responses import HTMLResponse

_FRAME = """<!doctype html>
<html lang="{language}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<link rel="icon" href="data:,">
<title>{title}</title>
<style>
body {{ font: 1.1rem/1.5 system-ui, sans-serif; max-width: 40rem; margin: 4rem auto; padding: 0 1rem }}
label, input, button {{ display: block; font: inherit }}
input {{ box-sizing: border-box; width: 100%; margin: .2rem 0 1rem; padding: .4rem }}
button {{ padding: .4rem 1.2rem }}
dt {{ font-weight: 600 }}
dd {{ margin: 0 0 .5rem }}
[role=alert] {{ border-left: .3rem solid #c33; padding-left: .7rem }}
</style>
<h1>{title}</h1>
{body}
"""

_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)


def page(language: str, title: str, body: str, status: int = 200) -> HTMLResponse:
    """A page; `title` is text, `body` HTML."""
    return HTMLResponse(
        _FRAME.format(language=language, title=escape(title), body=body),
        status,
        {
            "Cache-Control": "no-store",
            "Content-Language": language,
            "Content-Security-Policy": _POLICY,
            "Referrer-Policy": "no-referrer",
            "X-Content-Type-Options": "nosniff",
        },
    )


def paragraph(text: str, *, alert: bool = False) -> str:
    """A text as HTML; an alert is read out at once."""
    return f"<p{' role=alert' if alert else ''}>{escape(text)}</p>"


def facts(rows: dict[str, str | None]) -> str:
    """What is known, as a list of names and values; what is not known is left out."""
    listed = "".join(
        f"<dt>{escape(name)}</dt><dd>{escape(value)}</dd>" for name, value in rows.items() if value
    )
    return f"<dl>{listed}</dl>"
