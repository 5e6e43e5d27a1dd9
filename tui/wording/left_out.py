"""What lay among the mails and was not read, in words."""

from collections.abc import Mapping

from api_client.mail.activation_mail import MAX_MAIL
from api_client.mail.mailboxes import LeftOut
from tui.i18n import N_, _, plural

_REASONS: Mapping[str, str] = {
    "too-large": N_("{path}: This is over {n} MiB, larger than any activation mail."),
    "unreadable": N_("{path} cannot be read: {reason}"),
    "leads-elsewhere": N_(
        "{path} is a symbolic link to {reason}, outside this folder. It was not followed; "
        "name that file itself."
    ),
    "not-a-file": N_("{path} is no file; it was not read."),
    "folder": N_("{path} is a folder; the mails in it were not read. Name it too."),
}


def left_out_sentence(path: str, left_out: LeftOut) -> str:
    """What was not read, and why; `path` is where it lies."""
    return _(_REASONS[left_out.reason]).format(
        path=path, reason=left_out.detail, n=MAX_MAIL // 1024**2
    )


def passed_over_sentence(count: int) -> str:
    """How many other mails there were."""
    return plural(
        "{n} other mail has no activation link in it; it was passed over.",
        "{n} other mails have no activation link in them; they were passed over.",
        count,
    )


def given_again_sentence(count: int) -> str:
    """How many mails brought a link that another one had brought already."""
    return plural(
        "{n} link was there twice; its account is taken once.",
        "{n} links were there again; each account is taken once.",
        count,
    )


def further_sentence(count: int) -> str:
    """That there are more of these than were named."""
    return plural("And {n} more.", "And {n} more.", count)


def texts_read_sentence(count: int) -> str:
    """That there is no link in any of so many mails."""
    return _("{n} mails were read, and there is no activation link in any of them.").format(n=count)
