"""The receipt as a file, on request: text in the person's language, for its owner's eyes.

It holds what the account page and the done page show, and nothing secret.
"""

from collections.abc import Iterable, Mapping
from datetime import tzinfo
from pathlib import Path

from api_client.brands import brand_by_slug
from api_client.download import copies, download_folders
from api_client.models import Activation, Receipt, SecurityQuestion
from tui.i18n import _
from tui.private_file import write_own_file
from tui.terminal.environment import home_folder
from tui.terminal.presenter import told_in_full
from tui.terminal.sanitize import harmless
from tui.wording.account import account_facts
from tui.wording.addresses import address_words
from tui.wording.first_steps import first_steps, things_to_remember
from tui.wording.receipt import (
    demo_sentence,
    first_steps_heading,
    question_facts,
    receipt_label,
    remember_heading,
)
from tui.wording.steps import place_name, workspace_name
from tui.wording.times import local_day, local_time


def receipt_folders(environment: Mapping[str, str]) -> tuple[Path, ...]:
    """Where a receipt may go, the most fitting first: downloads, home, the current folder."""
    home = home_folder(environment)
    return download_folders(environment, home, Path.cwd())


def receipt_text(
    receipt: Receipt,
    activation: Activation,
    zone: tzinfo | None,
    *,
    demo: bool = False,
    email_login: bool = True,
    question: SecurityQuestion | None = None,
) -> str:
    """The receipt for people to read and keep; of a security question it holds no answer.

    Nothing in it is masked, in presenter mode neither: nobody sees it until its owner opens it.
    """
    with told_in_full():
        return _text(receipt, activation, zone, demo, email_login, question)


def _text(
    receipt: Receipt,
    activation: Activation,
    zone: tzinfo | None,
    demo: bool,
    email_login: bool,
    question: SecurityQuestion | None,
) -> str:
    brand = brand_by_slug(receipt.account.brand)
    facts = [
        (receipt_label("receipt_id"), receipt.receipt_id),
        (receipt_label("activated_at"), local_time(receipt.activated_at, zone)),
        *account_facts(receipt.account),
        (receipt_label("login_url"), address_words(receipt.login_url)),
    ]
    if receipt.workspace is not None:
        facts.append((place_name("workspace"), workspace_name(receipt.workspace)))
    facts += question_facts(question)
    width = max(len(label) for label, _value in facts) + 2
    lines = [*([brand.name] if brand else []), _("Confirmation of your account activation"), ""]
    if demo:
        lines += [demo_sentence(), ""]
    lines += [f"{label + ':':<{width}}{harmless(value)}" for label, value in facts]
    lines += ["", remember_heading(), things_to_remember(activation, email_login=email_login), ""]
    lines += [first_steps_heading(), *_steps(receipt, activation)]
    return "\n".join(lines) + "\n"


def _steps(receipt: Receipt, activation: Activation) -> Iterable[str]:
    for number, step in enumerate(first_steps(receipt, activation), 1):
        yield f"{number}. {harmless(step.text)}"
        if step.handoff is not None:
            yield f"   {step.handoff.address.url}"


def receipt_name(receipt: Receipt, zone: tzinfo | None) -> str:
    """The file's name, with the day of the activation as the receipt shows it."""
    day = local_day(receipt.activated_at, zone)
    return _("Activation-{day}.txt").format(day=day.isoformat())


def save_receipt(text: str, name: str, folders: Iterable[Path]) -> Path:
    """Write the receipt to the first folder that takes it, 0600, under a name not yet taken.

    Raises:
        OSError: no folder takes it; nothing is left behind.
    """
    failure: OSError = FileNotFoundError(name)
    for folder in folders:
        for copy in copies(name):
            try:
                write_own_file(folder / copy, text)
            except FileExistsError:
                continue
            except OSError as error:
                failure = error
                break
            return folder / copy
    raise failure
