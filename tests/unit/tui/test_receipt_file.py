"""The receipt as a file: complete, without secrets, in nobody's way."""

from collections.abc import Iterator
from datetime import UTC
from pathlib import Path

import pytest

from api_client.models import Receipt, Workspace
from tests.accounts import account, activation, receipt
from tui.i18n import use_language
from tui.receipt_file import receipt_folders, receipt_name, receipt_text, save_receipt

EVA = account(role="main_user")
ACTIVATION = activation(
    account=EVA,
    steps=("password", "pin", "workspace"),
    workspaces=(
        Workspace(kind="desktop_app", platform="windows", url="https://apps.example/App.exe"),
        Workspace(kind="web_browser", url="https://app.example/"),
    ),
)
RECEIPT = receipt(
    account=EVA,
    receipt_id="R-D781-E5A7-0EE8",
    workspace="desktop_app",
    first_steps_url="https://help.example/first",
)


@pytest.fixture(autouse=True)
def german() -> Iterator[None]:
    use_language("de")
    yield
    use_language("en")


def text(of: Receipt = RECEIPT, *, demo: bool = False) -> str:
    return receipt_text(of, ACTIVATION, UTC, demo=demo)


def test_it_holds_what_one_needs_later_in_the_language_of_the_screens() -> None:
    said = text()
    for fact in (
        "Unify Office by RingCentral",
        "R-D781-E5A7-0EE8",
        "Eva von der Lühe-Müller",
        "eva.luehe@beispiel-gmbh.de",
        "+49 2214710815",
        "https://login.example/",
        "https://apps.example/App.exe",
        "https://help.example/first",
        "Bestätigung der Aktivierung Ihres Kontos",
        "Ihr Kennwort",
        "Erste Schritte",
    ):
        assert fact in said
    assert "Demo" not in said
    assert "Demo" in text(demo=True)


def test_text_from_the_server_cannot_leave_its_line_or_move_a_terminal() -> None:
    owner = account(company="x\nKennwort: y\x1b]52;c;eA==\x07")
    said = text(RECEIPT.model_copy(update={"account": owner}))
    assert "\x1b" not in said
    assert not any(line.startswith("Kennwort") for line in said.splitlines())


def test_an_address_that_must_not_be_opened_is_no_address_of_a_step() -> None:
    said = text(RECEIPT.model_copy(update={"first_steps_url": "javascript:alert(1)"}))
    assert not any(line.strip() == "javascript:alert(1)" for line in said.splitlines())


def test_it_is_for_its_owner_alone_and_overwrites_nothing(tmp_path: Path) -> None:
    name = receipt_name(RECEIPT, UTC)
    first = save_receipt("1", name, [tmp_path])
    second = save_receipt("2", name, [tmp_path])
    assert (first.read_text(), second.read_text()) == ("1", "2")
    assert second.name == "Aktivierung-2026-01-01 (1).txt"
    assert {path.stat().st_mode & 0o777 for path in (first, second)} == {0o600}


def test_a_link_that_lies_in_wait_is_not_followed(tmp_path: Path) -> None:
    target = tmp_path / "target"
    (tmp_path / "receipt.txt").symlink_to(target)
    assert save_receipt("1", "receipt.txt", [tmp_path]).name == "receipt (1).txt"
    assert not target.exists()


def test_a_folder_that_cannot_be_written_to_is_passed_over(tmp_path: Path) -> None:
    missing = tmp_path / "missing"
    assert save_receipt("1", "receipt.txt", [missing, tmp_path]).parent == tmp_path
    with pytest.raises(OSError, match="missing"):
        save_receipt("1", "receipt.txt", [missing])


def test_a_full_disk_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="space"):
        save_receipt("1", "receipt.txt", [tmp_path])
    assert list(tmp_path.iterdir()) == []


def test_the_folder_for_downloads_comes_before_the_home(tmp_path: Path) -> None:
    (tmp_path / ".config").mkdir()
    (tmp_path / "Geladenes").mkdir()
    names = tmp_path / ".config" / "user-dirs.dirs"
    names.write_text('XDG_DOWNLOAD_DIR="$HOME/Geladenes"\n')
    folders = receipt_folders({"HOME": str(tmp_path)})
    assert folders[:2] == (tmp_path / "Geladenes", tmp_path)
