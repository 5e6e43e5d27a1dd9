"""Following the references in an answers file: each secret is read once.

What is named outright is read before anything is sent, what has an account's address in its name when
it is that account's turn.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, MutableMapping
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import SecretStr

from tui.answers.errors import AnswersFault, AnswersUnusable
from tui.answers.generated_files import address_in_name, insist_on_folder
from tui.answers.parser import key_name
from tui.answers.schema import EMAIL, AccountAnswers, AnswersFile, Source
from tui.answers.secret_places import SecretPlaces, SecretUnusable, read_secret
from tui.memory import write_over_variable


@dataclass(frozen=True, slots=True)
class Secrets:
    """What the references of an answers file stand for; its repr shows nothing of it.

    A reference that led nowhere is kept with what is wrong: it concerns its own account alone.
    """

    _values: dict[Source, SecretStr] = field(repr=False)
    _faults: dict[Source, SecretUnusable] = field(default_factory=dict, repr=False)
    _gone: set[Source] = field(default_factory=set, repr=False)
    _own: dict[str, list[Source]] = field(default_factory=dict, repr=False)
    _environ: MutableMapping[str, str] = field(default_factory=dict, repr=False)
    _where: SecretPlaces = field(default_factory=lambda: SecretPlaces({}), repr=False)

    def __getitem__(self, source: Source) -> str:
        """The secret that a reference stands for, as it was read."""
        return self._values[source].get_secret_value()

    def has(self, sources: Iterable[Source]) -> bool:
        """Whether none of these was let go; one that is generated never is."""
        return not any(source in self._gone for source in sources)

    def let_go(self, sources: Iterable[Source], email: str = "") -> None:
        """Hold these no more, nor what is the own of the account with this address."""
        for source in (*sources, *self._own.pop(email.casefold(), ())):
            if self._values.pop(source, None) is not None:
                self._gone.add(source)

    def for_account(self, answers: AccountAnswers, email: str) -> AccountAnswers:
        """An account's answers with an address in the names of its own secrets."""
        return for_address(answers, email, self._environ)

    def take_for(self, answers: AccountAnswers, email: str) -> tuple[AnswersFault, ...]:
        """Read what only this account's answers name; all that is wrong with them."""
        faults: list[AnswersFault] = []
        for place, source in answers.sources():
            is_new = source not in self._values
            try:
                self._take(source)
            except SecretUnusable as unusable:
                faults.append(AnswersFault(unusable.kind, key_name(place), values=unusable.values))
            if is_new and source in self._values:
                self._own.setdefault(email.casefold(), []).append(source)
                _forget_variable(source, self._environ)
        return tuple(faults)

    def _take(self, source: Source) -> None:
        if source in self._faults:
            raise self._faults[source]
        if source.generate is None and source not in self._values:
            self._values[source] = SecretStr(read_secret(source, self._where))


def take_secrets(
    answers: AnswersFile,
    environ: MutableMapping[str, str],
    *,
    folder: Path,
    input_is_taken: bool = False,
    several: bool = False,
    expected: Collection[str] | None = None,
) -> Secrets:
    """Read every secret the file refers to, those for single accounts too.

    Args:
        answers: the file.
        environ: where variables are looked up; those named are removed, found or not, so that no
            program started later inherits them.
        folder: what relative names of files are relative to.
        input_is_taken: whether standard input is read for something else.
        several: whether there is more than one account.
        expected: addresses that are known to be in this run; None if each in the file is. What is
            wrong with the secrets of others stops nobody until they turn up.

    Raises:
        AnswersUnusable: everything that cannot be read, and every file that could not be written.
    """
    where = SecretPlaces(environ, folder, input_is_taken)
    awaited = None if expected is None else {email.casefold() for email in expected}
    secrets = Secrets({}, _environ=environ, _where=where)
    faults = list(_generate_faults(answers, several))
    for place, source in answers.all_sources():
        try:
            _take_shared(secrets, source, where)
        except SecretUnusable as unusable:
            if awaited is None or place[0] != "accounts" or str(place[1]).casefold() in awaited:
                faults.append(AnswersFault(unusable.kind, key_name(place), values=unusable.values))
            secrets._faults[source] = unusable
    for _place, source in answers.all_sources():
        _forget_variable(source, environ)
    if faults:
        raise AnswersUnusable(faults)
    return secrets


def _take_shared(secrets: Secrets, source: Source, where: SecretPlaces) -> None:
    if source.generate is not None:
        insist_on_folder(where.folder, source.generate)
    elif not source.is_for_each:
        secrets._take(source)


def for_address(answers: AccountAnswers, email: str, environ: Mapping[str, str]) -> AccountAnswers:
    """The answers with their references to secrets of this account alone; files are named as ever."""

    def own(source: Source) -> Source:
        if not source.is_for_each or source.generate is not None:
            return source
        if source.env is not None:
            return Source(env=_variable(source.env, email, environ))
        if source.file is not None:
            return Source(file=source.file.replace(EMAIL, address_in_name(email)))
        return Source(credential=(source.credential or "").replace(EMAIL, address_in_name(email)))

    question = answers.security_question
    return answers.model_copy(
        update={
            "password": answers.password and own(answers.password),
            "pin": answers.pin and own(answers.pin),
            "security_question": question
            and question.model_copy(update={"answer": own(question.answer)}),
        }
    )


def _variable(name: str, email: str, environ: Mapping[str, str]) -> str:
    """What a variable for an address is called: as it stands, as a shell takes it, in capitals."""
    plain = re.sub("[^A-Za-z0-9]", "_", email)
    spelled = [name.replace(EMAIL, each) for each in (email, plain, plain.upper())]
    return next((each for each in spelled if each in environ), spelled[1])


def _forget_variable(source: Source, environ: MutableMapping[str, str]) -> None:
    if source.env is not None:
        environ.pop(source.env, None)
        write_over_variable(source.env)


def _generate_faults(answers: AnswersFile, several: bool) -> Iterator[AnswersFault]:
    """What generated files have to do with each other: no two secrets in one."""
    seen: set[str] = set()
    for place, source in answers.all_sources():
        if source.generate is None:
            continue
        if source.generate in seen:
            yield AnswersFault("same-file", key_name(place), values={"file": source.generate})
        elif several and place[0] != "accounts" and not source.is_for_each:
            yield AnswersFault("needs-email", key_name(place), values={"file": source.generate})
        seen.add(source.generate)
