"""The form of an answers file, and its published description.

`python -m tui.answers.schema` writes `answers.schema.json` (JSON Schema 2020-12) beside it; a test
compares the two.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import Annotated, Any, ClassVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import PydanticCustomError, core_schema

from api_client.models import Step, WorkspaceKind
from api_client.toml_lines import KeyPath

SCHEMA_JSON = Path(__file__).with_name("answers.schema.json")
"""The published description."""

SCHEMA_ID = "urn:unify-activate:schema:answers:1"
"""Names the description; it is found nowhere by that."""

EMAIL = "{email}"
"""Stands in the name of a file, a variable or a credential for the account's e-mail address."""

Name = Annotated[str, Field(min_length=1, max_length=4096)]
FileName = Annotated[str, Field(min_length=1, max_length=255, pattern=r"^[^/\x00]+$")]


def _whole(value: object) -> object:
    """3.0 is an integer to JSON Schema, and so to whoever checks a file with it."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


class _Table(BaseModel):
    """A table of the file: no other keys, nothing converted, no input in an error's text."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        strict=True,
        hide_input_in_errors=True,
        use_attribute_docstrings=True,
    )


class Source(_Table):
    """Where a secret comes from: exactly one of these. The secret itself never stands here."""

    model_config = ConfigDict(json_schema_extra={"minProperties": 1, "maxProperties": 1})

    env: Name | None = None
    """An environment variable, which is removed once it is read; {email} in its name is the account's address, as it is or with _ for what a shell does not take."""
    file: Name | None = None
    """A file or pipe that only its owner can read; {email} in its name is the account's address. A line break at its end does not count."""
    fd: Annotated[int, Field(ge=0), BeforeValidator(_whole)] | None = None
    """An open file descriptor, read to its end; a line break there does not count."""
    credential: FileName | None = None
    """A credential that a service manager keeps: a file in $CREDENTIALS_DIRECTORY, else in /run/secrets; {email} in its name is the account's address."""
    generate: Name | None = None
    """A 0600 file for a secret made here; {email} in its name is the account's address. What is kept there from an activation that failed is taken up again."""

    @model_validator(mode="after")
    def _is_one(self) -> "Source":
        if len(self.model_fields_set) != 1:
            raise PydanticCustomError(
                "one_source", "exactly one of env, file, fd, credential, generate"
            )
        return self

    @property
    def is_for_each(self) -> bool:
        """Whether it is another one for each account."""
        return EMAIL in (self.env or self.file or self.credential or self.generate or "")


class AnsweredQuestion(_Table):
    """A security question by its id, and the answer to it."""

    id: Name
    """The id of a question that the server offers."""
    answer: Source


class AccountAnswers(_Table):
    """What is chosen; answers for steps that an account does not have are left aside."""

    password: Source | None = None
    pin: Source | None = None
    security_question: AnsweredQuestion | None = None
    workspace: WorkspaceKind | None = None
    """Where to work."""

    SECRETS: ClassVar[frozenset[str]] = frozenset({"password", "pin", "answer"})

    def has(self, step: Step) -> bool:
        """Whether there is an answer for a step."""
        return getattr(self, step) is not None

    def sources(self) -> Iterator[tuple[KeyPath, Source]]:
        """Every reference to a secret, with its place."""
        if self.password is not None:
            yield ("password",), self.password
        if self.pin is not None:
            yield ("pin",), self.pin
        if self.security_question is not None:
            yield ("security_question", "answer"), self.security_question.answer


class AnswersFile(AccountAnswers):
    """Answers for all accounts, and further ones for single accounts, which go first."""

    trust: bool = False
    """Also go on where something speaks against a mail, short of a danger."""
    accounts: dict[str, AccountAnswers] = {}
    """What is different for the account with this e-mail address."""

    def for_account(self, email: str) -> AccountAnswers:
        """The answers for the account with this address; its own table goes first, key by key."""
        shared = {step: getattr(self, step) for step in AccountAnswers.model_fields}
        for own in self._tables.get(email.casefold(), ()):
            shared |= {step: getattr(own, step) for step in own.model_fields_set}
        return AccountAnswers(**shared)

    def sources_for_alone(self, email: str) -> Iterator[tuple[KeyPath, Source]]:
        """The references that no other account's answers hold."""
        own = [each for table in self._tables.get(email.casefold(), ()) for each in table.sources()]
        within = Counter(source for _place, source in own)
        for place, source in own:
            if self._uses[source] == within[source]:
                yield place, source

    @cached_property
    def _tables(self) -> dict[str, list[AccountAnswers]]:
        """The tables of single accounts; capitals make no difference in an address."""
        tables: dict[str, list[AccountAnswers]] = defaultdict(list)
        for name, own in self.accounts.items():
            tables[name.casefold()].append(own)
        return tables

    @cached_property
    def _uses(self) -> Counter[Source]:
        """How often each reference stands in the file."""
        return Counter(source for _place, source in self.all_sources())

    def all_sources(self) -> Iterator[tuple[KeyPath, Source]]:
        """Every reference in the file, those for single accounts too."""
        yield from self.sources()
        for email, own in self.accounts.items():
            for place, source in own.sources():
                yield ("accounts", email, *place), source


class _WithoutNull(GenerateJsonSchema):
    """TOML has no null: what may be left out is described as what it is when it is there."""

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        described = super().default_schema(schema)
        if described.get("default", ...) in (None, {}):
            described.pop("default")
        return described


def json_schema() -> dict[str, Any]:
    """The description of an answers file, as parsed from TOML."""
    described = AnswersFile.model_json_schema(schema_generator=_WithoutNull)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": SCHEMA_ID,
        **described,
    }


def dumped() -> str:
    """The description as it is published."""
    return json.dumps(json_schema(), indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    SCHEMA_JSON.write_text(dumped(), encoding="utf-8")
