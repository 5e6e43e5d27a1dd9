"""References to secrets: read once, bounded, from what is the user's own; never shown."""

import os
import pty
import socket
import traceback
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from tui.answers import secret_places as places
from tui.answers.errors import AnswersUnusable
from tui.answers.generated_files import target
from tui.answers.schema import AnswersFile, Source
from tui.answers.secret_places import KEPT_FOLDERS, LARGEST_SECRET
from tui.answers.secret_sources import take_secrets
from tui.wording.answers import fault_sentence

SECRET = "Sentinel-Xk7vQm2p"


def file_with(**sources: Source) -> AnswersFile:
    return AnswersFile(**sources)  # type: ignore[arg-type]


def taken(source: Source, folder: Path, environ: dict[str, str] | None = None) -> str:
    return take_secrets(file_with(password=source), environ or {}, folder=folder)[source]


def refused(
    file: AnswersFile, folder: Path, environ: dict[str, str] | None = None, **more: Any
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
        (f"\ufeff{SECRET}\n".encode(), SECRET),
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
    [(b"", "empty"), (b"\n", "empty"), (b"\xff\xfe", "not-text"), (b"x" * 5000, "too-large")]
    + [
        (data, "several-lines")
        for data in (b"%s\n\n", b"%s\nurl: x\nlogin: y\n", b"%s\r\nx", b"x\r%s")
    ],
)
def test_what_is_no_secret_is_refused(tmp_path: Path, data: bytes, kind: str) -> None:
    written(tmp_path / "s", data.replace(b"%s", SECRET.encode()))
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


@pytest.mark.parametrize(
    "source", [Source(fd=0), Source(file="/dev/stdin"), Source(file="/proc/self/fd/0")]
)
def test_standard_input_is_read_for_one_thing_only(tmp_path: Path, source: Source) -> None:
    file = file_with(pin=source)
    assert refused(file, tmp_path, input_is_taken=True) == [("standard-input", "pin")]


@pytest.mark.parametrize("name", ["/dev/fd/{}", "/proc/self/fd/{}", "/proc/{pid}/fd/{}"])
def test_what_is_open_already_is_read_by_any_of_its_names_whatever_it_is(
    tmp_path: Path, name: str
) -> None:
    """A runner that is no shell hands over sockets, which cannot be opened once more."""
    ours, theirs = socket.socketpair()
    with ours, theirs:
        theirs.send(SECRET.encode())
        theirs.shutdown(socket.SHUT_WR)
        ours.setblocking(False)
        ours.set_inheritable(True)
        named = name.format(ours.fileno(), pid=os.getpid())
        assert taken(Source(file=named), tmp_path) == SECRET
        assert not ours.get_inheritable()
    secret = written(tmp_path / "s", SECRET.encode(), 0o644)
    with secret.open("rb") as opened:
        assert taken(Source(file=f"/dev/fd/{opened.fileno()}"), tmp_path) == SECRET


# Where servers keep them


def test_a_credential_is_found_where_a_service_manager_put_it_with_the_mode_it_gave_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(places, "KEPT_FOLDERS", (tmp_path / "secrets",))
    for folder in ("secrets", "credentials"):
        (tmp_path / folder).mkdir()
    written(tmp_path / "secrets" / "pin", b"from the container\n", 0o444)
    environ = {"CREDENTIALS_DIRECTORY": str(tmp_path / "credentials")}
    pin = Source(credential="pin")
    assert taken(pin, tmp_path, environ) == "from the container"
    path = written(tmp_path / "credentials" / "pin", SECRET.encode(), 0o440)
    assert taken(pin, tmp_path, environ) == SECRET
    assert taken(Source(file=str(path)), tmp_path, environ) == SECRET
    assert refused(file_with(pin=Source(file=str(path))), tmp_path) == [("open-to-others", "pin")]
    outside = written(tmp_path / "outside", SECRET.encode(), 0o444)
    file = file_with(pin=Source(file=f"{tmp_path}/credentials/../outside"))
    assert refused(file, tmp_path, environ) == [("open-to-others", "pin")]
    assert outside.exists()


def test_a_credential_that_is_not_there_is_told_with_the_places(tmp_path: Path) -> None:
    environ = {"CREDENTIALS_DIRECTORY": str(tmp_path)}
    file = file_with(pin=Source(credential="no-such-pin"), password=Source(credential=".."))
    with pytest.raises(AnswersUnusable) as caught:
        take_secrets(file, environ, folder=tmp_path)
    [password, pin] = caught.value.faults
    assert password.kind == pin.kind == "no-credential"
    assert pin.values["places"] == f"{tmp_path}, {KEPT_FOLDERS[0]}"


@pytest.mark.parametrize("name", ["~no-such-user/pin", "a\0b"])
def test_a_name_that_can_be_no_file_is_refused_in_words(tmp_path: Path, name: str) -> None:
    assert refused(file_with(pin=Source(file=name)), tmp_path) == [("unreadable", "pin")]
    assert refused(file_with(pin=Source(generate=name)), tmp_path) == [("unreadable", "pin")]


def test_a_secret_of_an_account_that_is_not_in_this_run_stops_nobody(tmp_path: Path) -> None:
    absent = AnswersFile(pin=Source(file="not-there"))
    file = AnswersFile(accounts={"Eva@b.de": absent, "jan@b.de": absent})
    assert refused(file, tmp_path, expected=["eva@b.de"]) == [
        ("unreadable", 'accounts."Eva@b.de".pin')
    ]
    secrets = take_secrets(file, {}, folder=tmp_path, expected=["mia@b.de"])
    [fault] = secrets.take_for(file.for_account("jan@b.de"), "jan@b.de")
    assert (fault.kind, fault.where) == ("unreadable", "pin")


@pytest.mark.parametrize("spelled", ["PIN_eva.x@b.de", "PIN_eva_x_b_de", "PIN_EVA_X_B_DE"])
def test_each_account_has_a_variable_and_a_file_and_a_credential_of_its_own(
    tmp_path: Path, spelled: str
) -> None:
    written(tmp_path / "eva.x@b.de.pw", b"from the file")
    written(tmp_path / "eva.x@b.de", b"from the credential")
    environ = {spelled: SECRET, "CREDENTIALS_DIRECTORY": str(tmp_path)}
    file = AnswersFile(
        password=Source(file="{email}.pw"),
        pin=Source(env="PIN_{email}"),
        accounts={"eva.x@b.de": AnswersFile(password=Source(credential="{email}"))},
    )
    secrets = take_secrets(file, environ, folder=tmp_path, several=True)
    own = secrets.for_account(file.for_account("eva.x@b.de"), "eva.x@b.de")
    assert secrets.take_for(own, "eva.x@b.de") == ()
    assert [secrets[source] for _place, source in own.sources()] == ["from the credential", SECRET]
    assert spelled not in environ
    other = secrets.for_account(file.for_account("jan@b.de"), "jan@b.de")
    assert [fault.kind for fault in secrets.take_for(other, "jan@b.de")] == [
        "unreadable",
        "env-not-set",
    ]
    secrets.let_go((), "eva.x@b.de")
    assert not secrets.has(source for _place, source in own.sources())


def test_secrets_are_in_no_repr(tmp_path: Path) -> None:
    source = Source(env="A")
    secrets = take_secrets(file_with(password=source), {"A": SECRET}, folder=tmp_path)
    assert SECRET not in repr(secrets) + str(secrets) + repr([secrets])


# Files for what is generated


def test_a_folder_that_nothing_can_be_written_in_is_told_before_anything_is_sent(
    tmp_path: Path,
) -> None:
    file = file_with(password=Source(generate="no/such/folder"), pin=Source(generate="x" * 256))
    assert refused(file, tmp_path) == [("not-writable", "password"), ("not-writable", "pin")]
    take_secrets(file_with(pin=Source(generate="{email}/pin")), {}, folder=tmp_path)


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
