"""The testers' page, `GET /_mock/`: one document that shows all of the mock and follows it.

Nothing of the server's state is in it: its script asks for that under `/_mock/`, as testers do, and
puts it into the document as text. It is put together once from the files beside this one.
"""

import base64
import hashlib
import json
from functools import lru_cache
from importlib.resources import files

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from mock_server.templates import rendered
from mock_server.texts.languages import LANGUAGES
from mock_server.texts.problems import language_of

PATHS = ("/_mock", "/_mock/")

SCRIPTS = ("server", "rows", "sections", "mails", "lists", "follow", "controls")
"""The parts of the script, in the order in which they need each other."""


def testers_page_routes() -> list[Route]:
    """Where the page is found."""
    return [Route(path, _page, methods=["GET"]) for path in PATHS]


async def _page(request: Request) -> Response:
    wanted = request.query_params.get("lang", "")
    language = (
        wanted if wanted in LANGUAGES else language_of(request.headers.get("accept-language"))
    )
    document, script_hash = _document(language)
    return HTMLResponse(
        document,
        headers={
            "Cache-Control": "no-store",
            "Content-Language": language,
            "Content-Security-Policy": _policy(script_hash),
            "Referrer-Policy": "no-referrer",
            "X-Content-Type-Options": "nosniff",
        },
    )


@lru_cache(maxsize=len(LANGUAGES))
def _document(language: str) -> tuple[str, str]:
    """The document in a language, and the hash of its one script."""
    folder = files(__name__)

    def part(name: str) -> str:
        return folder.joinpath(name).read_text(encoding="utf-8")

    script = "\n".join(part(f"script/{name}.js") for name in SCRIPTS)
    document = rendered(
        "admin/page/index.html",
        language=language,
        texts=json.loads(part(f"texts.{language}.json")),
        style=part("page.css"),
        script=script,
    )
    digest = hashlib.sha256(script.encode()).digest()
    return document, f"sha256-{base64.b64encode(digest).decode()}"


def _policy(script_hash: str) -> str:
    """No script but ours, nothing from elsewhere; HTML from text only where a mail is shown.

    Styles may be inline: a mail's frame inherits the policy, and mails have no others.
    """
    return (
        f"default-src 'none'; script-src '{script_hash}'; style-src 'unsafe-inline'; "
        "connect-src 'self'; img-src data:; form-action 'none'; base-uri 'none'; "
        "frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types mail"
    )
