"""What is said of keys and pastes that came in another way than they were sent."""

from collections.abc import Mapping
from typing import Literal

from tui.i18n import N_, _

Noticed = Literal["no-shell", "not-utf-8", "paste-too-long", "paste-unfinished"]

_SENTENCES: Mapping[Noticed, str] = {
    "no-shell": N_("You cannot pause this program here with Ctrl+Z."),
    "not-utf-8": N_("This terminal does not send UTF-8. The last key was ignored."),
    "paste-too-long": N_("The pasted text was too long. Only its beginning was used."),
    "paste-unfinished": N_("The end of the pasted text is missing. Only its beginning was used."),
}


def notice_sentence(noticed: Noticed) -> str:
    """One notice in a sentence."""
    return _(_SENTENCES[noticed])
