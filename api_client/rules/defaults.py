"""The default policies as data; the numbers also stand in where a policy leaves one out.

Sources: the vendor's published rules (knowledge base "New Password Reset Tool", 2020; the PIN
screen of its white-label guides; "How to update Security Question") and the published examples
1234, 7890, Abcd / 222, 050505, Aaa, ###. What the vendor does not publish (the exact lengths of
runs) is set so that its own examples hold.
"""

from api_client.models import AnswerPolicy, PasswordPolicy, PinPolicy, Rule

Blocks = tuple[tuple[int, int], ...]
"""Pairs (shortest block, times running)."""

PASSWORD_LENGTH = (8, 32)
PIN_LENGTH = (6, 10)
ANSWER_LENGTH = 5
SPECIALS = "!@#$%^&*."
RUN = 4
WHOLE_RUNS = 3
SAME = 3
PASSWORD_BLOCKS: Blocks = ((2, 3),)
PIN_BLOCKS: Blocks = ((2, 3), (3, 2))
SHARED_DIGITS = 6
EXTENSION_DIGITS = 3
COMMON_PIN_LENGTH = (6, 10)
VARIETY = 3

DEFAULT_PASSWORD_POLICY = PasswordPolicy(
    rules=(
        Rule(id="length", min=PASSWORD_LENGTH[0], max=PASSWORD_LENGTH[1]),
        Rule(id="charset"),
        Rule(id="letter"),
        Rule(id="number"),
        Rule(id="upper_or_special", specials=SPECIALS),
        Rule(id="sequential", run=RUN),
        Rule(id="repeating", same=SAME, blocks=PASSWORD_BLOCKS),
        Rule(id="account_info", digits=SHARED_DIGITS),
        Rule(id="common"),
    )
)

DEFAULT_PIN_POLICY = PinPolicy(
    rules=(
        Rule(id="digits_only"),
        Rule(id="length", min=PIN_LENGTH[0], max=PIN_LENGTH[1]),
        Rule(id="sequential", run=RUN, whole_runs=WHOLE_RUNS),
        Rule(id="repeating", same=SAME, blocks=PIN_BLOCKS),
        Rule(id="account_info", digits=SHARED_DIGITS, extension=EXTENSION_DIGITS),
        Rule(id="common", min=COMMON_PIN_LENGTH[0], max=COMMON_PIN_LENGTH[1]),
    ),
    advice=(Rule(id="date"), Rule(id="keypad")),
)

DEFAULT_ANSWER_POLICY = AnswerPolicy(
    rules=(
        Rule(id="length", min=ANSWER_LENGTH),
        Rule(id="printable"),
        Rule(id="variety", min=VARIETY),
        Rule(id="pattern"),
        Rule(id="echo"),
        Rule(id="account_info"),
        Rule(id="secret"),
        Rule(id="trivial"),
    )
)
