"""Problems for the ear: without what their titles said already."""

from collections.abc import Mapping

from tui.i18n import N_, _

_HAPPENED: Mapping[str, str] = {
    "link-expired": N_("An activation link is valid for 48\xa0hours."),
    "rate-limited": N_("The server is not accepting more requests for the moment."),
}
"""By slug: what happened, where the page's words repeat its title."""


def spoken_happened(slug: str, happened: str) -> str:
    """What happened, behind a title that was said."""
    return _(_HAPPENED[slug]) if slug in _HAPPENED else happened
