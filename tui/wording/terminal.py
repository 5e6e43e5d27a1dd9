"""What was found about the terminal, in sentences."""

from collections.abc import Mapping

from tui.i18n import N_, _

_SENTENCES: Mapping[str, str] = {
    "terminal": N_("There is a terminal to type in and to draw on."),
    "background": N_("It runs in the background, where no key arrives. Bring it to the front: fg"),
    "term": N_("Kind of terminal: {term}"),
    "term-dumb": N_("The terminal draws no screens (TERM is dumb or not set)."),
    "size": N_("{columns}×{rows} characters"),
    "size-small": N_("{columns}×{rows} characters. It works; 80×24 and more is comfortable."),
    "size-too-small": N_(
        "{columns}×{rows} characters. Screens need {most_columns}×{most_rows}: enlarge the window, "
        "or use --plain."
    ),
    "size-unknown": N_("The terminal does not know its size; 80×24 is assumed."),
    "colours": N_("Colours: {colours}"),
    "colours-off": N_("No colours. Nothing is told by colour alone."),
    "utf-8": N_("The locale is UTF-8."),
    "no-utf-8": N_("The locale is no UTF-8, so some signs may be missing."),
    "ssh": N_("It runs over SSH: web pages open at your end, by link or QR code."),
    "tmux": N_("It runs in tmux."),
    "screen": N_("It runs in GNU screen."),
    "screens": N_("An activation can be done here, on screens."),
    "lines": N_("An activation can be done here, in lines."),
    "neither": N_("Nothing can be asked here. With --answers no terminal is needed."),
}

_MISSING: Mapping[str, str] = {
    "keyboard": N_(
        "There is no terminal to type in. Standard input is redirected: start it in a terminal, "
        "without a pipe or redirect there."
    ),
    "display": N_(
        "There is no terminal to draw on. Standard error and standard output are redirected: "
        "leave one of them to the terminal."
    ),
}
"""What is said of the end at which there is no terminal."""


def preflight_sentence(finding_id: str, values: Mapping[str, str]) -> str:
    """One finding in a sentence."""
    if finding_id == "no-terminal":
        missing = values["missing"]
        return _(_MISSING[missing])
    return _(_SENTENCES[finding_id]).format(**values)
