"""What is said of a command line that asks for something that does not exist."""

from api_client.mistakes import CommandMistake, SurplusWord, UnknownOption, requoted
from mock_server.i18n import _


def mistake_sentences(mistake: CommandMistake, command: str, page: str) -> str:
    """What is wrong, and what was perhaps meant; else where help is.

    Args:
        mistake: what does not exist.
        command: the word of the command that it was given to, or none.
        page: the call that shows the help of that command.
    """
    if isinstance(mistake, UnknownOption):
        said = (
            _("There is no option {name} for {command}.")
            if command
            else _("There is no option {name}.")
        ).format(name=mistake.name, command=command)
        return f"{said} {_meant(mistake.meant)}" if mistake.meant else f"{said} {_help(page)}"
    if isinstance(mistake, SurplusWord):
        said = _("This command does not take the argument “{value}”.")
        return f"{said.format(value=mistake.value)} {_help(page)}"
    names = ", ".join(mistake.choices)
    if mistake.option is not None:
        said = _("The value “{value}” is not possible for {option}. Choose from: {names}.")
        said = said.format(value=mistake.value, option=mistake.option, names=names)
    elif mistake.meant:
        said = _("The command “{name}” does not exist.").format(name=mistake.value)
        return f"{said} {_meant(mistake.meant)}"
    else:
        said = _("The command “{name}” does not exist. Choose from: {names}.")
        said = said.format(name=mistake.value, names=names)
    return f"{said} {_help(page)}"


def argparse_sentences(message: str, page: str) -> str:
    """What argparse says, its quotes those of the language, and where help is."""
    said = requoted(message, _("“{value}”"))
    return f"{said.rstrip('.')}. {_help(page)}"


def _meant(name: str) -> str:
    return _("Did you mean {name}?").format(name=name)


def _help(page: str) -> str:
    return _("To get help, run {command}.").format(command=page)
