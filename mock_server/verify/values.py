"""Tables of values around the edges of the published rules: what each is, and the value.

Values are public: none of them is ever committed.
"""

from api_client.models import Account, AnswerPolicy, PasswordPolicy, PinPolicy, Policy, Rule
from api_client.rules import completed

Values = list[tuple[str, str]]

_FILLING = "Kq7-Wz4!Mt9.Xb2_Rf6-Hv8!Jd3.Pn5_Gc7-Ly4!Sk9.Tw2_Bz6-Qm8!Vh3.Dx5_"
"""Keeps every default rule wherever it is cut off from eight characters on."""

_DIGITS = "4829163075281946"
"""Of it, every beginning from six digits on keeps every default rule for a PIN."""

_MOST = 64


def _limits(field: str, policy: Policy, most: int = _MOST) -> tuple[int, int]:
    rule = next((rule for rule in policy.rules if rule.id == "length"), Rule(id="length"))
    full = completed(field, rule) if rule in policy.rules else rule  # type: ignore[arg-type]
    return min(full.min or 1, most), min(full.max or most, most)


def _numbers(policy: PasswordPolicy, rule_id: str, otherwise: Rule) -> Rule:
    """A rule of the policy with all its numbers; another one where it is not published."""
    found = [rule for rule in policy.rules if rule.id == rule_id]
    return completed("password", found[0]) if found else otherwise


def _patterns(policy: PasswordPolicy, whole: str) -> Values:
    """Sequences and repetitions just long enough, and one short of it."""
    run = _numbers(policy, "sequential", Rule(id="sequential", run=4)).run or 4
    repeats = _numbers(policy, "repeating", Rule(id="repeating", same=3, blocks=((2, 3),)))
    same, (size, times) = repeats.same or 3, (repeats.blocks or ((2, 3),))[0]
    letters = "zYxWvUtSrQpOnMlK"[:run]
    return [
        ("a sequence up", whole[:4] + "234567890123"[:run] + whole[4:]),
        ("a sequence over nine", whole[:4] + "890123456789"[:run] + whole[4:]),
        ("letters down in both cases", f"{whole[:4]}-{letters}-{whole[4:]}"),
        ("one short of a sequence", f"{whole[:4]}-{letters[1:]}-{whole[4:]}"),
        ("one character too often", f"{whole[:4]}-{('aA' * same)[:same]}-{whole[4:]}"),
        ("one character as often as may be", whole[:4] + "-" * (same - 1) + whole[4:]),
        ("a block repeated", whole[:4] + "xk7w9mq4zt"[:size] * times + whole[4:]),
        ("a longer block repeated", whole[:4] + "xk7w9mq4zt"[: size + 2] * times + whole[4:]),
    ]


def passwords(policy: PasswordPolicy, account: Account) -> Values:
    """Passwords at the edges of every rule."""
    least, most = _limits("password", policy, len(_FILLING) - 1)
    whole = _FILLING[: max(least, 10)]
    digits = "".join(filter(str.isdigit, account.main_number or ""))
    return [
        ("as short as may be", _FILLING[:least]),
        ("one too short", _FILLING[: least - 1]),
        ("as long as may be", _FILLING[:most]),
        ("one too long", _FILLING[: most + 1]),
        ("a space at its end", whole[:-1] + " "),
        ("a space within", whole[:5] + " " + whole[6:]),
        ("a tab", whole[:5] + "\t" + whole[6:]),
        ("a zero-width space", whole[:5] + "\u200b" + whole[6:]),
        ("an umlaut", whole[:5] + "ü" + whole[6:]),
        ("no letter", "7-4!9.2_6-8!3.5_7-"),
        ("no digit", "Kq-Wz!Mt.Xb_Rf-Hv"),
        ("Arabic digits only", "Kq٣-Wz٤!Mt٩.Xb"),
        ("full-width digits only", "Kq３-Wz４!Mt９.Xb"),
        ("no capital, no sign", "kq7wz4mt9xb2rf6"),
        ("a sign, no capital", "kq7wz4mt9xb2.f6"),
        *_patterns(policy, whole),
        ("the main number", f"Kq-{digits}!"[:most] if digits else whole),
        ("six digits of the main number", f"Kq-{digits[-6:]}!Wz" if digits else whole),
        ("a common one", "Password1"),
    ]


def pins(policy: PinPolicy, account: Account) -> Values:
    """PINs at the edges of every rule."""
    least, most = _limits("pin", policy, len(_DIGITS) - 1)
    filled = _DIGITS[:least]
    digits = "".join(filter(str.isdigit, account.main_number or ""))
    direct = "".join(filter(str.isdigit, account.direct_number or ""))
    return [
        ("as short as may be", filled),
        ("one too short", _DIGITS[: least - 1]),
        ("as long as may be", _DIGITS[:most]),
        ("one too long", _DIGITS[: most + 1]),
        ("a letter", filled[:-1] + "x"),
        ("a space", filled[:-1] + " "),
        ("Arabic digits", "٤٨٢٩١٣"[:least]),
        ("full-width digits", "４８２９１３"[:least]),
        ("a sequence up", "482345"),
        ("a sequence over nine", "789048"),
        ("a sequence down", "484321"),
        ("wholly of short sequences", "789456"),
        ("three alike", "482229"),
        ("two alike", "482290"),
        ("a block twice", "483483"),
        ("a block of two three times", "050505"),
        ("a longer block twice", "48214821"),
        ("the end of the main number", digits[-most:] if digits else filled),
        ("six digits of the direct number", direct[-6:] if direct else filled),
        ("the extension within", (filled[:2] + (account.extension or "") + filled)[:most]),
        ("a common one", "123456"),
    ]


def answers(policy: AnswerPolicy, account: Account, question: str, secrets: list[str]) -> Values:
    """Answers at the edges of every rule; `secrets` are the password and PIN sent with them."""
    least, _ = _limits("security_question.answer", policy)
    filling = "Grünspechthöhle am Waldrand"
    words = [word for word in question.split() if word.isalpha()]
    table = [
        ("as short as may be", filling[:least]),
        ("one too short", filling[: least - 1]),
        ("spaces do not count", f" {filling[: max(least - 1, 1)]}   "),
        ("several words", filling),
        ("one letter over and over", "aaaaaaaa"),
        ("two letters", "abababba"),
        ("a sequence", "abcdefgh"),
        ("a word twice", "tannetanne"),
        ("a row of keys", "asdfghjkl"),
        ("a row of keys backwards", "lkjhgfdsa"),
        ("a block of three, thrice", "krakrakra"),
        ("a control character", "Grünspecht\u0007höhle"),
        ("the last name", account.last_name),
        ("the whole name", f"{account.first_name} {account.last_name}"),
        ("the company in capitals", account.company.upper()),
        ("the e-mail address", account.email),
        ("a stopgap", "unknown"),
        ("words of the question", " ".join(words[:3]) or filling),
    ]
    spread = [" ".join(secret.swapcase()) for secret in secrets]
    return [
        *table,
        *(("a secret within", f"{filling} {secret}") for secret in secrets),
        *(("a secret in other capitals, spread", f"{filling} {secret}") for secret in spread),
    ]
