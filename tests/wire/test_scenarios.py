"""Each scenario does what its line in the table says."""

import hashlib
from datetime import timedelta

import httpx
import pytest

from api_client.models import STEPS, Activation
from mock_server.scenarios.catalogue import SCENARIOS
from mock_server.scenarios.policies import QUESTIONS
from mock_server.state.service import MockService
from tests.links import OTHER_TOKEN, TOKEN
from tests.wire.asking import WHOLE, Asker, refused, slug

SHOWN = [
    scenario.name
    for scenario in SCENARIOS.values()
    if scenario.answer is None
    and scenario.fate is None
    and not scenario.opens_in
    and scenario.life > timedelta()
    and "look-" not in " ".join(scenario.modifiers)
]
"""The scenarios whose account a look shows."""


async def looked(ask: Asker, link: str) -> Activation:
    answer = await ask("look", link)
    assert answer.status_code == 200
    return Activation.model_validate(answer.json())


@pytest.mark.parametrize("scenario", SHOWN)
async def test_every_account_shown_can_be_read_by_the_client(
    service: MockService, ask: Asker, scenario: str
) -> None:
    activation = await looked(ask, service.link(scenario))
    for workspace in activation.workspaces:
        assert workspace.url.startswith(service.origin)


@pytest.mark.parametrize("token", [TOKEN, OTHER_TOKEN])
async def test_a_token_is_an_account_of_its_own(
    service: MockService, ask: Asker, token: str
) -> None:
    other = OTHER_TOKEN if token == TOKEN else TOKEN
    await ask.commit(service.link("ok", token=token))
    assert slug(await ask("look", service.link("ok", token=token))) == "link-used"
    assert (await ask("look", service.link("ok", token=other))).status_code == 200
    assert (await ask("look", service.link("ok.de", token=token))).status_code == 200


async def test_ok_lives_for_48_hours_from_the_first_contact(
    service: MockService, ask: Asker
) -> None:
    link, begun = service.link("ok", token=TOKEN), service.clock.now()
    for hours in (0, 47):
        service.clock.freeze(begun + timedelta(hours=hours))
        activation = await looked(ask, link)
        assert activation.server_time == service.clock.now()
        assert activation.expires_at == begun + timedelta(hours=48)
        assert activation.steps == STEPS
    service.clock.freeze(begun + timedelta(hours=48))
    assert slug(await ask("look", link)) == "link-expired"


async def test_expiring_has_nine_minutes_left(service: MockService, ask: Asker) -> None:
    activation = await looked(ask, service.link("expiring"))
    assert activation.expires_at == activation.server_time + timedelta(minutes=9)


async def test_pending_becomes_valid_by_the_clock_and_not_by_looking(
    service: MockService, ask: Asker
) -> None:
    link = service.link("pending", token=TOKEN)
    for _ in range(20):
        assert slug(await ask("look", link)) == "link-not-yet-valid"
    service.clock.advance(timedelta(minutes=9, seconds=30))
    assert (await ask("look", link)).headers["retry-after"] == "30"
    service.clock.advance(timedelta(seconds=30))
    assert (await ask("look", link)).status_code == 200
    service.clock.back(timedelta(seconds=1))
    assert slug(await ask("look", link)) == "link-not-yet-valid"


async def test_used_says_since_when(service: MockService, ask: Asker) -> None:
    answer = await ask("look", service.link("used"))
    assert answer.json()["activated_at"] == "2026-01-01T07:00:00Z"


async def test_the_account_scenarios_differ_as_they_say(service: MockService, ask: Asker) -> None:
    main_user = await looked(ask, service.link("main-user"))
    assert (main_user.account.role, main_user.renewed_by) == ("main_user", "service")
    plain = await looked(ask, service.link("ok"))
    assert (plain.account.role, plain.renewed_by) == ("user", "administrator")
    assert plain.account.main_fax_number is None
    assert (await looked(ask, service.link("premium"))).account.main_fax_number is not None
    assert "pin" not in (await looked(ask, service.link("no-pin"))).steps
    assert "password" not in (await looked(ask, service.link("sso"))).steps
    web_only = await looked(ask, service.link("web-only"))
    assert [workspace.kind for workspace in web_only.workspaces] == ["web_browser"]
    assert [(w.kind, w.platform) for w in plain.workspaces] == [
        ("desktop_app", "windows"),
        ("desktop_app", "macos"),
        ("web_browser", None),
    ]


@pytest.mark.parametrize(
    ("scenario", "change", "unmet"),
    [
        ("strict", {"password": "Xk7vQm2p"}, [("password", "length")]),
        ("strict", {"password": "Kaminholz abc 4"}, [("password", "sequential")]),
        ("strict", {"pin": "482913"}, [("pin", "length")]),
        ("lax", {"password": "aaa111", "pin": "1234"}, []),
        ("lax", {"password": "aa111"}, [("password", "length")]),
        ("pin4", {"pin": "4829"}, []),
        ("pin4", {"pin": "48291"}, [("pin", "length")]),
        ("pin10", {"pin": "6259735874"}, []),
        ("pin10", {"pin": "482913"}, [("pin", "length")]),
        ("unknown-rule", {"password": "Sommer7nacht"}, [("password", "no_season")]),
        ("unknown-rule", {"password": "Xk7vQm2p"}, []),
        ("ok", {"password": "Sommer7nacht"}, []),
    ],
)
async def test_the_policy_scenarios_judge_by_their_own_rules(
    service: MockService,
    ask: Asker,
    scenario: str,
    change: dict[str, str],
    unmet: list[tuple[str, str]],
) -> None:
    answer = await ask("check", service.link(scenario), change)
    verdicts = answer.json()["verdicts"]
    assert [(v["field"], v["rule"]) for v in verdicts if not v["met"]] == unmet


async def test_a_rule_of_the_servers_own_brings_its_text(service: MockService, ask: Asker) -> None:
    policy = (await looked(ask, service.link("unknown-rule"))).password_policy
    text = policy.rules[-1].text
    assert text is not None
    assert text.in_language("de") == "Enthält keine Jahreszeit"


async def test_many_questions_are_25_and_all_different(service: MockService, ask: Asker) -> None:
    questions = (await looked(ask, service.link("many-questions"))).security_questions
    assert len(questions) == 25
    for part in ("id", "text"):
        assert len({str(getattr(question, part)) for question in questions}) == 25
    for listed in QUESTIONS.values():
        assert all(question.text.de != question.text.en for question in listed)


@pytest.mark.parametrize(
    ("scenario", "field", "rule", "another"),
    [
        ("pwned", "password", "leaked", {"password": "Mississippi4!"}),
        ("reused", "password", "reused", {"password": "Mississippi4!"}),
        ("weak-pin", "pin", "frequent", {"pin": "6259735874"}),
        (
            "bad-answer",
            "security_question.answer",
            "findable",
            {"security_question": {"id": "first_teacher", "answer": "Ottokar Kranich"}},
        ),
    ],
)
async def test_what_is_refused_first_stays_refused_and_another_value_is_fine(
    service: MockService,
    ask: Asker,
    scenario: str,
    field: str,
    rule: str,
    another: dict[str, object],
) -> None:
    link = service.link(scenario, token=TOKEN)
    for _ in range(2):
        answer = await ask.commit(link)
        assert slug(answer) == "credentials-rejected"
        assert refused(answer) == [(field, rule)]
    assert (await ask.commit(link, WHOLE | another)).status_code == 200


async def test_a_value_refused_by_its_rules_is_not_the_one_a_scenario_refuses(
    service: MockService, ask: Asker
) -> None:
    link = service.link("pwned", token=TOKEN)
    assert refused(await ask.commit(link, WHOLE | {"password": "short"}))[0][1] == "length"
    assert refused(await ask.commit(link)) == [("password", "leaked")]


async def test_a_check_already_tells_what_the_commit_would_refuse(
    service: MockService, ask: Asker
) -> None:
    link = service.link("pwned", token=TOKEN)
    answer = await ask("check", link, {"password": WHOLE["password"]})
    assert [v["rule"] for v in answer.json()["verdicts"] if not v["met"]] == ["leaked"]
    assert refused(await ask.commit(link)) == [("password", "leaked")]


async def test_raced_is_alive_until_the_commit_and_used_after(
    service: MockService, ask: Asker
) -> None:
    link = service.link("raced", token=TOKEN)
    assert (await ask("look", link)).status_code == 200
    for answer in (await ask.commit(link), await ask.commit(link), await ask("look", link)):
        assert slug(answer) == "link-used"
        assert answer.json()["activated_at"] == "2026-01-01T09:00:00Z"


async def test_policy_changed_refuses_by_a_rule_that_the_next_look_shows(
    service: MockService, ask: Asker
) -> None:
    link = service.link("policy-changed", token=TOKEN)
    before = await looked(ask, link)
    assert not [v for v in (await ask("check", link, WHOLE)).json()["verdicts"] if not v["met"]]
    [(field, rule)] = refused(await ask.commit(link))
    assert field == "password"
    assert rule not in [known.id for known in before.password_policy.rules]
    after = await looked(ask, link)
    assert rule in [known.id for known in after.password_policy.rules]
    assert (await ask.commit(link, WHOLE | {"password": "Xk7vQm2p+"})).status_code == 200


async def test_hostile_data_is_sent_as_it_is(service: MockService, ask: Asker) -> None:
    escapes = (await ask("look", service.link("escapes"))).text
    for sequence in (r"\u001b]52;c;", r"\u001b[2J", "\u009b31m", "\u202e"):
        assert sequence in escapes
    markup = (await ask("look", service.link("markup"))).json()
    names = markup["account"]["first_name"] + markup["account"]["last_name"]
    assert names == "[bold red]x[/][/] [@click=app.quit]x[/]"
    assert "[bold red]x[/]" in markup["security_questions"][0]["text"]["de"]


async def test_nulls_leaves_out_all_that_may_be_missing(service: MockService, ask: Asker) -> None:
    answer = (await ask("look", service.link("nulls"))).json()
    assert answer["expires_at"] is None
    assert [name for name, value in answer["account"].items() if value is None] == [
        "main_number",
        "main_fax_number",
        "extension",
        "direct_number",
    ]


async def test_newer_servers_know_more_than_the_client(service: MockService, ask: Asker) -> None:
    extra = (await ask("look", service.link("extra-fields"))).json()
    assert "terms" in extra
    newer = (await ask("look", service.link("new-enum"))).json()
    assert newer["account"]["role"] == "auditor"
    activation = Activation.model_validate(newer)
    assert activation.account.role == "user"
    assert activation.renewed_by == "administrator"


async def test_clock_skew_is_in_every_time_the_server_tells(
    service: MockService, ask: Asker
) -> None:
    answer = await ask("look", service.link("clock-skew"))
    activation = Activation.model_validate(answer.json())
    assert activation.server_time == service.clock.now() - timedelta(hours=3)
    assert activation.expires_at == activation.server_time + timedelta(hours=2)
    assert answer.headers["date"] == "Thu, 01 Jan 2026 06:00:00 GMT"


@pytest.mark.parametrize(
    ("modifier", "seconds"), [("ttl-5m", 300), ("ttl-90s", 90), ("ttl-2h", 7200), ("ttl-7", 7)]
)
async def test_a_modifier_says_how_long_a_link_lives(
    service: MockService, ask: Asker, modifier: str, seconds: int
) -> None:
    activation = await looked(ask, service.link(f"ok.{modifier}"))
    assert activation.expires_at == activation.server_time + timedelta(seconds=seconds)


@pytest.mark.parametrize(("language", "locale"), [("de", "de-DE"), ("en", "en-GB")])
async def test_a_modifier_says_which_language_a_person_reads(
    service: MockService, ask: Asker, language: str, locale: str
) -> None:
    for token in (TOKEN, OTHER_TOKEN, "5" * 32):
        activation = await looked(ask, service.link(f"ok.{language}", token=token))
        assert activation.account.locale == locale


async def test_downloads_are_what_the_workspaces_say(
    service: MockService, ask: Asker, client: httpx.AsyncClient
) -> None:
    for workspace in (await looked(ask, service.link())).workspaces:
        answer = await client.get(workspace.url)
        assert answer.status_code == 200
        if workspace.kind == "desktop_app":
            assert len(answer.content) == workspace.size
            assert hashlib.sha256(answer.content).hexdigest() == workspace.sha256
