"""Answers files in words: what is wrong with one, and what an account makes of the answers."""

from collections.abc import Iterable, Mapping

from api_client.models import Refusal, Step
from tui.i18n import N_, _
from tui.wording.identity import shown_name, shown_path
from tui.wording.steps import place_name
from tui.wording.system_reasons import system_reason

NOT_OFFERED = "not-offered"
"""The rule of an answer that names what the server does not offer."""

_FAULTS: Mapping[str, str] = {
    "unreadable": N_("{file} cannot be read: {reason}"),
    "not-utf-8": N_("The text is not encoded in UTF-8."),
    "no-toml": N_("The file is not valid TOML."),
    "file-too-large": N_(
        "The file is too large. It may have 64\xa0KiB, and 4\xa0KiB more for each account."
    ),
    "unknown-key": N_("This key does not exist. Choose from: {known}"),
    "unknown-key:near": N_("This key does not exist. Did you mean “{near}”?"),
    "missing-key": N_("This entry is missing."),
    "literal-secret": N_(
        "Do not write passwords, PINs or answers in this file. Name where they come from: env, "
        "file, fd, credential or generate. Treat the one found here as exposed and choose a new "
        "one."
    ),
    "one-source": N_("Name exactly one of env, file, fd, credential and generate."),
    "bad-choice": N_("Choose from desktop_app and web_browser."),
    "bad-value": N_("This value has the wrong format."),
    "env-not-set": N_("The environment variable {name} is not set."),
    "open-to-others": N_(
        "Other users have access to {file}. To change this, run: chmod 600 {file}"
    ),
    "not-a-file": N_("{file} is neither a file nor a pipe."),
    "terminal": N_(
        "{file} is a terminal, but with --answers nobody is asked. Please name a file or a pipe."
    ),
    "standard-input": N_("Standard input is already used for something else."),
    "closed": N_("{file} is not open for reading."),
    "too-large": N_(
        "{file} is larger than 4\xa0KiB. That is too long for a password, a PIN or an answer."
    ),
    "not-text": N_("{file} does not contain text in UTF-8."),
    "empty": N_("{file} is empty."),
    "several-lines": N_(
        "{file} contains {lines}\xa0lines. Only one line is allowed: the password, "
        "the PIN or the answer."
    ),
    "no-credential": N_("There is no credential named {name} in {places}."),
    "exists": N_(
        "{file} already exists and will not be overwritten. Name another file or move "
        "this one away."
    ),
    "not-writable": N_(
        "{file} cannot be written. Check that its folder exists and that you may write there."
    ),
    "needs-email": N_(
        "There are several accounts. Write {{email}} in the file name, so that "
        "each account gets its own file."
    ),
    "same-file": N_("{file} is named twice. Every password, PIN and answer needs its own file."),
}


def fault_sentence(
    name: str, kind: str, where: str, line: int | None, values: Mapping[str, str]
) -> str:
    """What is wrong with an answers file: the file, the line, the key, and what to do.

    Args:
        name: what the file is called.
        kind: the kind of fault.
        where: the key concerned, empty for the whole file.
        line: from 1, if it is known.
        values: what the sentence needs.
    """
    shown = {key: _shown(key, value) for key, value in values.items()}
    near = kind == "unknown-key" and values.get("near")
    text = _FAULTS["unknown-key:near" if near else kind]
    place = name if line is None else _("{file}, line {line}").format(file=name, line=line)
    if not where and shown.get("file") == name:
        place = ""  # the sentence names it
    told = {**shown, "reason": system_reason(shown.get("reason", ""))}
    said = _(text).format(**told)
    return ": ".join(part for part in (place, where, said) if part)


_GENERATED: Mapping[Step, str] = {
    "password": N_("The program generated a password and saved it in {path}."),
    "pin": N_("The program generated a PIN and saved it in {path}."),
    "security_question": N_(
        "The program generated an answer to the security question and saved it in {path}."
    ),
}

_TAKEN_UP: Mapping[Step, str] = {
    "password": N_("The program uses the password that was generated earlier and saved in {path}."),
    "pin": N_("The program uses the PIN that was generated earlier and saved in {path}."),
    "security_question": N_(
        "The program uses the answer to the security question that was generated earlier and "
        "saved in {path}."
    ),
}


def generated_sentence(step: Step, path: str) -> str:
    """What was generated for a step, and where it is kept."""
    return _(_GENERATED[step]).format(path=path)


def taken_up_sentence(step: Step, path: str) -> str:
    """What was generated for a step in an earlier run, and serves now."""
    return _(_TAKEN_UP[step]).format(path=path)


def allow_sentence(*, is_mail: bool) -> str:
    """How a doubt about a mail, or about a link alone, is allowed."""
    if is_mail:
        return _(
            "Nothing was sent. If you expect this email, write trust = true in the answers file."
        )
    return _("Nothing was sent. If you expect this link, write trust = true in the answers file.")


def _shown(key: str, value: str) -> str:
    """What is named of a file or a variable: an account's address may stand in its name."""
    if key == "file" and not value.startswith("fd "):
        return shown_path(value)
    return shown_name(value) if key == "name" else value


def kept_refused_sentence(path: str) -> str:
    """A secret that was generated before is not accepted any more."""
    return _(
        "{path} is from an earlier attempt. Move this file away, and the program will "
        "generate a new value."
    ).format(path=shown_path(path))


def lacking_sentence(step: Step) -> str:
    """A step of the account has no answer."""
    if step == "workspace":
        return _("This account needs this answer. Choose desktop_app or web_browser.")
    return _("This account needs this answer, but the answers file does not contain it.")


def undrawn_sentence() -> str:
    """Nothing could be generated."""
    return _(
        "Nothing could be generated that meets all the rules. Please choose something yourself."
    )


def not_offered_sentence(step: Step, offered: Iterable[str]) -> str:
    """An answer names what the server does not offer; what there is."""
    if step == "workspace":
        return _("This account does not offer this choice. Choose from: {names}").format(
            names=", ".join(offered)
        )
    return _("This account does not offer this question. Choose from: {names}").format(
        names=", ".join(offered)
    )


def aside_sentence(steps: Iterable[Step]) -> str:
    """Answers that an account has no use for."""
    names = ", ".join(place_name(step) for step in steps)
    return _("The account does not need these entries, so they are not used: {names}").format(
        names=names
    )


def no_pin_sentence() -> str:
    """The answers name no PIN, and the account needs none."""
    return _("No PIN was chosen.")


def refusal_line(refusal: Refusal) -> str:
    """A refused answer: its key in the file, and why."""
    return f"{refusal.field}: {refusal.message or refusal.rule}"
