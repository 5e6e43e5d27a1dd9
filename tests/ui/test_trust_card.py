"""The card before anything is sent: who sent it, where it leads, how old it is."""

from datetime import timedelta

import pytest
from textual.pilot import Pilot

from tests.activation_mail import FACTS, SENDER, mail
from tests.links import LINK, TOKEN, activation_link
from tests.ui.stage import Shot, Stage, in_one_line, pasting, screen_text, settled
from tui.app.screens.account import AccountScreen
from tui.app.screens.browser_only import BrowserOnlyScreen
from tui.app.screens.handoff import HandoffScreen
from tui.app.screens.link import LinkScreen
from tui.app.screens.trust_card import TrustCardScreen
from tui.exit_codes import Exit
from tui.i18n import _
from tui.journey.trust_card import Vouched

STRANGER = activation_link("https://secure-unifyoffice.example", "12").url()


def genuine(stage: Stage, *, hours: float = 3) -> str:
    """A mail as the service sends it, for an account of the mock."""
    facts = FACTS.format(extension="527", email="s.petersen@kontor-petersen.de")
    sent_at = stage.service.clock.now() - timedelta(hours=hours)
    return mail(stage.service.link("ok.de", token=TOKEN), sent_at, facts=facts)


def test_a_genuine_mail_is_shown_with_sender_subject_host_and_age(shot: Shot, stage: Stage) -> None:
    text = shot(None, pasting(genuine(stage)))
    assert _("Is this email genuine?") in text
    assert SENDER in in_one_line(text)
    assert "127.0.0.1:8025" in text
    assert "s.petersen@kontor-petersen.de" in text
    assert TOKEN not in text


@pytest.mark.parametrize("language", ["de"], indirect=True)
@pytest.mark.parametrize("size", [(80, 24)], indirect=True, ids=["80x24"])
def test_a_strangers_mail_stops_with_what_speaks_against_it(shot: Shot, stage: Stage) -> None:
    sent_at = stage.service.clock.now() - timedelta(hours=70)
    text = shot(
        None,
        pasting(
            mail(
                STRANGER,
                sent_at,
                sender="support@evil.example",
                subject="Ihr Konto",
                shown="https://secure.unifyoffice-telekom.ringcentral.com/",
            )
        ),
    )
    assert _("This link leads to an unknown server") in text
    assert "✗" in text
    assert "support@evil.example" in text
    assert _("Check the link") not in text


async def test_nothing_is_sent_before_the_card_was_read(stage: Stage) -> None:
    sent: list[str] = []
    stage.record(sent)
    app = stage.app(None)
    async with app.run_test() as pilot:
        await settled(pilot)
        await pasting(genuine(stage))(pilot)
        assert isinstance(app.screen, TrustCardScreen)
        assert sent == []
        await pilot.press("enter")
        await settled(pilot)
        assert isinstance(app.screen, AccountScreen)
    assert sent == ["GET /v1/activation"]


async def test_an_unknown_sender_is_said_and_left_to_the_person(stage: Stage) -> None:
    app = stage.app(None)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        link = stage.service.link("ok.de", token=TOKEN)
        await pasting(mail(link, stage.service.clock.now(), sender="x@evil.example"))(pilot)
        assert "x@evil.example" in screen_text(pilot)
        assert "!" in screen_text(pilot)
        await pilot.press("enter")
        await settled(pilot)
        assert isinstance(app.screen, AccountScreen)


async def test_a_strangers_host_is_looked_at_only_when_it_was_named(stage: Stage) -> None:
    for vouched, way_on in ((Vouched(), False), (_vouching(), True)):
        app = stage.app(None, vouched=vouched)
        async with app.run_test() as pilot:
            await settled(pilot)
            await pasting(mail(STRANGER, stage.service.clock.now()))(pilot)
            assert isinstance(app.screen, TrustCardScreen)
            assert bool(app.screen.query("#forward")) == way_on
        assert app.session.leave_code() == (Exit.LEFT if way_on else Exit.USAGE)


def _vouching() -> Vouched:
    return Vouched(trusted_hosts=frozenset({"secure-unifyoffice.example"}))


async def test_another_link_leads_back_to_where_one_pastes(stage: Stage) -> None:
    app = stage.app(None)
    async with app.run_test() as pilot:
        await settled(pilot)
        await pasting(genuine(stage))(pilot)
        await pilot.press("tab", "enter")
        await settled(pilot)
        assert isinstance(app.screen, LinkScreen)
    assert app.session.leave_code() == Exit.LEFT


@pytest.mark.parametrize("language", ["de"], indirect=True)
@pytest.mark.parametrize("size", [(80, 24)], indirect=True, ids=["80x24"])
def test_the_account_page_tells_what_mail_and_server_say_differently(
    shot: Shot, stage: Stage
) -> None:
    facts = FACTS.format(extension="999", email="s.petersen@kontor-petersen.de")
    text = mail(stage.service.link("ok.de", token=TOKEN), stage.service.clock.now(), facts=facts)

    async def play(pilot: Pilot[int]) -> None:
        await pasting(text)(pilot)
        await pilot.press("enter")
        await settled(pilot)

    said = in_one_line(shot(None, play))
    expected = _("{what}: The email says {in_mail}, but the server says {at_server}.")
    what = _("Extension")
    assert expected.format(what=what, in_mail="999", at_server="527") in said


async def test_a_bare_links_host_stands_on_the_account_page_without_a_card(stage: Stage) -> None:
    app = stage.app(stage.link("ok"))
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        assert isinstance(app.screen, AccountScreen)
        expected = _("The link leads to {host}, which is this computer.").format(
            host="127.0.0.1:8025"
        )
        assert expected in in_one_line(screen_text(pilot))


@pytest.mark.parametrize("language", ["de"], indirect=True)
@pytest.mark.parametrize("size", [(80, 24)], indirect=True, ids=["80x24"])
def test_a_real_providers_mail_shows_its_facts_and_offers_the_link(
    shot: Shot, stage: Stage
) -> None:
    facts = FACTS.format(extension="815", email="eva.luehe@beispiel-gmbh.de")
    sent: list[str] = []
    stage.record(sent)

    async def play(pilot: Pilot[int]) -> None:
        await pasting(mail(LINK, stage.service.clock.now(), facts=facts))(pilot)
        await pilot.press("enter")
        await settled(pilot)
        assert isinstance(pilot.app.screen, BrowserOnlyScreen)

    text = shot(None, play)
    assert _("Please activate in your browser") in text
    assert "eva.luehe@beispiel-gmbh.de" in text
    assert _("Open or show the link") in text
    assert TOKEN not in text
    assert sent == []


async def test_a_mail_without_a_link_is_named_with_its_sender(stage: Stage) -> None:
    app = stage.app(None)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pasting(mail("(folgt)", stage.service.clock.now(), subject="Rechnung"))(pilot)
        assert isinstance(app.screen, LinkScreen)
        expected = _(
            "This email from {sender} with the subject “{subject}” does not contain an "
            "activation link."
        )
        said = in_one_line(screen_text(pilot))
        assert expected.format(sender=SENDER, subject="Rechnung") in said


async def test_a_real_providers_link_is_offered_hidden_and_no_server_is_asked(
    stage: Stage,
) -> None:
    sent: list[str] = []
    stage.record(sent)
    app = stage.app(activation_link())
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        assert isinstance(app.screen, BrowserOnlyScreen)
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, HandoffScreen)
        assert LINK.rpartition(":")[2] not in screen_text(pilot)
        await pilot.press("escape")
        await settled(pilot)
        assert isinstance(app.screen, BrowserOnlyScreen)
    assert sent == []
    assert app.session.leave_code() == Exit.UNAVAILABLE
