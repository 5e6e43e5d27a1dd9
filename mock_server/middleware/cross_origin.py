"""Pages of other origins that may call the server: a browser asks beforehand, and is told so."""

from collections.abc import Collection

from starlette.datastructures import Headers
from starlette.middleware.cors import CORSMiddleware
from starlette.types import ASGIApp, Receive, Scope, Send

METHODS = ("GET", "HEAD", "POST", "PUT", "DELETE")

EXPOSED = (
    "Content-Disposition",
    "Content-Language",
    "Content-Range",
    "Date",
    "Retry-After",
    "WWW-Authenticate",
)
"""What such a page may read of an answer, beside what any page may."""


def shared(app: ASGIApp, origins: Collection[str]) -> ASGIApp:
    """The application, for the pages of these origins too. Faults reach them as any answer does."""
    if not origins:
        return app
    middleware = CORSMiddleware(
        app,
        allow_origins=origins,
        allow_methods=METHODS,
        allow_headers=("*",),
        allow_credentials=True,
        allow_private_network=True,
        expose_headers=EXPOSED,
    )

    async def for_those_pages(scope: Scope, receive: Receive, send: Send) -> None:
        # All others are told by the server itself that they are not welcome.
        known = Headers(scope=scope).get("origin") in origins
        await (middleware if known else app)(scope, receive, send)

    return for_those_pages
