"""What lay among the mails and was not read, in words."""

from collections.abc import Mapping

from api_client.mail.activation_mail import MAX_MAIL
from api_client.mail.mailboxes import LeftOut
from tui.i18n import N_, _, plural
from tui.wording.identity import shown_path
from tui.wording.system_reasons import system_reason

_REASONS: Mapping[str, str] = {
    "too-large": N_(
        "{path} was not read. The file is larger than {n}\xa0MiB and therefore too "
        "large for an activation email."
    ),
    "unreadable": N_("{path} cannot be read: {reason}"),
    "leads-elsewhere": N_(
        "{path} was not read. It is a symbolic link to {reason}, outside this folder. If you "
        "need that file, name it directly."
    ),
    "not-a-file": N_("{path} is not a file and was not read."),
    "folder": N_(
        "{path} is a folder and was not read. If you need the emails in this folder, "
        "name it as well."
    ),
}


def left_out_sentence(path: str, left_out: LeftOut) -> str:
    """What was not read, and why; `path` is where it lies."""
    return _(_REASONS[left_out.reason]).format(
        path=shown_path(path), reason=system_reason(_reason(left_out)), n=MAX_MAIL // 1024**2
    )


def _reason(left_out: LeftOut) -> str:
    """What the system says, or where a symbolic link leads."""
    is_path = left_out.reason == "leads-elsewhere"
    return shown_path(left_out.detail) if is_path else left_out.detail


def passed_over_sentence(count: int) -> str:
    """How many other mails there were."""
    return plural(
        "{n} other email does not contain an activation link and was skipped.",
        "{n} other emails do not contain an activation link and were skipped.",
        count,
    )


def given_again_sentence(count: int) -> str:
    """How many mails brought a link that another one had brought already."""
    return plural(
        "{n}\xa0link was found twice. Its account is activated only once.",
        "{n}\xa0links were found more than once. Each account is activated only once.",
        count,
    )


def further_sentence(count: int) -> str:
    """That there are more of these than were named."""
    return plural(
        "{n} more entry was not read either.", "{n} more entries were not read either.", count
    )


def texts_read_sentence(count: int) -> str:
    """That there is no link in any of so many mails."""
    return _("{n}\xa0emails were read. None of them contains an activation link.").format(n=count)
