"""A rule that both ends can judge, whatever the numbers of a policy: one row of the tables here."""

from dataclasses import dataclass
from functools import lru_cache

from api_client.models import Rule, Text
from api_client.rules.verdict import Judge


@dataclass(frozen=True, slots=True)
class RuleKind:
    """One rule of a field.

    Attributes:
        default: the rule as the default policy has it; its numbers stand in where another policy
            leaves one out.
        judge: whether a typed value keeps it, and whether typing on could mend what is broken.
        text: what it demands, as a server tells it of a value that keeps it; `{min}`, `{max}` and
            `{specials}` come from the rule of the policy in force. The app has shorter words of
            its own.
        refusal: what is wrong with a value that breaks it, as a server tells it; filled in alike.
    """

    default: Rule
    judge: Judge
    text: Text
    refusal: Text

    def completed(self, rule: Rule) -> Rule:
        """A policy's rule of this kind, with every number it leaves out."""
        return rule if rule is self.default else _completed(self.default, rule)


@lru_cache(maxsize=256)
def _completed(default: Rule, rule: Rule) -> Rule:
    given = {name: value for name, value in rule if value is not None}
    return default.model_copy(update=given)


def kinds(*rows: RuleKind) -> dict[str, RuleKind]:
    """The rows of a table by the ids of their rules, in display order."""
    return {row.default.id: row for row in rows}
