"""A download that is cancelled, and its threads: the part stays, nothing goes on."""

import asyncio
import os
import threading
from pathlib import Path

import pytest

from api_client.download import (
    DownloadProgress,
    drop,
    fetch,
    kept_bytes,
)
from tests.downloads import CONTENT, StoredFile, ToldProgress, file_server, names, offer
from tests.scripted_server import End, ScriptedServer, answer


async def test_who_cancels_keeps_the_part_and_leaves_nothing_running(tmp_path: Path) -> None:
    silent = answer(CONTENT).cut(5000, End.STALL)
    async with ScriptedServer(silent).on_a_port() as server:
        file, all_there = offer(url=f"{server.origin}/a.exe"), asyncio.Event()

        def tell(progress: DownloadProgress) -> None:
            if progress.done == 5000:
                all_there.set()

        others = asyncio.all_tasks()
        task = asyncio.create_task(fetch(file, tmp_path, tell))
        await all_there.wait()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        left = {each for each in asyncio.all_tasks() - others if "_talk" not in repr(each)}
    assert left == set()
    assert kept_bytes(tmp_path, file) == 5000
    await drop(file, tmp_path)
    assert names(tmp_path) == []


async def test_a_file_is_not_closed_under_a_thread_that_still_writes(tmp_path: Path) -> None:
    begun, let_go, written = threading.Event(), threading.Event(), list[int]()

    def slow_write(descriptor: int, data: memoryview) -> int:
        begun.set()
        let_go.wait(60)
        written.append(os.write(descriptor, data))
        return written[-1]

    server = file_server()
    task = asyncio.create_task(
        fetch(offer(), tmp_path, ToldProgress(), settings=server.settings, write=slow_write)
    )
    await asyncio.to_thread(begun.wait)
    task.cancel()
    for _turn in range(20):
        await asyncio.sleep(0)
    assert not task.done()
    let_go.set()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert kept_bytes(tmp_path, offer()) == sum(written) > 0


async def test_the_event_loop_is_never_held_by_the_disk(tmp_path: Path) -> None:
    content = os.urandom(4096) * 256
    beats, loop_thread = [], threading.get_ident()

    def slow_write(descriptor: int, data: memoryview) -> int:
        beats.append(threading.get_ident() != loop_thread)
        return os.write(descriptor, data)

    server = file_server(file=StoredFile(content))
    await fetch(
        offer(content), tmp_path, ToldProgress(), settings=server.settings, write=slow_write
    )
    assert beats
    assert all(beats)
