"""No secret of the operator's or the user's is in a log, an error, a repr, an address or a file."""

import json
import logging
import traceback

import pytest

from api_client.connect import BackendSettings
from api_client.problems import CredentialsRejected, Problem
from api_client.ringcentral.client import PlatformClient
from api_client.ringcentral.session import OperatorSession
from mock_server.state.platform import CLIENT_SECRET, PlatformState, jwt_of
from tests.scripted_server import ScriptedServer, json_answer
from tests.wire.operator_desk import (
    ANSWER,
    CREDENTIALS,
    PASSWORD,
    PIN,
    TENANT,
    Desk,
    breaking,
    choices,
)

TOKEN = "sentinel-of-an-access-token"
SECRETS = (TOKEN, PASSWORD, PIN, ANSWER, jwt_of(TENANT), CLIENT_SECRET)


def holds_no_secret(text: str) -> bool:
    return not any(secret in text for secret in SECRETS)


@pytest.fixture(autouse=True)
def known_token(monkeypatch: pytest.MonkeyPatch) -> None:
    issue = PlatformState.issue

    def issued(state: PlatformState, tenant_id: str, now: object) -> str:
        real = issue(state, tenant_id, now)  # type: ignore[arg-type]
        [kept] = [name for name in state.tokens if state.token(real) is state.tokens[name]]
        from mock_server.state.platform import _fingerprint

        state.tokens[_fingerprint(TOKEN)] = state.tokens.pop(kept)
        return TOKEN

    monkeypatch.setattr(PlatformState, "issue", issued)


async def everything(desk: Desk) -> list[str]:
    """All that goes wrong or right in operator mode, as text that somebody could come to see."""
    said: list[str] = []
    for harm in (
        None,
        breaking("POST token", "lost"),
        breaking("GET extension", "unsent"),
        breaking("PUT credentials", "lost"),
        breaking("PUT 8310000002", "lost"),
        breaking("POST validate", "lost"),
    ):
        backend = desk.backend()
        desk.network.breaks = harm or (lambda request: None)
        for act in (
            lambda: backend.look(),  # noqa: B023
            lambda: backend.check(choices()),  # noqa: B023
            lambda: backend.commit(choices(pin="123456"), "k1"),  # noqa: B023
            lambda: backend.commit(choices(), "k2"),  # noqa: B023
        ):
            try:
                said.append(repr(await act()))
            except (Problem, AssertionError) as problem:
                said += traceback.format_exception(problem)
                said += [repr(problem), str(problem), str(vars(problem))]
        said += [repr(backend), repr(vars(backend)), repr(backend._platform)]
        await backend._platform.close()
        desk.advance(61)
    return said


async def test_nothing_said_holds_a_secret(
    desk: Desk, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    for said in await everything(desk):
        assert holds_no_secret(said), said
    assert holds_no_secret(caplog.text)
    printed = capsys.readouterr()
    assert holds_no_secret(printed.out + printed.err)
    assert holds_no_secret(repr(CREDENTIALS))
    assert holds_no_secret(repr(BackendSettings(operator=CREDENTIALS)))


async def test_secrets_travel_in_bodies_and_in_the_header_meant_for_them_alone(desk: Desk) -> None:
    await everything(desk)
    bodies = b"".join(each.body for each in desk.network.exchanges)
    assert all(secret.encode() in bodies for secret in (PASSWORD, PIN, ANSWER))
    for each in desk.network.exchanges:
        assert holds_no_secret(each.path + "?" + each.query)
        others = {name: text for name, text in each.headers.items() if name != "authorization"}
        assert holds_no_secret(str(others))


async def test_the_emulation_keeps_no_secret_either(desk: Desk) -> None:
    await everything(desk)
    entries = [entry.shown() for entry in desk.service.journal.entries]
    assert holds_no_secret(json.dumps(entries))
    assert holds_no_secret(repr(desk.service))
    rows = desk.running.do(lambda: list(desk.service.store.db.iterdump()))
    assert holds_no_secret("\n".join(rows))


async def test_words_of_the_server_that_quote_a_secret_are_not_repeated(desk: Desk) -> None:
    told = {"errorCode": "PWD-001", "message": f"Parameter [password] value [{PASSWORD}] is bad"}

    server = ScriptedServer(
        json_answer({"access_token": TOKEN}), json_answer({"errors": [told]}, status=400)
    )
    from api_client.ringcentral.activate import _store

    with pytest.raises(CredentialsRejected) as caught:
        await _store(PlatformClient(OperatorSession(CREDENTIALS, server.settings)), "1", choices())
    [error] = caught.value.errors
    assert (error.rule, error.message) == ("PWD-001", "")
