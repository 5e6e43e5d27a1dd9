"""Downloading the desktop app: whole and proven, or not at all.

`app_file` reads the backend's offer, `download_folders` says where downloads go, `fetch` does the
work and tells its `DownloadProgress`, `drop` deletes what a broken one left. The way in between:
`address` and `destination` judge what a server names, `transfer` is one try over HTTP, `answer`
its head, `part_file` the bytes on the disk, `errors` the reasons. Importing this loads no HTTP
library.
"""

from api_client.download.app_file import AppFile, app_file
from api_client.download.destination import copies, download_folders
from api_client.download.errors import DownloadFailed, DownloadFailureReason
from api_client.download.fetch import drop, fetch
from api_client.download.part_file import kept_bytes, part_path
from api_client.download.progress import DownloadProgress, Stage, TellProgress

__all__ = [
    "AppFile",
    "DownloadFailed",
    "DownloadFailureReason",
    "DownloadProgress",
    "Stage",
    "TellProgress",
    "app_file",
    "copies",
    "download_folders",
    "drop",
    "fetch",
    "kept_bytes",
    "part_path",
]
