"""What came of a run: lines for people, JSON, and JUnit's XML for machines that check."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from xml.etree import ElementTree

from mock_server.i18n import N_, _
from mock_server.verify.check import Check, CheckResult
from mock_server.verify.outcome import CheckOutcome
from mock_server.verify.plan import Announcement

OUTCOMES: tuple[CheckOutcome, ...] = ("held", "failed", "not tried")

_MARKS: Mapping[CheckOutcome, str] = {
    "held": N_("held"),
    "failed": N_("FAILED"),
    "not tried": N_("not tried"),
}
"""How an outcome is marked at the beginning of its line."""


def announced(said: Announcement, backend: str) -> list[str]:
    """What a run will do, in lines."""
    links = ", ".join(f"{count} {kind.replace('_', ' ')}" for kind, count in said.links.items())
    return [
        _("{n} checks of {backend}").format(n=said.checks, backend=backend),
        _("  at most {n} requests, {at_once} of them at once").format(
            n=said.requests, at_once=said.at_once
        ),
        _("  links needed: {links}. {used_up} of them are used up.").format(
            links=links or _("none"), used_up=said.used_up
        ),
        _("  at most {tokens} wrong tokens, and {mails} emails that the backend sends").format(
            tokens=said.wrong_tokens, mails=said.mails
        ),
    ]


def listed(checks: Iterable[Check]) -> list[str]:
    """Every check with its sentence and what it takes."""
    lines = []
    for check in checks:
        takes = (
            _("at most {n} requests, with --limits") if check.limits else _("at most {n} requests")
        )
        told = takes.format(n=check.most_requests)
        lines += [f"{check.id}  ({told}; “{check.heading}”)", f"  {check.sentence}"]
    return lines


def line(result: CheckResult, width: int) -> str:
    """One line for a result, and below it the evidence if there is any."""
    indent = max(len(_(mark)) for mark in _MARKS.values())
    mark = _(_MARKS[result.outcome])
    first = f"{mark:{indent}}  {result.check.id:{width}}  {result.check.sentence}"
    if not result.evidence:
        return first
    return f"{first}\n{'':{indent}}  {'':{width}}  {result.evidence}"


def summary(results: Sequence[CheckResult]) -> str:
    """How many of each outcome."""
    counts = Counter(result.outcome for result in results)
    return _("{held} held, {failed} failed, {untried} not tried").format(
        held=counts["held"], failed=counts["failed"], untried=counts["not tried"]
    )


def as_json(results: Sequence[CheckResult], said: Announcement, backend: str) -> str:
    """One object: the backend, what was announced, counts, and every check."""
    counts = Counter(result.outcome for result in results)
    sent = {
        "requests": said.requests,
        "links": dict(said.links),
        "wrong_tokens": said.wrong_tokens,
        "mails": said.mails,
    }
    told = {
        "backend": backend,
        "announced": sent,
        "counts": {outcome.replace(" ", "_"): counts[outcome] for outcome in OUTCOMES},
        "checks": [
            {
                "id": result.check.id,
                "sentence": result.check.sentence,
                "heading": result.check.heading,
                "outcome": result.outcome.replace(" ", "_"),
                "evidence": result.evidence,
                "answers": list(result.answers),
                "seconds": round(result.seconds, 3),
            }
            for result in results
        ],
    }
    return json.dumps(told, indent=2, ensure_ascii=False)


def as_junit(results: Sequence[CheckResult], backend: str) -> bytes:
    """JUnit's XML: a suite for each subject, a case for each check."""
    root = ElementTree.Element("testsuites", name=f"unify-mock verify {backend}")
    for subject in dict.fromkeys(result.check.subject for result in results):
        cases = [result for result in results if result.check.subject == subject]
        counts = Counter(result.outcome for result in cases)
        suite = ElementTree.SubElement(
            root,
            "testsuite",
            name=subject,
            tests=str(len(cases)),
            failures=str(counts["failed"]),
            skipped=str(counts["not tried"]),
            errors="0",
            time=f"{sum(result.seconds for result in cases):.3f}",
        )
        for result in cases:
            _case(suite, result)
    ElementTree.indent(root)
    text: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return text + b"\n"


def _case(suite: ElementTree.Element, result: CheckResult) -> None:
    case = ElementTree.SubElement(
        suite,
        "testcase",
        classname=result.check.subject,
        name=result.check.id,
        time=f"{result.seconds:.3f}",
    )
    if result.outcome == "failed":
        failure = ElementTree.SubElement(case, "failure", message=result.check.sentence)
        failure.text = result.evidence
    elif result.outcome == "not tried":
        ElementTree.SubElement(case, "skipped", message=result.evidence)
    if result.answers:
        ElementTree.SubElement(case, "system-out").text = "\n".join(result.answers)
