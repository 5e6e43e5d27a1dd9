"""The first screen without a link: type it, paste it, or the whole mail."""

import threading

import pytest
from textual import events
from textual.pilot import Pilot

from tests.links import ORIGIN, PATH, TOKEN, activation_link
from tests.ui.quiet import until
from tests.ui.stage import Shot, Stage, in_one_line, screen_text, settled, type_text
from tests.ui.views import every_view
from tui.app.screens import link as link_screen
from tui.app.screens.account import AccountScreen
from tui.app.screens.browser_only import BrowserOnlyScreen
from tui.app.screens.choose_link import ChooseLinkScreen
from tui.app.screens.link import LinkScreen
from tui.app.screens.looking import TAKES_ITS_TIME
from tui.app.screens.queue import QueueScreen
from tui.app.screens.trust_card import TrustCardScreen
from tui.i18n import _
from tui.journey.invitation import Intake, read_intake

TELEKOM = f"{ORIGIN}{PATH}"


async def paste(pilot: Pilot[int], text: str) -> None:
    """Paste as a terminal does."""
    pilot.app.post_message(events.Paste(text))
    await settled(pilot)


@every_view
def test_it_says_where_the_link_is_found(shot: Shot) -> None:
    text = shot(None)
    assert _("Your activation link") in text
    assert "support@email.unifyoffice-telekom.ringcentral.com" in text


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "Please paste the link from your activation email first."),
        ("nonsense", "No activation link found. It is best to copy the whole email."),
        (
            f"https://eva@{TELEKOM[8:]}?1:{TOKEN}",
            (
                "This link hides where it leads behind an @ sign. A genuine activation link does "
                "not contain one. If in doubt, ask your administrator."
            ),
        ),
        (
            f"http{TELEKOM[5:]}?12:{TOKEN}",
            (
                "This link is not encrypted (http). A genuine activation link begins with https://. "
                "If in doubt, ask your administrator."
            ),
        ),
        (
            f"{TELEKOM}?12:{TOKEN[1:]}",
            (
                "This looks like an activation link, but it is incomplete or contains extra "
                "characters. Please copy the whole link again."
            ),
        ),
    ],
    ids=["empty", "nonsense", "user info", "http", "wrong length"],
)
async def test_what_is_no_link_is_named_and_stays(stage: Stage, typed: str, sentence: str) -> None:
    app = stage.app(None)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await paste(pilot, typed) if typed else await pilot.press("enter")
        await pilot.press("enter")
        await settled(pilot)
        assert _(sentence) in in_one_line(screen_text(pilot))
        assert isinstance(app.screen, LinkScreen)
        assert app.screen.query_one("#link").value == typed  # type: ignore[attr-defined]


def test_a_bad_link_is_shown_with_its_reason(shot: Shot) -> None:
    async def play(pilot: Pilot[int]) -> None:
        await type_text(pilot, "unify")
        await pilot.press("enter")

    expected = _("No activation link found. It is best to copy the whole email.")
    assert expected in in_one_line(shot(None, play))


@pytest.mark.parametrize(
    "wrap",
    [
        "{}",
        "<{}>.",
        "Guten Tag,\n\nbitte aktivieren:\n{}\n\nViele Grüße",
        '<a href="{}">Konto aktivieren</a>',
        "> {}\n> gilt 48 Stunden",
    ],
)
async def test_a_link_in_any_paste_is_found_and_looked_at(stage: Stage, wrap: str) -> None:
    app = stage.app(None)
    async with app.run_test() as pilot:
        await settled(pilot)
        await paste(pilot, wrap.format(stage.service.link("ok", token=TOKEN)))
        assert isinstance(app.screen, AccountScreen)


@pytest.mark.parametrize("text", ["", "\n\n", "x" * 1_000_000, "\x00\x01\xff\x1b[31m" * 50])
async def test_an_empty_huge_or_binary_paste_gets_a_sentence(stage: Stage, text: str) -> None:
    app = stage.app(None)
    async with app.run_test() as pilot:
        await settled(pilot)
        await paste(pilot, text)
        assert isinstance(app.screen, LinkScreen)
        assert "✗" in screen_text(pilot)


def test_among_several_links_one_chooses_before_anything_is_sent(shot: Shot, stage: Stage) -> None:
    sent: list[str] = []
    stage.record(sent)
    stranger = activation_link("https://evil.example", "12").url()

    async def play(pilot: Pilot[int]) -> None:
        await paste(
            pilot, f"{stage.service.link('ok', token=TOKEN)}\n{TELEKOM}?12:{TOKEN}\n{stranger}"
        )

    text = shot(None, play)
    assert _("Several links found") in text
    assert "evil.example" in text
    assert TOKEN not in text
    assert sent == []


@pytest.mark.parametrize(("downs", "accounts"), [(0, ["ok"]), (1, ["used"]), (2, ["ok", "used"])])
async def test_the_chosen_link_is_taken_or_all_of_them_as_a_queue(
    stage: Stage, downs: int, accounts: list[str]
) -> None:
    app = stage.app(None)
    async with app.run_test() as pilot:
        await settled(pilot)
        await paste(pilot, f"{stage.service.link('ok')} {stage.service.link('used')}")
        assert isinstance(app.screen, ChooseLinkScreen)
        await pilot.press(*["down"] * downs, "enter")
        await settled(pilot)
        taken = [entry.invitation for entry in app.queue.entries]
        assert [each.link.account_id for each in taken if each] == accounts
        assert isinstance(app.screen, QueueScreen) == (len(accounts) > 1)


@every_view
def test_while_the_server_takes_its_time_the_links_own_facts_are_there(
    shot: Shot, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert TAKES_ITS_TIME == 3.0
    monkeypatch.setattr("tui.app.screens.looking.TAKES_ITS_TIME", 3600)
    text = shot("ok.look-delay-60s", unfinished=True)
    assert _("Checking your link …") in text
    assert "127.0.0.1:8025" in text


async def test_after_a_while_one_is_told_that_the_wait_is_the_servers(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.app.screens.looking.TAKES_ITS_TIME", 0.01)
    app = stage.app(stage.link("ok.look-delay-60s"))
    async with app.run_test() as pilot:
        await until(lambda: _("The server has not answered yet …") in screen_text(pilot))


def test_a_known_provider_without_interface_is_explained(shot: Shot) -> None:
    link = activation_link(account_id="12345678")
    text = shot(None, link=link)
    assert _("Please activate in your browser") in text
    assert TOKEN not in text


def test_a_strangers_link_is_refused_before_anything_is_sent(shot: Shot) -> None:
    link = activation_link("https://evil.example", "12")
    text = shot(None, link=link)
    assert _("This link leads to an unknown server") in text
    assert "evil.example" in text


@pytest.mark.parametrize("host", [TELEKOM[8:].partition("/")[0], "evil.example"])
async def test_nothing_is_sent_to_a_host_nobody_vouched_for(stage: Stage, host: str) -> None:
    sent: list[str] = []
    stage.record(sent)
    link = activation_link(f"https://{host}", "12")
    app = stage.app(link)
    async with app.run_test() as pilot:
        await settled(pilot)
        assert isinstance(app.screen, BrowserOnlyScreen | TrustCardScreen)
        await pilot.press("tab", "enter")
        await settled(pilot)
    assert sent == []


async def test_the_recording_does_record_what_is_sent(stage: Stage) -> None:
    sent: list[str] = []
    stage.record(sent)
    async with stage.app(stage.link("ok")).run_test() as pilot:
        await settled(pilot)
    assert sent == ["GET /v1/activation"]


async def test_from_the_choice_one_gets_back_to_where_one_pastes(stage: Stage) -> None:
    app = stage.app(None)
    async with app.run_test() as pilot:
        await settled(pilot)
        await paste(pilot, f"{stage.service.link('ok')} {stage.service.link('used')}")
        await pilot.press("escape")
        await settled(pilot)
        assert isinstance(app.screen, LinkScreen)
        assert not app.queue.entries


async def test_a_paste_is_read_beside_the_loop_that_answers_keys(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    threads: list[threading.Thread] = []

    def reading(text: str, *, origin: str | None) -> Intake:
        threads.append(threading.current_thread())
        return read_intake(text, origin=origin)

    monkeypatch.setattr(link_screen, "read_intake", reading)
    app = stage.app(None)
    async with app.run_test() as pilot:
        await settled(pilot)
        await paste(pilot, "x" * 200_000)
    assert threads
    assert threading.main_thread() not in threads
