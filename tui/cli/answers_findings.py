"""What an unattended run would find of its answers file, told before there is one."""

from collections.abc import Iterator

from api_client.models import STEPS
from tui.answers.errors import AnswersFault, AnswersUnusable
from tui.answers.opened_answers import OpenedAnswers
from tui.answers.parser import key_name
from tui.answers.schema import EMAIL, Source
from tui.answers.secret_places import SecretUnusable, file_path
from tui.cli.answers_file import answers_name, load_answers
from tui.cli.findings import DoctorFinding
from tui.exit_codes import Exit
from tui.i18n import _
from tui.wording.answers import fault_sentence


def answers_findings(named: str) -> list[DoctorFinding]:
    """What is missing for the answers in a file; its secrets are read as a run would read them.

    Each account's own table counts, whether or not the next run is about that account.
    """
    try:
        opened = load_answers(named, several=False)
    except AnswersUnusable as unusable:
        return [_bad(named, each) for each in unusable.faults]
    found = [*_of_each_account(named, opened), *_for_one_alone(opened), *_not_chosen(opened)]
    if not any(each.standing == "bad" for each in found):
        said = _(
            "The answers file can be used. All passwords, PINs and answers that it names "
            "directly were found."
        )
        found.insert(0, DoctorFinding("good", said, "answers", Exit.USAGE))
    return found


def _of_each_account(named: str, opened: OpenedAnswers) -> Iterator[DoctorFinding]:
    """References with an address in their name: there is at least the folder they lie in."""
    for place, source in opened.file.all_sources():
        if not source.is_for_each:
            continue
        if fault := _no_folder(opened, source):
            yield _bad(named, AnswersFault(fault.kind, key_name(place), values=fault.values))
        said = _(
            "{key}: Every account has its own value. Whether it exists is only checked "
            "during an activation."
        )
        yield DoctorFinding("notice", said.format(key=key_name(place)), "each-account", Exit.USAGE)


def _no_folder(opened: OpenedAnswers, source: Source) -> SecretUnusable | None:
    if source.file is None:
        return None
    try:
        folder = file_path(opened.folder, source.file).parent
    except SecretUnusable as unusable:
        return unusable
    if EMAIL in str(folder) or folder.is_dir():
        return None
    return SecretUnusable("unreadable", file=str(folder), reason=_("This folder does not exist."))


def _for_one_alone(opened: OpenedAnswers) -> Iterator[DoctorFinding]:
    for place, source in opened.file.sources():
        if source.generate is not None and not source.is_for_each:
            said = _(
                "{key}: This file is for one account only. For several accounts, write "
                "{{email}} in the file name."
            )
            yield DoctorFinding(
                "notice", said.format(key=key_name(place)), "one-account", Exit.USAGE
            )


def _not_chosen(opened: OpenedAnswers) -> Iterator[DoctorFinding]:
    """Steps that only an account with a table of its own, or without that step, gets past."""
    steps = ", ".join(key_name((step,)) for step in STEPS if not opened.file.has(step))
    if steps:
        said = _(
            "The answers file has no entry for: {steps}. Accounts that need one will not "
            "be activated."
        )
        yield DoctorFinding("notice", said.format(steps=steps), "not-chosen", Exit.USAGE)


def _bad(named: str, fault: AnswersFault) -> DoctorFinding:
    said = fault_sentence(answers_name(named), fault.kind, fault.where, fault.line, fault.values)
    return DoctorFinding("bad", said, f"answers-{fault.kind}", Exit.USAGE)
