"""A download from a shelf, and what of it is in the folder then."""

from pathlib import Path

import pytest

from api_client.download import (
    DownloadFailed,
    fetch,
)
from tests.shelf import CONTENT, Answer, Pauses, Shelf, Told, offer, saying

NAME = "Unify Office.exe"
SIZE = len(CONTENT)


async def fetched(shelf: Shelf, folder: Path, told: Told | None = None) -> Path:
    return await fetch(
        offer(), folder, Told() if told is None else told, settings=shelf.settings, sleep=Pauses()
    )


async def failure(shelf: Shelf, folder: Path) -> DownloadFailed:
    with pytest.raises(DownloadFailed) as caught:
        await fetched(shelf, folder)
    return caught.value


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def leading_to(*places: str) -> list[Answer]:
    return [saying(302, Location=place) for place in places]
