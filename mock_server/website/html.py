"""The pages a browser finds here: no script, nothing from elsewhere, nothing kept."""

from starlette.responses import HTMLResponse

from mock_server.templates import rendered

_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)


def page(
    template: str, language: str, title: str, status: int = 200, **said: object
) -> HTMLResponse:
    """A page of this folder's templates; `said` is what the template asks for beside the title."""
    return HTMLResponse(
        rendered(f"website/{template}.html", language=language, title=title, **said),
        status,
        {
            "Cache-Control": "no-store",
            "Content-Language": language,
            "Content-Security-Policy": _POLICY,
            "Referrer-Policy": "no-referrer",
            "X-Content-Type-Options": "nosniff",
        },
    )
