"""The description that is committed is the one that is built, and the server keeps to it."""

import json
from collections.abc import Iterator
from itertools import count
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from hypothesis import settings

from api_client.openapi import OPENAPI_JSON, dumped, openapi
from api_client.operations import OPERATIONS
from mock_server.server import RunningMock

if TYPE_CHECKING:
    import schemathesis


def test_the_committed_description_is_up_to_date() -> None:
    assert OPENAPI_JSON.read_text(encoding="utf-8") == dumped(), "run: python -m api_client.openapi"


async def test_the_server_hands_the_description_out(client: httpx.AsyncClient) -> None:
    answer = await client.get("/openapi.json")
    assert answer.headers["content-type"] == "application/json"
    assert answer.json() == json.loads(dumped())


def test_every_operation_and_every_problem_of_it_is_described() -> None:
    paths = openapi()["paths"]
    for operation in OPERATIONS.values():
        described = paths[operation.path][operation.method.lower()]
        assert described["operationId"] == operation.id
        for problem in operation.problems:
            assert f"`{problem.slug}`" in described["responses"][str(problem.status)]["description"]


def test_a_secret_is_marked_as_one_and_what_may_be_left_out_is_optional_alone() -> None:
    schemas = openapi()["components"]["schemas"]
    choices = schemas["Choices"]
    assert choices["additionalProperties"] is False
    assert "required" not in choices
    for secret in ("password", "pin"):
        assert choices["properties"][secret]["format"] == "password"
    for name in ("Choices", "Disown", "QuestionAnswer"):
        for member in schemas[name]["properties"].values():
            assert "default" not in member
            assert {"type": "null"} not in member.get("anyOf", [])


def test_an_example_is_what_the_models_read_and_every_problem_has_one() -> None:
    for operation in OPERATIONS.values():
        described = openapi()["paths"][operation.path][operation.method.lower()]
        assert described["description"]
        if operation.request is not None:
            sent = described["requestBody"]["content"]["application/json"]["example"]
            operation.request.model_validate(sent)
        if operation.response is not None:
            answer = described["responses"][str(operation.status)]["content"]["application/json"]
            operation.response.model_validate(answer["example"])
        for problem in operation.problems:
            refusal = described["responses"][str(problem.status)]
            [content] = refusal["content"].values()
            assert content["examples"][problem.slug]["value"]["type"].endswith(problem.slug)
            assert "Content-Language" in refusal["headers"]
            assert (problem.status == 401) == ("WWW-Authenticate" in refusal["headers"])


def test_enumerations_of_answers_are_open() -> None:
    def closed(value: object) -> Iterator[object]:
        if isinstance(value, dict):
            if "enum" in value:
                yield value["enum"]
            for each in value.values():
                yield from closed(each)

    schemas = openapi()["components"]["schemas"]
    asked = {"Choices", "Disown", "QuestionAnswer"}
    assert list(closed({name: each for name, each in schemas.items() if name not in asked})) == []
    slugs = schemas["ProblemDetails"]["properties"]["type"]["x-extensible-enum"]
    assert {f"/problems/{each.slug}" for one in OPERATIONS.values() for each in one.problems} == {
        *slugs
    }


# `ok` alone would never show the answers of links that are dead, early or odd.
SCENARIOS = ("ok", "lax", "ok", "expired", "used", "locked", "pending", "unknown")

# By the order of judgement a dead link is told before a body is read.
REFUSING = {400, 401, 403, 404, 405, 410, 413, 415, 422, 423, 429}

# A body that fits the schema is still refused when its password is weak or its link dead; and a
# token of another shape is, by the contract, a mangled link: 400, not 401.
UNFIT = ("positive_data_acceptance", "ignored_auth")

_numbers = count()


@pytest.fixture(scope="module", params=["lenient", "strict"])
def described(
    running: RunningMock, request: pytest.FixtureRequest
) -> Iterator["schemathesis.BaseSchema"]:
    import schemathesis

    running.service.settings.strict = request.param == "strict"
    expected = {"expected-statuses": sorted(REFUSING)}
    config = schemathesis.Config.from_dict(
        {"checks": {"negative_data_rejection": expected, "missing_required_header": expected}}
    )
    yield schemathesis.openapi.from_url(f"{running.origin}/openapi.json", config=config)
    running.service.settings.strict = False


@pytest.mark.usefixtures("described")
def test_the_server_keeps_to_the_description(request: pytest.FixtureRequest) -> None:
    # Imported here, since every worker collects this file and one runs the test.
    import schemathesis
    from schemathesis.checks import CHECKS

    @schemathesis.pytest.from_fixture("described").parametrize()
    @settings(max_examples=15)
    def kept(case: schemathesis.Case[Any]) -> None:
        number = next(_numbers)
        link = f"{SCENARIOS[number % len(SCENARIOS)]}~{number:032x}"
        case.call_and_validate(
            headers={"Authorization": f"Bearer {link}"},
            excluded_checks=CHECKS.get_by_names(UNFIT),  # type: ignore[arg-type]  # as it documents
        )

    kept(request=request)
