"""What the head of an answer promises, before a byte of what was kept is given up for it."""

import re
from collections.abc import Mapping

from api_client.download.errors import DownloadFailed

_CONTENT_RANGE = re.compile(r"bytes (\d{1,19})-(\d{1,19})/(\d{1,19}|\*)", re.IGNORECASE | re.ASCII)


class NotFromThere(Exception):
    """The server cannot go on where we stopped; the whole file is to be asked for."""


def where_it_begins(status: int, headers: Mapping[str, str], *, offset: int, size: int) -> int:
    """At which byte the answer's content begins: `offset`, or 0 where the range was ignored.

    Args:
        status: of an answer that is no redirect.
        headers: names in any case, as httpx reads them.
        offset: from which byte on the file was asked for; 0 asks for everything.
        size: of the whole file, as promised by the backend.

    Raises:
        NotFromThere: the range was refused or answered with another one.
        DownloadFailed: `server-busy`, `gone`, `changed` (another size than promised), or
            `another-answer`, such as the page of a hotel's network.
    """
    if status in (206, 416) and offset:
        if status == 416 or not _is_the_rest(headers, offset, size):
            raise NotFromThere
        return offset
    if status == 200:
        if not _is_plain(headers):
            raise DownloadFailed("another-answer")
        length = headers.get("Content-Length")
        if length is not None and length.strip() != str(size):
            raise DownloadFailed("changed")
        return 0
    if status in (408, 425, 429) or status >= 500:
        raise DownloadFailed("server-busy")
    raise DownloadFailed("gone" if status >= 400 else "another-answer")


def _is_the_rest(headers: Mapping[str, str], offset: int, size: int) -> bool:
    """Whether a 206 is the stretch that was asked for.

    Raises:
        DownloadFailed: `changed`: it is a stretch of a file of another size.
    """
    found = _CONTENT_RANGE.fullmatch(headers.get("Content-Range", "").strip())
    if found is None or not _is_plain(headers):
        return False
    if found[3] not in ("*", str(size)):
        raise DownloadFailed("changed")
    return int(found[1]) == offset and int(found[2]) == size - 1


def _is_plain(headers: Mapping[str, str]) -> bool:
    """Whether the content is the file itself: no web page, and not packed on the way."""
    media_type = headers.get("Content-Type", "").partition(";")[0].strip().lower()
    coding = headers.get("Content-Encoding", "identity").strip().lower()
    return media_type not in ("text/html", "application/xhtml+xml") and coding == "identity"
