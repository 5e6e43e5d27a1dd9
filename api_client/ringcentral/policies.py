"""The platform's own rules, as far as they are published; its word decides in the end.

Sources: the vendor's knowledge base, "New Password Reset Tool" (2020) and the same text in a
partner's help pages; the PIN screens in two universities' help pages and a partner's guide; "How to
update Security Question" (2018). No list of common passwords, no set of characters and no rule
about an answer's content is published, so none is here. How long a run may be is not published
either: it is set so that the published examples hold (1234, 7890, Abcd; 222, 050505, Aaa, ###).
Numbers that are left out are those of the default policies.
"""

from api_client.models import AnswerPolicy, PasswordPolicy, PinPolicy, Rule

PASSWORD_POLICY = PasswordPolicy(
    rules=(
        Rule(id="length", min=8, max=32),
        Rule(id="letter"),
        Rule(id="number"),
        Rule(id="upper_or_special"),
        Rule(id="sequential"),
        Rule(id="repeating", blocks=((2, 3),)),
        Rule(id="account_info"),
    )
)

PIN_POLICY = PinPolicy(
    rules=(
        Rule(id="digits_only"),
        Rule(id="length", min=6, max=10),
        Rule(id="sequential"),
        Rule(id="repeating", blocks=((2, 3),)),
        Rule(id="account_info"),
    ),
    advice=(Rule(id="date"), Rule(id="keypad")),
)

ANSWER_POLICY = AnswerPolicy(rules=(Rule(id="length", min=5),))
