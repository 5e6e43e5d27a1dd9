"""An answers file in front of the real mock server, reached without a network."""

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from api_client.patience import Patience
from tests.answers.situations import ENVIRONMENT
from tests.links import TOKEN
from tests.ui.quiet import teach_textual
from tests.ui.stage import Stage
from tui.answers.opened_answers import OpenedAnswers
from tui.answers.parser import read_answers
from tui.answers.renderer import AnswersRenderer
from tui.answers.secret_sources import take_secrets
from tui.i18n import use_language
from tui.journey.account_queue import AccountQueue, QueueEntry
from tui.journey.invitation import Invitation
from tui.journey.trust_card import Vouched


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    use_language("en")
    yield
    use_language("en")


@pytest.fixture(autouse=True)
def _sure_idle(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the pilot waits for really happens, on a busy machine too."""
    teach_textual(monkeypatch)


@pytest.fixture
def stage() -> Iterator[Stage]:
    """A mock server of its own."""
    with closing(Stage("en")) as stage:
        yield stage


@dataclass(frozen=True)
class Run:
    """What an answers file led to, and every word about it."""

    queue: AccountQueue
    said: str

    @property
    def entry(self) -> QueueEntry:
        """The only account."""
        [entry] = self.queue.entries
        return entry


RunAnswers = Callable[..., Run]


@pytest.fixture
def run_answers(stage: Stage, tmp_path: Path) -> RunAnswers:
    """Let the text of an answers file answer for scenarios, or for invitations."""
    import asyncio

    def run(
        text: str,
        *given: str | Invitation,
        only_check: bool = False,
        vouched: Vouched | None = None,
        environment: dict[str, str] | None = None,
        patience: Patience | None = None,
    ) -> Run:
        said: list[str] = []
        invitations = [
            Invitation(stage.link(each)) if isinstance(each, str) else each for each in given
        ]
        queue = AccountQueue(invitations)
        file = read_answers(text.encode())
        secrets = take_secrets(
            file, environment or dict(ENVIRONMENT), folder=tmp_path, several=queue.is_several
        )
        renderer = AnswersRenderer(
            stage.journey(vouched, patience),
            queue,
            OpenedAnswers(file, secrets, tmp_path),
            said.append,
            only_check=only_check,
            is_in_time=patience.is_in_time if patience else lambda: True,
        )
        asyncio.run(renderer.run())
        return Run(queue, "\n".join(said))

    return run


async def stored(
    stage: Stage, scenario: str, believed: dict[str, str], token: str = TOKEN
) -> dict[str, bool]:
    """Ask the mock whether it stored this for a scenario's account."""
    async with httpx.AsyncClient(transport=stage.transport, base_url=stage.service.origin) as ask:
        answer = await ask.post(f"/_mock/accounts/{scenario}:{token}/verify", json=believed)
        if answer.status_code == httpx.codes.NOT_FOUND:
            return dict.fromkeys(believed, False)  # nobody ever saw the account
        answer.raise_for_status()
        found: dict[str, bool] = answer.json()
        return found
