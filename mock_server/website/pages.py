"""The pages a browser finds here: the link itself, first steps, and the downloads."""

from importlib.resources import files

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from api_client.link import CONFIRMATION_PATH
from api_client.models import Text
from api_client.problems import NotFound
from mock_server.api.representations import FIRST_STEPS_PATH
from mock_server.api.responses import problem_response
from mock_server.installers import (
    DOWNLOAD_PREFIX,
    DOWNLOADS,
    Download,
    Unsatisfiable,
    read_range,
)
from mock_server.middleware.journal import entry_of
from mock_server.texts.problems import language_of
from mock_server.website.html import page

PAGES: dict[str, tuple[Text, Text]] = {
    CONFIRMATION_PATH: (
        Text(de="Ihr Aktivierungslink", en="Your activation link"),
        Text(
            de="Der Link wurde nicht verbraucht und gilt weiter. Kopieren Sie ihn aus der "
            "Adresszeile des Browsers, starten Sie „unify-activate“ in einem Terminal und fügen "
            "Sie den Link dort ein.",
            en="The link was not used up and is still valid. Copy it from the address bar of the "
            "browser, start “unify-activate” in a terminal and paste the link there.",
        ),
    ),
    FIRST_STEPS_PATH: (
        Text(de="Erste Schritte für neue Benutzer", en="First steps for new users"),
        Text(
            de="Ihr Konto ist aktiv. Sie können es ohne Einschränkungen nutzen.",
            en="Your account is active. You can use it without restrictions.",
        ),
    ),
}


def page_routes() -> list[Route]:
    """The routes of all pages and downloads. None of them changes anything."""
    return [
        *(Route(path, _page) for path in PAGES),
        Route(f"{DOWNLOAD_PREFIX}{{name}}", _download),
        Route(f"{DOWNLOAD_PREFIX}{{owner}}/{{name}}", _download),
        Route("/openapi.json", _openapi),
    ]


async def _page(request: Request) -> Response:
    language = language_of(request.headers.get("accept-language"))
    title, text = (part.in_language(language) for part in PAGES[request.url.path])
    return page("message", language, title, text=text)


async def _openapi(_: Request) -> Response:
    described = files("api_client").joinpath("openapi.json").read_bytes()
    return Response(described, media_type="application/json")


async def _download(request: Request) -> Response:
    wanted = request.path_params["name"]
    for download in DOWNLOADS:
        if download.name == wanted:
            return _sent(download, request)
    language, entry = language_of(request.headers.get("accept-language")), entry_of(request.scope)
    entry.blame(problem := NotFound())
    return problem_response(problem, language, entry.time)


def _sent(download: Download, request: Request) -> Response:
    """A download, or the piece of it that was asked for (RFC 9110, sections 13 and 14)."""
    headers = {
        "Accept-Ranges": "bytes",
        "Cache-Control": "no-cache",
        "Content-Disposition": f'attachment; filename="{download.name}"',
        "ETag": download.etag,
    }
    known = {tag.strip() for tag in request.headers.get("if-none-match", "").split(",")}
    if known & {download.etag, f"W/{download.etag}", "*"}:
        return Response(status_code=304, headers=headers)
    # A piece is no use to whoever has the beginning of something else.
    still_the_same = request.headers.get("if-range", download.etag).strip() == download.etag
    asked = request.headers.get("range") if request.method == "GET" and still_the_same else None
    try:
        piece = read_range(asked, download.size)
    except Unsatisfiable:
        headers["Content-Range"] = f"bytes */{download.size}"
        return Response(b"", 416, headers)
    if piece is None:
        return Response(download.content(), 200, headers, "application/octet-stream")
    headers["Content-Range"] = piece.of(download.size)
    content = download.content()[piece.first : piece.last + 1]
    return Response(content, 206, headers, "application/octet-stream")
