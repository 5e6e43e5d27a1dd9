"""Why the operating system refuses something, in the person's language."""

from tui.i18n import N_, _

_REASONS = frozenset(
    {
        N_("Permission denied"),
        N_("Operation not permitted"),
        N_("No such file or directory"),
        N_("Is a directory"),
        N_("Not a directory"),
        N_("File exists"),
        N_("File name too long"),
        N_("Invalid argument"),
        N_("Too many levels of symbolic links"),
        N_("No space left on device"),
        N_("Disk quota exceeded"),
        N_("Read-only file system"),
        N_("Input/output error"),
        N_("Stale file handle"),
    }
)
"""What `os.strerror` says of what happens to files."""


def system_reason(said: str) -> str:
    """A reason as `OSError.strerror` tells it, translated where it is a usual one."""
    return _(said) if said in _REASONS else said
