"""References to secrets: read once, bounded, from what is the user's own; never shown."""

import os
import pty
import traceback
from pathlib import Path
from threading import Thread

import pytest

from tui.answers.errors import AnswersUnusable
from tui.answers.schema import AnswersFile, Source
from tui.answers.secret_sources import LARGEST_SECRET, take_secrets, target
from tui.wording.answers import fault_sentence

SECRET = "Sentinel-Xk7vQm2p"


def file_with(**sources: Source) -> AnswersFile:
    return AnswersFile(**sources)  # type: ignore[arg-type]


def taken(source: Source, folder: Path, environ: dict[str, str] | None = None) -> str:
    return take_secrets(file_with(password=source), environ or {}, folder=folder)[source]


def refused(
    file: AnswersFile, folder: Path, environ: dict[str, str] | None = None, **more: bool
) -> list[tuple[str, str]]:
    with pytest.raises(AnswersUnusable) as caught:
        take_secrets(file, environ or {}, folder=folder, **more)
    error = caught.value
    sentences = [
        fault_sentence("a", each.kind, each.where, each.line, each.values) for each in error.faults
    ]
    told = [*sentences, repr(error), *traceback.format_exception(error)]
    assert not any(SECRET in each for each in told)
    return [(each.kind, each.where) for each in error.faults]


def written(path: Path, data: bytes, mode: int = 0o600) -> Path:
    path.write_bytes(data)
    path.chmod(mode)
    return path


@pytest.mark.parametrize(
    ("data", "secret"),
    [
        (SECRET.encode(), SECRET),
        (f"{SECRET}\n".encode(), SECRET),
        (f"{SECRET}\r\n".encode(), SECRET),
        (f"{SECRET}\n\n".encode(), f"{SECRET}\n"),
        (f" {SECRET} ".encode(), f" {SECRET} "),
        ("ǼÖß€\n".encode(), "ǼÖß€"),
        (b"x" * LARGEST_SECRET, "x" * LARGEST_SECRET),
    ],
)
def test_one_line_break_at_the_end_is_no_part_of_a_secret(
    tmp_path: Path, data: bytes, secret: str
) -> None:
    written(tmp_path / "s", data)
    assert taken(Source(file="s"), tmp_path) == secret
    read, write = os.pipe()
    os.write(write, data)
    os.close(write)
    assert taken(Source(fd=read), tmp_path) == secret


@pytest.mark.parametrize(
    ("data", "kind"),
    [(b"", "empty"), (b"\n", "empty"), (b"\xff\xfe", "not-text"), (b"x" * 5000, "too-large")],
)
def test_what_is_no_secret_is_refused(tmp_path: Path, data: bytes, kind: str) -> None:
    written(tmp_path / "s", data)
    assert refused(file_with(pin=Source(file="s")), tmp_path) == [(kind, "pin")]


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o620, 0o601, 0o666])
def test_a_file_that_others_may_touch_is_refused_with_the_remedy(tmp_path: Path, mode: int) -> None:
    path = written(tmp_path / "s", SECRET.encode(), mode)
    file = file_with(pin=Source(file="s"))
    assert refused(file, tmp_path) == [("open-to-others", "pin")]
    with pytest.raises(AnswersUnusable) as caught:
        take_secrets(file, {}, folder=tmp_path)
    [fault] = caught.value.faults
    sentence = fault_sentence("a", fault.kind, fault.where, fault.line, fault.values)
    assert f"chmod 600 {path}" in sentence


def test_a_link_is_followed_and_its_target_judged(tmp_path: Path) -> None:
    path = written(tmp_path / "s", SECRET.encode())
    (tmp_path / "link").symlink_to(path)
    assert taken(Source(file="link"), tmp_path) == SECRET
    path.chmod(0o644)
    assert refused(file_with(pin=Source(file="link")), tmp_path) == [("open-to-others", "pin")]


def test_a_pipe_with_a_name_is_read_to_its_end(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe, 0o600)
    writer = Thread(target=lambda: pipe.write_text(f"{SECRET}\n"))
    writer.start()
    assert taken(Source(file="pipe"), tmp_path) == SECRET
    writer.join()


def test_process_substitution_works(tmp_path: Path) -> None:
    read, write = os.pipe()
    os.write(write, SECRET.encode())
    os.close(write)
    assert taken(Source(file=f"/dev/fd/{read}"), tmp_path) == SECRET
    os.close(read)


def test_nobody_is_asked_at_a_terminal(tmp_path: Path) -> None:
    person, program = pty.openpty()
    file = file_with(password=Source(fd=program), pin=Source(file=os.ttyname(program)))
    assert refused(file, tmp_path) == [("terminal", "password"), ("terminal", "pin")]
    os.close(person)
    os.close(program)


def test_all_that_cannot_be_read_is_named_at_once(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    file = AnswersFile(
        password=Source(env="NOT_SET"),
        pin=Source(file="not-there"),
        accounts={"a@b.de": AnswersFile(pin=Source(file="folder"))},
    )
    assert refused(file, tmp_path) == [
        ("env-not-set", "password"),
        ("unreadable", "pin"),
        ("unreadable", 'accounts."a@b.de".pin'),
    ]
    closed = file_with(pin=Source(fd=987), password=Source(fd=10**30))
    assert refused(closed, tmp_path) == [("closed", "password"), ("closed", "pin")]


def test_variables_are_forgotten_once_read_and_also_when_something_else_fails(
    tmp_path: Path,
) -> None:
    environ = {"A": SECRET, "HOME": "/home/eva"}
    assert taken(Source(env="A"), tmp_path, environ) == SECRET
    assert environ == {"HOME": "/home/eva"}
    environ = {"A": SECRET}
    file = file_with(password=Source(env="A"), pin=Source(env="B"))
    assert refused(file, tmp_path, environ) == [("env-not-set", "pin")]
    assert environ == {}


def test_a_variable_and_a_descriptor_serve_several_keys(tmp_path: Path) -> None:
    read, write = os.pipe()
    os.write(write, SECRET.encode())
    os.close(write)
    own = AnswersFile(password=Source(fd=read))
    file = AnswersFile(password=Source(fd=read), accounts={"a@b.de": own})
    assert take_secrets(file, {}, folder=tmp_path)[Source(fd=read)] == SECRET
    with pytest.raises(OSError, match="Bad file descriptor"):
        os.fstat(read)


def test_standard_input_is_read_for_one_thing_only(tmp_path: Path) -> None:
    file = file_with(pin=Source(fd=0))
    assert refused(file, tmp_path, input_is_taken=True) == [("standard-input", "pin")]


def test_secrets_are_in_no_repr(tmp_path: Path) -> None:
    source = Source(env="A")
    secrets = take_secrets(file_with(password=source), {"A": SECRET}, folder=tmp_path)
    assert SECRET not in repr(secrets) + str(secrets) + repr([secrets])


# Files for what is generated


def test_where_something_is_already_nothing_is_generated(tmp_path: Path) -> None:
    written(tmp_path / "s", b"")
    (tmp_path / "dangling").symlink_to(tmp_path / "nowhere")
    file = file_with(password=Source(generate="s"), pin=Source(generate="dangling"))
    assert refused(file, tmp_path) == [("exists", "password"), ("exists", "pin")]
    file = file_with(password=Source(generate="no/such/folder"))
    assert refused(file, tmp_path) == [("not-writable", "password")]


def test_every_secret_has_a_file_of_its_own(tmp_path: Path) -> None:
    file = file_with(password=Source(generate="s"), pin=Source(generate="s"))
    assert refused(file, tmp_path) == [("same-file", "pin")]
    file = file_with(password=Source(generate="s"))
    assert refused(file, tmp_path, several=True) == [("needs-email", "password")]
    file = file_with(password=Source(generate="{email}.s"))
    secrets = take_secrets(file, {}, folder=tmp_path, several=True)
    assert repr(secrets) == "Secrets()"


@pytest.mark.parametrize(
    ("email", "name"),
    [
        ("eva.luehe@beispiel-gmbh.de", "eva.luehe@beispiel-gmbh.de.pw"),
        ("../../etc/x@b.de", "_.._etc_x@b.de.pw"),
        ("/abs@b.de", "_abs@b.de.pw"),
        ("~root@b.de", "_root@b.de.pw"),
        ("a\nb\x1b@b.de", "a_b_@b.de.pw"),
    ],
)
def test_an_address_is_part_of_a_name_and_leads_nowhere_else(
    tmp_path: Path, email: str, name: str
) -> None:
    assert target(tmp_path, "{email}.pw", email) == tmp_path / name
