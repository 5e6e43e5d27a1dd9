"""Whoever has no link, or not the whole of one, learns nothing."""

from dataclasses import replace

from api_client.activation_link import ActivationLink
from api_client.operations import OPERATIONS
from mock_server.verify.check import Check, Needs
from mock_server.verify.exchange import Exchange
from mock_server.verify.expected import expect, expect_problem, expect_success
from mock_server.verify.outcome import NotTried
from mock_server.verify.trial import Trial

_WITH_TOKEN = [operation for operation in OPERATIONS.values() if operation.token]
_OPTIONAL = ("check", "renew")
_NOBODY = "9999999999999999999"
"""Nineteen digits: the largest id there can be."""


async def _no_token(trial: Trial) -> None:
    for operation in _WITH_TOKEN:
        answer = await trial.call(operation.id, None, key="stranger-1")
        if operation.id in _OPTIONAL and answer.slug == "not-found":
            continue
        expect_problem(answer, "unauthorized")
        scheme = answer.headers.get("www-authenticate", "").lower()
        expect("bearer" in scheme, f"{answer}: WWW-Authenticate is not Bearer")


async def _another_scheme(trial: Trial) -> None:
    for proof in ("Basic MTpv", "Bearer"):
        answer = await trial.call("look", None, headers={"Authorization": proof})
        expect_problem(answer, "unauthorized", what=proof.partition(" ")[0])


async def _malformed(trial: Trial) -> None:
    token = trial.marks.mark("a mangled token")[:8].lower() + "0" * 24
    shapes = {
        "no tilde": "1",
        "a colon": f"1:{token}",
        "31 digits": f"1~{token[1:]}",
        "33 digits": f"1~{token}0",
        "no hex digit": f"1~{'g' * 32}",
        "no account id": f"~{token}",
        "20 digits of id": f"{'1' * 20}~{token}",
    }
    for what, shape in shapes.items():
        answer = await trial.call("look", None, headers={"Authorization": f"Bearer {shape}"})
        expect_problem(answer, "link-malformed", what=what)


async def _scheme_in_any_case(trial: Trial) -> None:
    proof = trial.call.proof(trial.link())["Authorization"].removeprefix("Bearer")
    for scheme in ("bearer", "BEARER"):
        answer = await trial.call("look", None, headers={"Authorization": scheme + proof})
        expect_success(answer, what=scheme)


async def _token_in_any_case(trial: Trial) -> None:
    link = trial.link()
    capitals = replace(link, token=link.token.upper())
    expect_success(await trial.call("look", capitals), what="the token in capitals")


async def _in_the_address(trial: Trial) -> None:
    """With a made-up token, so that no log gets a real one."""
    pair = f"1:{'0' * 31}1"
    for query in (f"?token={pair}", f"?{pair}", f"?access_token={pair.replace(':', '~')}"):
        answer = await trial.call.send("GET", f"/v1/activation{query}")
        shown = replace(answer, path=f"/v1/activation?{query[1:].partition('=')[0][:12]}…")
        expect_problem(shown, "unauthorized")


def _wrong(link: ActivationLink) -> ActivationLink:
    """The same account with another token: the last digit differs."""
    return replace(link, token=link.token[:-1] + ("0" if link.token[-1] != "0" else "1"))


async def _alike(trial: Trial) -> None:
    link = trial.link()
    unknown = replace(link, account_id=_NOBODY)
    one = expect_problem(await trial.call("look", _wrong(link)), "link-unknown", what="wrong token")
    other = expect_problem(await trial.call("look", unknown), "link-unknown", what="unknown id")
    expect(_told(one) == _told(other), "an unknown id and a wrong token are answered differently")
    expect_success(await trial.call("look", link), what="afterwards, the right token")


def _told(answer: Exchange) -> tuple[object, ...]:
    """All that an answer tells, apart from what differs from call to call."""
    members = {name: value for name, value in answer.members.items() if name != "instance"}
    return answer.status, members, sorted({name.lower() for name in answer.headers})


async def _state_is_not_told(trial: Trial) -> None:
    # A scenario of our own mock takes every token for that of a new account.
    kinds = [kind for kind in trial.kinds() if trial.link(kind).account_id.isdigit()]
    links = [trial.link(kind) for kind in kinds][:2] or [(await trial.spent()).link]
    for kind, link in zip(kinds or ["used"], links, strict=False):
        answer = await trial.call("look", _wrong(link))
        expect_problem(answer, "link-unknown", what=f"{kind}, wrong token")


async def _key_without_token(trial: Trial) -> None:
    spent = await trial.spent()
    answer = await trial.call("commit", _wrong(spent.link), spent.body, key=spent.key)
    expect_problem(answer, "link-unknown")


async def _other_accounts_token(trial: Trial) -> None:
    spent, link = await trial.spent(), trial.link()
    if link.account_id == spent.link.account_id:
        raise NotTried("both links are of one account")
    answer = await trial.call("look", replace(link, token=spent.link.token))
    expect_problem(answer, "link-unknown")


CHECKS = (
    Check(
        "strangers.no-token",
        "Without a token every operation answers 401 unauthorized, with WWW-Authenticate.",
        _no_token,
        len(_WITH_TOKEN),
    ),
    Check(
        "strangers.another-scheme",
        "Another scheme, or no credentials after Bearer, is no token: 401.",
        _another_scheme,
        2,
    ),
    Check(
        "strangers.malformed",
        "What has not the shape <account id>~<32 hex digits> is answered 400 link-malformed.",
        _malformed,
        7,
    ),
    Check(
        "strangers.scheme-case",
        "The scheme Bearer counts in any case (RFC 9110).",
        _scheme_in_any_case,
        2,
        Needs(shares=("fresh",)),
    ),
    Check(
        "strangers.token-case",
        "Capitals of a token count as small letters.",
        _token_in_any_case,
        1,
        Needs(shares=("fresh",), wrong_tokens=1),
    ),
    Check(
        "strangers.token-in-address",
        "A token in the address proves nothing: it would stand in logs.",
        _in_the_address,
        3,
    ),
    Check(
        "strangers.alike",
        "An unknown account and a wrong token get the same answer, 404 link-unknown.",
        _alike,
        3,
        Needs(shares=("fresh",), wrong_tokens=2),
    ),
    Check(
        "strangers.state",
        "How a link stands is told only to the holder of the whole token.",
        _state_is_not_told,
        2,
        Needs(spent=True, wrong_tokens=2),
    ),
    Check(
        "strangers.key",
        "An Idempotency-Key is read only after the token is proven.",
        _key_without_token,
        1,
        Needs(spent=True, wrong_tokens=1),
    ),
    Check(
        "strangers.other-account",
        "The token of one account opens no other.",
        _other_accounts_token,
        1,
        Needs(shares=("fresh",), spent=True, wrong_tokens=1),
    ),
)
