"""Whatever answers a commit that was stored: the account is active, once, and told as that."""

from collections.abc import AsyncIterator, Iterator
from contextlib import closing

import httpx
import pytest

from api_client.commit_retry import PAUSES, settle
from api_client.http.backend import HttpBackend
from api_client.http.settings import ClientSettings
from api_client.link import find_links
from api_client.models import Choices, QuestionAnswer
from api_client.problems import PROBLEMS, AnswerLost, LinkUsed, Problem
from mock_server.app import create_app
from mock_server.state.service import MockService
from tests.http_backend import KEY, problem_of
from tests.links import TOKEN
from tests.scripted_server import ScriptedServer
from tests.swallowing import ODD, Swallowing, typed

CHOICES = Choices.model_validate(
    {
        "password": "Xk7vQm2p",
        "pin": "482913",
        "security_question": QuestionAnswer.model_validate(
            {"id": "first_teacher", "answer": "Frau Holm aus Kiel"}
        ),
        "workspace": "web_browser",
    }
)


@pytest.fixture
def service() -> Iterator[MockService]:
    with closing(MockService.in_memory()) as service:
        service.settings.origin = "http://127.0.0.1:8025"
        yield service


@pytest.fixture
def network(service: MockService) -> Swallowing:
    return Swallowing(httpx.ASGITransport(create_app(service)))


@pytest.fixture
async def backend(service: MockService, network: Swallowing) -> AsyncIterator[HttpBackend]:
    link = find_links(service.link("ok", token=TOKEN))[0]
    backend = HttpBackend(link, link.origin, ClientSettings(transport=network))
    yield backend
    await backend.close()


class Pauses(list[float]):
    """How long was waited, without waiting."""

    async def __call__(self, seconds: float) -> None:
        self.append(seconds)


@pytest.mark.parametrize("name", ODD)
async def test_an_odd_answer_to_a_stored_commit_ends_with_its_receipt(
    name: str, backend: HttpBackend, network: Swallowing
) -> None:
    network.tell(ODD[name])
    told = await settle(backend, CHOICES, KEY, sleep=Pauses())
    [truth] = network.swallowed
    assert truth.status_code == 200
    assert truth.json()["receipt_id"] == told.receipt_id
    assert network.keys == [KEY] * 2
    with pytest.raises(LinkUsed):
        await backend.commit(CHOICES, "another-key")


@pytest.mark.parametrize("name", ODD)
async def test_an_odd_answer_that_never_ends_is_told_as_lost(
    name: str, backend: HttpBackend, network: Swallowing
) -> None:
    network.tell(*[ODD[name]] * 9)
    pauses = Pauses()
    with pytest.raises(AnswerLost):
        await settle(backend, CHOICES, KEY, sleep=pauses)
    assert len(network.keys) == 1 + len(PAUSES)
    assert len({truth.json()["receipt_id"] for truth in network.swallowed}) == 1
    asked_for = 2 if name in ("bare 429", "bare 503") else 0
    assert pauses == [max(pause, asked_for) for pause in PAUSES]


@pytest.mark.parametrize("slug", [slug for slug, kind in PROBLEMS.items() if kind.status])
async def test_a_problem_of_the_contract_proves_that_nothing_was_done(slug: str) -> None:
    kind = PROBLEMS[slug]
    assert kind.status is not None
    for type_ in (f"/problems/{slug}", f"https://api.example/problems/{slug}"):
        server = ScriptedServer(typed(type_, kind.status))
        backend = HttpBackend(
            find_links(f"http://127.0.0.1/rc-web/confirmation/default.html?1:{TOKEN}")[0],
            "http://127.0.0.1",
            server.settings,
        )
        caught: Problem = await problem_of(backend, "commit")
        assert type(caught) is kind
        await backend.close()
