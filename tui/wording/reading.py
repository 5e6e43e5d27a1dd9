"""How far the reading of many mails is, in words."""

from tui.i18n import _


def read_so_far(count: int) -> str:
    """That so many mails were read by now, and more come."""
    return _("Reading the emails: {n} so far …").format(n=count)
