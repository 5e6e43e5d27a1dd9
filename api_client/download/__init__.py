"""Downloading the desktop app: whole and proven, or not at all.

`app_file` reads the backend's offer, `download_folders` says where downloads go, `fetch` does the
work and tells its `Progress`, `drop` deletes what a broken one left. The way in between: `address`
and `file_name` judge what a server names, `transfer` is one try over HTTP, `answer` its head,
`part` the bytes on the disk, `failure` the reasons. Importing this loads no HTTP library.
"""

from api_client.download.app_file import AppFile, app_file
from api_client.download.destination import download_folders
from api_client.download.errors import DownloadFailed, Reason
from api_client.download.fetch import drop, fetch
from api_client.download.part_file import kept_bytes, part_path
from api_client.download.progress import Progress, Stage, Tell

__all__ = [
    "AppFile",
    "DownloadFailed",
    "Progress",
    "Reason",
    "Stage",
    "Tell",
    "app_file",
    "download_folders",
    "drop",
    "fetch",
    "kept_bytes",
    "part_path",
]
