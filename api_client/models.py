"""The wire models of the contract: what is sent, what comes back.

Answers are read leniently where a newer server may know more than this client (unknown members
are ignored, an unknown role is a plain user), and strictly where guessing would mislead a person:
a step nobody here can draw is refused before anything is typed.

Secrets are `SecretStr`: their repr is stars, and validation errors never show an input.
"""

import json
from datetime import datetime
from typing import Annotated, ClassVar, Literal

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetJsonSchemaHandler,
    PlainSerializer,
    SecretStr,
    ValidationError,
    ValidatorFunctionWrapHandler,
    WithJsonSchema,
    WrapValidator,
    model_validator,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

Step = Literal["password", "pin", "security_question", "workspace"]
"""What a user has to choose, in the order of the journey."""

MOST_RULES = 64
MOST_QUESTIONS = 250
"""Lists longer than these are no policy and no choice for a person."""

MOST_BLOCKS = 16
"""Kinds of repetition that one rule can name: each is searched for at every key."""

STEPS: tuple[Step, ...] = ("password", "pin", "security_question", "workspace")

WorkspaceKind = Literal["desktop_app", "web_browser"]

CredentialField = Literal[
    "password", "pin", "security_question.id", "security_question.answer", "workspace"
]
"""The fields a verdict or a refusal can name."""

Secret = Annotated[
    SecretStr, PlainSerializer(lambda secret: secret.get_secret_value(), when_used="json")
]
"""A value that is only ever shown as stars, except in the JSON of the one request that carries it."""


class Answer(BaseModel):
    """What a server sends: frozen, unknown members ignored, inputs never in an error text."""

    model_config = ConfigDict(frozen=True, extra="ignore", hide_input_in_errors=True)


class Request(BaseModel):
    """What a client sends: frozen, unknown members refused, inputs never in an error text.

    `takes_null` says whether null stands for a member that is left out; by the contract it does not.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    takes_null: ClassVar[bool] = False

    @classmethod
    def __get_pydantic_json_schema__(
        cls, core_schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """A member that may be left out is optional, no more: generated clients send what is set."""
        schema = handler(core_schema)
        described = handler.resolve_ref_schema(schema).get("properties", {})
        for name, field in cls.model_fields.items():
            if field.is_required() or name not in described:
                continue
            member = described[name]
            member.pop("default", None)
            if field.default is None and not cls.takes_null:
                kinds = [kind for kind in member.pop("anyOf", []) if kind != {"type": "null"}]
                member.update(kinds[0] if len(kinds) == 1 else {"anyOf": kinds} if kinds else {})
        return schema


def _known_or(*known: str, otherwise: str | None) -> BeforeValidator:
    """Read a value this client does not know as the harmless one."""

    def read(value: object) -> object:
        return otherwise if isinstance(value, str) and value not in known else value

    return BeforeValidator(read)


def _open(*known: str, note: str) -> WithJsonSchema:
    """Describe values that a later version may have more of, so that no generated client closes them."""
    return WithJsonSchema({"type": "string", "x-extensible-enum": [*known], "description": note})


class Text(Answer):
    """One text in both languages of the product."""

    de: str
    en: str

    def in_language(self, language: str) -> str:
        """The text for a language tag: German for de and its regions, English for any other."""
        return self.de if language.lower().startswith("de") else self.en


class Account(Answer):
    """Whose account it is. Numbers are E.164 (`+4922147108…`), or None where there is none."""

    first_name: str
    last_name: str
    email: str
    company: str
    main_number: str | None = None
    main_fax_number: str | None = None
    extension: str | None = None
    direct_number: str | None = None
    role: Annotated[
        Literal["main_user", "user"],
        _known_or("main_user", "user", otherwise="user"),
        _open("main_user", "user", note="Any other is a plain user."),
    ]
    brand: str
    locale: str


Pair = Annotated[
    tuple[int, int],
    WithJsonSchema({"type": "array", "items": {"type": "integer"}, "minItems": 2, "maxItems": 2}),
]


class Rule(Answer):
    """One rule of a policy: its id and what its kind needs.

    A rule whose id the client does not know carries its own `text` and is left to the server.
    """

    id: str
    text: Text | None = None
    min: int | None = None
    max: int | None = None
    specials: str | None = None
    run: int | None = None
    """The shortest run of neighbours that counts as a sequence."""
    whole_runs: int | None = None
    """A PIN made wholly of runs of at least this length is a sequence too."""
    same: int | None = None
    """That many equal characters running are a repetition."""
    blocks: Annotated[tuple[Pair, ...], Field(max_length=MOST_BLOCKS)] | None = None
    """Pairs (shortest block, times running) that are a repetition."""
    digits: int | None = None
    """That many consecutive digits shared with a phone number give the account away."""
    extension: int | None = None
    """From this length on, a PIN must not contain the extension."""


class Policy(Answer):
    """The rules in display order, and advice that never blocks."""

    rules: tuple[Rule, ...] = Field(max_length=MOST_RULES)
    advice: tuple[Rule, ...] = Field(default=(), max_length=MOST_RULES)


class PasswordPolicy(Policy):
    """A policy whose rules are read as those of a password."""


class PinPolicy(Policy):
    """A policy whose rules are read as those of a PIN."""


class AnswerPolicy(Policy):
    """A policy whose rules are read as those of a security question's answer."""


class SecurityQuestion(Answer):
    """A question of the backend's list."""

    id: str
    text: Text


class Workspace(Answer):
    """A place to work: the web browser, or the desktop app for one platform.

    `size` is in bytes, `sha256` in hex; both belong to a desktop app's download.
    """

    kind: Annotated[
        WorkspaceKind, _open("desktop_app", "web_browser", note="Any other is not offered.")
    ]
    url: str
    platform: str | None = None
    size: int | None = None
    sha256: str | None = None


def _known_workspaces(value: object) -> object:
    """Leave out kinds of workspace this client cannot offer."""
    if not isinstance(value, list):
        return value
    kinds = ("desktop_app", "web_browser")
    return [
        entry
        for entry in value
        if not (
            isinstance(entry, dict)
            and isinstance(entry.get("kind"), str)
            and entry["kind"] not in kinds
        )
    ]


class Activation(Answer):
    """What a look at the link tells: whose account, how long, and what is to be chosen.

    `server_time` is the server's clock at the answer; `expires_at` is null where the backend
    knows no end. `steps` are what is to be chosen, none twice, in the order in which a person is
    asked.
    """

    # A time without a zone is read as it stands: it is no reason to end a journey.
    server_time: datetime
    expires_at: datetime | None = None
    expires_basis: Annotated[
        Literal["stated", "inferred"],
        _known_or("stated", "inferred", otherwise="inferred"),
        _open("stated", "inferred", note="Any other is as inferred."),
    ] = "stated"
    account: Account
    steps: tuple[
        Annotated[Step, _open(*STEPS, note="Who does not know a step cannot walk this journey.")],
        ...,
    ]
    password_policy: PasswordPolicy = PasswordPolicy(rules=())
    pin_policy: PinPolicy = PinPolicy(rules=())
    answer_policy: AnswerPolicy = AnswerPolicy(rules=())
    security_questions: tuple[SecurityQuestion, ...] = Field(
        default=(), max_length=MOST_QUESTIONS, description="No id is there twice."
    )
    workspaces: Annotated[tuple[Workspace, ...], BeforeValidator(_known_workspaces)] = ()
    first_steps_url: str | None = None
    renewed_by: Annotated[
        Literal["administrator", "service"],
        _known_or("administrator", "service", otherwise="administrator"),
        _open("administrator", "service", note="Any other is as an administrator."),
    ] = "administrator"

    @model_validator(mode="after")
    def _steps_can_be_walked(self) -> "Activation":
        if len(set(self.steps)) < len(self.steps):
            raise ValueError("a step twice")
        if len({question.id for question in self.security_questions}) < len(
            self.security_questions
        ):
            raise ValueError("two questions of one id")
        if "security_question" in self.steps and not self.security_questions:
            raise ValueError("a security question step without questions")
        if "workspace" in self.steps and not self.workspaces:
            raise ValueError("a workspace step without workspaces")
        return self


class QuestionAnswer(Request):
    """The question chosen and its answer."""

    id: str
    answer: Secret


class Choices(Request):
    """The body of a commit: each member exactly if its step is among the link's steps."""

    password: Secret | None = None
    pin: Secret | None = None
    security_question: QuestionAnswer | None = None
    workspace: WorkspaceKind | None = None


def wire_json(body: Request) -> bytes:
    """The body as it is sent: secrets in the clear, absent members left out."""
    return json.dumps(body.model_dump(mode="json", exclude_none=True)).encode()


class Disown(Request):
    """The body of a disown: it has to be said on purpose."""

    confirm: Literal[True]


class CheckVerdict(Answer):
    """The server's word on one rule of one field, which may be a field unknown here."""

    field: str
    rule: str
    met: bool
    message: str = ""


class Verdicts(Answer):
    """The answer to a check."""

    verdicts: tuple[CheckVerdict, ...]


class Receipt(Answer):
    """What a commit leaves behind. No secret is in it."""

    receipt_id: str
    activated_at: datetime
    account: Account
    workspace: Annotated[
        WorkspaceKind | None,
        _known_or("desktop_app", "web_browser", otherwise=None),
        WithJsonSchema(
            {
                "anyOf": [
                    {"type": "string", "x-extensible-enum": ["desktop_app", "web_browser"]},
                    {"type": "null"},
                ]
            }
        ),
    ] = None
    login_url: str
    first_steps_url: str | None = None


class Health(Answer):
    """The answer of a service that is up."""

    status: Literal["ok"]


class Refusal(Answer):
    """One reason why credentials were refused: the field, the rule, a sentence; never a value."""

    field: str
    rule: str = ""
    message: str = ""


def _or_else(default: object) -> WrapValidator:
    """Read a member of an odd shape as if it were absent."""

    def read(value: object, reader: ValidatorFunctionWrapHandler) -> object:
        try:
            return reader(value)
        except ValidationError:
            return default

    return WrapValidator(read)


class ProblemDetails(Answer):
    """An RFC 9457 problem as the contract uses it (`application/problem+json`).

    Only the type decides what a client does, so nothing else that is odd may hide it.
    """

    type: str = "about:blank"
    title: Annotated[str, _or_else("")] = ""
    status: Annotated[int | None, _or_else(None)] = None
    detail: Annotated[str, _or_else("")] = ""
    errors: Annotated[tuple[Refusal, ...], _or_else(())] = ()
    activated_at: Annotated[datetime | None, _or_else(None)] = Field(
        default=None, description="With link-used: when the account was activated."
    )
    login_url: Annotated[str | None, _or_else(None)] = Field(
        default=None, description="With link-used, if it may be told: where to sign in."
    )

    @property
    def slug(self) -> str:
        """The last segment of the type, which is all a client may branch on."""
        return self.type.rstrip("/").rsplit("/", 1)[-1]
