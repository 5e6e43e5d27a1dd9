"""What is asked without a link: health, paths that are not there, methods that are not allowed."""

from api_client.models import Health
from mock_server.verify.check import Check
from mock_server.verify.expected import expect, expect_model, expect_problem, expect_success
from mock_server.verify.trial import Trial


async def _is_up(trial: Trial) -> None:
    expect_model(expect_success(await trial.call("health", None)), Health)


async def _unknown_path(trial: Trial) -> None:
    for path in ("/v1/nowhere", "/v1/activation/nowhere", "/v1/activation/"):
        expect_problem(await trial.call.send("GET", path), "not-found")


_OTHER_METHODS = (
    ("DELETE", "/v1/activation"),
    ("PUT", "/v1/activation"),
    ("PATCH", "/v1/activation"),
    ("GET", "/v1/activation/checks"),
    ("GET", "/v1/activation/new-link"),
    ("GET", "/v1/activation/disown"),
)

_METHODS = {"/v1/activation": {"GET", "HEAD", "POST"}}

_OPTIONAL = ("/v1/activation/checks", "/v1/activation/new-link")


async def _other_methods(trial: Trial) -> None:
    for method, path in _OTHER_METHODS:
        answer = await trial.call.send(method, path)
        optional = ("not-found",) if path in _OPTIONAL else ()
        expect_problem(answer, "method-not-allowed", *optional)
        if answer.status == 405:
            told = {word.strip().upper() for word in answer.headers.get("allow", "").split(",")}
            lacking = sorted(_METHODS.get(path, {"POST"}) - told)
            expect(not lacking, f"{answer}: Allow does not name {', '.join(lacking)}")


async def _not_compressed(trial: Trial) -> None:
    plain = {"Accept-Encoding": "identity"}
    for path in ("/healthz", "/v1/activation"):
        answer = await trial.call.send("GET", path, plain)
        coded = answer.headers.get("content-encoding", "identity")
        expect(coded == "identity", f"{answer}: compressed, and Accept-Encoding is identity")


CHECKS = (
    Check("service.is-up", "GET /healthz answers 200 without a link.", _is_up, 1),
    Check(
        "service.unknown-path",
        "A path that is none of the contract's, a slash at its end included, is 404 not-found.",
        _unknown_path,
        3,
    ),
    Check(
        "service.other-methods",
        "Other methods are answered 405 method-not-allowed, and Allow names those there are, HEAD "
        "too.",
        _other_methods,
        len(_OTHER_METHODS),
    ),
    Check(
        "service.encoding",
        "Answers are compressed only for whom Accept-Encoding asks for it.",
        _not_compressed,
        2,
    ),
)
