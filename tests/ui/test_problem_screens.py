"""Every problem has a page: what happened, what to do next, the ways that exist."""

from datetime import datetime

import pytest
from textual.pilot import Pilot

import api_client.ringcentral.problems  # noqa: F401 (its problems are in the table, too)
from api_client.link import find_links
from api_client.problems import PROBLEMS, NotOurService, Problem, UnknownHost
from api_client.ringcentral.problems import FinishesInBrowser
from tests.accounts import NOW
from tests.links import TOKEN
from tests.ui.stage import (
    ANSWER,
    PASSWORD,
    PIN,
    Shot,
    Stage,
    fill_field_and_repeat,
    in_one_line,
    pressing,
    screen_text,
    settled,
)
from tests.ui.views import both_languages, every_view
from tui.app.messages import Failed, GoTo
from tui.app.screens.account import AccountScreen
from tui.app.screens.done import DoneScreen
from tui.app.screens.handoff import HandoffScreen
from tui.app.screens.password import PasswordScreen
from tui.app.screens.problem import ProblemScreen
from tui.exit_codes import Exit
from tui.i18n import _
from tui.journey.consistency import AnswersDisagree, Disagreement
from tui.journey.trust_card import Vouched
from tui.wording.problems import OTHER_ACCOUNT, OTHER_RECEIPT, PROBLEM_PAGES, problem_page

SPECIAL: dict[str, Problem] = {
    "finishes-in-browser": FinishesInBrowser(),
    "not-our-service": NotOurService("shape"),
    "unknown-host": UnknownHost("evil.example"),
}


def assert_told(text: str, slug: str) -> None:
    for sentence in problem_page(slug).words(new_link=True):
        assert sentence in in_one_line(text)
    assert _("What to do next") in text


TOLD_AT_ONCE = [
    ("used", "link-used"),
    ("revoked", "link-revoked"),
    ("replaced", "link-replaced"),
    ("unknown", "link-unknown"),
    ("malformed", "link-malformed"),
    ("locked", "account-locked"),
    ("pending", "link-not-yet-valid"),
    ("maintenance", "maintenance"),
    ("ok.look-429-30", "rate-limited"),
    ("ok.look-reset", "unreachable"),
    ("ok.look-stall", "timeout"),
    ("ok.look-notjson", "not-our-service"),
]


@pytest.mark.parametrize(("scenario", "slug"), TOLD_AT_ONCE)
def test_a_dead_or_busy_link_is_told_before_anything_is_typed(
    shot: Shot, scenario: str, slug: str
) -> None:
    assert_told(shot(scenario), slug)


@every_view
def test_an_expired_link_is_told_before_anything_is_typed(shot: Shot) -> None:
    assert_told(shot("expired"), "link-expired")


PICTURED = (
    *(row[1] for row in TOLD_AT_ONCE),
    "link-expired",
    "no-public-interface",
)
"""The problems that have a picture elsewhere: here, or of the link's page."""


@pytest.mark.parametrize("slug", sorted(set(PROBLEMS) - set(PICTURED)))
def test_each_other_problem_has_its_picture_too(shot: Shot, slug: str) -> None:
    async def play(pilot: Pilot[int]) -> None:
        problem = SPECIAL[slug] if slug in SPECIAL else PROBLEMS[slug]()
        pilot.app.post_message(Failed(problem, "commit"))

    text = in_one_line(shot("ok", play, at="review"))
    for sentence in problem_page(slug).words(new_link=True, at_commit=True, typed=True):
        assert sentence in text


@both_languages
@pytest.mark.parametrize("in_receipt", [False, True], ids=["looked", "receipt"])
def test_answers_that_disagree_have_a_picture(shot: Shot, in_receipt: bool) -> None:
    told = (Disagreement("email", "a.holm@example.org", "b.holm@example.org"),)

    async def play(pilot: Pilot[int]) -> None:
        problem = AnswersDisagree(told, in_receipt=in_receipt)
        pilot.app.post_message(Failed(problem, "commit" if in_receipt else "look"))

    assert "b.holm@example.org" in shot("ok", play, at="review")


@both_languages
async def test_every_problem_fits_a_page_of_80_by_24(stage: Stage) -> None:
    app = stage.app(stage.link("ok"), at="review")
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        for slug in sorted(PROBLEMS):
            problem = SPECIAL[slug] if slug in SPECIAL else PROBLEMS[slug]()
            await app.account_flow.carry_out(Failed(problem, "commit"))
            await settled(pilot)
            assert isinstance(app.screen, ProblemScreen), slug
            assert app.screen.problem is problem
            assert app.screen.query_one("#body").max_scroll_y == 0, slug
            shown = in_one_line(screen_text(pilot))
            for sentence in problem_page(slug).words(new_link=True, at_commit=True, typed=True):
                assert sentence in shown
            assert _("Quit") in shown


@both_languages
@pytest.mark.parametrize("in_receipt", [False, True])
async def test_all_that_answers_can_disagree_about_fits_a_page_of_80_by_24(
    stage: Stage, in_receipt: bool
) -> None:
    """The longest values there are, of which each is cut rather than the next pushed out."""
    told = [
        Disagreement("email", "a" * 300 + "@a.example", "b" * 300 + "@b.example"),
        Disagreement("company", "c" * 300, "d" * 300),
    ]
    if in_receipt:
        told += [
            Disagreement("workspace", "web_browser", "desktop_app"),
            Disagreement("activated_at", NOW, datetime.max),
        ]
    app = stage.app(stage.link("ok"), at="review")
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        problem = AnswersDisagree(tuple(told), in_receipt=in_receipt)
        await app.account_flow.carry_out(Failed(problem, "commit" if in_receipt else "look"))
        await settled(pilot)
        assert isinstance(app.screen, ProblemScreen)
        assert app.screen.query_one("#body").max_scroll_y == 0
        page = OTHER_RECEIPT if in_receipt else OTHER_ACCOUNT
        shown = in_one_line(screen_text(pilot))
        for sentence in page.words(typed=True):
            assert sentence in shown
        assert ("9999" in shown) == in_receipt
        assert "dddd" in shown


@pytest.mark.parametrize("slug", ["unreachable", "timeout"])
async def test_what_was_typed_is_called_kept_only_where_something_was(
    stage: Stage, slug: str
) -> None:
    kept = _("Your entries are kept.")
    app = stage.app(stage.link("ok"), at="password")
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await app.account_flow.carry_out(Failed(PROBLEMS[slug](), "look"))
        await settled(pilot)
        assert kept not in in_one_line(screen_text(pilot))
        app.journey.flow.form.type("password", "K")
        await app.account_flow.carry_out(Failed(PROBLEMS[slug](), "look"))
        await settled(pilot)
        assert kept in in_one_line(screen_text(pilot))


async def test_a_link_that_ends_meanwhile_keeps_what_was_typed_if_anything_was(
    stage: Stage,
) -> None:
    over, kept = (
        _("The link has expired."),
        _("The link has expired. What you typed is kept."),
    )
    app = stage.app(stage.link("ok"), at="password")
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        stage.advance(seconds=49 * 3600)
        await app.account_flow.carry_out(GoTo("account"))
        await settled(pilot)
        assert over in screen_text(pilot)
        assert kept not in screen_text(pilot)
        app.journey.flow.form.type("password", "K")
        await app.account_flow.carry_out(GoTo("password"))
        await settled(pilot)
        assert kept in screen_text(pilot)


def test_each_page_says_something_of_its_own() -> None:
    assert len({page.title for page in PROBLEM_PAGES.values()}) == len(PROBLEM_PAGES)
    assert all("quit" in page.actions for page in PROBLEM_PAGES.values())


@pytest.mark.parametrize(
    ("scenario", "code"),
    [
        ("expired", Exit.LINK_UNUSABLE),
        ("maintenance", Exit.UNAVAILABLE),
        ("ok.look-reset", Exit.UNAVAILABLE),
    ],
)
async def test_leaving_on_a_problem_tells_the_shell_which(
    stage: Stage, scenario: str, code: int
) -> None:
    app = stage.app(stage.link(scenario))
    async with app.run_test() as pilot:
        await settled(pilot)
        await pilot.press("ctrl+q")
    assert app.return_code == code


@every_view
def test_a_new_mail_can_be_asked_for_from_an_expired_link(shot: Shot) -> None:
    assert _("A new activation email has been requested") in shot("expired", pressing("enter"))


async def test_asking_for_a_new_mail_sends_one(stage: Stage) -> None:
    app = stage.app(stage.link("expired"))
    async with app.run_test() as pilot:
        await settled(pilot)
        before = len(stage.service.outbox.find())
        await pilot.press("enter")
        await settled(pilot)
        assert len(stage.service.outbox.find()) == before + 1


async def test_try_again_looks_again(stage: Stage) -> None:
    app = stage.app(stage.link("maintenance"))
    async with app.run_test() as pilot:
        await settled(pilot)
        assert isinstance(app.screen, ProblemScreen)
        await pilot.press("enter")
        await settled(pilot)
        assert isinstance(app.screen, ProblemScreen)
        assert len(stage.service.journal.find(lambda entry: entry.operation == "look")) == 2


async def test_a_commit_whose_answer_is_lost_finds_out_by_itself(stage: Stage) -> None:
    app = stage.app(stage.link("ok.commit-lost"), at="review")
    async with app.run_test() as pilot:
        await settled(pilot)
        await pilot.press("enter")
        await settled(pilot)
        assert isinstance(app.screen, DoneScreen)


async def test_after_network_trouble_at_the_commit_everything_is_still_there(stage: Stage) -> None:
    app = stage.app(stage.link("ok.commit-503-7"), at="review")
    async with app.run_test() as pilot:
        await settled(pilot)
        await pilot.press("enter")
        await settled(pilot)
        assert isinstance(app.screen, ProblemScreen)
        assert app.journey.flow.form.draft.password == PASSWORD
        stage.advance(seconds=10)
        await pilot.press("enter")
        await settled(pilot)
        assert isinstance(app.screen, DoneScreen)


async def test_an_account_activated_meanwhile_is_told_at_the_commit(stage: Stage) -> None:
    app = stage.app(stage.link("raced"), at="review")
    async with app.run_test() as pilot:
        await settled(pilot)
        await pilot.press("enter")
        await settled(pilot)
        assert isinstance(app.screen, ProblemScreen)
        assert app.screen.problem.slug == "link-used"


async def test_an_account_activated_meanwhile_is_signed_in_to_where_its_brand_says_if_its_server_does_not(
    english: Stage,
) -> None:
    settings = english.service.settings
    settings.names, settings.origin = frozenset({"backend.example"}), "https://backend.example"
    english.rewrite("POST", lambda _nth, body: {**body, "login_url": None})
    of_the_mock = english.service.link("raced", token=TOKEN)
    link = find_links(of_the_mock.replace("backend.example", "secure.unifyoffice.com"))[0]
    app = english.app(link, at="review", vouched=Vouched(backend="https://backend.example"))
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("enter")
        await settled(pilot)
        assert isinstance(app.screen, ProblemScreen)
        assert app.screen.problem.slug == "link-used"
        assert "Sign in at: https://app.unifyoffice.com/" in screen_text(pilot)
        await pilot.press("enter")
        await settled(pilot)
        assert isinstance(app.screen, HandoffScreen)
        assert "https://app.unifyoffice.com/" in screen_text(pilot)


async def test_a_policy_that_changed_redraws_the_rules_and_all_that_was_typed_is_kept_and_sent(
    stage: Stage,
) -> None:
    app = stage.app(stage.link("policy-changed"), at="review")
    async with app.run_test() as pilot:
        await settled(pilot)
        rules = len(app.journey.flow.activation.password_policy.rules)
        await pilot.press("enter")
        await settled(pilot)
        assert isinstance(app.screen, PasswordScreen)
        assert len(app.journey.flow.activation.password_policy.rules) > rules
        assert app.screen.first.value == app.screen.repeat.value == PASSWORD
        assert "✗" in screen_text(pilot)
        await pilot.press("+", "enter", *PASSWORD, "+", "enter")
        await settled(pilot)
        assert app.journey.flow.place == "review"
        await pilot.press("enter")
        await settled(pilot)
    kept = {"password": f"{PASSWORD}+", "pin": PIN, "answer": ANSWER}
    assert await stage.stored("policy-changed", **kept) == dict.fromkeys(kept, True)


async def test_a_password_the_server_refuses_stays_in_its_field(stage: Stage) -> None:
    app = stage.app(stage.link("pwned"), at="password")
    async with app.run_test() as pilot:
        await settled(pilot)
        await fill_field_and_repeat(pilot)
        await pilot.press("enter")
        await settled(pilot)
        assert isinstance(app.screen, PasswordScreen)
        assert app.screen.first.value == PASSWORD


async def test_a_check_that_cannot_be_had_lets_one_go_on(stage: Stage) -> None:
    app = stage.app(stage.link("ok.check-503-60"), at="password")
    async with app.run_test() as pilot:
        await settled(pilot)
        await fill_field_and_repeat(pilot)
        await pilot.press("enter")
        await settled(pilot)
        assert app.journey.flow.place == "pin"


async def test_back_to_my_choices_after_a_problem(stage: Stage) -> None:
    app = stage.app(stage.link("ok"), at="review")
    async with app.run_test() as pilot:
        await settled(pilot)
        await app.account_flow.carry_out(Failed(PROBLEMS["timeout"](), "commit"))
        await settled(pilot)
        await pilot.click("#back")
        await settled(pilot)
        assert app.journey.flow.place == "review"
        assert not isinstance(app.screen, ProblemScreen | AccountScreen)
