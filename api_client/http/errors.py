"""What opening a client and a broken exchange mean to whoever asks over HTTP."""

import asyncio
import os
import ssl
from contextlib import suppress

import httpx

from api_client.http.client import open_client
from api_client.http.settings import ClientSettings
from api_client.http.variables import certificates_variable, proxy_variable
from api_client.problems import AnswerLost, Problem, Timeout, TlsUntrusted, Unreachable, Variable

BROKEN = (httpx.HTTPError, httpx.InvalidURL, UnicodeError, TimeoutError)
"""What an exchange can break with. Such an error holds the request with its secrets: do not chain."""


async def opened(base_url: str, settings: ClientSettings) -> httpx.AsyncClient:
    """A client for one backend; it is made beside the event loop, which takes a while.

    Raises:
        TlsUntrusted: the certificates to trust cannot be read.
        Unreachable: the environment names a proxy of a kind we do not speak.
    """
    problem: Problem
    try:
        return await asyncio.to_thread(open_client, base_url, settings)
    except OSError:
        problem = TlsUntrusted(certificates_variable(os.environ))
    except (ValueError, ImportError, httpx.InvalidURL):
        problem = Unreachable(proxy_variable(os.environ, httpx.URL(base_url)))
    raise problem


def failure(error: Exception, *, may_have_run: bool) -> Problem:
    """What a broken exchange means: could the request have been sent, and does that matter?"""
    if isinstance(error, httpx.ConnectTimeout | httpx.PoolTimeout):
        return Timeout()
    never_sent = httpx.ConnectError | httpx.ProxyError | UnicodeError
    if isinstance(error, never_sent):
        if is_caused_by(error, ssl.SSLError):
            return TlsUntrusted()
        return Unreachable(_proxy_of(error))
    if may_have_run:
        return AnswerLost()
    if isinstance(error, httpx.TimeoutException | TimeoutError):
        return Timeout()
    return Unreachable()  # so an address too: ours was read before, so it stood in an answer


def _proxy_of(error: Exception) -> Variable | None:
    """The proxy in whose way a request failed."""
    with suppress(RuntimeError):  # no request belongs to it
        if isinstance(error, httpx.RequestError):
            return proxy_variable(os.environ, error.request.url)
    return None


def is_caused_by(error: BaseException, kind: type[BaseException]) -> bool:
    """Whether an error of that kind lies somewhere below."""
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, kind):
            return True
        cause = cause.__cause__ or cause.__context__
    return False
