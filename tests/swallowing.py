"""What stands in between and lets a commit through, but tells something else of it."""

from collections.abc import Sequence

import httpx

from tests.scripted_server import ScriptedAnswer, ScriptedServer, Turn, answer, json_answer

PROBLEM = "application/problem+json"
PAGE = b"<!doctype html><title>Sign in</title><p>Welcome to our network\n"


def typed(type_: str, status: int) -> ScriptedAnswer:
    """A problem of a type, with a status that need not be its own."""
    return json_answer({"type": type_, "title": "T"}, status=status, Content_Type=PROBLEM)


def page(status: int, **headers: str) -> ScriptedAnswer:
    """A page for people."""
    return answer(PAGE, status=status, Content_Type="text/html", **headers)


ODD: dict[str, Turn] = {
    "a portal's page": page(200),
    "201": json_answer({"receipt_id": "R-1"}, status=201),
    "202": json_answer({"state": "accepted"}, status=202),
    "204": answer(status=204),
    "206": json_answer({"receipt_id": "R-1"}, status=206),
    "302": answer(status=302, Location="https://login.example/"),
    "302 to no address": answer(status=302, Location="//["),
    "304": answer(status=304),
    "307": answer(status=307, Location="/v1/activation"),
    "no receipt": json_answer({"receipt_id": "R-1"}),
    "JSON of a gateway": json_answer({"message": "ok"}),
    "truncated JSON": json_answer(b'{"receipt_id": "R-1", "activ'),
    "no JSON": json_answer(b"null"),
    "nothing in 200": answer(Content_Type="application/json"),
    "another media type": json_answer({"receipt_id": "R-1"}, Content_Type="text/json"),
    "over the size": json_answer(b" " * (256 * 1024 + 1)),
    "over the size by its own word": ScriptedAnswer(200, {"Content-Length": "9" * 13}),
    "another coding": json_answer(b"?", Content_Encoding="br"),
    "a damaged coding": json_answer(b"no gzip", Content_Encoding="gzip"),
    "a problem in a damaged coding": json_answer(
        b"no gzip", status=410, Content_Type=PROBLEM, Content_Encoding="gzip"
    ),
    "400 of a proxy": page(400),
    "401 of a proxy": page(401, WWW_Authenticate="Basic"),
    "403 of a proxy": page(403),
    "404 of a proxy": page(404),
    "407": page(407),
    "409 of a proxy": page(409),
    "410 in JSON": json_answer({"error": "gone"}, status=410),
    "422 in JSON": json_answer({"errors": []}, status=422),
    "bare 410": typed("about:blank", 410),
    "bare 422": json_answer({"title": "Unprocessable"}, status=422, Content_Type=PROBLEM),
    "bare 429": answer(status=429, Retry_After="2"),
    "bare 500": answer(status=500),
    "bare 502": answer(status=502),
    "bare 503": page(503, Retry_After="2"),
    "bare 504": answer(status=504),
    "bare 524": page(524),
    "an unknown status": answer(status=799),
    "no problem": json_answer([], status=500, Content_Type=PROBLEM),
    "a truncated problem": json_answer(b'{"type": "/prob', status=500, Content_Type=PROBLEM),
    "a type nobody knows": typed("https://gateway.example/errors/backend-died", 500),
    "a type of the same name": typed("https://gateway.example/errors/internal", 500),
    "a type of the same name in a query": typed("https://g.example/?/problems/link-expired", 410),
    "a type of the client's own": typed("/problems/unreachable", 503),
    "a problem with another status": typed("/problems/credentials-rejected", 502),
    "a problem that went well": typed("/problems/link-expired", 200),
    "a type in plain JSON": json_answer({"type": "/problems/link-expired"}, status=410),
    "the connection breaks": httpx.ReadError("scripted"),
    "the connection ends": httpx.RemoteProtocolError("scripted"),
    "nothing in time": httpx.ReadTimeout("scripted"),
    "half a request": httpx.WriteError("scripted"),
    "half an answer": json_answer({"receipt_id": "R-1"}).cut(-4),
}
"""Answers to a commit of which none proves that it was not carried out."""


class Swallowing(httpx.AsyncBaseTransport):
    """Lets everything through; what answers commits is swallowed, and these told instead.

    Attributes:
        swallowed: the true answers that nobody heard.
        keys: those of all commits, in order.
    """

    def __init__(self, network: httpx.AsyncBaseTransport, *odd: Turn) -> None:
        self._network = network
        self._odd = list(odd)
        self.swallowed: list[httpx.Response] = []
        self.keys: list[str] = []

    @property
    def odd(self) -> Sequence[Turn]:
        """What is still to be told."""
        return self._odd

    def tell(self, *odd: Turn) -> None:
        """Tell these of the next commits."""
        self._odd.extend(odd)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        key = request.headers.get("Idempotency-Key")
        if key is None:
            return await self._network.handle_async_request(request)
        self.keys.append(key)
        truth = await self._network.handle_async_request(request)
        if not self._odd:
            return truth
        await truth.aread()
        self.swallowed.append(truth)
        told = ScriptedServer(self._odd.pop(0))
        return await told.handle_async_request(request)
