"""Where mails are stored: files, folders, Maildir and mbox, which are only ever read."""

import errno
import io
import os
import threading
from pathlib import Path

import pytest

from api_client.mail import mailboxes as boxes
from api_client.mail.mailboxes import LeftOut, StoredMail, read_box


def stored(path: Path) -> dict[str, bytes]:
    return {mail.name: mail.data for mail in read_box(path) if isinstance(mail, StoredMail)}


def left_out(path: Path) -> list[tuple[str, str, str]]:
    return [
        (each.name, each.reason, each.detail)
        for each in read_box(path)
        if isinstance(each, LeftOut)
    ]


def tree(path: Path) -> dict[str, tuple[int, int]]:
    """Everything below a path, with what changes when something is written."""
    return {str(each): (each.lstat().st_mtime_ns, each.lstat().st_size) for each in path.rglob("*")}


def test_a_file_is_one_mail(tmp_path: Path) -> None:
    (tmp_path / "mail.eml").write_bytes(b"From: a@b\n\nx")
    assert stored(tmp_path / "mail.eml") == {"mail.eml": b"From: a@b\n\nx"}


def test_a_folder_is_its_files_by_name_without_what_is_hidden_or_below(tmp_path: Path) -> None:
    for name in ("b.eml", "a", "c.txt", ".hidden.eml"):
        (tmp_path / name).write_bytes(name.encode())
    (tmp_path / "below").mkdir()
    (tmp_path / "below" / "d.eml").write_bytes(b"d")
    assert list(stored(tmp_path)) == ["a", "b.eml", "c.txt"]
    assert left_out(tmp_path) == [("below", "folder", "")]
    assert stored(tmp_path / "below") == {"d.eml": b"d"}


def test_a_mounted_volume_of_links_into_itself_is_read(tmp_path: Path) -> None:
    """As a cluster mounts what it keeps: each name leads to a hidden folder beside it."""
    (tmp_path / "..2026_11_28").mkdir()
    (tmp_path / "..2026_11_28" / "eva.eml").write_bytes(b"eva")
    (tmp_path / "..data").symlink_to("..2026_11_28")
    (tmp_path / "eva.eml").symlink_to("..data/eva.eml")
    named = tmp_path.with_name(f"{tmp_path.name}-named")
    named.symlink_to(tmp_path)
    assert stored(tmp_path) == stored(named) == {"eva.eml": b"eva"}
    assert left_out(tmp_path) == []


def test_a_maildir_is_what_was_read_and_what_is_new_by_name(tmp_path: Path) -> None:
    for folder in ("cur", "new", "tmp"):
        (tmp_path / folder).mkdir()
    (tmp_path / "new" / "2.host").write_bytes(b"two")
    (tmp_path / "cur" / "1.host:2,S").write_bytes(b"one")
    (tmp_path / "cur" / "3.host:2,").write_bytes(b"three")
    (tmp_path / "tmp" / "0.host").write_bytes(b"half")
    (tmp_path / "dovecot-uidlist").write_bytes(b"3 V1")
    before = tree(tmp_path)
    assert list(stored(tmp_path).values()) == [b"one", b"two", b"three"]
    assert tree(tmp_path) == before


@pytest.mark.parametrize(
    "names",
    [
        ["mail-2.eml", "mail-10.eml", "mail-100.eml"],
        ["1.eml", "02.eml", "3.eml", "010.eml", "a.eml"],
        ["1700000000.M9P1.host", "1700000000.M10P1.host", "1700000001.M1P1.host"],
        ["Mail 9 (2).eml", "mail 10.eml", "Mail 11.eml"],
        ["a.eml", "B.eml", "c.eml"],
        ["x1y2.eml", "x1y10.eml", "x2y1.eml"],
    ],
)
def test_a_folder_is_in_the_order_in_which_people_count(tmp_path: Path, names: list[str]) -> None:
    for name in reversed(names):
        (tmp_path / name).write_bytes(b"x")
    assert list(stored(tmp_path)) == names


MBOX = b"""From a@b Mon Nov  3 10:12:35 2025
Subject: one

From here on it is text
>From there too

From c@d Tue Nov  4 10:12:35 2025
Subject: two

x
"""


@pytest.mark.parametrize("line_end", [b"\n", b"\r\n"], ids=["LF", "CRLF"])
def test_an_mbox_is_cut_at_its_envelopes_only(tmp_path: Path, line_end: bytes) -> None:
    (tmp_path / "inbox").write_bytes(MBOX.replace(b"\n", line_end))
    before = tree(tmp_path)
    found = stored(tmp_path / "inbox")
    assert list(found) == ["inbox:1", "inbox:2"]
    assert [data.splitlines()[0] for data in found.values()] == [b"Subject: one", b"Subject: two"]
    assert b"\nFrom here on" in found["inbox:1"]
    assert b"\nFrom there too" in found["inbox:1"]
    assert tree(tmp_path) == before


def test_an_mbox_in_a_folder_is_read_too(tmp_path: Path) -> None:
    (tmp_path / "inbox").write_bytes(MBOX)
    (tmp_path / "mail.eml").write_bytes(b"x")
    assert list(stored(tmp_path)) == ["inbox:1", "inbox:2", "mail.eml"]


def test_what_is_larger_than_a_mail_is_left_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(boxes, "MAX_MAIL", 60)
    (tmp_path / "large.eml").write_bytes(b"x" * 61)
    (tmp_path / "right.eml").write_bytes(b"x" * 60)
    first, _, second = MBOX.partition(b"From c@d")
    (tmp_path / "inbox").write_bytes(first + b"long line\n" * 9 + b"\nFrom c@d" + second)
    assert list(stored(tmp_path)) == ["inbox:2", "right.eml"]
    assert left_out(tmp_path) == [("inbox:1", "too-large", ""), ("large.eml", "too-large", "")]


def test_however_many_mails_there_are_each_is_read(tmp_path: Path) -> None:
    (tmp_path / "inbox").write_bytes((MBOX + b"\n") * 1_100)
    assert len(stored(tmp_path / "inbox")) == 2_200


def test_a_symbolic_link_is_followed_only_if_it_was_named(tmp_path: Path) -> None:
    outside, folder = tmp_path / "outside", tmp_path / "folder"
    outside.mkdir()
    folder.mkdir()
    (outside / "secret.eml").write_bytes(b"secret")
    (folder / "link.eml").symlink_to(outside / "secret.eml")
    (folder / "cur").symlink_to(outside)
    (folder / "own.eml").write_bytes(b"own")
    (folder / "dangling").symlink_to("nothing")
    (folder / "loop").symlink_to("loop")
    assert stored(folder) == {"own.eml": b"own"}
    assert left_out(folder) == [
        ("cur", "leads-elsewhere", str(outside)),
        ("dangling", "unreadable", os.strerror(errno.ENOENT)),
        ("link.eml", "leads-elsewhere", str(outside / "secret.eml")),
        ("loop", "unreadable", os.strerror(errno.ELOOP)),
    ]
    assert stored(folder / "link.eml") == {"link.eml": b"secret"}
    (tmp_path / "named").symlink_to(outside)
    assert stored(tmp_path / "named") == {"secret.eml": b"secret"}


def test_a_pipe_that_was_named_is_read_and_one_in_a_folder_is_not(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "mail.eml").write_bytes(b"x")
    assert list(stored(tmp_path)) == ["mail.eml"]
    assert left_out(tmp_path) == [("pipe", "not-a-file", "")]
    writer = threading.Thread(target=(tmp_path / "pipe").write_bytes, args=(b"From: a@b\n",))
    writer.start()
    assert stored(tmp_path / "pipe") == {"pipe": b"From: a@b\n"}
    writer.join()


def test_an_empty_folder_or_file_is_no_mail_or_an_empty_one(tmp_path: Path) -> None:
    assert stored(tmp_path) == {}
    (tmp_path / "empty").write_bytes(b"")
    assert stored(tmp_path / "empty") == {"empty": b""}


def test_what_is_not_there_is_an_error_of_the_system(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        stored(tmp_path / "nothing")


def test_a_file_that_cannot_be_opened_is_left_out_of_a_folder(tmp_path: Path) -> None:
    for name in ("1.eml", "2.eml", "3.eml"):
        (tmp_path / name).write_bytes(b"x")
    mails = read_box(tmp_path)
    first = next(mails)
    (tmp_path / "2.eml").unlink()
    assert [*(first, *mails)] == [
        StoredMail("1.eml", b"x"),
        LeftOut("2.eml", "unreadable", "No such file or directory"),
        StoredMail("3.eml", b"x"),
    ]


def test_a_name_of_bytes_that_are_no_text_is_read(tmp_path: Path) -> None:
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff.eml")).write_bytes(b"x")
    assert list(stored(tmp_path).values()) == [b"x"]


def test_the_mails_of_an_mbox_whose_lines_tell_no_time_are_told_by_what_surrounds_them(
    tmp_path: Path,
) -> None:
    box = (
        b"From a@b.example\nReturn-Path: <x>\nSubject: one\n\nFrom here on\n\nFrom c@d.example\nwe go\n\n"
        b"From MAILER-DAEMON\r\nSubject : two\r\n\r\nx\r\n\r\nFrom - Tue Nov 4 2025\nDate: y\n\nlast\n"
    )
    (tmp_path / "box").write_bytes(box)
    found = stored(tmp_path / "box")
    assert list(found) == ["box:1", "box:2", "box:3"]
    assert found["box:1"].startswith(b"Return-Path: <x>\n")
    assert found["box:1"].endswith(b"we go\n\n")
    assert found["box:2"] == b"Subject : two\r\n\r\nx\r\n\r\n"
    assert found["box:3"] == b"Date: y\n\nlast\n"


@pytest.mark.parametrize(
    "line", [b"From ", b"From nobody Fri Jul 1 1994", b"From john at gmail", b"From -", b"From a@b"]
)
def test_a_line_of_an_mbox_may_hold_anything_before_a_mails_first_header(
    tmp_path: Path, line: bytes
) -> None:
    box = b"".join(line + b"\nSubject: x\n\nFrom there\nNote: y\n\n" for _ in range(2))
    (tmp_path / "box").write_bytes(line + b"\nSubject: z\n\n" + box)
    assert list(stored(tmp_path / "box")) == ["box:1", "box:2", "box:3"]


def test_a_from_with_a_gap_before_its_colon_is_no_line_of_an_mbox(tmp_path: Path) -> None:
    mail = b"From : a@b.example\nTo: x\n\nx"
    (tmp_path / "mail.eml").write_bytes(mail)
    assert stored(tmp_path / "mail.eml") == {"mail.eml": mail}


def test_a_small_mail_makes_no_room_for_the_largest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []

    class Asked(io.BufferedReader):
        def read(self, size: int | None = -1, /) -> bytes:
            asked.append(-1 if size is None else size)
            return super().read(size)

    monkeypatch.setattr(
        boxes, "open", lambda file, mode: Asked(io.FileIO(file, "r")), raising=False
    )
    (tmp_path / "small.eml").write_bytes(b"Subject: small\n\nHello")
    (tmp_path / "wide.eml").write_bytes(b"x" * 200_000)
    assert [len(data) for data in stored(tmp_path).values()] == [21, 200_000]
    assert asked
    assert 0 < min(asked) <= max(asked) <= 65_536
