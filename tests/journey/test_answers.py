"""The whole program with an answers file: no terminal, no question, nothing secret said."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.journey.conftest import PROGRAM, Link, Start
from tests.journey.walk import ANSWER, PASSWORD, PIN, SECRETS, stored
from tests.told import accounts_told

PATIENCE = 30
ANSWERS = """
password = { env = "NEW_PASSWORD" }
pin = { file = "pin.txt" }
workspace = "web_browser"
[security_question]
id = "first_teacher"
answer = { fd = FD }
"""


@pytest.fixture
def answer_fd() -> Iterator[int]:
    """A pipe that holds the answer."""
    read, write = os.pipe()
    os.write(write, f"{ANSWER}\n".encode())
    os.close(write)
    yield read
    os.close(read)


@pytest.fixture
def answers(home: Path, answer_fd: int) -> Path:
    """An answers file and the files it names, in a folder of their own."""
    folder = home / "answers"
    folder.mkdir()
    (folder / "pin.txt").write_text(f"{PIN}\n")
    (folder / "pin.txt").chmod(0o600)
    file = folder / "answers.toml"
    file.write_text(ANSWERS.replace("FD", str(answer_fd)))
    return file


@pytest.fixture
def environment(environment: dict[str, str]) -> dict[str, str]:
    """A clean environment with one secret in it."""
    return environment | {"NEW_PASSWORD": PASSWORD}


def run(
    *arguments: str,
    env: dict[str, str],
    cwd: Path,
    fd: int,
    given: bytes = b"",
    program: tuple[str, ...] = PROGRAM,
) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [*program, *arguments],
        input=given,
        capture_output=True,
        env=env,
        cwd=cwd,
        pass_fds=(fd,),
        start_new_session=True,
        timeout=PATIENCE,
        check=False,
    )


def objects(done: subprocess.CompletedProcess[bytes]) -> list[dict[str, Any]]:
    summary = json.loads(done.stdout.splitlines()[-1])
    assert summary["exit_code"] == done.returncode
    return accounts_told(done.stdout)


def assert_nothing_secret(done: subprocess.CompletedProcess[bytes], token: str) -> None:
    said = done.stdout + done.stderr
    assert not any(secret.encode() in said for secret in (*SECRETS, token))
    assert b"\x1b" not in said


def test_an_account_is_activated_where_there_is_no_terminal(
    environment: dict[str, str], home: Path, link: Link, token: str, answers: Path, answer_fd: int
) -> None:
    given = {"given": link().encode(), "env": environment, "cwd": home, "fd": answer_fd}
    done = run("-", "--answers", str(answers), "--json", **given)  # type: ignore[arg-type]
    assert done.returncode == 0, done.stderr.decode()
    [told] = objects(done)
    assert (told["outcome"], told["exit_code"], told["refused"]) == ("active", 0, [])
    assert told["receipt_id"].encode() in done.stderr
    assert stored(link(), password=PASSWORD, pin=PIN, answer=ANSWER) == {
        "password": True,
        "pin": True,
        "answer": True,
    }
    assert_nothing_secret(done, token)


def test_a_check_is_a_rehearsal_and_the_answers_may_come_through_a_pipe(
    environment: dict[str, str], home: Path, link: Link, token: str, answers: Path, answer_fd: int
) -> None:
    (home / "link.txt").write_text(link())
    done = run(
        *("--link-file", "link.txt", "--answers", "-", "--check", "--json"),
        given=answers.read_bytes().replace(b"pin.txt", b"answers/pin.txt"),
        env=environment,
        cwd=home,
        fd=answer_fd,
    )
    assert done.returncode == 0, done.stderr.decode()
    assert [each["outcome"] for each in objects(done)] == ["checked"]
    assert b"All answers would be accepted. Nothing was activated." in done.stderr
    assert_nothing_secret(done, token)


def test_refused_answers_end_with_4_and_a_list_for_programs(
    environment: dict[str, str], home: Path, link: Link, token: str, answers: Path, answer_fd: int
) -> None:
    weak = environment | {"NEW_PASSWORD": "Sentinel1234"}
    done = run(link(), "--answers", str(answers), "--json", env=weak, cwd=home, fd=answer_fd)
    assert done.returncode == 4
    [told] = objects(done)
    assert [(each["field"], each["rule"]) for each in told["refused"]] == [
        ("password", "sequential")
    ]
    assert "Sentinel" not in (done.stdout + done.stderr).decode()
    assert_nothing_secret(done, token)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('pin = "Sentinel"', "Do not write passwords, PINs or answers in this file"),
        ("pin = Sentinel", "line 1: The file is not valid TOML."),
        ('pin = { env = "NOT_SET" }', "The environment variable NOT_SET is not set."),
        ('pin = { file = "nowhere" }', "No such file"),
    ],
)
def test_an_unusable_file_ends_with_2_before_anything_is_sent(
    environment: dict[str, str],
    home: Path,
    link: Link,
    token: str,
    answer_fd: int,
    text: str,
    words: str,
) -> None:
    (home / "a.toml").write_text(text)
    done = run(link(), "--answers", "a.toml", "--json", env=environment, cwd=home, fd=answer_fd)
    assert done.returncode == 2
    assert words in done.stderr.decode()
    told = json.loads(done.stdout)
    assert (told["kind"], told["outcome"], told["exit_code"]) == ("failure", "answers-unusable", 2)
    assert words in told["detail"]
    assert "Sentinel" not in done.stderr.decode()
    assert_nothing_secret(done, token)


def test_a_failure_of_the_program_itself_shows_no_secret(
    environment: dict[str, str], home: Path, link: Link, token: str, answers: Path, answer_fd: int
) -> None:
    crash = (
        "import sys; from tui.answers import account_attempt; "
        "account_attempt.refusals = lambda *given: 1 / 0; "
        "from tui.launch import main; sys.argv[0] = 'unify-activate'; main()"
    )
    done = run(
        *(link(), "--answers", str(answers), "--json"),
        env=environment,
        cwd=home,
        fd=answer_fd,
        program=(sys.executable, "-c", crash),
    )
    assert done.returncode == 1
    assert b"ZeroDivisionError" in done.stderr
    assert [each["outcome"] for each in objects(done)] == ["failed"]
    assert_nothing_secret(done, token)


@pytest.mark.parametrize(
    ("fault", "last_words", "outcome"),
    [
        ("look-delay-30s", b"The server is checking the link", "left"),
        ("commit-reset", b"The server did not answer", "answer-lost"),
    ],
)
def test_a_signal_ends_it_in_order_and_tells_how_far_it_came(
    environment: dict[str, str],
    home: Path,
    link: Link,
    answers: Path,
    answer_fd: int,
    fault: str,
    last_words: bytes,
    outcome: str,
) -> None:
    process = subprocess.Popen(
        [*PROGRAM, link(f"ok.{fault}"), "--answers", str(answers), "--json"],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment,
        cwd=home,
        pass_fds=(answer_fd,),
        start_new_session=True,
    )
    assert process.stderr is not None
    while last_words not in process.stderr.readline():
        assert process.poll() is None
    process.send_signal(signal.SIGTERM)
    said, _ = process.communicate(timeout=PATIENCE)
    assert process.returncode == 143
    told, summary = map(json.loads, said.splitlines())
    assert (told["outcome"], summary["exit_code"]) == (outcome, 143)


def test_what_is_done_is_told_at_once_and_an_ignored_signal_stays_ignored(
    environment: dict[str, str], home: Path, link: Link, answers: Path, answer_fd: int
) -> None:
    nohup = "trap '' HUP; exec \"$@\""
    links = (link(), link("expired"), link("ok.look-delay-30s"))
    process = subprocess.Popen(
        ["/bin/sh", "-c", nohup, "-", *PROGRAM, *links, "--answers", str(answers), "--json"],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment,
        cwd=home,
        pass_fds=(answer_fd,),
        start_new_session=True,
    )
    assert process.stdout is not None
    assert process.stderr is not None
    told = [json.loads(process.stdout.readline()) for _ in range(2)]
    process.send_signal(signal.SIGHUP)
    while b"3/3" not in process.stderr.readline():
        assert process.poll() is None
    process.kill()
    rest, _ = process.communicate(timeout=PATIENCE)
    assert process.returncode == -signal.SIGKILL
    assert ([each["outcome"] for each in told], rest) == (["active", "link-expired"], b"")


GONE = {
    "everything is full": (">/dev/full 2>/dev/full", 7),
    "standard error is gone": ("2>&1 >out.json | true", 0),
    "both are gone": ("2>&1 | true", 7),
    "nothing is open": (">&- 2>&- <&-", 0),
}
"""What a shell may do with the streams of a run that activates an account, and how it ends then."""


@pytest.mark.parametrize("streams", GONE)
def test_no_stream_keeps_an_account_from_being_activated(
    environment: dict[str, str],
    home: Path,
    link: Link,
    answers: Path,
    answer_fd: int,
    streams: str,
) -> None:
    redirected, code = GONE[streams]
    (home / "link.txt").write_text(link())
    command = f'set -m; {{ "$@"; echo $? >code; }} {redirected}'
    arguments = ("--link-file", "link.txt", "--answers", str(answers), "--json")
    done = subprocess.run(
        ["/bin/bash", "-c", command, "-", *PROGRAM, *arguments],
        env=environment,
        cwd=home,
        pass_fds=(answer_fd,),
        start_new_session=True,
        timeout=PATIENCE,
        capture_output=True,
        check=False,
    )
    assert ((home / "code").read_text(), done.stderr) == (f"{code}\n", b"")
    assert stored(link(), password=PASSWORD) == {"password": True}
    if (home / "out.json").exists():
        [told] = accounts_told((home / "out.json").read_text())
        assert told["outcome"] == "active"


# In the background, where touching the terminal would stop the program for ever

IN_THE_BACKGROUND = (
    "import subprocess, sys; "
    "sys.exit(subprocess.call(sys.argv[1:], process_group=0, close_fds=False))"
)


@pytest.mark.cold  # the shell in between is no program to be warmed
def test_in_the_background_answers_are_enough_and_a_question_is_none(
    start: Start, link: Link, answers: Path
) -> None:
    text = answers.read_text().partition("[security_question]")[0]
    answers.write_text(
        f'{text}[security_question]\nid = "first_toy"\nanswer = {{ env = "NEW_ANSWER" }}\n'
    )
    background = (sys.executable, "-c", IN_THE_BACKGROUND, *PROGRAM)
    env = {"NEW_PASSWORD": PASSWORD, "NEW_ANSWER": ANSWER}
    terminal = start(link(), "--answers", str(answers), program=background, env=env)
    terminal.wait_for("This account is active:")
    assert terminal.wait_exit() == 0
    terminal = start(link(), program=background)
    terminal.wait_for("The program is running in the background")
    assert terminal.wait_exit() == 6
    assert b"\x1b" not in terminal.raw
