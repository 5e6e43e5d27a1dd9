"""The desktop app's way to the disk: only the whole file arrives, and nobody learns too much."""

import os
from pathlib import Path

import httpx
import pytest

from api_client.connect import BackendSettings, open_backend
from api_client.download import (
    DownloadFailed,
    DownloadFailureReason,
    app_file,
    fetch,
    kept_bytes,
    part_path,
)
from api_client.download.address import MOST_REDIRECTS
from api_client.link import find_links
from mock_server.server import RunningMock
from tests.downloads import (
    CONTENT,
    HOST,
    NAME,
    SIZE,
    Pauses,
    ToldProgress,
    failure,
    fetched,
    file_server,
    leading_to,
    names,
    offer,
)
from tests.scripted_server import ScriptedAnswer, answer

# The good way


async def test_the_file_arrives_whole_private_and_alone(tmp_path: Path) -> None:
    told = ToldProgress()
    path = await fetched(file_server(), tmp_path, told)
    assert path == tmp_path / NAME
    assert path.read_bytes() == CONTENT
    assert path.stat().st_mode & 0o777 == 0o600
    assert names(tmp_path) == [NAME]
    assert told.stages == ["connecting", "receiving", "checking"]
    assert (told[-1].done, told[-1].size) == (SIZE, SIZE)


async def test_what_has_the_name_already_is_never_replaced(tmp_path: Path) -> None:
    (tmp_path / NAME).write_bytes(b"mine")
    (tmp_path / "Unify Office (1).exe").symlink_to("nowhere")
    assert (await fetched(file_server(), tmp_path)).name == "Unify Office (2).exe"
    assert (tmp_path / NAME).read_bytes() == b"mine"


async def test_a_folder_without_hard_links_gets_its_file_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*args: object, **kwargs: object) -> None:
        raise PermissionError(1, "no links here")

    monkeypatch.setattr(os, "link", refuse)
    (tmp_path / NAME).write_bytes(b"mine")
    path = await fetched(file_server(), tmp_path)
    assert (path.name, path.read_bytes()) == ("Unify Office (1).exe", CONTENT)
    assert names(tmp_path) == ["Unify Office (1).exe", NAME]


# What never gets the file's name


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        (answer(b"\0" * SIZE), "damaged"),
        (answer(CONTENT + b"x"), "changed"),
        (answer(CONTENT[:-1]), "changed"),
        (ScriptedAnswer(body=CONTENT * 2), "changed"),
        (answer(b"<html>", Content_Type="text/html"), "another-answer"),
        (answer(CONTENT, Content_Encoding="gzip"), "another-answer"),
        (answer(status=204), "another-answer"),
        (answer(CONTENT, status=206, Content_Range=f"bytes 0-{SIZE - 1}/{SIZE}"), "another-answer"),
        (answer(status=404), "gone"),
        (answer(status=403), "gone"),
        (answer(status=416), "gone"),
        (answer(status=503, Retry_After="120"), "server-busy"),
    ],
)
async def test_what_is_not_the_file_is_refused_at_once_and_leaves_nothing(
    tmp_path: Path, given: ScriptedAnswer, reason: DownloadFailureReason
) -> None:
    server = file_server(given)
    failed = await failure(server, tmp_path)
    assert failed.reason == reason
    assert len(server.requests) == 1
    assert names(tmp_path) == []
    assert failed.retry_after == (120 if reason == "server-busy" else None)


@pytest.mark.parametrize(
    "given",
    [
        answer(b"<html>", Content_Type="text/html; charset=utf-8"),
        answer(CONTENT[100:], status=206, Content_Range=f"bytes 100-{SIZE}/{SIZE + 1}"),
        answer(status=404),
    ],
    ids=["portal", "another-size", "gone"],
)
async def test_what_was_kept_is_not_given_up_for_something_else(
    tmp_path: Path, given: ScriptedAnswer
) -> None:
    part_path(tmp_path, offer()).write_bytes(CONTENT[:100])
    await failure(file_server(given), tmp_path)
    assert kept_bytes(tmp_path, offer()) == 100


# Redirects


async def test_redirects_to_https_are_followed_a_few_times(tmp_path: Path) -> None:
    server = file_server(*leading_to("/x", "//cdn.example/y", *["https://cdn.example/z"] * 3))
    path = await fetched(server, tmp_path)
    assert path.name == NAME  # as the backend named it
    hosts = [request.url.host for request in server.requests]
    assert hosts == ["files.example"] * 2 + ["cdn.example"] * 4


@pytest.mark.parametrize(
    "places",
    [
        ["http://files.example/x"],
        ["http://127.0.0.1/x"],
        ["ftp://files.example/x"],
        ["https://user@files.example/x"],
        ["file:///etc/passwd"],
        ["javascript://files.example/x"],
        [""] * 9,
        ["/again"] * (MOST_REDIRECTS + 1),
    ],
)
async def test_other_redirects_are_not(tmp_path: Path, places: list[str]) -> None:
    server = file_server(*leading_to(*places))
    assert (await failure(server, tmp_path)).reason == "unsafe-redirect"
    assert all(str(request.url).startswith("https://files.example/") for request in server.requests)


@pytest.mark.parametrize("place", ["javascript:alert(1)", "https://[::1", "https://\u00e4"])
async def test_a_redirect_to_no_address_costs_a_try_and_leads_nowhere(
    tmp_path: Path, place: str
) -> None:
    server = file_server(*leading_to(place))
    await fetched(server, tmp_path)
    assert {request.url.host for request in server.requests} == {"files.example"}
    assert len(server.requests) == 2


# Nobody learns what is none of their business


async def test_the_host_of_the_download_never_sees_the_links_token(
    running: RunningMock, tmp_path: Path
) -> None:
    server = file_server(*leading_to("https://cdn.example/x"))
    await fetched(server, tmp_path)
    for request in server.requests:
        assert not {"authorization", "cookie", "referer"} & set(request.headers)
    link = find_links(running.service.link("ok"))[0]
    backend = open_backend(link, BackendSettings())
    activation = await backend.look()
    await backend.close()
    for workspace in activation.workspaces:
        assert link.token not in workspace.url
    journal = running.service.journal.entries
    begun = len(journal)
    file = app_file(activation.workspaces[0])
    await fetch(file, tmp_path, ToldProgress(), sleep=Pauses())
    assert len(journal) == begun + 1
    assert link.token not in repr(journal[-1])


async def test_a_signed_address_is_in_no_error_and_no_repr(tmp_path: Path) -> None:
    file = offer(url=f"{HOST}/a.exe?signature=s3cret")
    assert "s3cret" not in repr(file)
    server = file_server(*[httpx.ConnectError("https://files.example/?s3cret")] * 9)
    with pytest.raises(DownloadFailed) as caught:
        await fetch(file, tmp_path, ToldProgress(), settings=server.settings, sleep=Pauses())
    error: BaseException | None = caught.value
    while error is not None:
        assert "s3cret" not in f"{error!r} {error}"
        error = error.__cause__ or error.__context__
    assert server.requests[0].url.query == b"signature=s3cret"
