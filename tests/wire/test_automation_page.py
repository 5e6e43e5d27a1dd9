"""The recipes of the page about unattended runs work as they stand there.

What starts them is stood in for: cron by a shell with what cron gives it, a service manager by its
own checks, the command and the folder of credentials, a container by namespaces.
"""

import json
import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml

from tests import page_blocks
from tests.checkout import ROOT
from tests.told import accounts_told
from tests.wire.operator_desk import ANSWER, JOERG, MAIN, NADJA, PASSWORD, PIN
from tests.wire.page_place import (
    AUTOMATION,
    INSTALLED,
    Place,
    open_place,
    open_readers_place,
)
from tui.exit_codes import Exit

PAGE = (ROOT / AUTOMATION).read_text(encoding="utf-8")


def blocks(title: str, kind: str) -> list[str]:
    """The code blocks of a kind under a heading of the page."""
    return page_blocks.blocks(AUTOMATION, title, kind)


def take_credential(place: Place) -> None:
    """Let the answers file name a credential, as the page says, in place of a file."""
    *_before, last = re.findall(r"`(answer = .*?)`", PAGE)
    answers = place.folder / "answers.toml"
    text = answers.read_text(encoding="utf-8")
    assert 'answer = { file = "answer.txt" }' in text
    answers.write_text(text.replace('answer = { file = "answer.txt" }', last), encoding="utf-8")


# The answers file


def test_the_answers_file_is_used_as_shown(tmp_path: Path) -> None:
    [answers] = blocks("The answers file", "toml")
    [block] = blocks("The answers file", "sh")
    with open_readers_place(tmp_path) as place:
        (place.folder / "answers.toml").write_text(answers, encoding="utf-8")
        done = place.shell(block)
        assert done.returncode == 0, done.stderr
        assert outcomes((place.folder / "done.jsonl").read_text()) == {"active": 1}
        assert place.are_active() == [True, False, False]


# A folder by night, started by cron, and what its objects tell


@dataclass(frozen=True)
class Nights:
    """Two nights over one folder: one link of the three was withdrawn before the first."""

    place: Place
    began: subprocess.CompletedProcess[str]
    both: list[subprocess.CompletedProcess[str]]


@pytest.fixture(scope="module")
def nights(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Nights]:
    with open_place(tmp_path_factory.mktemp("nights")) as place:
        [begin] = blocks("What every recipe begins with", "sh")
        began = place.shell(begin)
        place.ask(f"accounts/{NADJA}/revoke")
        write_night(place)
        yield Nights(place, began, [as_cron(place) for _night in range(2)])


def write_night(place: Place) -> None:
    [script] = blocks("A folder by night", "sh")
    (place.folder / "night.sh").write_text(place.here(script))
    (place.folder / "night.sh").chmod(0o700)


def as_cron(place: Place) -> subprocess.CompletedProcess[str]:
    """Start the one job of the crontab as cron does."""
    [crontab] = blocks("cron", "crontab")
    *settings, job = place.here(crontab).splitlines()
    environment = dict(each.split("=", 1) for each in settings)
    *_when, command = job.split(maxsplit=5)
    assert "%" not in command
    return place.run("/bin/sh", "-c", command, path=environment.pop("PATH"), **environment)


def outcomes(told: str) -> Counter[str]:
    return Counter(each["outcome"] for each in accounts_told(told))


def test_the_beginning_tells_what_is_there_and_activates_nobody(nights: Nights) -> None:
    assert nights.began.returncode == 0, nights.began.stderr
    assert "The answers file can be used" in nights.began.stdout
    assert "All answers would be accepted (3)." in nights.began.stderr


def test_night_after_night_does_what_is_left_and_names_what_somebody_has_to_do(
    nights: Nights,
) -> None:
    first, second = nights.both
    assert (first.returncode, first.stderr) == (Exit.LINK_UNUSABLE, "")
    assert first.stdout.startswith("Somebody has to look at this:\n")
    assert nights.place.are_active() == [True, True, False]
    told = (nights.place.folder / "done.jsonl").read_text().splitlines(keepends=True)
    assert outcomes("".join(told[:4])) == {"active": 2, "link-revoked": 1}
    assert outcomes("".join(told[4:])) == {"already-active": 2, "link-revoked": 1}
    assert second.returncode == Exit.LINK_UNUSABLE


READ = f"""\
true
link-revoked\tmails/{NADJA}.eml\tAn administrator has withdrawn the link, or somebody has given \
it back.
mails/{MAIN}.eml\talready-active
mails/{JOERG}.eml\talready-active
mails/{NADJA}.eml\tlink-revoked
0
"""


def test_the_objects_are_read_in_python_as_shown(nights: Nights) -> None:
    [block] = blocks("Reading the objects", "python")
    done = nights.place.run(sys.executable, "-c", block)
    assert (done.stdout, done.stderr) == (READ, "")


@pytest.mark.skipif(shutil.which("jq") is None, reason="jq is not installed")
def test_the_objects_are_read_with_jq_as_shown(nights: Nights) -> None:
    folder = nights.place.folder
    read, put_away = blocks("Reading the objects", "sh")
    done = nights.place.shell(read)
    assert (done.stdout, done.stderr) == (READ, "")
    assert nights.place.shell(put_away).returncode == 0
    assert [each.name for each in (folder / "mails").iterdir()] == [f"{NADJA}.eml"]
    assert len(list((folder / "done").iterdir())) == 2


def test_a_night_prints_nothing_unless_somebody_should_read_it(tmp_path: Path) -> None:
    with open_place(tmp_path) as place:
        write_night(place)
        program = place.programs / "unify-activate"
        program.write_text('#!/bin/sh\necho said >&2\nexit "$CODE"\n')
        path = f"{place.programs}:/usr/bin:/bin"
        said = {
            code: place.run("./night.sh", path=path, CODE=str(int(code))) for code in sorted(Exit)
        }
        assert {code: done.returncode for code, done in said.items()} == {
            code: code for code in Exit
        }
        quiet = said.pop(Exit.ACTIVE)
        assert (quiet.stdout, quiet.stderr) == ("", "")
        firsts = {code: done.stdout.split(maxsplit=1)[0] for code, done in said.items()}
        assert all(done.stdout.endswith("\nsaid\n") for done in said.values())
        later = {Exit.UNAVAILABLE, Exit.HUNG_UP, Exit.LEFT, Exit.TERMINATED}
        assert {code for code, word in firsts.items() if word == "Not"} == later
        assert [code for code, word in firsts.items() if word == "Done,"] == [Exit.NOT_TOLD]
        shutil.rmtree(place.folder / "mails")
        missing = place.run("./night.sh", path=path, CODE="0")
        assert (missing.returncode, missing.stdout) == (Exit.USAGE, "")
        assert "mails" in missing.stderr
        (place.folder / "mails").mkdir()
        empty = place.run("./night.sh", path=path, CODE="2")
        assert (empty.returncode, empty.stdout, empty.stderr) == (0, "", "")


# A service


def settings(unit: str) -> dict[str, str]:
    return dict(re.findall(r"^(\w+)=(.*)$", unit, re.MULTILINE))


def test_the_service_activates_with_a_credential(tmp_path: Path) -> None:
    service, _timer = blocks("A service", "ini")
    with open_place(tmp_path) as place:
        take_credential(place)
        told = settings(place.here(service))
        name, _source = told["LoadCredential"].split(":")
        credentials = tmp_path / "credentials"
        credentials.mkdir()
        (place.folder / "answer.txt").rename(credentials / name)
        (credentials / name).chmod(0o440)
        done = place.run(
            *shlex.split(told["ExecStart"]),
            CREDENTIALS_DIRECTORY=str(credentials),
            **dict([told["Environment"].split("=", 1)]),
        )
        assert done.returncode == 0, done.stderr
        assert outcomes(done.stdout) == {"active": 3}
        assert place.are_active() == [True] * 3
    assert Path(told["WorkingDirectory"]) == Path(told["StandardOutput"].partition(":")[2]).parent
    again = set(Exit) - {Exit.ACTIVE} - set(map(int, told["RestartPreventExitStatus"].split()))
    assert again - {int(told["SuccessExitStatus"])} == {Exit.UNAVAILABLE, Exit.HUNG_UP, Exit.LEFT}


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd is not installed")
def test_the_service_manager_takes_service_and_timer(tmp_path: Path) -> None:
    program = tmp_path / "unify-activate"
    program.touch(0o755)
    units = []
    for kind, text in zip(("service", "timer"), blocks("A service", "ini"), strict=True):
        units.append(str(tmp_path / f"unify-activate.{kind}"))
        Path(units[-1]).write_text(text.replace(INSTALLED, str(tmp_path)))
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", "--recursive-errors=no", *units],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")


# A container


@contextmanager
def open_container(place: Place) -> Iterator[list[str]]:
    """What starts the image's entry point as the first process, a secret in `/run/secrets`."""
    entry, [image], [compose] = (
        blocks("A container", kind) for kind in ("sh", "dockerfile", "yaml")
    )
    [command] = json.loads(re.findall(r"^ENTRYPOINT (.*)$", image, re.MULTILINE)[0])
    assert f"COPY --chmod=755 {command} /usr/local/bin/\n" in image
    [wanted] = yaml.safe_load(place.here(compose))["services"].values()
    script = place.programs / command
    script.write_text(place.here(entry[0]).replace("/work", str(place.folder)))
    script.chmod(0o755)
    [secret] = wanted["secrets"]
    shown = yaml.safe_load(compose)["secrets"][secret]["file"]
    mounts = (
        f'mount -t tmpfs none /run && mkdir /run/secrets && cp "{place.folder / shown}" '
        f'/run/secrets/{secret} && chmod 444 /run/secrets/{secret} && exec "$@"'
    )
    alone = ["unshare", "--map-root-user", "--mount", "--pid", "--fork", "--mount-proc"]
    into = [*alone, "sh", "-ec", mounts, "sh"]
    if place.run(*into, "true").returncode:
        pytest.skip("no namespaces of its own are allowed here")
    yield [*into, str(script), *wanted["command"]]


def test_the_container_is_stopped_with_143_and_started_again(tmp_path: Path) -> None:
    with open_place(tmp_path) as place, open_container(place) as command:
        take_credential(place)
        path = f"{place.programs}:/usr/bin:/bin"
        place.ask("faults", account=JOERG, operation="look", fault="stall")
        with subprocess.Popen(
            command,
            env={"PATH": path, "HOME": "/"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        ) as started:
            assert started.stdout is not None
            first = started.stdout.readline()
            assert json.loads(first)["outcome"] == "active"
            children = Path(f"/proc/{started.pid}/task/{started.pid}/children").read_text()
            os.kill(int(children), signal.SIGTERM)
            rest, said = started.communicate(timeout=60)
        assert started.returncode == Exit.TERMINATED, said
        place.ask("faults", method="DELETE")
        assert outcomes(first + rest)["active"] == 1
        again = place.run(*command, path=path)
        assert again.returncode == 0, again.stderr
        assert outcomes(again.stdout) == {"active": 2, "already-active": 1}
        assert "The answers file can be used" in again.stderr


# A pipeline, and several processes


def test_the_job_of_the_pipeline_goes_the_whole_way(tmp_path: Path) -> None:
    [job] = yaml.safe_load(blocks("A pipeline", "yaml")[0])["jobs"].values()
    *_before, step = job["steps"]
    secrets = {"NEW_PASSWORD": PASSWORD, "NEW_PIN": PIN, "NEW_ANSWER": ANSWER}
    assert step["env"] == {name: f"${{{{ secrets.{name} }}}}" for name in secrets}
    with open_place(tmp_path) as place:
        done = place.shell(step["run"], **secrets)
        assert done.returncode == 0, done.stderr
        assert outcomes((place.folder / "done.jsonl").read_text()) == {"active": 1}
        assert step["shell"] == "bash"


def test_several_processes_at_once_tell_whole_objects_of_everybody(tmp_path: Path) -> None:
    [block] = blocks("Four at a time", "sh")
    with open_place(tmp_path) as place:
        done = place.shell(block.replace("-n 25", "-n 1"))
        assert done.returncode == 0, (place.folder / "done.log").read_text()
        told = (place.folder / "done.jsonl").read_text().splitlines()
        kinds = Counter((each["kind"], each["exit_code"]) for each in map(json.loads, told))
        assert kinds == {("account", 0): 3, ("summary", 0): 3}
        assert place.are_active() == [True] * 3


# What the page says


def test_every_exit_code_has_its_row() -> None:
    [table] = re.findall(r"## What an exit code.*?(?=\n## )", PAGE, re.DOTALL)
    cells = re.findall(r"^\| (\d[\d, ]*) \|", table, re.MULTILINE)
    assert sorted(int(code) for cell in cells for code in cell.split(", ")) == sorted(Exit)
