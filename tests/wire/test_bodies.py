"""What is no request of the contract is refused, with the member named and never what it holds."""

from collections.abc import AsyncIterator

import httpx
import pytest

from api_client.operations import MAX_BODY_BYTES, OperationId
from mock_server.state.service import MockService
from tests.links import TOKEN
from tests.wire.asking import WHOLE, Asker, bearer_of, refused, slug

SECRET = "Nachtigall47x"


@pytest.mark.parametrize("operation", ["check", "commit", "disown"])
@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (b"", ("body", "json")),
        (b"{", ("body", "json")),
        (b'{"password": NaN}', ("body", "json")),
        (b'{"password": Infinity}', ("body", "json")),
        (b'{"password": "\xff"}', ("body", "json")),
        (b"[" * 10_000, ("body", "json")),
        (b'{"pin": "1", "pin": "2"}', ("pin", "duplicate")),
        (b'{"security_question": {"id": "a", "id": "b"}}', ("id", "duplicate")),
        (b'{"Nachtigall47x": 1, "Nachtigall47x": 2}', ("?", "duplicate")),
        (b"[]", ("body", "invalid")),
        (b"null", ("body", "invalid")),
        (b'"Nachtigall47x"', ("body", "invalid")),
    ],
)
async def test_what_is_no_json_object_is_refused(
    service: MockService,
    ask: Asker,
    operation: OperationId,
    raw: bytes,
    expected: tuple[str, str],
) -> None:
    answer = await ask(operation, service.link(), raw=raw, key="k")
    assert slug(answer) == "request-invalid"
    assert expected in refused(answer)
    assert SECRET not in answer.text


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ({"password": 47}, ("password", "invalid")),
        ({"password": [SECRET]}, ("password", "invalid")),
        ({"pin": {"digits": SECRET}}, ("pin", "invalid")),
        ({"colour": SECRET}, ("colour", "unexpected")),
        ({SECRET: 1}, ("?", "unexpected")),
        ({"sesam_oeffne_dich_bitte": 1}, ("?", "unexpected")),
        ({"security_question": SECRET}, ("security_question", "invalid")),
        ({"security_question": {"id": "first_toy"}}, ("security_question.answer", "required")),
        (
            {"security_question": {"id": "first_toy", "answer": SECRET, "hint": SECRET}},
            ("security_question.hint", "unexpected"),
        ),
        ({"workspace": "desk_phone"}, ("workspace", "invalid")),
        ({"workspace": None, "pin": True}, ("pin", "invalid")),
        ({"workspace": None, "pin": "482913"}, ("workspace", "invalid")),
    ],
)
@pytest.mark.parametrize("operation", ["check", "commit"])
async def test_a_member_that_does_not_fit_is_named(
    service: MockService,
    ask: Asker,
    operation: OperationId,
    body: object,
    expected: tuple[str, str],
) -> None:
    answer = await ask(operation, service.link(), body, key="k")
    assert slug(answer) == "request-invalid"
    assert expected in refused(answer)
    assert SECRET not in answer.text
    assert all(error["message"] for error in answer.json()["errors"])


@pytest.mark.parametrize(
    ("scenario", "missing"), [("no-pin", "pin"), ("sso", "password"), ("ok", None)]
)
async def test_a_commit_has_exactly_the_members_its_steps_ask_for(
    service: MockService, ask: Asker, scenario: str, missing: str | None
) -> None:
    fitting = {name: value for name, value in WHOLE.items() if name != missing}
    for name in fitting:
        less = {key: value for key, value in fitting.items() if key != name}
        answer = await ask.commit(service.link(scenario), less)
        assert refused(answer) == [(name, "required")]
    if missing is not None:
        answer = await ask.commit(service.link(scenario), WHOLE)
        assert refused(answer) == [(missing, "unexpected")]
        answer = await ask("check", service.link(scenario), {missing: WHOLE[missing]})
        assert refused(answer) == [(missing, "unexpected")]
    assert (await ask.commit(service.link(scenario), fitting)).status_code == 200


@pytest.mark.parametrize("body", [{}, {"confirm": False}, {"confirm": 1}, {"confirm": "true"}])
async def test_disowning_has_to_be_said_on_purpose(
    service: MockService, ask: Asker, body: object
) -> None:
    link = service.link("ok", token=TOKEN)
    answer = await ask("disown", link, body)
    assert slug(answer) == "request-invalid"
    assert refused(answer)[0][0] == "confirm"
    assert (await ask("look", link)).status_code == 200


@pytest.mark.parametrize(
    ("content_type", "accepted"),
    [
        ("application/json", True),
        ("application/json; charset=utf-8", True),
        ("Application/JSON", True),
        ("application/vnd.example+json", True),
        ("text/json", False),
        ("text/plain", False),
        ("application/x-www-form-urlencoded", False),
        ("", False),
    ],
)
async def test_a_body_is_json_and_says_so(
    service: MockService, ask: Asker, content_type: str, accepted: bool
) -> None:
    answer = await ask(
        "check", service.link(), {"pin": "482913"}, headers={"Content-Type": content_type}
    )
    assert answer.is_success if accepted else slug(answer) == "unsupported-media-type"


async def test_a_body_may_have_exactly_sixteen_kibibytes(service: MockService, ask: Asker) -> None:
    whole = b'{"pin": "482913"}'
    padded = whole + b" " * (MAX_BODY_BYTES - len(whole))
    assert (await ask("check", service.link(), raw=padded)).status_code == 200
    assert slug(await ask("check", service.link(), raw=padded + b" ")) == "too-large"


async def test_a_body_without_a_length_may_not_have_more_either(
    service: MockService, client: httpx.AsyncClient
) -> None:
    answer = await client.post(
        "/v1/activation/checks",
        content=_pieces(20),
        headers={
            "Authorization": bearer_of(service.link()),
            "Content-Type": "application/json",
        },
    )
    assert slug(answer) == "too-large"


@pytest.mark.parametrize("kibibytes", [17, 900])
async def test_the_answer_to_a_large_body_gets_through_a_socket(
    running: object, socket_client: httpx.AsyncClient, kibibytes: int
) -> None:
    for content in (b" " * 1024 * kibibytes, _pieces(kibibytes)):
        answer = await socket_client.post(
            "/v1/activation/checks",
            content=content,
            headers={
                "Authorization": f"Bearer ok~{TOKEN}",
                "Content-Type": "application/json",
            },
        )
        assert slug(answer) == "too-large"


async def _pieces(kibibytes: int) -> AsyncIterator[bytes]:
    for _ in range(kibibytes):
        yield b" " * 1024
