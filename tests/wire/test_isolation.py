"""Two testers on one server: each with tokens of their own, neither notices the other."""

import asyncio
from dataclasses import dataclass
from typing import Any

import httpx
from hypothesis import example, given, settings
from hypothesis import strategies as st

from mock_server.app import create_app
from mock_server.state.service import MockService
from tests.wire.asking import WHOLE, Asker, bearer_of

SCENARIOS = ("ok", "expired", "main-user.ttl-5m", "pwned", "ok.look-503-7", "ok.download-503")
TOKENS = {"Anna": "aaaa0000" + "1" * 24, "Ben": "bbbb0000" + "2" * 24}


@dataclass(frozen=True)
class Step:
    """Something a tester does; `scenario` says with which of their accounts."""

    who: str
    what: str
    scenario: str


steps = st.lists(
    st.builds(
        Step,
        who=st.sampled_from([*TOKENS]),
        what=st.sampled_from(
            [
                *("look", "check", "commit", "commit again", "renew", "disown", "download"),
                *("lock", "unlock", "revoke", "resend", "advance", "go back", "own time"),
                *("fault", "clear faults", "reset", "reset all mine", "forget journal", "sign in"),
            ]
        ),
        scenario=st.sampled_from(SCENARIOS),
    ),
    max_size=25,
)


class Someone:
    """One tester, and all that they get to see."""

    def __init__(self, name: str, client: httpx.AsyncClient) -> None:
        self.token = TOKENS[name]
        self.client = client
        self.ask = Asker(client)

    async def do(self, step: Step) -> object:
        """Do it; gives what came of it."""
        name = f"{step.scenario}:{self.token}"
        answer = await self._answer(step.what, name)
        is_json = "json" in answer.headers.get("content-type", "")
        content = answer.json() if is_json and answer.content else None  # to HEAD, no content
        if isinstance(content, dict):
            content.pop("id", None)  # rules are numbered in the order they come
        return answer.status_code, content, answer.headers["date"]

    async def _answer(self, what: str, name: str) -> httpx.Response:
        link, account = f"?{name}", {"account": name}
        match what:
            case "look" | "renew":
                return await self.ask(what, link)
            case "check":
                return await self.ask("check", link, {"pin": "482913"})
            case "commit":
                return await self.ask.commit(link)
            case "commit again":
                return await self.ask.commit(link, WHOLE | {"workspace": "desktop_app"}, key="k2")
            case "disown":
                return await self.ask("disown", link, {"confirm": True})
            case "download":
                return await self._download(link)
            case "lock" | "unlock" | "revoke" | "resend":
                return await self.client.post(f"/_mock/accounts/{name}/{what}")
            case "advance" | "go back":
                by = "PT7H" if what == "advance" else "-PT5H"
                return await self.client.put("/_mock/clock", params=account, json={"advance": by})
            case "own time":
                return await self.client.delete("/_mock/clock", params=account)
            case "fault":
                rule = {"fault": "429-9", "times": 2, **account}
                return await self.client.post("/_mock/faults", json=rule)
            case "clear faults":
                return await self.client.delete("/_mock/faults", params=account)
            case "reset":
                return await self.client.post("/_mock/reset", params=account)
            case "reset all mine":
                prefix = {"prefix": self.token[:8]}
                return await self.client.post("/_mock/reset", params=prefix)
            case "forget journal":
                return await self.client.delete("/_mock/requests", params=account)
            case _:
                mine = {"email": "eva.luehe@beispiel-gmbh.example", "password": "x", **account}
                return await self.client.post("/signin", json=mine)

    async def _download(self, link: str) -> httpx.Response:
        looked = await self.client.get("/v1/activation", headers={"Authorization": bearer_of(link)})
        if not looked.is_success:
            return looked
        return await self.client.head(looked.json()["workspaces"][0]["url"])

    async def see(self) -> list[Any]:
        """Everything that can be seen of their accounts."""
        seen: list[Any] = []
        for scenario in SCENARIOS:
            name = f"{scenario}:{self.token}"
            account = {"account": name}
            seen.append((await self.client.get(f"/_mock/accounts/{name}")).json())
            for call in ("clock", "faults", "requests", "mails"):
                content = (await self.client.get(f"/_mock/{call}", params=account)).json()
                seen.append([_unnumbered(each) for each in content] if content else content)
        return seen


def _unnumbered(told: Any) -> Any:
    """Without numbers that count for all, and the world's time."""
    left_out = ("id", "wall_time", "message_id")
    return (
        {name: value for name, value in told.items() if name not in left_out}
        if isinstance(told, dict)
        else told
    )


async def seen_when(taken: list[Step]) -> dict[str, tuple[list[object], list[Any]]]:
    """What each tester gets as answers, and sees at the end, when these steps are taken."""
    service = MockService.in_memory()
    transport = httpx.ASGITransport(create_app(service))
    async with httpx.AsyncClient(transport=transport, base_url=service.origin) as client:
        testers = {name: Someone(name, client) for name in TOKENS}
        answers = [(step.who, await testers[step.who].do(step)) for step in taken]
        seen = {
            who: ([answer for name, answer in answers if name == who], await tester.see())
            for who, tester in testers.items()
        }
    service.close()
    return seen


@settings(max_examples=12)
@given(taken=steps)
@example(taken=[Step("Anna", "look", "expired"), Step("Ben", "renew", "expired")])
def test_what_one_sees_does_not_depend_on_what_the_other_does(taken: list[Step]) -> None:
    together = asyncio.run(seen_when(taken))
    for who in TOKENS:
        alone = asyncio.run(seen_when([step for step in taken if step.who == who]))
        assert together[who] == alone[who]


def test_the_other_would_be_noticed_if_the_tokens_were_the_same() -> None:
    mine, yours = Step("Anna", "look", "ok"), Step("Anna", "lock", "ok")
    alone, together = asyncio.run(seen_when([mine])), asyncio.run(seen_when([yours, mine]))
    assert alone["Anna"] != together["Anna"]
