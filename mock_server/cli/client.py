"""A running mock server, as the commands ask it."""

import argparse
import json
import os
from collections.abc import Iterator
from types import TracebackType
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar
from urllib.parse import quote

from pydantic import TypeAdapter, ValidationError

from mock_server.cli.answers import ToldProblem, ToldRefusal
from mock_server.cli.console import UNREACHABLE, CommandRefused
from mock_server.i18n import N_, _

if TYPE_CHECKING:
    import ssl

    import httpx

AnyTold = TypeVar("AnyTold")

NO_SUCH = {
    "accounts": N_("There is no such account."),
    "mails": N_("There is no such email."),
    "tenants": N_("There is no such tenant."),
}
"""What is said of a name that cannot be one, by what the path begins with."""

PATIENCE = 60.0
"""Seconds; a large order takes a while."""


class Server:
    """Calls under `/_mock/` of the server the options name. A context that closes connections."""

    def __init__(self, options: argparse.Namespace) -> None:
        import httpx

        self.url = options.server
        headers = {"Accept-Language": options.lang, **self._key(options)}
        try:
            self._client = httpx.Client(
                base_url=f"{self.url.rstrip('/')}/_mock/",
                headers=headers,
                timeout=PATIENCE,
                trust_env=False,  # no proxy is asked for what runs on this machine
                verify=self._trusted(),
            )
        except (httpx.InvalidURL, ValueError):
            self._unreachable()

    def __enter__(self) -> "Server":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._client.close()

    def get(self, *path: str, **query: object) -> Any:
        """The JSON of a call; parameters that are None are left out.

        Raises:
            Refused: no mock server answers, or it refuses.
        """
        return self.json(self.ask("GET", *path, query=query))

    def post(self, *path: str, **query: object) -> Any:
        """The JSON of a call without a body; see `get`.

        Raises:
            Refused: no mock server answers, or it refuses.
        """
        return self.json(self.ask("POST", *path, query=query))

    def delete(self, *path: str, **query: object) -> None:
        """Make a call that has no answer but that it was done; see `get`.

        Raises:
            Refused: no mock server answers, or it refuses.
        """
        answer = self.ask("DELETE", *path, query=query)
        if answer.is_error:
            self.json(answer)

    def send(self, *path: str, body: bytes, media_type: str) -> "httpx.Response":
        """The answer to a call with a body, a refusal included.

        Raises:
            Refused: no mock server answers.
        """
        return self.ask("POST", *path, body=body, media_type=media_type)

    def lines(
        self, *path: str, body: bytes, media_type: str, source: str, **query: object
    ) -> Iterator[object]:
        """The JSON of an answer that tells how something goes on, one object after the other.

        Raises:
            Refused: no mock server answers, or it refuses; the file `source` is what was sent.
        """
        import httpx

        headers = {"Content-Type": media_type, "Accept": "application/x-ndjson"}
        stated = {name: str(value) for name, value in query.items() if value is not None}
        try:
            with self._client.stream(
                "POST", "/".join(path), params=stated, content=body, headers=headers
            ) as answer:
                if answer.is_success:
                    yield from map(json.loads, answer.iter_lines())
                    return
                answer.read()
        except (httpx.HTTPError, httpx.InvalidURL, ValueError, RecursionError):
            self._unreachable()
        self.json(self._known(answer), source)

    def ask(
        self,
        method: str,
        *path: str,
        query: dict[str, object] | None = None,
        body: bytes | None = None,
        media_type: str | None = None,
    ) -> "httpx.Response":
        """The answer to a call, a refusal included.

        Raises:
            Refused: no mock server answers.
        """
        import httpx

        if any("/" in part for part in path):
            # It would be another path, and the answer would be about that.
            raise CommandRefused(_(NO_SUCH[path[0]]))
        try:
            answer = self._client.request(
                method,
                "/".join(quote(part, safe=":") for part in path),
                params={k: str(v) for k, v in (query or {}).items() if v is not None},
                content=body,
                headers={"Content-Type": media_type} if media_type else {},
            )
        except (httpx.HTTPError, httpx.InvalidURL, ValueError):
            self._unreachable()
        return self._known(answer)

    def json(self, answer: "httpx.Response", source: str | None = None) -> Any:
        """What a successful answer holds.

        Args:
            answer: to whatever was asked.
            source: the file that was sent, which reasons then begin with.

        Raises:
            Refused: it is a refusal, or no answer of a mock server.
        """
        try:
            content = answer.json()
        except (ValueError, RecursionError):
            self._unreachable()
        if answer.is_error:
            raise CommandRefused(*reasons(self.read(ToldProblem, content), source))
        return content

    def read(self, kind: type[AnyTold], content: object) -> AnyTold:
        """What an answer tells.

        Raises:
            Refused: it has another shape, so that it is no mock server's.
        """
        try:
            return TypeAdapter(kind).validate_python(content)
        except ValidationError:
            self._unreachable()

    def _known(self, answer: "httpx.Response") -> "httpx.Response":
        """An answer that is one of a mock server's."""
        kind = answer.headers.get("content-type", "")
        if not answer.is_success and kind != "application/problem+json":
            self._unreachable()
        return answer

    def _key(self, options: argparse.Namespace) -> dict[str, str]:
        from api_client.activation_link import is_loopback
        from mock_server.admin_key import UnusableKey, find_key

        try:
            key = find_key(options.admin_key_file)
        except UnusableKey as unusable:
            raise CommandRefused(str(unusable)) from None
        if key is None:
            return {}
        host = self.url.removeprefix("http://").partition("/")[0]
        is_plain = self.url.startswith("http://") and not is_loopback(host)
        if is_plain and not options.insecure_http:
            raise CommandRefused(
                _(
                    "{url}: The admin key is sent only over https. To send the key without TLS, "
                    "add --insecure-http."
                ).format(url=self.url)
            )
        return {"Authorization": f"Bearer {key}"}

    def _trusted(self) -> "ssl.SSLContext | bool":
        if not self.url.startswith("https://"):
            # Nothing is verified where no TLS is spoken, and building a context takes its time.
            return False
        import ssl

        authority = os.environ.get("SSL_CERT_FILE")
        try:
            return ssl.create_default_context(cafile=authority)
        except OSError:
            raise CommandRefused(
                _("{file}: The file that SSL_CERT_FILE names cannot be used.").format(
                    file=authority
                )
            ) from None

    def _unreachable(self) -> NoReturn:
        raise CommandRefused(
            _("No mock server responds at {url}.").format(url=self.url), code=UNREACHABLE
        ) from None


def reasons(problem: ToldProblem, source: str | None = None) -> list[str]:
    """A refusal in lines: every field that is wrong, or what it says as a whole."""
    found = [
        ": ".join(part for part in (_place(source, error), _field(error), error.message) if part)
        for error in problem.errors
    ]
    return found or [problem.detail or problem.title or _("The server refused the call.")]


def _place(source: str | None, error: ToldRefusal) -> str:
    if source is None or error.line is None:
        return source or ""
    return f"{source}:{error.line}"


def _field(error: ToldRefusal) -> str:
    return "" if error.field == "body" else error.field
