"""An operator's journey on the same screens: for whom the app acts, what it cannot know, the end."""

import json
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta

import httpx
import pytest
from textual.pilot import Pilot

from api_client.problems import PROBLEMS
from tests.ui.operator_stage import JOERG, OperatorStage
from tests.ui.stage import (
    ANSWER,
    choose,
    going_to,
    in_one_line,
    screen_text,
    settled,
    to_end,
    to_pin,
    to_review,
)
from tests.wire.operator_desk import EMAIL, share_address
from tui.app.app import ActivateApp
from tui.app.messages import Failed, GoTo
from tui.app.screens.link import LinkScreen
from tui.app.screens.problem import ProblemScreen
from tui.app.screens.review import ReviewScreen
from tui.app.widgets.private_input import PrivateInput
from tui.exit_codes import Exit
from tui.i18n import Language, _
from tui.wording.answers import aside_sentence
from tui.wording.extensions import which_extension_words
from tui.wording.operator import operator_lead, operator_notice
from tui.wording.problems import OPERATOR_PAGES, problem_page
from tui.wording.steps import without_pin_words
from tui.wording.trust import login_question, no_login_address


async def past_the_card(pilot: Pilot[int]) -> None:
    """Go on from what the mail says."""
    await settled(pilot)
    assert _("Find the account") in screen_text(pilot)
    await pilot.press("enter")
    await settled(pilot)


@pytest.fixture
def desk(language: Language) -> Iterator[OperatorStage]:
    with closing(OperatorStage(language)) as desk:
        yield desk


@pytest.fixture
def english() -> Iterator[OperatorStage]:
    with closing(OperatorStage("en")) as desk:
        yield desk


@pytest.mark.parametrize("size", [(80, 24)], ids=["80x24"])
def test_the_account_page_says_for_whom_one_acts_and_what_is_not_known(
    desk: OperatorStage, size: tuple[int, int], snap_compare: Callable[..., bool]
) -> None:
    seen: list[str] = []

    async def before(pilot: Pilot[int]) -> None:
        await past_the_card(pilot)
        seen.append(in_one_line(screen_text(pilot)))

    assert snap_compare(desk.operators_app(), terminal_size=size, run_before=before)
    for sentence in (
        _("Activate this account?"),
        operator_lead("Petra Betrieb"),
        operator_notice(None, datetime.now(UTC)),
        "Jörg Amsel",
        "+49 2214710801",
    ):
        assert sentence in seen[0]
    assert _("Not my account") not in seen[0]


async def test_an_old_mail_is_said_to_be_old_and_stops_nobody(english: OperatorStage) -> None:
    app = english.operators_app()
    english.service.clock.advance(timedelta(days=400))
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        card = in_one_line(screen_text(pilot))
        await past_the_card(pilot)
        shown = in_one_line(screen_text(pilot))
        assert not any("48 hours" in each or "Link valid" in each for each in (card, shown))
        assert operator_notice(app.journey.deadline, app.journey.clock.now()) in shown
        assert "you can still activate the account" in shown
        assert _("The link has expired.") not in shown
        await to_end(pilot)
        await pilot.press("ctrl+q")
    assert app.return_code == Exit.ACTIVE
    assert await english.kept()


@pytest.mark.parametrize("has_credentials", [True, False])
async def test_the_whole_journey_ends_active_and_asks_only_for_what_there_is(
    english: OperatorStage, has_credentials: bool
) -> None:
    english.state.has_credentials = has_credentials
    app = english.operators_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await past_the_card(pilot)
        await to_review(pilot)
        flow = app.journey.flow
        assert ("security_question" in flow.places) is has_credentials
        assert "workspace" not in flow.places
        await pilot.press("enter")
        await settled(pilot)
        assert f"✓ {_('The account is active')}" in screen_text(pilot)
        assert _("Your account is active") not in screen_text(pilot)
        assert app.screen.query_one("#body").max_scroll_y == 0
        await pilot.press("ctrl+q")
    assert app.return_code == Exit.ACTIVE
    assert await english.kept()
    record = english.service.store.record(JOERG)
    assert record is not None
    assert (record.answer_hash is not None) is has_credentials
    assert not any("/v1/activation" in call for call in english.asked)


async def test_a_password_the_platform_refuses_is_told_at_its_field(english: OperatorStage) -> None:
    app = english.operators_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await past_the_card(pilot)
        await going_to("password")(pilot)
        flow = app.journey.flow
        for name in ("password", "password_repeat"):
            flow.form.type(name, "Password1")
        assert not flow.form.missing("password")  # no list of common ones is published
        await app.journey.check("password")
        assert not flow.form.is_refused("password")  # it is judged with the others, once
        choose(flow, "pin", "security_question")
        assert await app.journey.check("security_question")
        assert flow.form.is_refused("password")
        assert await app.journey.check("security_question")
        assert sum("validate" in call for call in english.asked) == 1
        assert ANSWER not in screen_text(pilot)


@pytest.mark.parametrize(
    ("status", "slug", "code"),
    [
        ("Enabled", "already-active", Exit.ACTIVE),
        ("Frozen", "extension-disabled", Exit.LINK_UNUSABLE),
        ("Unassigned", "extension-unassigned", Exit.LINK_UNUSABLE),
    ],
)
async def test_who_cannot_be_activated_is_told_with_what_to_do_next(
    desk: OperatorStage, status: str, slug: str, code: Exit
) -> None:
    desk.state.statuses[JOERG] = status
    app = desk.operators_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await past_the_card(pilot)
        shown = in_one_line(screen_text(pilot))
        assert all(sentence in shown for sentence in problem_page(slug).words())
        await pilot.press("ctrl+q")
    assert app.return_code == code


async def test_without_a_mail_it_says_that_the_mail_is_needed(english: OperatorStage) -> None:
    english.has_mail = False
    app = english.operators_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        assert problem_page("mail-needed").words()[0] in screen_text(pilot)
        await pilot.press("ctrl+q")
    assert app.return_code == Exit.USAGE
    assert english.asked == []


async def test_whose_account_it_is_is_asked_where_the_mail_leaves_a_doubt(
    english: OperatorStage,
) -> None:
    english.names_login = False
    app = english.operators_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await past_the_card(pilot)
        assert login_question() in in_one_line(screen_text(pilot))
        for typed in ("", "joerg.amsel"):
            await pilot.press(*typed, "enter")
            await settled(pilot)
            assert no_login_address() in in_one_line(screen_text(pilot))
        assert english.asked == []
        field = app.screen.query_one("#login", PrivateInput)
        assert field.has_focus
        field.value = f" {EMAIL} "
        await pilot.press("enter")
        await settled(pilot)
        assert "Jörg Amsel" in screen_text(pilot)
        await to_end(pilot)
        await pilot.press("ctrl+q")
    assert app.return_code == Exit.ACTIVE
    assert await english.kept()


@pytest.mark.parametrize("size", [(80, 24)], ids=["80x24"])
def test_the_question_whose_account_it_is_names_what_the_mail_says(
    desk: OperatorStage, size: tuple[int, int], snap_compare: Callable[..., bool]
) -> None:
    desk.names_login = False

    async def before(pilot: Pilot[int]) -> None:
        await past_the_card(pilot)

    assert snap_compare(desk.operators_app(), terminal_size=size, run_before=before)


@pytest.mark.parametrize("size", [(80, 24)], ids=["80x24"])
def test_whom_the_mail_is_for_is_chosen_where_several_have_its_address(
    desk: OperatorStage, size: tuple[int, int], snap_compare: Callable[..., bool]
) -> None:
    share_address(desk.service)
    desk.names_extension = False
    seen: list[str] = []

    async def before(pilot: Pilot[int]) -> None:
        await past_the_card(pilot)
        seen.append(in_one_line(screen_text(pilot)))

    assert snap_compare(desk.operators_app(), terminal_size=size, run_before=before)
    assert all(sentence in seen[0] for sentence in which_extension_words())


async def test_the_person_who_was_chosen_is_activated(english: OperatorStage) -> None:
    share_address(english.service)
    english.names_extension = False
    app = english.operators_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await past_the_card(pilot)
        await pilot.press("down", "enter")
        await settled(pilot)
        assert "802" in screen_text(pilot)
        await pilot.press("tab", "enter")
        await settled(pilot)
        assert isinstance(app.screen, LinkScreen)
        english.advance(seconds=61)  # here every backend takes a token
        await app.account_flow.receive(english.invitation())
        await past_the_card(pilot)
        await pilot.press("enter")
        await settled(pilot)
        assert "801" in screen_text(pilot)
        await to_end(pilot)
    assert await english.kept()


@pytest.mark.parametrize("size", [(80, 24)], ids=["80x24"])
def test_the_review_says_that_a_password_was_chosen_in_vain(
    desk: OperatorStage, size: tuple[int, int], snap_compare: Callable[..., bool]
) -> None:
    desk.state.without_password.add(JOERG)
    seen: list[str] = []

    async def before(pilot: Pilot[int]) -> None:
        await past_the_card(pilot)
        app = pilot.app
        assert isinstance(app, ActivateApp)
        choose(app.journey.flow, *app.journey.flow.activation.steps)
        await app.account_flow.carry_out(GoTo("security_question"))
        await settled(pilot)
        for _key in range(2):
            if not isinstance(app.screen, ReviewScreen):
                await pilot.press("enter")
                await settled(pilot)
        seen.append(in_one_line(screen_text(pilot)))

    assert snap_compare(desk.operators_app(), terminal_size=size, run_before=before)
    assert _("The account is ready to be activated") in seen[0]
    assert aside_sentence(["password"]) in seen[0]


@pytest.mark.parametrize("size", [(80, 24)], ids=["80x24"])
def test_the_pin_page_has_a_way_on_without_one(
    desk: OperatorStage, size: tuple[int, int], snap_compare: Callable[..., bool]
) -> None:
    seen: list[str] = []

    async def before(pilot: Pilot[int]) -> None:
        await past_the_card(pilot)
        await to_pin(pilot)
        await pilot.press(*"48", "tab", "tab", "tab", "tab", "enter")
        await settled(pilot)
        seen.append(type(pilot.app.screen).__name__)
        await pilot.press("escape")
        await settled(pilot)
        seen.append(in_one_line(screen_text(pilot)))

    assert snap_compare(desk.operators_app(), terminal_size=size, run_before=before)
    assert seen[0] == "SecurityQuestionScreen"
    assert all(words in seen[1] for words in without_pin_words())


async def test_without_a_pin_all_else_is_activated(english: OperatorStage) -> None:
    app = english.operators_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await past_the_card(pilot)
        choose(app.journey.flow, "password", "security_question")
        app.journey.flow.form.leave_out("pin")
        await app.account_flow.carry_out(GoTo("review"))
        await settled(pilot)
        assert "none" in screen_text(pilot)
        await pilot.press("enter")
        await settled(pilot)
        assert _("The account is active") in screen_text(pilot)
    record = english.service.store.record(JOERG)
    assert record is not None
    assert record.pin_hash is None
    assert record.password_hash is not None


async def test_a_missing_permission_is_named_on_its_page(english: OperatorStage) -> None:
    english.state.app_permissions = frozenset({"ReadAccounts"})
    english.state.has_credentials = False
    app = english.operators_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await past_the_card(pilot)
        await to_end(pilot)
        assert "Missing permission: EditExtensions" in screen_text(pilot)


async def test_a_maintenance_is_watched_until_it_is_over(english: OperatorStage) -> None:
    app = english.operators_app()

    def nap() -> None:
        english.state.in_maintenance = english.naps < 3

    english.nap = nap
    async with app.run_test(size=(80, 24)) as pilot:
        await past_the_card(pilot)
        await to_review(pilot)
        english.state.in_maintenance = True
        await pilot.press("enter")
        await settled(pilot)
        assert isinstance(app.screen, ProblemScreen)
        assert app.screen.problem.slug == "maintenance"
        assert _("The maintenance is over. Please try again now.") in screen_text(pilot)
        assert english.asked.count("GET /restapi/v2/accounts/~") == 1 + 3  # one is the first look's
        await pilot.press("enter")
        await settled(pilot)
        assert _("The account is active") in screen_text(pilot)
    assert await english.kept()


async def test_a_maintenance_says_nothing_of_a_link(desk: OperatorStage) -> None:
    app = desk.operators_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await past_the_card(pilot)
        await app.account_flow.carry_out(Failed(PROBLEMS["maintenance"](), "commit"))
        await settled(pilot)
        shown = in_one_line(screen_text(pilot))
        assert problem_page("maintenance").words(for_operator=True)[2] in shown
        assert problem_page("maintenance").words()[2] not in shown


@pytest.mark.parametrize(
    ("email_login", "name"), [(True, EMAIL), (None, EMAIL), (False, "+49 2214710801")]
)
async def test_what_one_signs_in_with_is_what_the_platform_says(
    english: OperatorStage, email_login: bool | None, name: str
) -> None:
    network = english.transport

    class Telling(httpx.AsyncBaseTransport):
        async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
            response = await network.handle_async_request(request)
            told = (await response.aread()).replace(b'"emailAsLoginName":true', _told(email_login))
            headers = {"content-type": response.headers.get("content-type", "")}
            return httpx.Response(response.status_code, headers=headers, content=told)

    english.transport = Telling()
    app = english.operators_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await past_the_card(pilot)
        await to_end(pilot)
        shown = in_one_line(screen_text(pilot))
        assert f"Sign in with {name}" in " ".join(shown.split())
        assert ("your email address" in shown) is (email_login is not False)


def _told(email_login: bool | None) -> bytes:
    return f'"emailAsLoginName":{json.dumps(email_login)}'.encode()


async def test_a_stop_half_way_is_told_and_only_the_rest_repeated(english: OperatorStage) -> None:
    enable = f"PUT /restapi/v1.0/account/~/extension/{JOERG}"
    network = english.transport

    class Unsteady(httpx.AsyncBaseTransport):
        async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
            if f"{request.method} {request.url.path}" == enable and enable not in english.asked:
                english.asked.append(enable)
                raise httpx.ConnectError("refused")
            return await network.handle_async_request(request)

    english.transport = Unsteady()
    app = english.operators_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await past_the_card(pilot)
        await to_end(pilot)
        assert problem_page("half-done").words()[0] in screen_text(pilot)
        assert problem_page("unreachable").words()[0] in screen_text(pilot)
        await pilot.press("enter")
        await settled(pilot)
        assert _("The account is active") in screen_text(pilot)
    assert english.asked.count(f"{enable}/credentials") == 1
    assert english.asked.count(enable) == 2
    assert await english.kept()


async def test_each_operators_problem_has_a_page_that_fits(desk: OperatorStage) -> None:
    app = desk.operators_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await past_the_card(pilot)
        for slug in OPERATOR_PAGES:
            await app.account_flow.carry_out(Failed(PROBLEMS[slug](), "commit"))
            await settled(pilot)
            assert app.screen.query_one("#body").max_scroll_y == 0, slug
            shown = in_one_line(screen_text(pilot))
            assert all(each in shown for each in problem_page(slug).words(at_commit=True)), slug
