"""The file that a backend offers as the desktop app, once it can be fetched safely."""

import re
from dataclasses import dataclass, field

from api_client.download.address import read_address
from api_client.download.destination import file_name
from api_client.download.errors import DownloadFailed
from api_client.models import Workspace
from api_client.urls import WebAddress

_SHA256 = re.compile(r"[0-9a-fA-F]{64}")


@dataclass(frozen=True, slots=True)
class AppFile:
    """What is to be fetched: where, how many bytes, their SHA-256 (lower-case hex), which name."""

    address: WebAddress
    size: int
    sha256: str
    name: str = field(compare=False)


def app_file(workspace: Workspace) -> AppFile:
    """The file of a desktop app's offer.

    An installer of which nobody said what it must be is not fetched: it could not be checked.

    Raises:
        DownloadFailed: `unsafe-address`, or `unverifiable` without size or SHA-256.
    """
    address = read_address(workspace.url)
    size, sha256 = workspace.size or 0, workspace.sha256 or ""
    if size <= 0 or _SHA256.fullmatch(sha256) is None:
        raise DownloadFailed("unverifiable")
    return AppFile(address, size, sha256.lower(), file_name(workspace.url))
