"""Where a page leads next: to the app that runs here, else to where one signs in."""

from contextlib import closing

import pytest

from api_client.models import Workspace
from api_client.problems import LinkExpired, LinkUsed, Problem
from tests.accounts import activation, receipt
from tests.ui.stage import Stage
from tui.terminal.environment import OperatingSystem, Surroundings
from tui.wording.first_steps import first_steps, next_step
from tui.wording.problem_view import Trouble
from tui.wording.receipt import question_facts

APPS = tuple(
    Workspace(kind="desktop_app", platform=name, url=f"https://apps.example/{name}")
    for name in ("windows", "macos")
)


@pytest.mark.parametrize(
    ("workspace", "platform", "login", "leads_to"),
    [
        ("web_browser", "windows", "https://login.example/", "https://login.example/"),
        ("desktop_app", "macos", "https://login.example/", "https://apps.example/macos"),
        ("desktop_app", None, "https://login.example/", "https://login.example/"),
        ("desktop_app", "linux", "https://login.example/", "https://login.example/"),
        (None, "windows", "https://login.example/", "https://login.example/"),
        ("web_browser", "windows", "http://login.example/", None),
        ("web_browser", "windows", "javascript:alert(1)", None),
    ],
)
def test_the_main_way_leads_on_in_the_workspace_chosen(
    workspace: str | None, platform: OperatingSystem | None, login: str, leads_to: str | None
) -> None:
    steps = first_steps(
        receipt(workspace=workspace, login_url=login, first_steps_url="https://help.example/"),
        activation(workspaces=APPS),
    )
    found = next_step(steps, Surroundings("desktop", platform))
    assert (found and found.handoff and found.handoff.address.url) == leads_to


@pytest.mark.parametrize(
    ("problem", "leads_to", "said"),
    [
        (LinkUsed(login_url="https://login.example/"), "https://login.example/", "Sign in at: h"),
        (LinkUsed(login_url="http://login.example/"), None, "unsafe address (login.example)"),
        (LinkUsed(), None, ""),
        (LinkExpired(login_url="https://login.example/"), None, ""),
    ],
)
def test_a_used_link_leads_to_the_sign_in_if_that_may_be_opened(
    problem: Problem, leads_to: str | None, said: str
) -> None:
    with closing(Stage("en")) as stage:
        trouble = Trouble(stage.journey(), problem, "look")
    assert (trouble.sign_in and trouble.sign_in.address.url) == leads_to
    assert said in trouble.where
    assert bool(trouble.where) == bool(said)


def test_the_question_is_named_and_an_account_without_one_names_none() -> None:
    [question, _other] = activation().security_questions
    assert question_facts(question) == [("Question", "Your teacher?")]
    assert question_facts(None) == []
