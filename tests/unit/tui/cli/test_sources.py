"""What the command line names, read: links, files, folders, standard input."""

import io
import mailbox
import os
import sys
from email.message import EmailMessage
from pathlib import Path

import pytest

from api_client.mail.activation_mail import MAX_MAIL
from tests.activation_mail import SUBJECT
from tests.links import HOST, LINK, LOCAL_ORIGIN, TOKEN, activation_link
from tui.cli.options import read_options
from tui.cli.sources import Given, open_queue, read_sources
from tui.cli.usage import Usage
from tui.exit_codes import Exit
from tui.i18n import use_language
from tui.journey.invitation import Invitation, each_once, read_intake

LOCAL = activation_link(LOCAL_ORIGIN, "ok").url()
USED = LOCAL.replace("ok:", "used:")
SENDER = "support@email.unifyoffice-telekom.ringcentral.com"


@pytest.fixture(autouse=True)
def _english() -> None:
    use_language("en")


def mail(link: str | None = LOCAL, *, subject: str = "Hallo", sender: str = SENDER) -> bytes:
    message = EmailMessage()
    message["From"] = f"Unify <{sender}>"
    message["Subject"] = subject
    message["Date"] = "Mon, 23 Nov 2026 20:00:00 +0000"
    message.set_content(
        f"Guten Tag,\n\nIhr Link:\n{link}\n" if link else "Guten Tag,\n\nbis bald\n"
    )
    return bytes(message)


def read(*arguments: str) -> Given:
    return read_sources(read_options(arguments))


def accounts(given: Given) -> list[str]:
    return [invitation.link.account_id for invitation in given.invitations]


def test_without_a_source_nothing_is_read() -> None:
    assert read() == Given()


def test_a_link_is_read_from_an_argument_a_file_and_an_option(tmp_path: Path) -> None:
    text = tmp_path / "link.txt"
    text.write_text(f"Guten Tag\n{LOCAL}\n")
    for arguments in ((LOCAL,), (str(text),), ("--link-file", str(text))):
        [invitation] = read(*arguments).invitations
        assert (invitation.link.account_id, invitation.link.token) == ("ok", TOKEN)
    assert read(LOCAL).invitations[0].source == ""
    assert read(str(text)).invitations[0].source == str(text)


def test_a_mail_brings_its_sender_and_subject_along(tmp_path: Path) -> None:
    path = tmp_path / "mail.eml"
    path.write_bytes(mail())
    [invitation] = read(str(path)).invitations
    assert invitation.mail is not None
    assert invitation.mail.sender is not None
    assert invitation.mail.sender.address == SENDER
    assert invitation.mail.subject == "Hallo"


def test_a_mail_is_read_from_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(mail())))
    [invitation] = read("-").invitations
    assert invitation.mail is not None
    assert invitation.source == ""


@pytest.mark.parametrize("pair", [f"40012345678:{TOKEN}", f"ok.look-500:{TOKEN.upper()}"])
def test_a_bare_pair_without_a_backend_is_told_what_it_lacks(
    pair: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "link").write_text(f"{pair}\n")
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(pair.encode())))
    for arguments in ((pair,), (LOCAL, pair), ("--link-file", str(tmp_path / "link")), ("-",)):
        with pytest.raises(Usage, match=r"only the end of a link.*--backend URL") as refused:
            read(*arguments)
        assert TOKEN not in str(refused.value).lower()


@pytest.mark.parametrize("text", [f"md5 sums\nmd5:{TOKEN}\n", f"40012345678:{TOKEN[:-1]}"])
def test_checksums_in_a_text_and_pieces_of_a_token_are_not_taken_for_one(text: str) -> None:
    assert not read_intake(text).is_bare
    assert not read_intake(text.encode()).is_bare


def test_a_bare_pair_goes_with_a_backend() -> None:
    [invitation] = read(f"12345:{TOKEN}", "--backend", "https://a.example").invitations
    assert (invitation.link.origin, invitation.link.account_id) == ("https://a.example", "12345")


def test_several_links_in_one_text_are_a_choice_and_from_several_sources_a_queue(
    tmp_path: Path,
) -> None:
    both = tmp_path / "both.txt"
    both.write_text(f"{LOCAL}\n\n{USED}\n")
    choice, queue = read(str(both)), read(LOCAL, USED)
    assert accounts(choice) == accounts(queue) == ["ok", "used"]
    assert choice.is_choice
    assert not queue.is_choice


def test_the_same_link_from_two_sources_is_one_account_and_keeps_its_mail(tmp_path: Path) -> None:
    path = tmp_path / "mail.eml"
    path.write_bytes(mail())
    given = read(LOCAL, str(path))
    [invitation] = given.invitations
    assert invitation.mail is not None
    assert given.without_link == ()


def test_the_mails_of_a_folder_are_a_queue_and_other_mails_in_it_are_passed_over(
    tmp_path: Path,
) -> None:
    for name, data in {"a.eml": mail(), "b.eml": mail(None), "c.eml": mail(USED)}.items():
        (tmp_path / name).write_bytes(data)
    given = read(str(tmp_path))
    assert accounts(given) == ["ok", "used"]
    assert [Path(each.source).name for each in given.invitations] == ["a.eml", "c.eml"]
    assert given.without_link == ()
    assert not given.is_choice


def test_a_maildir_and_an_mbox_are_folders_of_mails(tmp_path: Path) -> None:
    maildir = mailbox.Maildir(tmp_path / "Maildir")
    mbox = mailbox.mbox(tmp_path / "inbox")
    for box in (maildir, mbox):
        for data in (mail(), mail(USED)):
            box.add(data)
        box.close()
    assert sorted(accounts(read(str(tmp_path / "Maildir")))) == ["ok", "used"]
    assert accounts(read(str(tmp_path / "inbox"))) == ["ok", "used"]


def test_an_mbox_on_standard_input_or_in_a_pipe_is_a_folder_of_mails_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    head = b"From a@b Mon Nov  3 10:12:35 2025\n"
    box = b"".join(head + data + b"\n" for data in (mail(), mail(USED)))
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(box)))
    given = read("-")
    assert accounts(given) == ["ok", "used"]
    assert [each.source for each in given.invitations] == ["-:1", "-:2"]
    assert not given.is_choice
    reading, writing = os.pipe()
    os.write(writing, box)
    os.close(writing)
    try:
        assert accounts(read(f"/dev/fd/{reading}")) == ["ok", "used"]
    finally:
        os.close(reading)


def test_the_mails_of_an_mbox_are_named_after_it(tmp_path: Path) -> None:
    inbox = tmp_path / "inbox"
    inbox.write_bytes(b"From a@b Mon Nov  3 10:12:35 2025\n" + mail())
    assert [each.source for each in read(str(inbox)).invitations] == [f"{inbox}:1"]


def test_a_text_that_begins_like_an_mbox_loses_nothing(tmp_path: Path) -> None:
    note = tmp_path / "note"
    note.write_text(f"From the mail of 2025: {LOCAL}\n")
    [invitation] = read(str(note)).invitations
    assert (invitation.link.account_id, invitation.source) == ("ok", str(note))


def test_a_named_file_without_a_link_is_told_beside_the_others(tmp_path: Path) -> None:
    (tmp_path / "a.eml").write_bytes(mail())
    (tmp_path / "b.eml").write_bytes(mail(None))
    given = read(str(tmp_path / "a.eml"), str(tmp_path / "b.eml"))
    assert accounts(given) == ["ok"]
    assert given.without_link == (str(tmp_path / "b.eml"),)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "No activation link found"),
        (b"\x00\xff\xfe\x9b" * 100, "No activation link found"),
        (b"x" * (MAX_MAIL + 1), "larger than 4\xa0MiB"),
        (f"https://eva@{HOST}{LINK.partition(HOST)[2]}".encode(), "behind an @ sign"),
        (
            mail(None, subject="Rechnung"),
            f"email from {SENDER} with the subject “Rechnung” does not contain",
        ),
    ],
    ids=["empty", "binary", "too large", "user info", "a mail without a link"],
)
def test_a_file_without_a_usable_link_is_refused_with_a_reason(
    tmp_path: Path, content: bytes, words: str
) -> None:
    path = tmp_path / "mail"
    path.write_bytes(content)
    with pytest.raises(Usage, match=words) as refused:
        read("--link-file", str(path))
    assert TOKEN not in str(refused.value)


def test_where_nothing_is_found_one_reads_what_to_look_for(tmp_path: Path) -> None:
    (tmp_path / "a.eml").write_bytes(mail(None, sender="a@beispiel.example"))
    (tmp_path / "b.eml").write_bytes(mail(None, sender="b@beispiel.example", subject="Rechnung"))
    with pytest.raises(Usage) as refused:
        read(str(tmp_path))
    said = str(refused.value)
    assert "2\xa0emails were read" in said
    assert "email from a@beispiel.example with the subject “Hallo” does not contain" in said
    assert "email from b@beispiel.example with the subject “Rechnung” does not contain" in said
    assert SENDER in said
    assert "spam folder" in said


@pytest.mark.parametrize("others", [0, 1, 30])
def test_nobody_is_told_what_to_look_for_who_has_the_very_mail(tmp_path: Path, others: int) -> None:
    for number in range(others):
        sender = f"m{number}@beispiel.example"
        (tmp_path / f"{number}.eml").write_bytes(mail(None, sender=sender))
    (tmp_path / "z.eml").write_bytes(
        mail("https://evil.example@secure.unifyoffice.com/rc-web/confirmation/x")
    )
    with pytest.raises(Usage) as refused:
        read(str(tmp_path))
    said = str(refused.value)
    assert "spam folder" not in said
    assert "behind an @ sign" in said
    assert ("email from m0@beispiel.example" in said) is bool(others)
    assert len(said.splitlines()) <= 7


def test_what_may_have_been_meant_in_a_folder_is_an_account_of_its_own_where_nobody_looks(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    http = LOCAL.replace("http://127.0.0.1:8025", f"http://{HOST}")
    for name, data in {
        "1.eml": mail(),
        "2.eml": mail(),
        "3.eml": mail(None),
        "4.eml": mail(http),
        "5.eml": mail(None, subject=SUBJECT),
        "6.eml": b"x" * (MAX_MAIL + 1),
    }.items():
        (tmp_path / name).write_bytes(data)
    (tmp_path / "7.eml").symlink_to("/nowhere")
    (tmp_path / "below").mkdir()
    given = read(str(tmp_path))
    assert open_queue(given, is_attended=True).size == 1
    assert capsys.readouterr() == ("", "")
    queue = open_queue(given, is_attended=False)
    assert [(Path(each.source).name, each.outcome) for each in queue.entries] == [
        ("1.eml", "not-begun"),
        ("4.eml", "no-usable-link"),
        ("5.eml", "no-usable-link"),
        ("6.eml", "not-read"),
        ("7.eml", "not-read"),
    ]
    assert queue.entries[3].exit_code == Exit.USAGE
    told = capsys.readouterr().err.splitlines()
    assert len(told) == 7
    assert told[0] == (
        f"{tmp_path}/below is a folder and was not read. If you need the emails in this folder, "
        "name it as well."
    )
    assert told[1].startswith("1\xa0link was found twice")
    assert told[2].startswith("1 other email does not contain an activation link")
    assert told[6].startswith(f"{tmp_path}/7.eml was not read. It is a symbolic link to /nowhere")


def test_a_folder_of_links_to_elsewhere_says_what_keeps_it_from_being_read(tmp_path: Path) -> None:
    for number in range(9):
        (tmp_path / f"{number}.eml").symlink_to("/nowhere")
    with pytest.raises(Usage, match="No email was found in") as refused:
        read(str(tmp_path))
    assert "0.eml was not read. It is a symbolic link to /nowhere" in str(refused.value)
    assert "3 more entries were not read either." in str(refused.value)


def test_an_empty_folder_says_so(tmp_path: Path) -> None:
    with pytest.raises(Usage, match="No email was found in") as refused:
        read(str(tmp_path))
    assert SENDER in str(refused.value)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_folder_without_permission_says_so(tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0)
    with pytest.raises(Usage, match="cannot be read: Permission denied"):
        read(str(closed))


def test_what_cannot_be_read_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Usage, match="cannot be read"):
        read("--link-file", str(tmp_path / "none"))
    with pytest.raises(Usage, match=r"^typo\.eml: This is neither an existing file"):
        read(LOCAL, "typo.eml")
    with pytest.raises(Usage, match=r"^This is neither an existing file"):
        read(f"12345:{TOKEN[:-1]}")
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    with pytest.raises(Usage, match="cannot be read"):
        read(str(tmp_path / "loop"))


def test_a_short_link_is_read_without_the_machinery_for_mails(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "api_client.mail", None)
    assert [each.link.account_id for each in read_intake(LOCAL).invitations] == ["ok"]


def test_each_link_of_a_mail_is_an_invitation_with_a_mail_of_that_link_alone() -> None:
    intake = read_intake(mail(f"{LOCAL}\n{USED}"))
    assert [each.link.account_id for each in intake.invitations] == ["ok", "used"]
    for invitation in intake.invitations:
        assert invitation.mail is not None
        assert [each.link for each in invitation.mail.links] == [invitation.link]


def test_no_token_is_in_the_repr_of_an_invitation() -> None:
    intake = read_intake(mail())
    assert TOKEN not in repr(intake)
    once = each_once(intake.invitations * 2)
    assert once == intake.invitations
    assert isinstance(once[0], Invitation)


def test_a_folders_mails_are_in_the_order_of_their_dates_and_then_of_their_names(
    tmp_path: Path,
) -> None:
    dates = {
        "1.eml": "Tue, 24 Nov 2026 20:00:00 +0000",
        "2.eml": "Mon, 23 Nov 2026 23:30:00 +0200",
        "3.eml": "Mon, 23 Nov 2026 22:00:00 +0000",
        "10.eml": "",
        "9.eml": "no date at all",
    }
    for name, date in dates.items():
        link = LOCAL.replace("ok:", f"ok.look-delay-{name.partition('.')[0]}ms:")
        message = mail(link).replace(b"Mon, 23 Nov 2026 20:00:00 +0000", date.encode())
        (tmp_path / name).write_bytes(message)
    found = [Path(each.source).name for each in read(str(tmp_path)).invitations]
    assert found == ["2.eml", "3.eml", "1.eml", "9.eml", "10.eml"]


@pytest.mark.parametrize(
    ("subject", "told"),
    [
        ("Herzlich willkommen, Ihr Unify Office Konto", False),
        (SUBJECT, True),
        (f"WG: {SUBJECT}", True),
    ],
)
def test_the_right_mail_without_its_link_is_told_from_another(
    tmp_path: Path, subject: str, told: bool
) -> None:
    """Who holds the very mail need not look for it; what can be done is to get at its link."""
    path = tmp_path / "mail.eml"
    path.write_bytes(mail(None, subject=subject))
    with pytest.raises(Usage) as refused:
        read(str(path))
    said = str(refused.value)
    assert ("its link was lost on the way" in said) == told
    assert ("spam folder" in said) != told
