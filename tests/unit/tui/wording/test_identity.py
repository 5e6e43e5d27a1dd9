"""What shows who a person is, masked: its kind can be told, and neither its words nor its length."""

from collections.abc import Callable, Iterator

import pytest

from api_client.brands import BRANDS
from api_client.mail.trust import TrustFinding
from tests.links import activation_link
from tui.cli.main import run
from tui.terminal.charset import use_characters
from tui.terminal.presenter import told_in_full, use_presenter_mode
from tui.wording.identity import (
    hides,
    said_by_server,
    shown_email,
    shown_finding,
    shown_host,
    shown_id,
    shown_name,
    shown_number,
    shown_path,
    shown_place,
    shown_subject,
    shown_url,
)


@pytest.fixture(autouse=True)
def _presenting() -> Iterator[None]:
    use_presenter_mode(True)
    yield
    use_presenter_mode(False)
    use_characters("all")


Show = Callable[[str], str]

MASKED: list[tuple[Show, str, str]] = [
    (shown_name, "Eva von der Lühe-Müller", "E••• v••• d•••"),
    (shown_name, "Öz", "Ö•••"),
    (shown_name, "O\u0308zgu\u0308r", "Ö•••"),
    (shown_name, "李明", "•••"),
    (shown_name, "X Æ", "••• •••"),
    (shown_name, "Müller & Söhne GmbH & Co. KG", "M••• S••• G•••"),
    (shown_name, "&", "•••"),
    (shown_name, "", ""),
    (shown_email, "eva@beispiel.de", "e•••@b•••"),
    (shown_email, "@", "•••@•••"),
    (shown_email, "eva", "e•••"),
    (shown_email, '"a@b"@c.de', "•••@c•••"),
    (shown_number, "+4922147108", "+49 •••"),
    (shown_number, "0049 221 47108-0", "+49 •••"),
    (shown_number, "+43 1 234", "+•••"),
    (shown_number, "0221 47108", "•••"),
    (shown_id, "815", "•••"),
    (shown_host, "intern.beispiel-gmbh.de:8443", "i•••.b•••.de"),
    (shown_host, "rechner", "r•••"),
    (shown_host, "192.168.7.15", "•••"),
    (shown_host, "[2001:db8::1]", "•••"),
    (shown_host, "127.0.0.1:8025", "127.0.0.1:8025"),
    (shown_host, "secure.unifyoffice.com", "secure.unifyoffice.com"),
    (shown_host, "ringcentral.com.evil.de", "r•••.c•••.e•••.de"),
    (shown_url, "https://login.beispiel.de/t/beispiel?u=eva#x", "https://l•••.b•••.de/…"),
    (shown_url, "http://127.0.0.1:8025?u=eva", "http://127.0.0.1:8025/…"),
    (shown_url, "https://eva@secure.unifyoffice.com/", "https://secure.unifyoffice.com/…"),
    (shown_url, "https://secure.unifyoffice.com/eva", "https://secure.unifyoffice.com/…"),
    (shown_url, "http://127.0.0.1:8025", "http://127.0.0.1:8025"),
    (shown_path, "/home/eva/Mails/eva.luehe.eml", "e•••.eml"),
    (shown_path, "/home/eva/", "e•••"),
    (shown_path, "ab.very-long-end", "a•••"),
    (shown_path, "-", "-"),
    (shown_place, "~/Downloads/x.txt", "~/Downloads/x.txt"),
    (shown_place, "/srv/eva/x.txt", "…/x.txt"),
    (shown_subject, "Re: Hallo Eva", "•••"),
    (shown_subject, str(BRANDS[0].subjects.de), str(BRANDS[0].subjects.de)),
    (said_by_server, "Eva is your name", ""),
]


@pytest.mark.parametrize(("show", "given", "shown"), MASKED)
def test_the_kind_can_be_told_and_no_more(show: Show, given: str, shown: str) -> None:
    assert show(given) == shown
    with told_in_full():
        assert show(given) == given
    assert show(given) == shown


def test_length_does_not_show() -> None:
    assert shown_name("Eva") == shown_name("Evamaria")
    assert shown_email("e.x@b.de") == shown_email("eva.luehe@beispiel-gmbh.example")


def test_where_there_are_no_symbols_there_are_stars() -> None:
    use_characters("ascii")
    assert shown_name("Özgür Yıldız") == "Oe*** Y***"
    assert shown_url("https://a.de/b") == "https://***.de/..."


def test_public_addresses_are_told_whole_and_personal_links_never() -> None:
    assert not hides(str(BRANDS[0].login_url))
    assert hides(activation_link().url())


def test_of_a_mail_the_known_sender_stays_and_others_are_masked() -> None:
    values = {"address": BRANDS[0].senders[0], "name": "Eva"}
    assert shown_finding(TrustFinding("sender-known", "good", values)).values == {
        "address": BRANDS[0].senders[0],
        "name": "E•••",
    }
    found = TrustFinding("forwarded", "notice", {"address": "eva@beispiel.de"})
    assert shown_finding(found).values == {"address": "e•••@b•••"}
    found = TrustFinding("link-elsewhere", "danger", {"hosts": "a1.de, b2.de + 2", "count": "4"})
    assert shown_finding(found).values == {"hosts": "a•••.de, b•••.de + 2", "count": "4"}
    wrapped = {"wrapper": "eur01.safelinks.protection.outlook.com", "host": "intern.eva.de"}
    assert shown_finding(TrustFinding("link-unwrapped", "notice", wrapped)).values == {
        "wrapper": "Microsoft",
        "host": "i•••.e•••.de",
    }


@pytest.mark.parametrize("command", [[], ["doctor"], ["operator", "list"]])
def test_programs_are_told_nothing_that_is_masked(
    command: list[str], capfd: pytest.CaptureFixture[str]
) -> None:
    assert run([*command, "--presenter", "--json"]) == 2
    assert "--presenter and --json do not go together" in capfd.readouterr().err
