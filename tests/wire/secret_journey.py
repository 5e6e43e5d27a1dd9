"""Everything a client may do with secrets that are found wherever they turn up."""

import httpx

from tests.wire.asking import Asker

TOKEN = "badc0ffee0ddf00dbadc0ffee0ddf00d"
PASSWORD, PIN, ANSWER = "Geheimnisvoll7#K", "739164", "Zwiebelturm Hinterzarten"
SECRETS = (TOKEN, PASSWORD, PIN, ANSWER, ANSWER.casefold())
BODY = {
    "password": PASSWORD,
    "pin": PIN,
    "security_question": {"id": "school_trip", "answer": ANSWER},
    "workspace": "web_browser",
}


def holds_no_secret(text: str | bytes) -> bool:
    shown = text if isinstance(text, str) else text.decode("utf-8", "replace")
    return not any(secret in shown for secret in SECRETS)


async def whole_journey(ask: Asker, link: str) -> list[httpx.Response]:
    """Everything a client may do with its secrets, the wrong things included."""
    odd = BODY | {PASSWORD: PASSWORD, "pin": [PIN]}
    return [
        await ask("look", link),
        await ask("check", link, BODY),
        await ask("check", link, odd),
        await ask("check", link, raw=f'{{"{PASSWORD}": {PIN}, "{PASSWORD}": '.encode()),
        await ask("check", link, raw=PASSWORD.encode()),
        await ask("commit", link, BODY),
        await ask("commit", link, BODY | {"pin": PASSWORD}, key="k"),
        await ask("commit", link, BODY, key="k", headers={"Accept-Language": PASSWORD}),
        await ask("commit", link, BODY, key="k"),
        await ask("commit", link, BODY | {"pin": "000000"}, key="k"),
        await ask("look", link),
        await ask.client.get(f"/v1/activation/{TOKEN}"),
        await ask.client.get(f"/rc-web/confirmation/default.html?ok:{TOKEN}"),
        await ask(
            "commit", link, BODY | {PASSWORD: TOKEN}, headers={"Cookie": f"{PASSWORD}={PIN}"}
        ),
        await ask.client.get(f"/v1/activation?{TOKEN}", headers={"Accept": PASSWORD}),
        *await at_the_doors(ask.client),
    ]


async def at_the_doors(client: httpx.AsyncClient) -> list[httpx.Response]:
    """The right secrets, wrong ones, and ones that were put in the wrong place."""
    answers = []
    for path, member, secret in (("/signin", "password", PASSWORD), ("/voicemail", "pin", PIN)):
        whose = "email" if path == "/signin" else "number"
        for typed in (
            {whose: "eva.luehe@beispiel-gmbh.example", member: secret},
            {whose: "815", member: secret, "account": f"ok:{TOKEN}"},
            {whose: "815", secret: secret},
            {member: secret},
        ):
            answers.append(await client.post(path, json=typed))
            answers.append(await client.post(path, data=typed))
        answers.append(await client.post(path, content=secret))
    return answers
