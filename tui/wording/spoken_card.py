"""What is known of a mail or a link for the ear: each danger is heard as one."""

from datetime import tzinfo

from api_client.mail.trust import TrustStanding
from tui.i18n import _
from tui.journey.trust_card import TrustCard
from tui.wording.sentences import as_sentence
from tui.wording.trust import card_sentences


def spoken_card(card: TrustCard, zone: tzinfo | None) -> list[str]:
    """All findings: what speaks against it first, then under headings of their own the others."""
    said: dict[TrustStanding, list[str]] = {}
    for standing, sentence in card_sentences(card, zone):
        said.setdefault(standing, []).append(as_sentence(sentence))
    is_mail = card.invitation.mail is not None
    told = [
        _("Details of this email:") if is_mail else _("Details of this link:"),
        *(against_sentence("danger", each) for each in said.get("danger", [])),
        *(against_sentence("warning", each) for each in said.get("warning", [])),
    ]
    if good := said.get("good"):
        told.append(
            _("This suggests that the email is genuine:")
            if is_mail
            else _("This suggests that the link is genuine:")
        )
        told += good
    if notices := said.get("notice"):
        told += [_("Further details:"), *notices]
    return told


def against_sentence(standing: TrustStanding, text: str) -> str:
    """Something that speaks against it: a danger that no one should pass by, or else a doubt."""
    if standing == "danger":
        return _("Danger: {text}").format(text=text)
    return _("Warning: {text}").format(text=text)
