"""What came of a run: lines for people, JSON, and JUnit's XML for machines that check."""

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from xml.etree import ElementTree

from mock_server.verify.check import Check, CheckResult
from mock_server.verify.outcome import CheckOutcome
from mock_server.verify.plan import Announcement

OUTCOMES: tuple[CheckOutcome, ...] = ("held", "failed", "not tried")


def announced(said: Announcement, backend: str) -> list[str]:
    """What a run will do, in lines."""
    links = ", ".join(f"{count} {kind.replace('_', ' ')}" for kind, count in said.links.items())
    return [
        f"{said.checks} checks of {backend}",
        f"  at most {said.requests} requests, {said.at_once} of them at once",
        f"  links asked for: {links or 'none'}; {said.used_up} of them are used up",
        f"  at most {said.wrong_tokens} wrong tokens, and {said.mails} mails that the backend sends",
    ]


def listed(checks: Iterable[Check]) -> list[str]:
    """Every check with its sentence and what it takes."""
    lines = []
    for check in checks:
        limits = ", with --limits" if check.limits else ""
        told = f"at most {check.most_requests} requests{limits}; “{check.heading}”"
        lines += [f"{check.id}  ({told})", f"  {check.sentence}"]
    return lines


def line(result: CheckResult, width: int) -> str:
    """One line for a result, and below it the evidence if there is any."""
    mark = {"held": "held     ", "failed": "FAILED   ", "not tried": "not tried"}[result.outcome]
    first = f"{mark}  {result.check.id:{width}}  {result.check.sentence}"
    return f"{first}\n{'':11}{'':{width}}  {result.evidence}" if result.evidence else first


def summary(results: Sequence[CheckResult]) -> str:
    """How many of each outcome."""
    counts = Counter(result.outcome for result in results)
    return ", ".join(f"{counts[outcome]} {outcome}" for outcome in OUTCOMES)


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
