"""What a server or a desktop names: addresses, file names, folders."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api_client.download import DownloadFailed, app_file, download_folders
from api_client.download.address import read_address
from api_client.download.destination import LONGEST_NAME, MOST_COPIES, copies, file_name
from api_client.models import Workspace

HASH = "ab" * 32


def test_a_signature_is_in_no_repr() -> None:
    assert "sig" not in repr(read_address("https://files.example/a.exe?sig=1"))


def test_an_address_is_read_without_its_fragment() -> None:
    address = read_address("https://Files.Example:443/a%20b.exe?sig=1#top")
    assert (address.url(), address.host) == (
        "https://files.example/a%20b.exe?sig=1",
        "files.example",
    )


@pytest.mark.parametrize(
    "url",
    ["https://files.example", "http://127.0.0.1:8025/x", "http://[::1]/x", "http://localhost/"],
)
def test_https_and_http_on_loopback_are_fetched(url: str) -> None:
    assert read_address(url).url().startswith(url)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "files.example/x",
        "http://files.example/x",
        "http://127.0.0.1.files.example/x",
        "http://localhost.files.example/x",
        "HTTP://files.example/x",
        "ftp://127.0.0.1/x",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "https:///x",
        "https://user@files.example/x",
        "https://user:secret@files.example/x",
        "https://fïles.example/x",
        "https://files.example:99999/x",
        "https://files.example\\@127.0.0.1/x",
        "https://files.example/a b",
        "https://files.example/\nx",
        "https://files.example/\u202ex",
        "https://[::1",
        "https://files.example/" + "x" * 3000,
    ],
)
def test_other_addresses_are_not(url: str) -> None:
    with pytest.raises(DownloadFailed) as caught:
        read_address(url)
    assert caught.value.reason == "unsafe-address"


@pytest.mark.parametrize(
    ("size", "sha256"),
    [(None, HASH), (0, HASH), (-1, HASH), (5, None), (5, ""), (5, "ab"), (5, "zz" * 32)],
)
def test_an_offer_that_could_not_be_checked_is_not_fetched(
    size: int | None, sha256: str | None
) -> None:
    url = "https://files.example/a.exe"
    with pytest.raises(DownloadFailed) as caught:
        app_file(Workspace(kind="desktop_app", url=url, size=size, sha256=sha256))
    assert caught.value.reason == "unverifiable"


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("UnifyOffice-x64.exe", "UnifyOffice-x64.exe"),
        ("Unify%20Office.dmg", "Unify Office.dmg"),
        ("a/b/app.exe?file=../../x", "app.exe"),
        ("..%2F..%2Fetc%2Fpasswd", "passwd"),
        ("..%5C..%5Cboot.ini", "boot.ini"),
        ("a/..", "desktop-app"),
        ("", "desktop-app"),
        ("a/", "desktop-app"),
        (".bashrc", "bashrc"),
        ("-rf", "rf"),
        ("%20%20x.exe%20.", "x.exe"),
        ("app%0a%1b%5b2J.exe", "app[2J.exe"),
        ("app%00.exe", "app.exe"),
        ("exe%E2%80%AEfdp.exe", "exefdp.exe"),
        ("a:b*c?.exe", "a_b_c"),
        ("CON.exe", "_CON.exe"),
        ("u%CC%88ber.exe", "über.exe"),
        ("%FF%FE.exe", "��.exe"),
        ("...", "desktop-app"),
        ("%E4%BD%A0.exe", "你.exe"),
    ],
)
def test_a_file_name_keeps_what_is_harmless(path: str, name: str) -> None:
    assert file_name(f"https://files.example/{path}") == name


@given(path=st.text(max_size=400))
def test_no_file_name_leaves_its_folder(path: str) -> None:
    name = file_name(f"https://files.example/{path}")
    assert name == Path(name).name
    assert name.isprintable()
    assert not name.startswith((".", "-", "~", " "))
    assert 0 < len(name.encode()) <= LONGEST_NAME


def test_a_long_name_keeps_its_ending() -> None:
    name = file_name("https://files.example/" + "%C3%BC" * 200 + ".exe")
    assert name.endswith("ü.exe")
    assert len(name.encode()) <= LONGEST_NAME


def test_copies_are_numbered_before_the_ending_and_come_to_an_end() -> None:
    assert list(copies("a.tar.gz"))[:3] == ["a.tar.gz", "a.tar (1).gz", "a.tar (2).gz"]
    assert list(copies("app"))[1] == "app (1)"
    assert len(list(copies("a"))) == MOST_COPIES + 1


# Folders


@pytest.fixture
def home(tmp_path: Path) -> Path:
    home = tmp_path / "home"
    (home / ".config").mkdir(parents=True)
    (tmp_path / "here").mkdir()
    return home


def folders(home: Path, **environment: str) -> tuple[Path, ...]:
    return download_folders(environment, home, home.parent / "here")


@pytest.mark.parametrize(
    ("line", "folder"),
    [
        ('XDG_DOWNLOAD_DIR="$HOME/Geladenes"', "Geladenes"),
        ('  XDG_DOWNLOAD_DIR="$HOME/Geladenes/"  ', "Geladenes"),
        ('#XDG_DOWNLOAD_DIR="$HOME/Geladenes"', "Downloads"),
        ('XDG_DOWNLOAD_DIR="$HOME/Meine \\"neuen\\" Sachen"', 'Meine "neuen" Sachen'),
        ('XDG_DOWNLOAD_DIR="$HOME/"', "."),
        ('XDG_DOWNLOAD_DIR="$HOME"', "."),
        ('XDG_DOWNLOAD_DIR="$HOMELESS/Geladenes"', "Downloads"),
        ('XDG_DOWNLOAD_DIR="Geladenes"', "Downloads"),
        ('XDG_DOWNLOAD_DIR="$HOME/$(rm -rf x)"', "Downloads"),
        ('XDG_DOWNLOAD_DIR="$HOME/missing"', "Downloads"),
        ('XDG_DESKTOP_DIR="$HOME/Geladenes"', "Downloads"),
        ('XDG_DOWNLOAD_DIR="$HOME/Downloads"\nXDG_DOWNLOAD_DIR="$HOME/Geladenes"', "Geladenes"),
        ("\udcff", "Downloads"),
    ],
)
def test_the_folder_is_the_one_the_desktop_names(home: Path, line: str, folder: str) -> None:
    for name in ("Geladenes", "Downloads", 'Meine "neuen" Sachen'):
        (home / name).mkdir()
    file = home / ".config" / "user-dirs.dirs"
    file.write_text(f"# a comment\n{line}\n", encoding="utf-8", errors="surrogateescape")
    assert folders(home)[0] == home / folder


def test_another_configuration_folder_counts(home: Path, tmp_path: Path) -> None:
    there = tmp_path / "there"
    there.mkdir()
    (there / "user-dirs.dirs").write_text(f'XDG_DOWNLOAD_DIR="{there}"\n')
    assert folders(home, XDG_CONFIG_HOME=str(there))[0] == there


def test_without_a_named_folder_it_is_downloads_then_home_then_here(home: Path) -> None:
    here = home.parent / "here"
    assert folders(home) == (home, here)
    (home / "Downloads").mkdir()
    assert folders(home) == (home / "Downloads", home, here)


def test_a_file_in_the_folders_place_is_no_folder(home: Path) -> None:
    (home / "Downloads").write_text("")
    assert folders(home)[0] == home
