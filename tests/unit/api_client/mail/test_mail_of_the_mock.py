"""The mails that the mock server sends are read whole, in both languages."""

from collections.abc import Iterator

import httpx
import pytest

from api_client.mail import ActivationMail, MailFacts, Sender
from api_client.mail.compare import differences
from api_client.mail.read import read_mail
from api_client.mail.trust import findings
from mock_server.app import create_app
from mock_server.state.service import MockService
from tests.accounts import account
from tests.wire.orders import EXAMPLE, TOML

LANGUAGES = ("de", "en")


@pytest.fixture
def service() -> Iterator[MockService]:
    service = MockService.in_memory()
    yield service
    service.close()


async def mails_of(service: MockService, language: str) -> dict[str, tuple[str, ActivationMail]]:
    """Kind of mail → its link and what was read, of an order in a language."""
    order = EXAMPLE.replace('language = "de"', f'language = "{language}"')
    transport = httpx.ASGITransport(create_app(service))
    async with httpx.AsyncClient(transport=transport, base_url=service.origin) as client:
        made = (await client.post("/_mock/orders", content=order.encode(), headers=TOML)).json()
        found = {}
        for account in made["accounts"]:
            [listed] = (await client.get("/_mock/mails", params={"to": account["email"]})).json()
            raw = (await client.get(f"/_mock/mails/{listed['id']}.eml")).content
            mail = read_mail(raw)
            assert not mail.is_nothing
            found[listed["kind"]] = (account["link"], mail)
        return found


@pytest.mark.parametrize("language", LANGUAGES)
async def test_the_main_users_mail_tells_everything(service: MockService, language: str) -> None:
    link, mail = (await mails_of(service, language))["provisioning"]
    assert mail.facts == MailFacts(
        company="Beispiel GmbH",
        main_number="+492214710800",
        extension="815",
        direct_number="+492214710815",
        login_email="eva.luehe@beispiel-gmbh.de",
        name="Eva von der Lühe-Müller",
    )
    assert [each.link.url() for each in mail.links] == [link]
    assert mail.sender == Sender(
        "support@email.unifyoffice-telekom.ringcentral.com", "Unify Office by RingCentral"
    )
    assert mail.language == language
    assert (mail.refused, mail.claims, mail.forwarded_by, mail.unreadable) == ((), (), None, None)


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_users_mail_speaks_for_itself(service: MockService, language: str) -> None:
    _, mail = (await mails_of(service, language))["activation"]
    assert mail.facts == MailFacts(
        company="Beispiel GmbH",
        main_number="+492214710800",
        extension=mail.facts.extension,
        direct_number=mail.facts.direct_number,
        login_email="joerg.amsel@beispiel-gmbh.de",
        name="Jörg Amsel",
    )
    assert mail.sent_at is not None
    assert [(each.id, each.standing) for each in findings(mail, mail.sent_at)] == [
        ("sender-known", "good"),
        ("subject-known", "good"),
        ("host-loopback", "good"),
        ("age-fresh", "good"),
        ("claim-none", "notice"),
    ]


async def test_the_mail_and_the_server_agree(service: MockService) -> None:
    _, mail = (await mails_of(service, "de"))["provisioning"]
    eva = account(email="Eva.Luehe@beispiel-gmbh.de", role="main_user", locale="de-DE")
    assert differences(mail.facts, eva) == ()
