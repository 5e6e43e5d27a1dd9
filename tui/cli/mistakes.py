"""What is said of a command line that asks for something that does not exist."""

from api_client.mistakes import CommandMistake, SurplusWord, UnknownOption, requoted
from tui.i18n import _
from tui.terminal.sanitize import harmless
from tui.wording.sentences import as_sentence


def mistake_sentence(mistake: CommandMistake, command: str, page: str) -> str:
    """What is wrong, and what was perhaps meant; else where help is.

    Args:
        mistake: what does not exist.
        command: the words of the command that it was given to, or none.
        page: the call that shows the help of that command.
    """
    if isinstance(mistake, UnknownOption):
        said = (
            _("There is no option {name} for {command}.")
            if command
            else _("There is no option {name}.")
        )
        said = said.format(name=harmless(mistake.name), command=command)
        return f"{said} {meant_sentence(mistake.meant)}" if mistake.meant else _helped(said, page)
    if isinstance(mistake, SurplusWord):
        said = _("This command does not take the argument “{value}”.")
        return _helped(said.format(value=harmless(mistake.value)), page)
    if mistake.option is None:
        said = _("The action “{value}” does not exist. Choose from: {names}.")
    else:
        said = _("The value “{value}” is not possible for {option}. Choose from: {names}.")
    names = ", ".join(mistake.choices)
    value = harmless(mistake.value)
    return _helped(said.format(value=value, option=mistake.option, names=names), page)


def argparse_sentence(message: str, page: str) -> str:
    """What argparse says, its quotes those of the language, and where help is."""
    said = requoted(message, _("“{value}”"))
    return _helped(as_sentence(harmless(said, limit=2000)), page)


def meant_sentence(name: str) -> str:
    """What was perhaps meant."""
    return _("Did you mean {name}?").format(name=name)


def help_sentence(page: str) -> str:
    """Where help is."""
    return _("To get help, run {command}.").format(command=page)


def _helped(said: str, page: str) -> str:
    return f"{said}\n{help_sentence(page)}"
