"""Clients that others' generators make of the description walk the journey."""

import importlib
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from types import ModuleType
from typing import Any
from uuid import uuid4

import pytest

from api_client.openapi import openapi
from api_client.openapi_examples import CHOICES
from mock_server.admin.openapi import described
from mock_server.admin.routes import ADMIN, CALLS
from mock_server.scenarios.catalogue import SCENARIOS
from mock_server.server import RunningMock
from tests.wire.npm_packages import (
    OPENAPI_FETCH,
    OPENAPI_TYPESCRIPT,
    REDOCLY,
    SPECTRAL,
    folder_of,
    needed_package,
)

PACKAGE = "client_that_others_generate"


class Generated:
    """The generated package: its calls, against a server."""

    def __init__(self, origin: str) -> None:
        self._client = importlib.import_module(f"{PACKAGE}.client")
        self._origin = origin
        self.models: Any = importlib.import_module(f"{PACKAGE}.models")

    def as_holder(self, link: str) -> Any:
        """Who holds a link."""
        token = link.rpartition("?")[2].replace(":", "~")
        return partial(
            self._client.AuthenticatedClient, base_url=self._origin, token=token, verify_ssl=False
        )

    def as_tester(self) -> Any:
        """Who needs no key."""
        return partial(self._client.Client, base_url=self._origin, verify_ssl=False)

    def call(self, name: str, client: Any, *arguments: Any, **more: Any) -> Any:
        """What a call answers, parsed; `name` is `<tag>.<operation id>`."""
        module: ModuleType = importlib.import_module(f"{PACKAGE}.api.{name}")
        with client() as opened:
            return module.sync(*arguments, client=opened, **more)


@pytest.fixture(scope="module")
def generated(
    running: RunningMock, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Generated]:
    """A client of the contract and of testers' calls, without a complaint about an answer."""
    from openapi_python_client import generate
    from openapi_python_client.config import Config, ConfigFile, MetaType

    folder = tmp_path_factory.mktemp("generated")
    source = folder / "description.json"
    source.write_text(json.dumps(described(CALLS, ADMIN)), encoding="utf-8")
    config = Config.from_sources(
        ConfigFile(post_hooks=[]), MetaType.NONE, source, "utf-8", False, folder / PACKAGE
    )
    complaints = generate(config=config)
    # Of an order and of users it takes the JSON, and leaves out the other forms of the same.
    assert {str(each.detail) for each in complaints} == {
        "Unsupported content type application/toml",
        "Unsupported content type text/csv",
    }
    sys.path.insert(0, str(folder))
    try:
        yield Generated(running.origin)
    finally:
        sys.path.remove(str(folder))
        for name in [*sys.modules]:
            if name.partition(".")[0] == PACKAGE:
                del sys.modules[name]


def test_the_python_client_walks_the_journey(generated: Generated, running: RunningMock) -> None:
    holder = generated.as_holder(running.service.link())
    activation = generated.call("activation.look", holder, accept_language="de")
    assert activation.steps == ["password", "pin", "security_question", "workspace"]
    assert activation.account.role == "user"
    part = generated.models.Choices(pin=CHOICES["pin"])
    verdicts = generated.call("activation.check", holder, body=part).verdicts
    assert [verdict.met for verdict in verdicts] == [True] * len(verdicts)
    choices = generated.models.Choices.from_dict(dict(CHOICES))
    first, again = (
        generated.call("activation.commit", holder, body=choices, idempotency_key="one-key")
        for _ in range(2)
    )
    assert first.receipt_id == again.receipt_id
    used = generated.call("activation.look", holder)
    assert (used.status, used.type_) == (410, "/problems/link-used")
    assert generated.call("service.health", generated.as_tester()).status == "ok"


def test_the_python_client_reads_every_scenario(generated: Generated, running: RunningMock) -> None:
    looks = {
        name: generated.call("activation.look", generated.as_holder(running.service.link(name)))
        for name in SCENARIOS
    }
    odd = looks["new-enum"]
    assert (odd.account.role, odd.renewed_by) == ("auditor", "reseller")
    assert odd.workspaces[0].kind == "desk_phone"
    assert looks["nulls"].account.extension is None
    for name, look in looks.items():
        assert hasattr(look, "account") or look.type_.startswith("/problems/"), name


def test_the_python_client_knows_what_testers_ask(
    generated: Generated, running: RunningMock
) -> None:
    tester, token = generated.as_tester(), uuid4().hex
    mail = generated.call("testers.list_mails", tester)[-1]
    whole = generated.call("testers.get_mail_eml", tester, str(mail.id))
    assert b"Message-ID:" in whole.payload.read()
    name = f"ok:{token}"
    assert generated.call("testers.lock_account", tester, name).locked is True
    new = generated.models.NewFault(fault="503-7", operation="look", account=name)
    assert generated.call("testers.add_fault", tester, body=new).times == 1
    later = generated.models.ClockChange(advance="PT1H")
    assert (
        generated.call("testers.move_clock", tester, body=later, account=name).offset_seconds
        == 3600
    )


JOURNEY = Path(__file__).with_name("journey.ts")
STRICT = (
    *("--strict", "--noUncheckedIndexedAccess", "--exactOptionalPropertyTypes", "--noEmitOnError"),
    *("--target", "es2022", "--lib", "es2022,dom,dom.iterable"),
    *("--module", "nodenext", "--moduleResolution", "nodenext", "--skipLibCheck"),
)


def test_the_typescript_client_compiles_and_walks_the_journey(
    running: RunningMock, tmp_path: Path
) -> None:
    node, generator = needed_package(OPENAPI_TYPESCRIPT)
    needed_package(OPENAPI_FETCH)
    modules = tmp_path / "node_modules"
    modules.mkdir()
    fetch = folder_of(OPENAPI_FETCH) / "node_modules" / "openapi-fetch"
    (modules / "openapi-fetch").symlink_to(fetch)
    (tmp_path / "package.json").write_text('{"type": "module"}', encoding="utf-8")
    source = tmp_path / "description.json"
    source.write_text(json.dumps(described(CALLS, ADMIN)), encoding="utf-8")
    said(node, generator, str(source), "-o", str(tmp_path / "description.d.ts"), cwd=tmp_path)
    journey = JOURNEY.read_text(encoding="utf-8").replace('"./description"', '"./description.js"')
    (tmp_path / "journey.ts").write_text(journey, encoding="utf-8")
    compiler = Path(generator).parents[2] / "typescript" / "bin" / "tsc"
    said(node, str(compiler), *STRICT, "journey.ts", cwd=tmp_path)
    ok, odd = (running.service.link(name).rpartition("?")[2] for name in ("ok", "new-enum"))
    tokens = (ok.replace(":", "~"), odd.replace(":", "~"))
    found, mail = said(node, "journey.js", running.origin, *tokens, cwd=tmp_path).splitlines()
    receipt, used, role = json.loads(found)
    assert receipt.startswith("R-")
    assert (used, role, mail) == ("/problems/link-used", "auditor", "true")


def test_the_linters_recommended_rules_find_nothing(tmp_path: Path) -> None:
    node, redocly = needed_package(REDOCLY)
    _, spectral = needed_package(SPECTRAL)
    for name, content in (("contract.json", openapi()), ("whole.json", described(CALLS, ADMIN))):
        (tmp_path / name).write_text(json.dumps(content), encoding="utf-8")
    (tmp_path / ".spectral.yaml").write_text('extends: ["spectral:oas"]\n', encoding="utf-8")
    files = ("contract.json", "whole.json")
    told = said(node, redocly, "lint", *files, "--extends=recommended", cwd=tmp_path)
    assert "are valid" in told
    assert "warning" not in told.partition("validating")[2]
    said(node, spectral, "lint", *files, "--fail-severity=hint", cwd=tmp_path)


def said(*command: str, cwd: Path) -> str:
    """What a program says; it reaches no network."""
    quiet = {"REDOCLY_TELEMETRY": "off", "REDOCLY_SUPPRESS_UPDATE_NOTICE": "true", "CI": "true"}
    done = subprocess.run(
        command,
        cwd=cwd,
        env={"PATH": os.environ["PATH"], "HOME": str(cwd), **quiet},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr
