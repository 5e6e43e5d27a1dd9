"""One call of every kind, with marks that can be found again: what is judged in all answers."""

import json
from typing import Any

from api_client.operations import MAX_BODY_BYTES
from mock_server.verify.trial import Trial

TOUR_REQUESTS = 26


async def tour(trial: Trial) -> None:
    """Make the calls, unless they were made; the caller keeps their answers with all others."""
    if trial.shared.toured:
        return
    trial.shared.toured = True
    await _without_link(trial)
    await _with_live_link(trial)
    spent = await trial.spent()
    refused = trial.marks.refused(spent.activation)
    await trial.call("look", spent.link)
    await trial.call("commit", spent.link, spent.body, key=spent.key)
    await trial.call("commit", spent.link, refused, key=spent.key)
    await trial.call("commit", spent.link, spent.body, key="tour-9")
    for kind in trial.kinds():
        await trial.call("look", trial.link(kind))


async def _without_link(trial: Trial) -> None:
    call, mark = trial.call, trial.marks.mark
    await call("health", None)
    await call("look", None)
    await call("look", None, headers={"Authorization": f"Bearer 1~{mark('a mangled token')}"})
    await call.send("GET", "/v1/nowhere")
    await call.send("PUT", "/v1/activation")


async def _with_live_link(trial: Trial) -> None:
    call, link, marks = trial.call, trial.link(), trial.marks
    activation = await trial.look(link)
    await call.send("HEAD", "/v1/activation", call.proof(link))
    await call.send("GET", "/v1/activation/", call.proof(link))
    await call("check", link, marks.refused(activation))
    await call("commit", link, marks.refused(activation), key="tour-1")
    wrong: dict[str, Any] = {step: [marks.mark("a misplaced value")] for step in activation.steps}
    await call("commit", link, wrong, key="tour-2")
    await call("commit", link, raw=marks.mark("a broken body").encode(), key="tour-3")
    large = json.dumps({"password": marks.mark("a large body") * (MAX_BODY_BYTES // 10)}).encode()
    await call("commit", link, raw=large, key="tour-4")
    plain = {"Content-Type": "text/plain"}
    await call("commit", link, raw=marks.mark("a plain body").encode(), key="tour-5", headers=plain)
    await call("disown", link, {"confirm": marks.mark("an odd confirmation")})
    await call("renew", link)
