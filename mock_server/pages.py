"""The pages a browser finds here: the link itself, signing in, first steps, downloads."""

from html import escape
from importlib.resources import files

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from api_client.link import CONFIRMATION_PATH
from api_client.models import Text
from api_client.problems import NotFound
from mock_server.answers import FIRST_STEPS_PATH, SIGN_IN_PATH
from mock_server.downloads import DOWNLOADS
from mock_server.recorder import entry_of
from mock_server.responses import problem_response
from mock_server.texts import language_of

_PAGE = """<!doctype html>
<html lang="{language}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="referrer" content="no-referrer">
<title>{title}</title>
<style>body {{ font: 1.1rem/1.5 system-ui; max-width: 40rem; margin: 4rem auto; padding: 0 1rem }}</style>
<h1>{title}</h1>
<p>{text}</p>
"""

PAGES: dict[str, tuple[Text, Text]] = {
    CONFIRMATION_PATH: (
        Text(de="Ihr Aktivierungslink", en="Your activation link"),
        Text(
            de="Nichts ist passiert: Der Link wurde nicht verbraucht. Kopieren Sie ihn aus der "
            "Adresszeile, starten Sie „unify-activate“ in einem Terminal und fügen Sie ihn dort ein.",
            en="Nothing has happened: the link was not consumed. Copy it from the address bar, "
            "start “unify-activate” in a terminal and paste it there.",
        ),
    ),
    SIGN_IN_PATH: (
        Text(de="Anmelden", en="Sign in"),
        Text(
            de="Hier würden Sie sich mit Ihrer E-Mail-Adresse und Ihrem neuen Kennwort anmelden.",
            en="This is where you would sign in with your e-mail address and your new password.",
        ),
    ),
    FIRST_STEPS_PATH: (
        Text(de="Erste Schritte für neue Benutzer", en="First steps for new users"),
        Text(
            de="Ihr Konto ist aktiv und lässt sich ohne Einschränkungen nutzen.",
            en="Your account is active and can be used without restriction.",
        ),
    ),
}


def page_routes() -> list[Route]:
    """The routes of all pages and downloads. None of them changes anything."""
    return [
        *(Route(path, _page) for path in PAGES),
        Route("/downloads/{name}", _download),
        Route("/openapi.json", _openapi),
    ]


async def _page(request: Request) -> Response:
    language = language_of(request.headers.get("accept-language"))
    title, text = (part.in_language(language) for part in PAGES[request.url.path])
    return HTMLResponse(
        _PAGE.format(language=language, title=escape(title), text=escape(text)),
        headers={
            "Cache-Control": "no-store",
            "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'",
        },
    )


async def _openapi(_: Request) -> Response:
    described = files("api_client").joinpath("openapi.json").read_bytes()
    return Response(described, media_type="application/json")


async def _download(request: Request) -> Response:
    wanted = request.path_params["name"]
    for download in DOWNLOADS:
        if download.name == wanted:
            headers = {"Content-Disposition": f'attachment; filename="{download.name}"'}
            return Response(download.content(), 200, headers, "application/octet-stream")
    language = language_of(request.headers.get("accept-language"))
    return problem_response(NotFound(), language, entry_of(request.scope).time)
