"""Where the key for testers may come from, and what is no key."""

import os
from pathlib import Path

import pytest

from mock_server.admin_key import VARIABLE, UnusableKey, find_key

KEY = "correct-horse-battery-staple"


def handed_over(content: bytes) -> str:
    """The name of a descriptor that the key can be read from."""
    reading, writing = os.pipe()
    os.write(writing, content)
    os.close(writing)
    return f"fd:{reading}"


def test_without_any_there_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)
    assert find_key(None) is None


@pytest.mark.parametrize("named", [False, True])
def test_the_variable_is_taken_out_of_the_environment_and_comes_last(
    monkeypatch: pytest.MonkeyPatch, named: bool
) -> None:
    monkeypatch.setenv(VARIABLE, f" {KEY}\n")
    other = "another-key-of-some-length"
    assert find_key(handed_over(other.encode()) if named else None) == (other if named else KEY)
    assert VARIABLE not in os.environ


def test_a_descriptor_is_read_and_closed() -> None:
    source = handed_over(f"{KEY}\r\n".encode())
    assert find_key(source) == KEY
    with pytest.raises(UnusableKey, match="Bad file descriptor"):
        find_key(source)


@pytest.mark.parametrize("value", ["", "short", "schlüsselschlüssel", "with a space in the middle"])
def test_an_unusable_variable_is_told_and_not_quoted(
    monkeypatch: pytest.MonkeyPatch, value: str
) -> None:
    monkeypatch.setenv(VARIABLE, value)
    with pytest.raises(UnusableKey, match=f"^{VARIABLE}: ") as refused:
        find_key(None)
    assert not value or value not in str(refused.value)


@pytest.mark.parametrize("source", ["fd:987654", "fd:999999999", "fd:x", "", "no\0name"])
def test_what_is_not_there_is_told(source: str) -> None:
    with pytest.raises(UnusableKey):
        find_key(source)


def test_a_terminal_is_no_place_for_a_key() -> None:
    ours, theirs = os.openpty()
    with pytest.raises(UnusableKey, match="a terminal"):
        find_key(f"fd:{theirs}")
    os.close(ours)
    os.close(theirs)


@pytest.mark.parametrize(
    ("mode", "fits"), [(0o440, True), (0o444, True), (0o460, False), (0o602, False)]
)
def test_where_systemd_or_a_container_keeps_secrets_others_may_seem_to_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, mode: int, fits: bool
) -> None:
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(tmp_path))
    file = tmp_path / "admin.key"
    file.write_text(KEY)
    file.chmod(mode)
    if fits:
        assert find_key(str(file)) == KEY
    else:
        with pytest.raises(UnusableKey, match=f"mode {mode:o}"):
            find_key(str(file))


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a file away")
@pytest.mark.parametrize(("mode", "fits"), [(0o440, True), (0o444, False), (0o460, False)])
def test_a_group_may_read_what_another_user_hands_over(
    tmp_path: Path, mode: int, fits: bool
) -> None:
    file = tmp_path / "admin.key"
    file.write_text(KEY)
    file.chmod(mode)
    os.chown(file, 65534, 0)
    if fits:
        assert find_key(str(file)) == KEY
    else:
        with pytest.raises(UnusableKey):
            find_key(str(file))
