"""Phone numbers as people write them, read one way everywhere.

phonenumbers knows the numbering plans. It takes a while to load, so it is loaded with the first
number that needs it: those that the server and most mails tell do not.
"""

import re

HOME = "DE"
"""Where a number that does not say its country is dialled (ISO 3166-1)."""

_SEPARATORS = re.compile(r"[\s()/.\u00ad\u200b\u2060\u2010-\u2015\u2212-]+")
_DIALLED = re.compile(r"(?:\+|0)[0-9]+")
_BEGINS = re.compile(r"\+(?!490)[1-9][0-9]{3,13}")
_E164 = re.compile(r"\+(?!490)[1-9][0-9]{6,14}")
_OF_HOME = re.compile(r"\+49[1-9][0-9]*")
_ANY_DIAL = "0000"
_ZERO_TO_LEAVE_OUT = re.compile(r"\(\s*0\s*\)")


def e164(written: str, region: str | None = HOME) -> str | None:
    """A number in the form E.164, however it is written; None if it is none.

    With `region` None it has to say its country, by + or 00. Its country may be one that no plan
    knows: numbers for tests often are.
    """
    if _E164.fullmatch(written):
        return written
    number = _read(without_separators(written), region)
    return number if number and _E164.fullmatch(number) else None


def leaves_digits_out(written: str, number: str) -> bool:
    """Whether `number` was read of `written` by leaving digits out: +49 221 of +49 0221.

    A zero in brackets of its own, as in +49 (0)221, is said to be left out.
    """
    digits = without_separators(_ZERO_TO_LEAVE_OUT.sub("", written, count=1))
    return number != f"+{digits.removeprefix('00').removeprefix('+')}"


def block_stem(written: str) -> str | None:
    """What all numbers of a block begin with, in the form E.164, its country said; or None."""
    # On its own it may be too short to tell the 0 for calls at home from a digit of the number.
    number = _read(without_separators(written) + _ANY_DIAL, None)
    stem = number and number.removesuffix(_ANY_DIAL)
    return stem if stem and _BEGINS.fullmatch(stem) else None


def region_of(number: str) -> str | None:
    """The region (ISO 3166-1) whose country code a number in the form E.164 begins with."""
    import phonenumbers

    try:
        code = phonenumbers.parse(number).country_code
    except phonenumbers.NumberParseException:
        return None
    return phonenumbers.region_code_for_country_code(code or 0)


def without_separators(written: str) -> str:
    """A number or an extension without what sets its digits apart."""
    return _SEPARATORS.sub("", written)


def _read(compact: str, region: str | None) -> str | None:
    """A number of any length, as the plans understand it."""
    if _OF_HOME.fullmatch(compact):  # there is nothing to understand, and most are like this
        return compact
    if not _DIALLED.fullmatch(compact):
        return None
    import phonenumbers
    from phonenumbers import CountryCodeSource, PhoneNumberFormat

    try:
        number = phonenumbers.parse(compact, region or HOME, keep_raw_input=True)
    except phonenumbers.NumberParseException:
        return compact if compact.startswith("+") else None
    if region is None and number.country_code_source == CountryCodeSource.FROM_DEFAULT_COUNTRY:
        return None
    return phonenumbers.format_number(number, PhoneNumberFormat.E164)
