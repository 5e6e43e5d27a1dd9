"""An address that must not be opened is told nowhere: its host is named, and that is all."""

import json
from collections.abc import Iterator

import pytest

from api_client.models import Workspace
from api_client.urls import RefusedAddress, refused_address
from tests.accounts import activation, receipt
from tests.links import activation_link
from tests.told import as_objects, as_words
from tui.i18n import use_language
from tui.journey.account_queue import AccountQueue
from tui.journey.invitation import Invitation
from tui.journey.journey import Finished
from tui.receipt_file import receipt_text
from tui.wording.addresses import address_words
from tui.wording.first_steps import first_steps
from tui.wording.queue import summary_facts

UNFIT = {
    "javascript:alert('secretpath')": RefusedAddress("javascript", ""),
    "javascript://evil.example/%0asecretpath": RefusedAddress("javascript", "evil.example"),
    "file:///etc/secretpath": RefusedAddress("file", ""),
    "file://evil.example/secretpath": RefusedAddress("file", "evil.example"),
    "data:text/html,secretpath": RefusedAddress("data", ""),
    "vbscript:secretpath": RefusedAddress("vbscript", ""),
    "http://evil.example/secretpath": RefusedAddress("http", "evil.example"),
    "HTTP://Evil.example:8080/secretpath": RefusedAddress("http", "evil.example:8080"),
    "http://127.0.0.1.evil.example/secretpath": RefusedAddress("http", "127.0.0.1.evil.example"),
    "https://user:secretpath@evil.example/": RefusedAddress("https", "evil.example"),
    "https://login.example@evil.example/secretpath": RefusedAddress("https", "evil.example"),
    "https://evil.example\\@login.example/secretpath": RefusedAddress("https", "evil.example"),
    "https://bücher.example/secretpath": RefusedAddress("https", "bücher.example"),
    "https://evil.example/\x1b]52;c;secretpath\x07": RefusedAddress("https", "evil.example"),
    "https://evil.example/\u202esecretpath": RefusedAddress("https", "evil.example"),
    "https://evil.ex\x1bample/secretpath": RefusedAddress("https", ""),
    "https://evil example/secretpath": RefusedAddress("https", ""),
    "https://evil.example/" + "secretpath" * 300: RefusedAddress("https", "evil.example"),
    "//evil.example/secretpath": RefusedAddress("", ""),
    "secretpath": RefusedAddress("", ""),
    "": RefusedAddress("", ""),
}

of_each = pytest.mark.parametrize(("text", "refused"), UNFIT.items(), ids=map(ascii, UNFIT))


@pytest.fixture(autouse=True, params=["de", "en"])
def _language(request: pytest.FixtureRequest) -> Iterator[None]:
    use_language(request.param)
    yield
    use_language("en")


def finished_with(url: str) -> Finished:
    """An account that is active, whose server names this as every address there is."""
    apps = (Workspace(kind="desktop_app", platform="windows", url=url),)
    named = receipt(login_url=url, first_steps_url=url, workspace="desktop_app")
    return Finished(named, activation(workspaces=apps), "server.example")


def queue_of(finished: Finished) -> AccountQueue:
    queue = AccountQueue([Invitation(activation_link())])
    queue.open(1)
    queue.activated(finished)
    return queue


def told_anywhere(finished: Finished) -> str:
    """All that is said of it, but for the screens and the dialogue, which say it by these."""
    queue = queue_of(finished)
    [entry] = queue.entries
    steps = first_steps(finished.receipt, finished.activation)
    return "\n".join(
        [
            receipt_text(finished.receipt, finished.activation, None),
            *as_words(queue),
            *as_objects(queue),
            *(value for _label, value in summary_facts(entry)),
            *(step.text for step in steps),
            *(step.handoff.address.url for step in steps if step.handoff),
        ]
    )


@of_each
def test_it_is_told_nowhere(text: str, refused: RefusedAddress) -> None:
    told = told_anywhere(finished_with(text))
    assert "secretpath" not in told
    assert "\x1b" not in told


@of_each
def test_scheme_and_host_are_all_that_is_made_out_of_it(text: str, refused: RefusedAddress) -> None:
    assert refused_address(text) == refused


@of_each
def test_people_are_told_the_host_or_how_it_begins(text: str, refused: RefusedAddress) -> None:
    said = address_words(text)
    assert (refused.host or refused.scheme) in said
    use_language("en")
    assert address_words(text).startswith("unsafe address (")
    assert "ask your administrator" in address_words(text)


@of_each
def test_programs_get_null_and_what_was_refused(text: str, refused: RefusedAddress) -> None:
    told = json.loads(as_objects(queue_of(finished_with(text)))[0])
    assert (told["login_url"], told["first_steps_url"]) == (None, None)
    assert told["refused_addresses"] == [
        {"member": member, "scheme": refused.scheme or None, "host": refused.host or None}
        for member in ("login_url", "first_steps_url", "desktop_app")
    ]
    assert told["outcome"] == "active"


@of_each
def test_none_of_them_is_a_step_that_opens_something(text: str, refused: RefusedAddress) -> None:
    finished = finished_with(text)
    assert not any(
        step.handoff or step.app for step in first_steps(finished.receipt, finished.activation)
    )


def test_an_address_that_may_be_opened_is_told_everywhere() -> None:
    url = "https://login.example/in?brand=2040"
    finished = finished_with(url)
    assert told_anywhere(finished).count(url) == 11
    assert json.loads(as_objects(queue_of(finished))[0])["refused_addresses"] == []
