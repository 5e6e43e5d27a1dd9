"""What two answers about one link tell differently, in sentences."""

from collections.abc import Mapping
from datetime import datetime, tzinfo
from typing import TYPE_CHECKING, cast

from tui.i18n import N_, _
from tui.journey.consistency import AnswersDisagree, Disagreement, HeldFact
from tui.terminal.sanitize import harmless
from tui.wording.account import fact_label
from tui.wording.identity import shown_email, shown_name
from tui.wording.receipt import receipt_label
from tui.wording.steps import place_name, workspace_name
from tui.wording.times import local_time

if TYPE_CHECKING:
    from api_client.models import WorkspaceKind

_LONGEST = 50
"""Characters of a value, so that no long one pushes the next out of sight."""

_BY_LOOK = N_("{what}: The server first said {before}, but now it says {after}.")

_BY_RECEIPT: Mapping[HeldFact, str] = {
    "email": N_("{what}: The server first said {before}, the confirmation says {after}."),
    "company": N_("{what}: The server first said {before}, the confirmation says {after}."),
    "workspace": N_("{what}: You chose {before}, the confirmation says {after}."),
    "activated_at": N_("{what}: The confirmation says {after}, the server’s clock says {before}."),
}


def disagreement_sentences(problem: AnswersDisagree, zone: tzinfo | None) -> list[str]:
    """What was looked at or chosen and what the later answer says, a sentence for each fact."""
    said = []
    for each in problem.disagreements:
        text = _BY_RECEIPT[each.fact] if problem.in_receipt else _BY_LOOK
        said.append(
            _(text).format(
                what=_label(each.fact),
                before=_value(each, each.before, zone),
                after=_value(each, each.after, zone),
            )
        )
    return said


def _label(fact: HeldFact) -> str:
    if fact == "workspace":
        return place_name("workspace")
    if fact == "activated_at":
        return receipt_label("activated_at")
    return fact_label("login_email" if fact == "email" else "company")


def _value(of: Disagreement, value: str | datetime, zone: tzinfo | None) -> str:
    if isinstance(value, datetime):
        return local_time(value, zone)
    if of.fact == "workspace":
        return workspace_name(cast("WorkspaceKind", value))
    show = shown_email if of.fact == "email" else shown_name
    return harmless(show(value), limit=_LONGEST)
