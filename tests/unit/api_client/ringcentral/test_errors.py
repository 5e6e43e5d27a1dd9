"""What the platform's answers mean: by status, code and parameter, never by words."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api_client.http.settings import ClientSettings
from api_client.problems import (
    AnswerLost,
    Internal,
    Maintenance,
    NotOurService,
    Problem,
    RateLimited,
    Timeout,
    Unreachable,
)
from api_client.ringcentral.client import PlatformClient
from api_client.ringcentral.credentials import OperatorCredentials
from api_client.ringcentral.error_body import ApiError, read_api_errors, without_values
from api_client.ringcentral.operations import OPERATIONS
from api_client.ringcentral.problems import OperatorRefused, PermissionMissing, PlatformRefused
from api_client.ringcentral.records import PlatformAccount
from api_client.ringcentral.response import PlatformReply, problem_of
from api_client.ringcentral.session import OperatorSession
from tests.scripted_server import (
    NOTHING,
    RESET,
    STALL,
    Raw,
    Script,
    ScriptedServer,
    answer,
    json_answer,
)

READ, WRITE = OPERATIONS["read-extension"], OPERATIONS["update-extension"]
JSON = {"content-type": "application/json;charset=UTF-8"}
TOKEN = json_answer({"access_token": "t", "expires_in": 3600})


def errors(code: str, *, flat: bool = False, **more: str) -> bytes:
    told = {"errorCode": code, "message": "Worte", **more}
    return json.dumps(told if flat else {"errors": [told]}).encode()


@pytest.mark.parametrize("flat", [True, False])
@pytest.mark.parametrize(
    ("status", "code", "problem"),
    [
        (400, "CMN-101", PlatformRefused),
        (401, "OAU-213", OperatorRefused),
        (403, "CMN-401", PermissionMissing),
        (403, "CMN-408", PermissionMissing),
        (403, "CMN-109", PlatformRefused),
        (404, "CMN-102", PlatformRefused),
        (409, "EXT-100", PlatformRefused),
        (415, "CMN-105", PlatformRefused),
        (429, "CMN-301", RateLimited),
        (500, "CMN-203", Internal),
        (503, "CMN-211", Maintenance),
        (503, "CMN-201", Maintenance),
    ],
)
def test_both_shapes_mean_the_same(
    status: int, code: str, problem: type[Problem], flat: bool
) -> None:
    found = problem_of(PlatformReply(status, JSON, errors(code, flat=flat), 9), READ)
    assert type(found) is problem
    assert found.retry_after == (9 if status in (429, 500, 503) else None)


@pytest.mark.parametrize("status", [502, 504])
def test_a_gateway_does_not_know_what_became_of_a_write(status: int) -> None:
    html = PlatformReply(status, {"content-type": "text/html"}, b"<html>")
    assert isinstance(problem_of(html, WRITE), AnswerLost)
    assert isinstance(problem_of(html, READ), Internal)


def test_a_refusal_that_is_not_json_is_somebody_elses() -> None:
    html = PlatformReply(403, {"content-type": "text/html"}, b"<html>")
    assert isinstance(problem_of(html, READ), NotOurService)
    assert isinstance(problem_of(PlatformReply(302, {}, b""), READ), NotOurService)


@pytest.mark.parametrize(
    ("code", "parameter", "field"),
    [
        ("PWD-002", None, "password"),
        ("PWD-777", "password", "password"),
        ("CMN-101", "password", "password"),
        ("CMN-101", "ivrPin", "pin"),
        ("CMN-101", "credentials.ivrPin", "pin"),
        ("CMN-101", "secretQuestion.id", "security_question.id"),
        ("CMN-101", "secretQuestion.answer", "security_question.answer"),
        ("CMN-101", "credentials.secretQuestion.answer", "security_question.answer"),
        ("CMN-101", "secretQuestion", "security_question.id"),
        ("PWD-002", "ivrPin", "pin"),
        ("CMN-101", "status", None),
        ("CMN-101", None, None),
        ("CMN-102", "extensionId", None),
    ],
)
def test_a_refusal_finds_its_field(code: str, parameter: str | None, field: str | None) -> None:
    assert ApiError(code, parameter, "any words").credential == field


def test_words_are_kept_out_of_reprs_and_dropped_when_they_quote_a_value() -> None:
    error = ApiError("PWD-002", None, "the value GEHEIM1x is bad")
    assert "GEHEIM" not in repr(error)
    assert without_values([error], ["geheim1X", ""]) == (ApiError("PWD-002"),)
    assert without_values([error], ["other"]) == (error,)


@given(
    st.recursive(
        st.none() | st.integers() | st.text(),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(["errors", "errorCode", "message", "parameterName"]), inner
            )
        ),
    )
)
def test_no_answer_breaks_the_reading_of_errors(content: Any) -> None:
    found = read_api_errors(json.dumps(content).encode())
    assert (found is None) is not isinstance(content, dict)


@pytest.mark.parametrize("code", ["Kranich7!Moor", "PWD-", "482913", "PWD-1 482913", "", 7, None])
def test_what_is_no_code_is_not_taken_for_one(code: object) -> None:
    told = json.dumps({"errorCode": code, "parameterName": "ivrPin"}).encode()
    assert read_api_errors(told) == (ApiError("", "ivrPin"),)
    assert read_api_errors(json.dumps({"errorCode": code}).encode()) == ()


@given(st.binary(max_size=64))
def test_no_bytes_break_the_reading_of_errors(body: bytes) -> None:
    read_api_errors(body)


# Over a real connection, at a server that answers oddly


async def asked(*replies: Script, write: bool = False, **settings: Any) -> Problem | None:
    async with ScriptedServer(TOKEN, *replies).on_a_port() as server:
        credentials = OperatorCredentials("id", "secret", "jwt", server.origin)
        platform = PlatformClient(OperatorSession(credentials, ClientSettings(**settings)))
        try:
            if write:
                await platform.do("update-extension", extension="1", body={"status": "Enabled"})
            else:
                await platform.read("read-account", PlatformAccount)
        except Problem as problem:
            return problem
        finally:
            await platform._client.aclose()  # type: ignore[union-attr]
            platform._client = None
    return None


PORTAL = answer(b"<html>", Content_Type="text/html")

ODD: dict[str, tuple[Script, type[Problem], type[Problem]]] = {
    "reset": (RESET, Unreachable, AnswerLost),
    "closed": (NOTHING, Unreachable, AnswerLost),
    "no HTTP": (Raw(b"\x16\x03\x01 nothing\r\n\r\n"), Unreachable, AnswerLost),
    "cut": (json_answer(b"x" * 100).cut(-50), Unreachable, AnswerLost),
    "redirect": (answer(status=302, Location="/x"), NotOurService, NotOurService),
    "gateway": (json_answer(b"", status=504), Internal, AnswerLost),
    "too large": (json_answer(b" " * 300_000), NotOurService, NotOurService),
}


@pytest.mark.parametrize("name", ODD)
async def test_what_breaks_or_is_odd_is_told_as_everywhere(name: str) -> None:
    reply, for_a_read, for_a_write = ODD[name]
    assert type(await asked(reply)) is for_a_read
    assert type(await asked(reply, write=True)) is for_a_write


async def test_a_portal_is_not_the_platform() -> None:
    problem = await asked(PORTAL)
    assert isinstance(problem, NotOurService)
    assert problem.reason == "media-type"


async def test_a_server_that_says_nothing_is_given_up() -> None:
    assert isinstance(await asked(STALL, read_seconds=0.05), Timeout)
    assert isinstance(await asked(STALL, write=True, read_seconds=0.05), AnswerLost)


async def test_a_server_that_is_not_there_is_unreachable() -> None:
    credentials = OperatorCredentials("id", "secret", "jwt", "http://127.0.0.1:9")
    platform = PlatformClient(OperatorSession(credentials))
    with pytest.raises(Unreachable):
        await platform.read("read-account", PlatformAccount)
    await platform.close()


@pytest.mark.parametrize(
    ("body", "reason"), [(b"[]", "shape"), (b'{"id": {}}', "shape"), (b"{", "shape")]
)
async def test_an_answer_of_another_shape_is_told(body: bytes, reason: str) -> None:
    problem = await asked(json_answer(body))
    assert isinstance(problem, NotOurService)
    assert problem.reason == reason


@pytest.mark.parametrize("body", [b'{"id": 1}', b'{"id": "1", "serviceInfo": null, "new": []}'])
async def test_missing_null_and_new_members_do_no_harm(body: bytes) -> None:
    assert await asked(json_answer(body)) is None
