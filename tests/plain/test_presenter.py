"""Presenter mode where there are lines: in the dialogue, at the end, in what goes wrong."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.checkout import MAILS
from tests.plain.conftest import Converse
from tests.plain.test_transcripts import ACCOUNT, ACTIVATE, CHOICES
from tests.presented import RECEIPT, SOMEBODY, give_everybody_the_name, of_facts, seen_of, telling
from tests.told import as_words
from tests.ui.stage import Stage
from tui.cli.main import run
from tui.exit_codes import Exit
from tui.journey.account_queue import AccountQueue
from tui.journey.invitation import Invitation, read_intake
from tui.terminal.presenter import use_presenter_mode
from tui.wording.identity import presenter_sentence

SECRET = {RECEIPT.casefold(), *telling(SOMEBODY.values())}


@pytest.fixture(autouse=True)
def _presenting() -> Iterator[None]:
    use_presenter_mode(True)
    yield
    use_presenter_mode(False)


def test_a_whole_journey_and_what_is_left_of_it_tell_nobody(
    stage: Stage, converse: Converse
) -> None:
    give_everybody_the_name(stage)
    talk = converse(stage.link("ok"), [*ACCOUNT, *CHOICES, *ACTIVATE])
    left = "\n".join(as_words(talk.queue))
    assert talk.queue.exit_code() == Exit.ACTIVE
    assert presenter_sentence() in " ".join(talk.said.split())
    assert seen_of(SECRET, talk.said + left) == set()
    assert "Z••• Q•••" in talk.said
    assert "z•••@p•••" in left


def test_a_mail_and_a_list_of_accounts_tell_nobody(stage: Stage, converse: Converse) -> None:
    give_everybody_the_name(stage)
    [from_mail] = read_intake(
        (MAILS / "telekom.eml").read_bytes(), source="/home/quorvex/zyxwina.eml"
    ).invitations
    assert from_mail.mail is not None
    queue = AccountQueue([from_mail, Invitation(stage.link("ok"))])
    talk = converse(queue, ["1", "y", "1", "2", "y", "<", "<", "y"])
    left = "\n".join(as_words(talk.queue))
    whose = SECRET | of_facts(from_mail.mail.facts) | {from_mail.link.account_id}
    assert "1. " in talk.said
    assert seen_of(whose, talk.said + left) == set()
    assert "support@email.unifyoffice-telekom.ringcentral.com" in talk.said


@pytest.mark.parametrize(
    "arguments",
    [
        ["zyxwina-quorvex.eml"],
        ["{home}/zyxwina-quorvex"],
        ["{home}/empty-quorvex.eml"],
        ["--answers", "{home}/quorvex.toml", "{home}/plimpfwerke.eml"],
        ["doctor", "--answers", "{home}/quorvex.toml"],
    ],
    ids=" ".join,
)
def test_what_goes_wrong_names_no_file_as_somebody_called_it(
    arguments: list[str], tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    home = tmp_path / "quorvex"
    (home / "zyxwina-quorvex").mkdir(parents=True)
    (home / "empty-quorvex.eml").write_text("From: zyxwina@plimpfwerke.test\nSubject: Wudd\n\nHi\n")
    (home / "plimpfwerke.eml").write_bytes((MAILS / "telekom.eml").read_bytes())
    (home / "quorvex.toml").write_text(
        'accounts."zyxwina@plimpfwerke.test".pin = { file = "plimpfwerke.pin" }\nno = 1\n'
    )
    run([*(each.format(home=home) for each in arguments), "--presenter"])
    told = capfd.readouterr()
    assert seen_of(SECRET, told.out + told.err) == set()
    assert "•••" in told.err + told.out
