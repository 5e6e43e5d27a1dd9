"""What people report that the platform answered: where, when, in which shape.

The emulation and the client are held against these rows, and not against our own reading of the
vendor's pages. Values that a person may have in their words are left out: `...` is any text. Only
facts are taken from the reports.
"""

from dataclasses import dataclass
from types import EllipsisType
from typing import Literal, TypeAlias

Operation = Literal[
    "token", "read-extension", "list-extensions", "update-extension", "check-permission"
]
Shape: TypeAlias = str | EllipsisType | dict[str, "Shape"] | list["Shape"]
"""Members that an answer has, with their values; it may have more."""

TEXT = ...


@dataclass(frozen=True)
class Report:
    """One answer as people saw it.

    Attributes:
        name: of the row.
        sources: where it is reported; the first has the shape.
        when: the day of that report, or its year; empty where it was read without one.
        operation: what was asked; reports about others of the same kind stand for ours.
        status: of HTTP.
        shape: of the JSON; None where none came.
        outcome: the slug of what the client makes of it.
        situation: how the emulation gets there, in `SITUATIONS`; empty for what it need not give:
            shapes of years ago, and of programs in front of the platform.
    """

    name: str
    sources: tuple[str, ...]
    when: str
    operation: Operation
    status: int
    shape: Shape | None
    outcome: str
    situation: str = ""


GITHUB = "https://github.com/"
COMMUNITY = "https://community.ringcentral.com/"
OVERFLOW = "https://stackoverflow.com/questions/"
KNOWLEDGE = "https://support.ringcentral.com/article/"
DESCRIPTION = f"{GITHUB}tylerlong/ringcentral-open-api-parser"
GUIDE = "https://developers.ringcentral.com/guide/"


def _oauth(error: str, code: str) -> Shape:
    return {
        "error": error,
        "error_description": TEXT,
        "errors": [{"errorCode": code, "message": TEXT}],
    }


def _both(code: str, *, above: str | None = None, **members: Shape) -> Shape:
    """The code above and among the errors; `above` is the word that stands above in its place."""
    return {
        "errorCode": above or code,
        "message": TEXT,
        "errors": [{"errorCode": code, "message": TEXT, **members}],
        **members,
    }


REPORTS = (
    # No token
    Report(
        "the app may not use this grant",
        (
            f"{GITHUB}ringcentral/ringcentral-web-phone/issues/386",
            f"{GITHUB}ringcentral/ringcentral-web-phone/issues/116",
            f"{GITHUB}ringcentral/ringcentral-web-phone/issues/155",
            f"{GITHUB}ringcentral/ringcentral-js/issues/91",
            f"{GITHUB}ringcentral/ringcentral-js/issues/75",
        ),
        "2023-07-27",
        "token",
        400,
        _oauth("unauthorized_client", "OAU-251"),
        "operator-refused",
        "token-OAU-251",
    ),
    Report(
        "credentials that fit nobody",
        (f"{GITHUB}ringcentral/ringcentral-java/issues/24",),
        "2021-04-22",
        "token",
        400,
        {"error": "invalid_grant", "errors": [{"errorCode": "OAU-140", "message": TEXT}]},
        "operator-refused",
        "token-OAU-140",
    ),
    Report(
        "a token or JWT that was revoked",
        (f"{GITHUB}ringcentral/ringcentral-js-widgets",),
        "2026-05-18",
        "token",
        400,
        _oauth("invalid_grant", "OAU-211"),
        "operator-refused",
        "token-wrong-jwt",
    ),
    Report(
        "a token that ended",
        (f"{COMMUNITY}articles/117372/my-access-token-expired-error-oau-210-what-do-i-do.html",),
        "",
        "token",
        400,
        _oauth("invalid_grant", "OAU-210"),
        "operator-refused",
    ),
    Report(
        "no client authentication",
        (
            f"{GITHUB}ringcentral/ringcentral-api-docs/pull/33",
            f"{GITHUB}ringcentral/ringcentral-php/issues/41",
            f"{GUIDE}basics/errors",
        ),
        "2018-04-13",
        "token",
        401,
        _oauth("invalid_client", "OAU-123"),
        "operator-refused",
        "token-OAU-123",
    ),
    Report(
        "a client secret that is wrong",
        (f"{GUIDE}basics/errors",),
        "2025-03-21",
        "token",
        401,
        _oauth("invalid_client", "OAU-146"),
        "operator-refused",
        "token-wrong-client",
    ),
    Report(
        "a user who may not use apps of others",
        (
            f"{GITHUB}ringcentral/ringcentral-embeddable/issues/97",
            f"{GITHUB}ringcentral/ringcentral-embeddable/issues/39",
        ),
        "2018-03-30",
        "token",
        400,
        {
            "error": "invalid_client",
            "error_description": TEXT,
            "errors": [
                {
                    "errorCode": "CMN-408",
                    "message": TEXT,
                    "parameters": [
                        {
                            "parameterName": "permissionName",
                            "parameterValue": "ThirdPartyAppAccess",
                        }
                    ],
                }
            ],
        },
        "operator-refused",
        "token-CMN-408",
    ),
    Report(
        "a sandbox app at the production server",
        (f"{COMMUNITY}questions/6634", f"{OVERFLOW}47692828"),
        "",
        "token",
        400,
        _oauth("invalid_client", "OAU-165"),
        "operator-refused",
        "token-OAU-165",
    ),
    Report(
        "an account in a state that allows no sign-in",
        (f"{COMMUNITY}questions/6634",),
        "",
        "token",
        401,
        _oauth("invalid_grant", "OAU-142"),
        "operator-refused",
        "token-OAU-142",
    ),
    Report(
        "a kind of grant that is unknown",
        (f"{OVERFLOW}47692828",),
        "",
        "token",
        400,
        _oauth("invalid_request", "OAU-250"),
        "operator-refused",
        "token-unknown-grant",
    ),
    Report(
        "a header that cannot be read, before there were codes",
        (f"{GITHUB}ringcentral/ringcentral-php/issues/39",),
        "2016-08-26",
        "token",
        400,
        {"error": "invalid_client", "error_description": TEXT},
        "operator-refused",
    ),
    Report(
        "a grant that is not allowed, before there were codes",
        (f"{GITHUB}ringcentral/ringcentral-php/issues/30",),
        "2016-06-03",
        "token",
        400,
        {"error": "unauthorized_client", "error_description": TEXT},
        "operator-refused",
    ),
    Report(
        "an app that is blocked",
        (f"{GITHUB}ringcentral/ringcentral-php/issues/8",),
        "2015-08-10",
        "token",
        400,
        {"error": "invalid_client", "error_description": TEXT},
        "operator-refused",
    ),
    Report(
        "too many tokens in a minute",
        (
            f"{GITHUB}ringcentral/ringcentral-embeddable/issues/625",
            f"{COMMUNITY}articles/820/when-you-receive-a-429-too-many-requests-here-is-w.html",
        ),
        "2022-05-24",
        "token",
        429,
        _both("CMN-301"),
        "rate-limited",
        "six-tokens",
    ),
    # Calls
    Report(
        "too many calls in a minute",
        (
            f"{COMMUNITY}articles/820/when-you-receive-a-429-too-many-requests-here-is-w.html",
            f"{GITHUB}grokify/ringcentral-sdk-ruby/issues/68",
            f"{GITHUB}ringcentral/ringcentral-csharp-client/issues/25",
        ),
        "",
        "read-extension",
        429,
        _both("CMN-301"),
        "rate-limited",
        "too-many-calls",
    ),
    Report(
        "a permission that the app lacks",
        (
            f"{GITHUB}ringcentral/ringcentral-web-phone/issues/154",
            f"{GITHUB}ringcentral/ringcentral-web-phone/issues/405",
            f"{GITHUB}ringcentral/ringcentral-embeddable/issues/620",
        ),
        "2018-04-09",
        "read-extension",
        403,
        _both("CMN-401", above="InsufficientPermissions", permissionName="ReadAccounts"),
        "permission-missing",
        "app-reads-nothing",
    ),
    Report(
        "the same with 401, which is the status of a dead token too",
        (f"{GITHUB}ringcentral/ringcentral-embeddable/issues/591",),
        "2022-01-07",
        "read-extension",
        401,
        _both("CMN-401", above="InsufficientPermissions", permissionName="ReadAccounts"),
        "permission-missing",
    ),
    Report(
        "a permission that the user lacks",
        (f"{OVERFLOW}49660367",),
        "",
        "read-extension",
        403,
        _both("CMN-408", permissionName="ReadExtensions"),
        "permission-missing",
        "user-reads-nothing",
    ),
    Report(
        "a permission that the gateway in front misses",
        (f"{OVERFLOW}51833563", f"{OVERFLOW}50978630"),
        "",
        "read-extension",
        403,
        {"errorCode": "AGW-402", "message": TEXT},
        "permission-missing",
    ),
    Report(
        "a call without its header",
        (
            f"{GITHUB}ringcentral/ringcentral-php/issues/28",
            f"{GITHUB}ringcentral/ringcentral-php/issues/41",
        ),
        "2016-04-17",
        "read-extension",
        401,
        _both("OAU-123"),
        "operator-refused",
        "no-header",
    ),
    Report(
        "an access token that is not known",
        (f"{COMMUNITY}questions/1221/tokeninvalid-oau-213-token-not-found.html",),
        "",
        "read-extension",
        401,
        _both("OAU-213", above="TokenInvalid"),
        "operator-refused",
        "wrong-token",
    ),
    Report(
        "nothing at a parameter of the path",
        (f"{GITHUB}ringcentral/ringcentral-softphone-js/issues/3",),
        "2020-05-04",
        "read-extension",
        404,
        {"errors": [{"errorCode": "CMN-102", "message": TEXT, "parameterName": TEXT}]},
        "platform-refused",
        "no-such-extension",
    ),
    Report(
        "a value that cannot be",
        (
            "https://forums.developers.ringcentral.com/articles/117332/help-debugging-a-cmn-101-error.html",
        ),
        "",
        "update-extension",
        400,
        _both("CMN-101", above="InvalidParameter", parameterName="status"),
        "platform-refused",
        "odd-status",
    ),
    Report(
        "a word above, the code below",
        (f"{GITHUB}ringcentral/ringcentral-js-integration-commons/issues/205",),
        "2017-03-02",
        "update-extension",
        400,
        _both("MSG-246", above="InvalidParameter"),
        "platform-refused",
    ),
    Report(
        "a password where single sign-on has taken its place",
        (
            "https://whosebug.com/question/4148760",
            f"{GITHUB}tylerlong/update-extension-demo-ts",
            f"{KNOWLEDGE}10951",
        ),
        "",
        "update-extension",
        400,
        _both("EXT-413"),
        "platform-refused",
        "single-sign-on",
    ),
    Report(
        "a PIN where the type of extension has none",
        (f"{COMMUNITY}questions/106787",),
        "2022",
        "update-extension",
        400,
        _both("EXT-406"),
        "platform-refused",
        "no-pin",
    ),
    Report(
        "several extensions with one address",
        (f"{KNOWLEDGE}10852",),
        "",
        "list-extensions",
        200,
        {"records": [{"id": TEXT, "contact": TEXT}, {"id": TEXT, "contact": TEXT}]},
        "",
        "same-address-twice",
    ),
    Report(
        "a person of several with one address, by the extension's number",
        (DESCRIPTION, f"{KNOWLEDGE}10852"),
        "2026-08-13",
        "list-extensions",
        200,
        {"records": [{"extensionNumber": "802"}]},
        "",
        "by-extension-number",
    ),
    Report(
        "whether a user may do something",
        (DESCRIPTION,),
        "2026-08-13",
        "check-permission",
        200,
        {"successful": TEXT, "details": {"permission": {"id": "EditUserCredentials"}}},
        "",
        "permission-check",
    ),
    Report(
        "nobody is enabled without a password",
        (f"{GITHUB}tylerlong/update-extension-demo-ts",),
        "",
        "update-extension",
        400,
        {"errors": [{"errorCode": TEXT, "message": TEXT}]},
        "platform-refused",
        "password-needed",
    ),
    Report(
        "a query where none belongs",
        (DESCRIPTION,),
        "2026-08-13",
        "update-extension",
        400,
        {"errors": [{"errorCode": "CMN-105", "message": TEXT}]},
        "platform-refused",
        "query-on-a-write",
    ),
    Report(
        "no JSON, from something in front",
        (f"{GITHUB}ringcentral/ringcentral-php/issues/102",),
        "",
        "read-extension",
        400,
        None,
        "not-our-service",
    ),
    Report(
        "a gateway that gets no answer",
        (f"{GITHUB}ringcentral/ringcentral-js/pull/219", f"{GUIDE}basics/errors"),
        "",
        "read-extension",
        502,
        None,
        "internal",
    ),
)
