"""The commands of the page about operator mode work, one after the other, as they stand there."""

import json
import stat
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from mock_server.state.platform import CLIENT_ID, CLIENT_SECRET, jwt_of
from mock_server.state.platform_rate_limits import LIMITS
from tests.page_blocks import blocks
from tests.told import accounts_told
from tests.wire.operator_desk import JOERG, TENANT
from tests.wire.page_place import PEOPLE, Place, open_readers_place

PAGE = "docs/operator-mode.md"
FIRST_DAY = "The first day"


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    """The files that the page speaks of, and a platform that lets everybody call at once."""
    with open_readers_place(tmp_path) as place:
        limits = place.mock.service.platform.limits.limits
        limits.update(dict.fromkeys(limits, 1000))  # how they are kept is proved elsewhere
        [answers] = blocks(PAGE, FIRST_DAY, "toml")
        (place.folder / "answers.toml").write_text(answers, encoding="utf-8")
        yield place


def shell(commands: str, place: Place) -> subprocess.CompletedProcess[str]:
    """Run commands in a shell, as an operator whose credentials are in the environment."""
    return place.shell(
        commands,
        LC_ALL="C.UTF-8",
        RC_SERVER_URL=place.mock.origin,
        RC_APP_CLIENT_ID=CLIENT_ID,
        RC_APP_CLIENT_SECRET=CLIENT_SECRET,
        RC_USER_JWT=jwt_of(TENANT),
    )


def test_the_three_commands_at_the_top_work(place: Place) -> None:
    # The last one lacks nothing but a person; `journey/test_operator.py` starts it in a terminal.
    [commands] = blocks(PAGE, "Operator mode: the real platform", "sh")
    done = shell(commands, place)
    assert done.returncode == 0, done.stderr
    assert "Jörg Amsel" in done.stdout
    # Two runs asked for a token and gave it back; of five calls a minute the third can begin.
    [use] = [
        use
        for (group, _who), use in place.mock.service.platform.limits.uses.items()
        if group == "auth"
    ]
    assert (use.count, LIMITS["auth"]) == (4, 5)


def test_the_first_day_goes_as_it_is_told(place: Place) -> None:
    looking, in_the_app, unattended = blocks(PAGE, FIRST_DAY, "sh")
    folder = place.folder

    # Doctor also looks for a terminal, and there is none here.
    looked = shell(looking + in_the_app, place)
    assert looked.returncode == 0, looked.stderr
    assert "✓ All permissions that can be checked are in place." in looked.stdout
    waiting = json.loads((folder / "waiting.json").read_text())
    names = {"eva.luehe", "joerg.amsel", "nadja.kowalczyk"}
    assert {each["email"].partition("@")[0] for each in waiting} == names

    check, activate, listed = unattended.splitlines()
    checked = shell(check, place)
    assert checked.returncode == 0, checked.stderr
    assert list(folder.glob("*@*")) == []
    assert all(not place.is_active(ref) for ref in PEOPLE)

    done = shell(activate, place)
    assert done.returncode == 0, done.stderr
    told = accounts_told((place.folder / "done.jsonl").read_text())
    assert [each["outcome"] for each in told] == ["active"] * len(PEOPLE)
    assert all(place.is_active(ref) for ref in PEOPLE)
    kept = sorted(folder.glob("*@*"))
    assert len(kept) == 2 * len(PEOPLE)
    assert {stat.S_IMODE(file.stat().st_mode) for file in kept} == {0o600}
    assert not any(file.read_text().strip() in done.stdout + done.stderr for file in kept)

    last = shell(listed, place)
    assert (last.returncode, last.stdout) == (0, "All users are activated.\n")


def test_a_wrong_question_is_answered_with_those_there_are(place: Place) -> None:
    answers = place.folder / "answers.toml"
    answers.write_text(answers.read_text().replace('id = "1"', 'id = "none"'))
    said = shell(blocks(PAGE, FIRST_DAY, "sh")[2].splitlines()[0], place)
    assert said.returncode == 4
    assert "Choose from: 1" in said.stderr


def test_a_repeated_run_passes_over_whoever_is_active(place: Place) -> None:
    activate = blocks(PAGE, FIRST_DAY, "sh")[2].splitlines()[1]
    place.mock.do(lambda: place.mock.service.platform.statuses.update({JOERG: "Enabled"}))
    done = shell(activate, place)
    told = accounts_told((place.folder / "done.jsonl").read_text())
    assert sorted(each["outcome"] for each in told) == [
        "active",
        "active",
        "already-active",
    ], done.stderr


def test_what_tries_it_out_works_as_shown(place: Place) -> None:
    [commands] = blocks(PAGE, "Trying it out", "sh")
    done = shell(commands, place)
    assert done.returncode == 0, done.stderr
    assert '"in_maintenance":true' in done.stdout.replace(": ", ":")
    assert place.mock.service.platform.statuses[JOERG] == "Frozen"
