"""What is said of keys and pastes that came in another way than they were sent."""

from collections.abc import Mapping
from typing import Literal

from tui.i18n import N_, _

Noticed = Literal["no-shell", "not-utf-8", "paste-too-long", "paste-unfinished"]

_SENTENCES: Mapping[Noticed, str] = {
    "no-shell": N_("Ctrl+Z does nothing here: no shell could bring the program back."),
    "not-utf-8": N_("This terminal does not send UTF-8; that key was not taken."),
    "paste-too-long": N_("That paste was too long; only its beginning was read."),
    "paste-unfinished": N_("The end of that paste did not come; what came of it was taken."),
}


def notice_sentence(noticed: Noticed) -> str:
    """One notice in a sentence."""
    return _(_SENTENCES[noticed])
