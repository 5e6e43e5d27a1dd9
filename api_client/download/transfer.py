"""One try: what is missing of a file is asked for over HTTP and put to the part."""

import ssl
from collections.abc import Callable

import httpx

from api_client.download.address import MOST_REDIRECTS, followed
from api_client.download.answer import where_it_begins
from api_client.download.app_file import AppFile
from api_client.download.blocking import beside
from api_client.download.errors import DownloadFailed, DownloadFailureReason
from api_client.download.part_file import PartFile
from api_client.http.errors import is_caused_by, opened
from api_client.http.responses import retry_after
from api_client.http.settings import ClientSettings
from api_client.problems import TlsUntrusted, Unreachable
from api_client.urls import WebAddress

_REDIRECTS = (301, 302, 303, 307, 308)


async def transfer(
    file: AppFile,
    part: PartFile,
    settings: ClientSettings,
    *,
    whole: bool,
    on_bytes: Callable[[], None],
) -> None:
    """Ask for the rest of a file, or for the `whole` of it, and append what comes.

    No token and no cookie goes with it: a client is made for each host that is asked.

    Raises:
        NotFromThere: the server cannot go on where the part ends.
        DownloadFailed: what went wrong; the part holds all that came before.
    """
    offset = 0 if whole else part.size
    reason: DownloadFailureReason
    try:
        await _through_redirects(file, part, settings, offset, on_bytes)
    except httpx.TimeoutException:
        reason = "timeout"
    except (httpx.HTTPError, httpx.InvalidURL, UnicodeError) as error:
        is_untrusted = is_caused_by(error, ssl.SSLCertVerificationError)
        reason = "tls-untrusted" if is_untrusted else "unreachable"
    else:
        return
    # Outside the except: the error holds the address, which may be signed.
    raise DownloadFailed(reason)


async def _through_redirects(
    file: AppFile,
    part: PartFile,
    settings: ClientSettings,
    offset: int,
    on_bytes: Callable[[], None],
) -> None:
    address = file.address
    for _hop in range(MOST_REDIRECTS + 1):
        client = await _client(address, settings)
        headers = _headers(offset, part.etag)
        async with client, client.stream("GET", address.url(), headers=headers) as response:
            if response.status_code not in _REDIRECTS:
                await _receive(response, file, part, offset, on_bytes)
                return
            address = followed(address, response.headers.get("Location", ""))
    raise DownloadFailed("unsafe-redirect")


def _headers(offset: int, etag: str | None) -> dict[str, str]:
    headers = {"Accept": "*/*", "Accept-Encoding": "identity"}
    if offset:
        headers["Range"] = f"bytes={offset}-"
        if etag is not None:
            headers["If-Range"] = etag
    return headers


async def _receive(
    response: httpx.Response,
    file: AppFile,
    part: PartFile,
    offset: int,
    on_bytes: Callable[[], None],
) -> None:
    try:
        begins = where_it_begins(
            response.status_code, response.headers, offset=offset, size=file.size
        )
    except DownloadFailed as failed:
        raise DownloadFailed(failed.reason, retry_after=retry_after(response)) from None
    if begins == 0:
        await beside(part.begin, response.headers.get("ETag"))
    else:
        part.is_pieced = True
    on_bytes()
    async for data in response.aiter_raw():
        if part.size + len(data) > file.size:
            # Whoever sends more than was promised sends something else.
            await beside(part.begin, None)
            raise DownloadFailed("changed")
        await beside(part.append, data)
        on_bytes()
    if part.size < file.size:
        raise DownloadFailed("unreachable")


async def _client(address: WebAddress, settings: ClientSettings) -> httpx.AsyncClient:
    reason: DownloadFailureReason
    try:
        return await opened(address.origin, settings)
    except TlsUntrusted:
        reason = "tls-untrusted"
    except Unreachable:
        reason = "unreachable"
    raise DownloadFailed(reason)
