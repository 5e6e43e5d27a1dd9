"""Faults of a backend, one at a time: our mock behind something that spoils what it answers."""

import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from typing import Any

import httpx

COMMIT = ("POST", "/v1/activation")


@dataclass(frozen=True)
class Call:
    """A request, as the fault sees it."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes

    @property
    def key(self) -> str:
        return self.headers.get("idempotency-key", "")

    @property
    def token(self) -> str:
        return self.headers.get("authorization", "").rpartition("~")[2]

    def with_body(self, body: bytes) -> "Call":
        head = {k: v for k, v in self.headers.items() if k != "content-length"}
        return replace(self, body=body, headers=head)

    def with_header(self, name: str, value: str) -> "Call":
        return replace(self, headers=self.headers | {name: value})


@dataclass
class Reply:
    """An answer, before it is sent."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def members(self) -> dict[str, Any]:
        try:
            found = json.loads(self.body)
        except ValueError:
            return {}
        return found if isinstance(found, dict) else {}

    @property
    def slug(self) -> str:
        return str(self.members.get("type", "")).rpartition("/")[2]

    def with_members(self, **members: Any) -> "Reply":
        head = {k: v for k, v in self.headers.items() if k != "content-length"}
        return Reply(self.status, head, json.dumps(self.members | members).encode())

    def without(self, header: str) -> "Reply":
        return replace(self, headers={k: v for k, v in self.headers.items() if k != header})


Ask = Callable[[Call], Awaitable[Reply]]
Fault = Callable[[Call, Ask, dict[Any, Any]], Awaitable[Reply]]


@dataclass
class BrokenBackend(httpx.AsyncBaseTransport):
    """The mock in process, behind a fault. `kept` is what the fault remembers."""

    inner: httpx.AsyncBaseTransport
    fault: Fault
    kept: dict[Any, Any] = field(default_factory=dict)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        body = await request.aread()
        call = Call(request.method, request.url.path, dict(request.headers), body)

        async def ask(wanted: Call) -> Reply:
            head = {k: v for k, v in wanted.headers.items() if k != "transfer-encoding"}
            url = request.url.copy_with(path=wanted.path)
            if wanted.path != call.path:
                url = url.copy_with(query=None)
            passed = httpx.Request(wanted.method, url, headers=head, content=wanted.body)
            answer = await self.inner.handle_async_request(passed)
            return Reply(answer.status_code, dict(answer.headers), await answer.aread())

        reply = await self.fault(call, ask, self.kept)
        head = [(k.encode("latin-1"), v.encode("latin-1")) for k, v in reply.headers.items()]
        return httpx.Response(reply.status, headers=head, content=reply.body)


def problem(slug: str, status: int, **members: Any) -> Reply:
    """One of the contract's, as a backend would tell it."""
    told = {"type": f"/problems/{slug}", "title": "T", "detail": "D", "status": status} | members
    head = {"content-type": "application/problem+json", "cache-control": "no-store"}
    return Reply(status, head, json.dumps(told).encode())


def of_answers(spoil: Callable[[Call, Reply], Reply]) -> Fault:
    """A fault that needs no memory and no second question."""

    async def fault(call: Call, ask: Ask, _: dict[Any, Any]) -> Reply:
        return spoil(call, await ask(call))

    return fault


def of_requests(spoil: Callable[[Call], Call]) -> Fault:
    """A backend that reads what is sent in a way of its own."""

    async def fault(call: Call, ask: Ask, _: dict[Any, Any]) -> Reply:
        return await ask(spoil(call))

    return fault


async def opening_disowns(call: Call, ask: Ask, _: dict[Any, Any]) -> Reply:
    if call.method == "HEAD":
        said = replace(call, method="POST", path="/v1/activation/disown")
        typed = said.with_header("content-type", "application/json")
        await ask(typed.with_body(b'{"confirm": true}'))
    return await ask(call)


async def get_disowns(call: Call, ask: Ask, _: dict[Any, Any]) -> Reply:
    if call.method == "GET" and call.path.endswith("/disown"):
        typed = replace(call, method="POST").with_header("content-type", "application/json")
        return await ask(typed.with_body(b'{"confirm": true}'))
    return await ask(call)


async def every_commit_wins(call: Call, ask: Ask, kept: dict[Any, Any]) -> Reply:
    reply = await ask(call)
    if (call.method, call.path) == COMMIT:
        if reply.status == 200:
            kept[call.token] = reply
        return kept.get(call.token, reply) if reply.status in (409, 410) else reply
    return reply


async def keys_are_forgotten(call: Call, ask: Ask, kept: dict[Any, Any]) -> Reply:
    if call.key:
        kept["n"] = kept.get("n", 0) + 1
        return await ask(call.with_header("idempotency-key", f"other-{kept['n']}"))
    return await ask(call)


async def refusals_bind_keys(call: Call, ask: Ask, kept: dict[Any, Any]) -> Reply:
    """As some libraries keep every 4xx by its key."""
    bound = (call.token, call.key)
    if call.key and bound in kept:
        return kept[bound]  # type: ignore[no-any-return]
    reply = await ask(call)
    if reply.slug == "credentials-rejected":
        kept[bound] = reply
    return reply


async def keys_are_for_all(call: Call, ask: Ask, kept: dict[Any, Any]) -> Reply:
    if call.key and call.key in kept:
        return kept[call.key]  # type: ignore[no-any-return]
    reply = await ask(call)
    if call.key and reply.status == 200:
        kept[call.key] = reply
    return reply


async def lost_races_are_failures(call: Call, ask: Ask, kept: dict[Any, Any]) -> Reply:
    """A unique key of the database is broken, and nobody catches it."""
    reply = await ask(call)
    if (call.method, call.path) == COMMIT and reply.status == 200:
        kept[call.token] = "won"
    elif kept.pop(call.token, None):
        return problem("internal", 500)
    return reply


async def dead_links_tell(call: Call, ask: Ask, kept: dict[Any, Any]) -> Reply:
    reply = await ask(call)
    if reply.status == 200 and "account" in reply.members:
        kept[call.token] = reply.members["account"]["email"]
    if reply.status == 410:
        return reply.with_members(detail=f"Ask {kept.get(call.token)} for a new link.")
    return reply


async def dead_links_greet(call: Call, ask: Ask, kept: dict[Any, Any]) -> Reply:
    """In JSON whose letters are escapes, as many libraries write it."""
    reply = await ask(call)
    if reply.status == 200 and "account" in reply.members:
        kept["name"] = reply.members["account"]["last_name"]
    return reply.with_members(detail=f"Hello {kept.get('name')}!") if reply.status == 410 else reply


async def dead_links_commit(call: Call, ask: Ask, kept: dict[Any, Any]) -> Reply:
    reply = await ask(call)
    if (call.method, call.path) == COMMIT and reply.status == 410 and b"password" in call.body:
        return Reply(200, {"content-type": "application/json"}, b"{}")
    return reply


async def counts_utf_16(call: Call, ask: Ask, kept: dict[Any, Any]) -> Reply:
    reply = await ask(call)
    told = reply.members.get("verdicts", [])
    if "\\ud83d" in call.body.decode():
        length = len(json.loads(call.body)["password"].encode("utf-16-le")) // 2
        for verdict in told:
            if verdict["rule"] == "length":
                verdict["met"] = 8 <= length <= 32
        return reply.with_members(verdicts=told)
    return reply


async def policy_is_not_judged(call: Call, ask: Ask, kept: dict[Any, Any]) -> Reply:
    reply = await ask(call)
    if reply.slug == "credentials-rejected":
        return Reply(200, {"content-type": "application/json"}, b"{}")
    return reply


async def long_passwords_fail(call: Call, ask: Ask, kept: dict[Any, Any]) -> Reply:
    """As where a way of hashing takes no more than 72 bytes, and nobody asked it."""
    if (call.method, call.path) == COMMIT and call.key:
        password = json.loads(call.body).get("password", "") if call.body[:1] == b"{" else ""
        if len(password.encode(errors="surrogatepass")) > 72:
            return problem("internal", 500)
    return await ask(call)


async def body_before_token(call: Call, ask: Ask, kept: dict[Any, Any]) -> Reply:
    if call.method == "POST" and len(call.body) > 16384:
        return problem("too-large", 413)
    return await ask(call)


def _quoting(call: Call, reply: Reply) -> Reply:
    if reply.status >= 400:
        return reply.with_members(detail=f"{call.headers.get('authorization')} {call.body!r}")
    return reply


def _echo_of_values(call: Call, reply: Reply) -> Reply:
    errors = [e | {"message": call.body.decode()} for e in reply.members.get("errors", [])]
    return reply.with_members(errors=errors) if errors else reply


def _numbers_are_texts(call: Call) -> Call:
    return call.with_body(call.body.replace(b": 482913", b': "482913"'))


def _when(condition: Callable[[Call, Reply], bool], then: Reply) -> Fault:
    return of_answers(lambda call, reply: then if condition(call, reply) else reply)


_HTML = Reply(404, {"content-type": "text/html", "cache-control": "no-store"}, b"<h1>No</h1>")
_AWAY = Reply(307, {"location": "/v1/activation", "cache-control": "no-store"}, b"")

FAULTS: dict[str, tuple[Fault, str]] = {
    "HEAD consumes the link": (opening_disowns, "look.changes-nothing"),
    "GET disowns": (get_disowns, "disown.not-by-opening"),
    "every commit of a race wins": (every_commit_wins, "race.one-wins"),
    "a lost race is a failure": (lost_races_are_failures, "race.one-wins"),
    "keys are forgotten": (keys_are_forgotten, "commit.replay"),
    "a refusal binds its key": (refusals_bind_keys, "commit.refusal-binds-no-key"),
    "keys count for all links": (keys_are_for_all, "commit.key-of-one-link"),
    "a dead link can be committed": (dead_links_commit, "dead.no-commit"),
    "the policy is not judged": (policy_is_not_judged, "commit.policy"),
    "lengths in UTF-16": (counts_utf_16, "unicode.characters"),
    "the body before the token": (body_before_token, "order.token-first"),
    "a long password is a failure": (long_passwords_fail, "commit.long-values"),
    "a token in a message": (of_answers(_quoting), "answers.no-secret"),
    "a value in a message": (of_answers(_echo_of_values), "answers.no-secret"),
    "numbers are taken for texts": (of_requests(_numbers_are_texts), "bodies.types"),
    "wrong tokens are unauthorized": (
        _when(lambda _, r: r.slug == "link-unknown", problem("unauthorized", 401)),
        "strangers.alike",
    ),
    "a lone surrogate is a failure": (
        _when(lambda c, _: b"\\ud800" in c.body, problem("internal", 500)),
        "unicode.odd-values",
    ),
    "unknown paths are HTML": (
        _when(lambda _, r: r.slug == "not-found", _HTML),
        "answers.problems",
    ),
    "a slash is redirected": (
        _when(lambda c, _: c.path.endswith("/"), _AWAY),
        "answers.no-redirect",
    ),
    "no HEAD": (
        _when(lambda c, _: c.method == "HEAD", problem("method-not-allowed", 405)),
        "look.head",
    ),
    "a charset is another type": (
        _when(
            lambda c, _: "charset" in c.headers.get("content-type", ""),
            problem("unsupported-media-type", 415),
        ),
        "bodies.charset",
    ),
    "answers may be kept": (
        of_answers(lambda _, r: r.without("cache-control")),
        "answers.no-store",
    ),
    "no Retry-After": (of_answers(lambda _, r: r.without("retry-after")), "answers.retry-after"),
    "no challenge": (of_answers(lambda _, r: r.without("www-authenticate")), "strangers.no-token"),
    "one language": (
        of_requests(lambda call: call.with_header("accept-language", "en")),
        "languages.asked-for",
    ),
    "a dead link tells whose it was": (dead_links_tell, "dead.no-account"),
    "a dead link greets by name": (dead_links_greet, "answers.no-account"),
    "a dead link tells the account": (
        of_answers(lambda _, r: r.with_members(account={}) if r.status == 410 else r),
        "dead.no-account",
    ),
}
"""What is wrong, and the check that has to say so."""
