"""The mock server's container, compose file and service, as far as that can be tried without an engine."""

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Iterator
from dataclasses import dataclass, field
from fnmatch import fnmatch
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
import yaml

from mock_server.cli.parser import command_parser
from tests.checkout import ROOT
from tests.programs import needed_program

FOLDER = ROOT / "deploy" / "mock"
KEY = "correct-horse-battery-staple"
INSTRUCTION = re.compile(r"^([A-Z]+) +(.*)$", re.MULTILINE)


@dataclass
class Stage:
    """What one FROM of a Containerfile begins: its instructions, in their order."""

    instructions: list[tuple[str, str]] = field(default_factory=list)

    def all(self, word: str) -> list[str]:
        return [rest for each, rest in self.instructions if each == word]

    def last(self, word: str) -> str:
        return self.all(word)[-1]


def stages() -> list[Stage]:
    text = (FOLDER / "Containerfile").read_text(encoding="utf-8")
    lines = re.sub(r"^#.*\n", "", text, flags=re.MULTILINE).replace("\\\n", " ")
    found: list[Stage] = []
    for word, rest in INSTRUCTION.findall(lines):
        if word == "FROM":
            found.append(Stage())
        found[-1].instructions.append((word, rest))
    return found


def compose() -> dict[str, Any]:
    content = yaml.safe_load((FOLDER / "compose.yaml").read_text(encoding="utf-8"))
    assert isinstance(content, dict)
    return content


@pytest.fixture(scope="module")
def built() -> Iterator[Path]:
    """Where `/opt/unify-mock` would be, made by the commands of the build in a folder that was empty.

    The packages it needs are those of this environment, so that nothing is fetched.
    """
    with TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        source, made = folder / "src", folder / "opt"
        source.mkdir()
        environment = {
            "PATH": f"{Path(sys.prefix) / 'bin'}:{os.defpath}",
            "HOME": str(folder / "nobodys"),
            "PIP_NO_INDEX": "1",
            "PIP_NO_BUILD_ISOLATION": "0",
            "PIP_DISABLE_PIP_VERSION_CHECK": "1",
        }
        for word, rest in stages()[0].instructions:
            if word == "COPY":
                _copy(rest, source)
            elif word == "RUN":
                command = rest.replace("/opt/unify-mock", str(made))
                subprocess.run(["sh", "-euc", command], cwd=source, env=environment, check=True)
            for packages in made.glob("lib/python3*/site-packages"):
                beside = sysconfig.get_path("purelib")
                (packages / "beside.pth").write_text(f"{beside}\n", encoding="utf-8")
        yield made


def _copy(words: str, source: Path) -> None:
    *named, into = shlex.split(words)
    for name in named:
        if name == "requirements/run.txt":
            (source / into).mkdir(exist_ok=True)
            (source / name).write_text("", encoding="utf-8")
        elif (ROOT / name).is_dir():
            ignored = shutil.ignore_patterns("__pycache__")
            shutil.copytree(ROOT / name, source / into, ignore=ignored)
        else:
            shutil.copy(ROOT / name, source / into)


def as_in_the_container(folder: Path, command: list[str]) -> list[str]:
    """A command as another user, with a root file system that is read-only but for one folder."""
    unshare, setpriv = needed_program("unshare"), needed_program("setpriv")
    user = stages()[-1].last("USER").split(":")[0]
    rights = [
        f"--{kind}=-all,+dac_read_search" for kind in ("inh-caps", "ambient-caps", "bounding-set")
    ]
    # Reading everything stands in for an interpreter that others may use; of writing it has nothing.
    alone = [
        setpriv,
        f"--reuid={user}",
        f"--regid={user}",
        "--clear-groups",
        *rights,
        "--no-new-privs",
    ]
    mounts = f"mount --bind {folder} {folder} && mount -o remount,ro,bind /"
    return [unshare, "--mount", "sh", "-c", f'{mounts} && exec "$@"', "sh", *alone, *command]


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become another user")
def test_what_the_build_makes_serves_as_another_user_where_nothing_can_be_written(
    built: Path, tmp_path: Path
) -> None:
    final, service, data = stages()[-1], compose()["services"], tmp_path / "data"
    data.mkdir()
    os.chown(data, 10001, 10001)
    entry = json.loads(final.last("ENTRYPOINT"))
    command = [str(built / "bin" / entry[0]), *service["mock"]["command"], "--port", "0"]
    command[command.index("/data/mock.db")] = str(data / "mock.db")
    environment = {"UNIFY_MOCK_ADMIN_KEY": KEY, "HOME": "/", "PYTHONDONTWRITEBYTECODE": "1"}
    probe = subprocess.run(as_in_the_container(data, ["true"]), capture_output=True, check=False)
    if probe.returncode:
        pytest.skip("no mounts of its own are allowed here")
    with subprocess.Popen(
        as_in_the_container(data, command),
        cwd="/",
        env=environment | {"PATH": os.environ["PATH"]},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as server:
        try:
            assert server.stdout is not None
            ready = server.stdout.readline()
            assert ready.startswith("READY http://127.0.0.1:"), server.communicate()
            origin = ready.split()[1]
            check = service["mock"]["healthcheck"]["test"]
            assert check[0] == "CMD"
            asked = [word.replace("http://127.0.0.1:8025", origin) for word in check[1:]]
            subprocess.run([sys.executable, *asked[1:]], check=True)
            client = [
                word.replace("http://mock:8025", origin) for word in service["client"]["command"]
            ]
            told = subprocess.run(
                [built / "bin" / entry[0], *client], env=environment, capture_output=True, text=True
            )
            assert (told.returncode, told.stderr) == (0, "")
            assert f"{origin}/rc-web/confirmation/default.html?ok:" in told.stdout
        finally:
            server.terminate()
        said = server.communicate()[1]
        assert server.returncode == 0
    assert [line.split()[2:5] for line in said.splitlines()] == [["GET", "/_mock/scenarios", "200"]]
    assert (data / "mock.db").stat().st_mode & 0o777 == 0o600


def test_the_image_holds_what_is_copied_and_runs_as_nobody() -> None:
    build, final = stages()
    assert all("-slim" in stage.last("FROM") for stage in (build, final))
    user, group = final.last("USER").split(":")
    assert min(int(user), int(group)) > 1_000
    assert final.instructions.index(("USER", f"{user}:{group}")) > max(
        number for number, (word, _) in enumerate(final.instructions) if word in ("RUN", "COPY")
    )
    ignored = (FOLDER / "Containerfile.dockerignore").read_text(encoding="utf-8").splitlines()
    kept = {line[1:] for line in ignored if line.startswith("!")}
    copied = {name for words in build.all("COPY") for name in shlex.split(words)[:-1]}
    assert copied == kept
    assert all((ROOT / name).exists() for name in copied)
    assert any(fnmatch("mock_server/__pycache__", line) for line in ignored)


def test_every_command_in_the_files_is_one_that_the_program_takes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    services = compose()["services"]
    unit = (FOLDER / "unify-mock.service").read_text(encoding="utf-8")
    [started] = re.findall(r"^ExecStart=(.*)$", unit, re.MULTILINE)
    commands = [
        json.loads(stages()[-1].last("CMD")),
        services["mock"]["command"],
        services["client"]["command"],
        shlex.split(started)[1:],
    ]
    for command in commands:
        command_parser().parse_args([str(word) for word in command])


def test_the_compose_file_waits_for_health_and_leaves_nothing_to_write_to() -> None:
    content = compose()
    for service in content["services"].values():
        assert service["read_only"] is True
        assert service["cap_drop"] == ["ALL"]
        assert ":?" in service["environment"]["UNIFY_MOCK_ADMIN_KEY"]
    mock, client = content["services"]["mock"], content["services"]["client"]
    assert client["depends_on"]["mock"]["condition"] == "service_healthy"
    # Only this machine reaches it from outside the network.
    assert mock["ports"] == ["127.0.0.1:8025:8025"]
    assert mock["volumes"] == ["state:/data"]
    assert set(content["volumes"]) == {"state"}
    assert mock["build"]["dockerfile"] == str((FOLDER / "Containerfile").relative_to(ROOT))
    assert (FOLDER / mock["build"]["context"]).resolve() == ROOT


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd is not installed")
def test_the_service_is_one_that_systemd_takes_and_calls_safe(tmp_path: Path) -> None:
    analyze = needed_program("systemd-analyze")
    unit = tmp_path / "unify-mock.service"
    text = (FOLDER / unit.name).read_text(encoding="utf-8")
    unit.write_text(text.replace("/opt/unify-mock/bin/unify-mock", needed_program("true")))
    done = subprocess.run([analyze, "verify", unit], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    done = subprocess.run(
        [analyze, "security", "--offline=true", "--threshold=20", unit],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout.splitlines()[-1:]
