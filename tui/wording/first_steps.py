"""What to remember, and what to do first with an active account."""

from collections.abc import Mapping, Sequence

from api_client.models import Activation, Receipt, Step
from tui.language import N_, _
from tui.wording.places import platform_name

_REMEMBER: Mapping[Step, str] = {
    "password": N_("your password"),
    "pin": N_("your PIN"),
    "security_question": N_("the security question and your answer"),
}


def things_to_remember(steps: Sequence[Step]) -> str:
    """What was chosen and is needed again, named but never shown."""
    things = [
        _("your e-mail address"),
        *(_(_REMEMBER[step]) for step in steps if step in _REMEMBER),
    ]
    return " · ".join(things)


def first_steps(receipt: Receipt, activation: Activation) -> list[tuple[str, str]]:
    """The first steps as number and text; a main user's begin with the company's set-up.

    A text without a number belongs to the step before it.
    """
    steps: list[tuple[str, ...]] = []
    if receipt.account.role == "main_user":
        steps.append((_("Set up the company: greeting, call handling, further users."),))
    if receipt.workspace == "desktop_app":
        steps.append((_("Download the app, install it and sign in:"), *_apps(activation)))
    else:
        steps.append((_("Sign in with your browser at the address above."),))
    if "pin" in activation.steps:
        steps.append((_("Listen to your voicemail once; the PIN opens it."),))
    url = receipt.first_steps_url or activation.first_steps_url
    if url:
        steps.append((_("First steps for new users: {url}").format(url=url),))
    return [
        ("" if index else f"{number}.", line)
        for number, step in enumerate(steps, 1)
        for index, line in enumerate(step)
    ]


def _apps(activation: Activation) -> list[str]:
    apps = [place for place in activation.workspaces if place.kind == "desktop_app"]
    return [f"{platform_name(app.platform)}: {app.url}".removeprefix(": ") for app in apps]
