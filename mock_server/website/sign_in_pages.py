"""Signing in over HTTP: a form and its result for people, JSON for programs."""

import hashlib
from collections.abc import Awaitable, Callable

from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route

from api_client.models import Text
from api_client.problems import (
    AccountLocked,
    Internal,
    Problem,
    RateLimited,
    RequestInvalid,
    TooLarge,
    Unauthorized,
    UnsupportedMediaType,
)
from mock_server.accounts.models import Record
from mock_server.api.admission import LOCKED_SECONDS
from mock_server.api.request_body import invalid, read_body
from mock_server.api.responses import json_response, problem_response, report
from mock_server.middleware.journal import entry_of
from mock_server.texts.problems import PROBLEM_TEXTS, language_of
from mock_server.texts.times import local_time
from mock_server.website.context import SignInContext
from mock_server.website.html import page
from mock_server.website.sign_in_forms import (
    SIGN_IN_FORMS,
    Attempt,
    SignInForm,
    opens,
    read_form,
    read_members,
    shown,
)

_FACTS = (
    Text(de="Name", en="Name"),
    Text(de="Unternehmen", en="Company"),
    Text(de="E-Mail-Adresse", en="Email address"),
    Text(de="Durchwahl", en="Extension"),
    Text(de="Direktwahl", en="Direct number"),
    Text(de="Aktiviert am", en="Activated on"),
)

_FORM_TYPE, _JSON_TYPE = "application/x-www-form-urlencoded", "application/json"


def sign_in_routes(context: SignInContext) -> list[Route]:
    """The route of each form."""
    return [
        Route(form.path, _endpoint(context, form), methods=["GET", "POST"])
        for form in SIGN_IN_FORMS
    ]


def _endpoint(context: SignInContext, form: SignInForm) -> Callable[[Request], Awaitable[Response]]:
    async def endpoint(request: Request) -> Response:
        language = language_of(request.headers.get("accept-language"))
        entry = entry_of(request.scope)
        entry.operation = form.id
        if request.method != "POST":
            return _form(form, language)
        attempt: Attempt | None = None
        try:
            attempt = await _read(form, request, language)
            record = await _entered(context, form, attempt)
        except ClientDisconnect:
            return Response(status_code=400)
        except Exception as error:
            problem = error if isinstance(error, Problem) else Internal()
            if problem is not error:
                report(error, form.id)
            entry.problem = problem.slug
            if isinstance(problem, RequestInvalid | TooLarge | UnsupportedMediaType):
                entry.blame(problem)
            return _refused(form, request, problem, "" if attempt is None else attempt.whose)
        entry.account, entry.time = record.ref, context.clock.now(record.ref)
        if _wants_json(request):
            return json_response(shown(record))
        return _opened(form, record, language)

    return endpoint


async def _read(form: SignInForm, request: Request, language: str) -> Attempt:
    """What was filled in.

    Raises:
        Problem: 413, 415 or 400; its errors name the members, never what they hold.
    """
    media_type = _media_type(request)
    if media_type not in (_FORM_TYPE, _JSON_TYPE):
        raise UnsupportedMediaType
    raw = await read_body(request)
    if raw is None:
        raise TooLarge
    try:
        members = read_form(raw) if media_type == _FORM_TYPE else read_members(raw)
    except (ValueError, RecursionError):
        raise invalid([("body", "invalid")], language) from None
    names = (form.whose.name, form.secret.name)
    missing = [(name, "required") for name in names if not members.get(name)]
    if missing:
        raise invalid(missing, language)
    if members.keys() - {*names, "account"}:
        raise invalid([("?", "unexpected")], language)
    whose, secret = (members[name] for name in names)
    return Attempt(whose, secret, members.get("account"))


async def _entered(context: SignInContext, form: SignInForm, attempt: Attempt) -> Record:
    """The account that was opened.

    Raises:
        RateLimited: there were too many wrong secrets.
        Unauthorized: the secret is wrong, or there is no such account; which, is not told.
        AccountLocked: told only to whoever knows the secret.
    """
    named = f"{attempt.whose.strip().casefold()}\n{attempt.account or ''}"
    who = hashlib.sha256(named.encode("utf-8", "surrogatepass")).hexdigest()[:16]
    now = context.clock.now()
    if wait := context.rate_limits.wait(form.limit, who, now):
        raise RateLimited(retry_after=wait)
    record = await opens(context, form, attempt)
    if record is None:
        context.rate_limits.note(form.limit, who, now)
        raise Unauthorized
    if record.locked:
        raise AccountLocked(retry_after=LOCKED_SECONDS)
    return record


def _refused(form: SignInForm, request: Request, problem: Problem, whose: str) -> Response:
    language = language_of(request.headers.get("accept-language"))
    detail = form.refused.in_language(language) if isinstance(problem, Unauthorized) else None
    if _wants_json(request):
        now, title = entry_of(request.scope).time, form.title.in_language(language)
        return problem_response(problem, language, now, title=title, detail=detail)
    assert problem.status is not None
    said = detail or PROBLEM_TEXTS[problem.slug].detail.in_language(language)
    answer = _form(form, language, whose=whose, refusal=said, status=problem.status)
    if problem.retry_after is not None:
        answer.headers["Retry-After"] = str(problem.retry_after)
    return answer


def _opened(form: SignInForm, record: Record, language: str) -> Response:
    account = record.profile.account
    assert record.activated_at is not None
    values = (
        f"{account.first_name} {account.last_name}",
        account.company,
        account.email,
        account.extension,
        account.direct_number,
        local_time(record.activated_at, language),
    )
    labels = (label.in_language(language) for label in _FACTS)
    return page(
        "signed_in",
        language,
        form.title.in_language(language),
        text=form.opened.in_language(language),
        facts=list(zip(labels, values, strict=True)),
    )


def _form(
    form: SignInForm,
    language: str,
    *,
    whose: str = "",
    refusal: str | None = None,
    status: int = 200,
) -> Response:
    """The form; who it was comes back after a refusal, the secret never."""
    return page(
        "sign_in",
        language,
        form.title.in_language(language),
        status,
        refusal=refusal,
        text=form.text.in_language(language),
        path=form.path,
        fields=[
            (field, field.label.in_language(language), value)
            for field, value in ((form.whose, whose), (form.secret, ""))
        ],
    )


def _media_type(request: Request) -> str:
    return request.headers.get("content-type", "").partition(";")[0].strip().lower()


def _wants_json(request: Request) -> bool:
    accepted = request.headers.get("accept", "").lower()
    if "text/html" in accepted:
        return False
    return _JSON_TYPE in accepted or _media_type(request) == _JSON_TYPE
