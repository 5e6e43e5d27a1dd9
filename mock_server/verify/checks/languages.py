"""Languages: problems and verdicts speak German or English, as Accept-Language asks."""

from api_client.models import Activation, Verdicts
from mock_server.verify.check import Check, Needs
from mock_server.verify.exchange import Exchange
from mock_server.verify.expected import (
    expect,
    expect_model,
    expect_offered,
    expect_problem,
    expect_success,
)
from mock_server.verify.trial import Trial

_ASKED = {
    "de": "de",
    "de-AT, en;q=0.5": "de",
    "en-GB": "en",
    "en;q=0.2, de;q=0.1": "en",
    "en;q=0.2, de;q=0.9": "de",
    "de;q=0.1, en": "en",
    "de;q=0, en;q=0.1": "en",
    "en;q=0.5, de;q=0.5": "en",
    "de;q=0.5, en;q=0.5": "de",
    "en-US, en;q=0.9, de;q=0.5": "en",
    "fr, de;q=0.4, *;q=0.1": "de",
    "en, *": "en",
    "*": "en",
    "fr, *;q=0.5": "en",
}
_ODD = (";;;q=x", ",", "de;q=x", "*", "x" * 2000)


async def _problem(trial: Trial, asked: str) -> Exchange:
    answer = await trial.call("look", None, headers={"Accept-Language": asked})
    return expect_problem(answer, "unauthorized", what=asked[:20])


async def _asked_for(trial: Trial) -> None:
    titles: dict[str, set[str]] = {"de": set(), "en": set()}
    for asked, language in _ASKED.items():
        answer = await _problem(trial, asked)
        told = answer.headers.get("content-language", "").lower()
        expect(told.partition("-")[0] == language, f"{asked}: Content-Language is not {language}")
        titles[language].add(str(answer.members.get("title")))
    expect(all(len(each) == 1 for each in titles.values()), "one language has several titles")
    expect(titles["de"] != titles["en"], "German and English have the same title")


async def _any_other(trial: Trial) -> None:
    answer = await _problem(trial, "fr")
    told = answer.headers.get("content-language", "").lower().partition("-")[0]
    expect(told == "en", "fr: Content-Language is not en")


async def _odd(trial: Trial) -> None:
    for asked in _ODD:
        await _problem(trial, asked)


async def _verdicts(trial: Trial) -> None:
    activation = await trial.look(trial.link())
    body, messages, own = trial.marks.refused(activation), [], []
    for language in ("de", "en"):
        head = {"Accept-Language": language}
        answer = await trial.call("check", trial.link(), body, headers=head)
        told = expect_model(expect_success(expect_offered(answer)), Verdicts).verdicts
        messages.append([verdict.message for verdict in told if not verdict.met])
        own.append([(v.rule, v.message) for v in told if v.rule in _own_rules(activation)])
    expect(messages[0] != messages[1], "verdicts have the same messages in German and English")
    alike = [rule for rule, message in own[0] if (rule, message) in own[1]]
    expect(not alike, f"one message in German and English: {', '.join(alike)}")


def _own_rules(activation: Activation) -> set[str]:
    """The ids of rules that say themselves what they are, in other words in each language."""
    policies = (activation.password_policy, activation.pin_policy, activation.answer_policy)
    rules = [rule for policy in policies for rule in policy.rules]
    return {rule.id for rule in rules if rule.text is not None and rule.text.de != rule.text.en}


CHECKS = (
    Check(
        "languages.asked-for",
        "Problems speak the language of Accept-Language by its weights, and Content-Language "
        "names it.",
        _asked_for,
        len(_ASKED),
    ),
    Check(
        "languages.others",
        "Whoever asks for neither German nor English gets English.",
        _any_other,
        1,
    ),
    Check(
        "languages.odd",
        "An Accept-Language that makes no sense is no failure.",
        _odd,
        len(_ODD),
    ),
    Check(
        "languages.verdicts",
        "Messages of verdicts, those of your own rules too, speak the language that was asked for.",
        _verdicts,
        3,
        Needs(shares=("fresh",)),
    ),
)
