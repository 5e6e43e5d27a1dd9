"""What a card says against a mail is said alike on screens, in lines, without questions, to programs."""

import json
from datetime import timedelta

import pytest

from api_client.mail.trust import TrustFindingId, TrustStanding
from tests.activation_mail import SENDER, mail
from tests.answers.conftest import RunAnswers
from tests.answers.situations import FILES
from tests.answers.typist import talk
from tests.links import HOST, TOKEN, activation_link
from tests.told import as_objects
from tests.ui.stage import Stage, in_one_line, pasting, screen_text, settled
from tui.app.screens.trust_card import TrustCardScreen
from tui.journey.invitation import read_intake
from tui.wording.spoken_card import against_sentence

EVERYTHING = (FILES / "everything.toml").read_text("utf-8")
FOREIGN = activation_link("https://unify-aktivierung.example", "12").url()
PASSES = "Authentication-Results: mx.example; dkim=pass header.d=evil.example; dmarc=pass header.from=evil.example"

AGAINST: list[tuple[TrustFindingId, TrustStanding, str, str, str]] = [
    ("reply-elsewhere", "warning", "Reply-To: Telekom <hilfe@evil.example>\n", "", "Replies to the email go to hilfe@evil.example, not to the sender."),
    ("claim-elsewhere", "warning", PASSES + "\n", "", "According to the email, the check (DKIM, DMARC) was successful for evil.example. But the sender belongs to email.unifyoffice-telekom.ringcentral.com."),
    ("claim-fail", "warning", "Authentication-Results: mx.example; spf=fail smtp.mailfrom=x@evil.example\n", "", "According to the email, the sender did not pass the check that mx.example carried out (SPF, evil.example)."),
    ("link-elsewhere", "danger", "", f"<p><a href='{FOREIGN}'>oder hier</a></p>", "Other links in the email lead to unknown providers: unify-aktivierung.example."),
    ("anchor-disguised", "danger", "", f"<p><a href='https://evil.example/login'>https://{HOST}/rc-web/</a></p>", f"Another link in the email shows https://{HOST}/rc-web/ but leads to evil.example."),
    ("anchor-disguised", "danger", "", f"<p><a href='https://evil.example/login'>Konto auf {HOST} aktivieren</a></p>", f"Another link in the email shows Konto auf {HOST} aktivieren but leads to evil.example."),
]  # fmt: skip
of_each_finding = pytest.mark.parametrize(
    ("finding", "standing", "head", "more", "sentence"), AGAINST, ids=lambda value: str(value)[:16]
)


def source(stage: Stage, head: str, more: str) -> str:
    """A mail to the mock's own account that has a known sender and subject, and one flaw."""
    link = stage.service.link("ok.de", token=TOKEN)
    sent_at = stage.service.clock.now() - timedelta(hours=3)
    whole = mail(link, sent_at, shown="Konto aktivieren" if more else "")
    assert SENDER in whole
    return head + whole.replace("</p>", f"</p>{more}", 1)


@of_each_finding
async def test_screens_say_it(
    stage: Stage,
    finding: TrustFindingId,
    standing: TrustStanding,
    head: str,
    more: str,
    sentence: str,
) -> None:
    app = stage.app(None)
    async with app.run_test(size=(200, 50)) as pilot:
        await settled(pilot)
        await pasting(source(stage, head, more))(pilot)
        if "Several links found" in in_one_line(screen_text(pilot)):
            await pilot.press("enter")
            await settled(pilot)
        assert isinstance(app.screen, TrustCardScreen)
        assert sentence in in_one_line(screen_text(pilot))


@of_each_finding
def test_lines_answers_and_programs_say_the_same(
    run_answers: RunAnswers,
    stage: Stage,
    finding: TrustFindingId,
    standing: TrustStanding,
    head: str,
    more: str,
    sentence: str,
) -> None:
    invitation = read_intake(source(stage, head, more)).invitations[0]
    _queue, lines = talk(stage.journey(), invitation, iter(["n"]))
    assert sentence in in_one_line(lines)
    run = run_answers(EVERYTHING, invitation)
    assert against_sentence(standing, sentence) in run.said
    [line] = as_objects(run.queue)
    told = json.loads(line)["warnings"]
    assert {"id": finding, "standing": standing, "text": sentence} in told
    assert TOKEN not in line
