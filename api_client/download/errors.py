"""Why a download ended without the file."""

import errno
from typing import Literal

DownloadFailureReason = Literal[
    # What the backend named cannot be downloaded here at all.
    "unsafe-address",
    "unverifiable",
    # The network, or whoever answers.
    "unreachable",
    "timeout",
    "tls-untrusted",
    "server-busy",
    "unsafe-redirect",
    "gone",
    "another-answer",
    "changed",
    "damaged",
    # This machine's folder.
    "disk-full",
    "no-permission",
    "read-only",
    "folder-missing",
    "vanished",
    "in-use",
    "name-taken",
    "disk-error",
]

PASSING: frozenset[DownloadFailureReason] = frozenset({"unreachable", "timeout", "server-busy"})
"""What may be over after a pause."""

_BY_ERRNO: dict[int, DownloadFailureReason] = {
    errno.ENOSPC: "disk-full",
    errno.EDQUOT: "disk-full",
    errno.EFBIG: "disk-full",
    errno.EACCES: "no-permission",
    errno.EPERM: "no-permission",
    errno.ELOOP: "no-permission",
    errno.EROFS: "read-only",
    errno.ENOENT: "vanished",
    errno.ENOTDIR: "vanished",
    errno.ESTALE: "vanished",
    errno.EWOULDBLOCK: "in-use",
}


class DownloadFailed(Exception):
    """A download ended without the file; what came so far is kept unless it is worthless.

    Its text is the reason alone, so no address and no path can reach a traceback or a log.

    Attributes:
        reason: the stable name of what went wrong.
        retry_after: seconds, where the server said when to come back.
        lacking: bytes of free space that are missing, with `disk-full` where that is known.
    """

    def __init__(
        self,
        reason: DownloadFailureReason,
        *,
        retry_after: int | None = None,
        lacking: int | None = None,
    ) -> None:
        super().__init__(reason)
        self.reason = reason
        self.retry_after = retry_after
        self.lacking = lacking


def reason_of(error: OSError) -> DownloadFailureReason:
    """What an error of the file system means for a download."""
    return _BY_ERRNO.get(error.errno or 0, "disk-error")
