"""What was found about the terminal, in sentences."""

from collections.abc import Mapping

from tui.i18n import N_, _

_SENTENCES: Mapping[str, str] = {
    "terminal": N_("There is a terminal for input and output."),
    "background": N_(
        "The program is running in the background and cannot receive any keys. To "
        "bring it to the front, run: fg"
    ),
    "term": N_("Terminal type: {term}"),
    "term-dumb": N_(
        "This terminal cannot show the normal view, only plain text line by line "
        "(TERM is dumb or not set)."
    ),
    "size": N_("Terminal size: {columns}×{rows}\xa0characters"),
    "size-small": N_(
        "Terminal size: {columns}×{rows}\xa0characters. That is enough, but 80×24 or "
        "more is more comfortable."
    ),
    "size-too-small": N_(
        "Terminal size: {columns}×{rows}\xa0characters. The normal view needs at least "
        "{most_columns}×{most_rows}. Enlarge the window or use --plain."
    ),
    "size-unknown": N_(
        "The terminal does not report its size. The program assumes 80×24\xa0characters."
    ),
    "colours": N_("Number of colours: {colours}"),
    "colours-off": N_("No colours are used. You do not miss anything without them."),
    "utf-8": N_("The character encoding is UTF-8."),
    "no-utf-8": N_("The character encoding is not UTF-8. Some characters may be missing."),
    "ssh": N_(
        "You are connected over SSH. Open web pages on your own computer, by link or QR code."
    ),
    "tmux": N_("The program is running in tmux."),
    "screen": N_("The program is running in GNU screen."),
    "screens": N_("You can activate accounts here, in the normal view."),
    "lines": N_("You can activate accounts here, in plain text line by line."),
    "neither": N_(
        "The program cannot ask you anything here. With --answers, no terminal is needed."
    ),
}

_MISSING: Mapping[str, str] = {
    "keyboard": N_(
        "There is no terminal for your input, because standard input is redirected. Start the "
        "program in a terminal, without a pipe or redirection there."
    ),
    "display": N_(
        "There is no terminal for the output, because standard output and standard error are "
        "both redirected. Redirect only one of them."
    ),
}
"""What is said of the end at which there is no terminal."""


def preflight_sentence(finding_id: str, values: Mapping[str, str]) -> str:
    """One finding in a sentence."""
    if finding_id == "no-terminal":
        missing = values["missing"]
        return _(_MISSING[missing])
    return _(_SENTENCES[finding_id]).format(**values)
