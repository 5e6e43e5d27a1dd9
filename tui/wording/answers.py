"""Answers files in words: what is wrong with one, and what an account makes of the answers."""

from collections.abc import Iterable, Mapping

from api_client.models import Refusal, Step
from tui.i18n import N_, _
from tui.wording.steps import place_name

NOT_OFFERED = "not-offered"
"""The rule of an answer that names what the server does not offer."""

_FAULTS: Mapping[str, str] = {
    "unreadable": N_("{file} cannot be read: {reason}"),
    "not-utf-8": N_("This is no text in UTF-8."),
    "no-toml": N_("This is no valid TOML."),
    "file-too-large": N_(
        "This is over 64 KiB and 4 KiB for each account, larger than any answers file."
    ),
    "unknown-key": N_("There is no such key. There are: {known}"),
    "unknown-key:near": N_("There is no such key. Is “{near}” meant?"),
    "missing-key": N_("This is missing."),
    "literal-secret": N_(
        "A secret never stands in this file, only where it is: env, file, fd, credential or "
        "generate. "
        "Take the one that stands here for known, and choose another."
    ),
    "one-source": N_("Name exactly one of env, file, fd, credential and generate."),
    "bad-choice": N_("There are desktop_app and web_browser."),
    "bad-value": N_("This is a value of the wrong kind."),
    "env-not-set": N_("The environment variable {name} is not set."),
    "open-to-others": N_("{file} can be read by others. Make it yours alone: chmod 600 {file}"),
    "not-a-file": N_("{file} is neither a file nor a pipe."),
    "terminal": N_("{file} is a terminal, and nobody is asked here."),
    "standard-input": N_("Standard input is already read for something else."),
    "closed": N_("{file} is not open for reading."),
    "too-large": N_("{file} is over 4 KiB, longer than any secret."),
    "not-text": N_("{file} holds no text in UTF-8."),
    "empty": N_("{file} is empty."),
    "several-lines": N_("{file} holds {lines} lines; a secret is one. Give that line alone."),
    "no-credential": N_("There is no credential {name} in {places}."),
    "exists": N_("{file} is there already, and nothing is overwritten."),
    "not-writable": N_("{file} cannot be written: there is no such folder, or it is not yours."),
    "needs-email": N_("There are several accounts: write {{email}} into the file's name."),
    "same-file": N_("{file} is named twice; each secret needs a file of its own."),
}


def fault_sentence(
    name: str, kind: str, where: str, line: int | None, values: Mapping[str, str]
) -> str:
    """What is wrong with an answers file: the file, the line, the key, and what to do.

    Args:
        name: the file's name as it was given.
        kind: the kind of fault.
        where: the key concerned, empty for the whole file.
        line: from 1, if it is known.
        values: what the sentence needs.
    """
    near = kind == "unknown-key" and values.get("near")
    text = _FAULTS["unknown-key:near" if near else kind]
    place = name if line is None else _("{file}, line {line}").format(file=name, line=line)
    if not where and values.get("file") == name:
        place = ""  # the sentence names it
    said = _(text).format(**values)
    return ": ".join(part for part in (place, where, said) if part)


def kept_refused_sentence(path: str) -> str:
    """A secret that was generated before is not accepted any more."""
    return _("{path} is from an earlier try. Move it away, and another is generated.").format(
        path=path
    )


def lacking_sentence(step: Step) -> str:
    """A step of the account has no answer."""
    if step == "workspace":
        return _("Choose desktop_app or web_browser.")
    return _("This account needs one, and the answers name none.")


def undrawn_sentence() -> str:
    """Nothing could be generated."""
    return _("None was found that meets the rules; choose one yourself.")


def not_offered_sentence(step: Step, offered: Iterable[str]) -> str:
    """An answer names what the server does not offer; what there is."""
    if step == "workspace":
        return _("This is not offered here. There are: {names}").format(names=", ".join(offered))
    return _("This question is not offered here. There are: {names}").format(
        names=", ".join(offered)
    )


def aside_sentence(steps: Iterable[Step]) -> str:
    """Answers that an account has no use for."""
    names = ", ".join(place_name(step) for step in steps)
    return _("Not used, since this account has no such step: {names}").format(names=names)


def no_pin_sentence() -> str:
    """The answers name no PIN, and the account needs none."""
    return _("No PIN was chosen.")


def refusal_line(refusal: Refusal) -> str:
    """A refused answer: its key in the file, and why."""
    return f"{refusal.field}: {refusal.message or refusal.rule}"
