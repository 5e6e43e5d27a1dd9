"""From bytes to text: what a mail declares, what it means, and what is left if both are wrong."""

import codecs
import re

_CHARSET = re.compile(
    r"(?:utf[-_]?(?:8|16|32)(?:[-_]?[lb]e)?|us-ascii|ascii|latin[-_]?\d{1,2}|iso[-_]?8859[-_]?\d{1,2}"
    r"|iso-2022-(?:jp|kr)(?:-\w+)?|(?:windows|cp|ibm)[-_]?\d{3,4}|mac(?:-?roman)?|koi8-[ru]"
    r"|gb2312|gbk|gb18030|big5(?:-hkscs)?|shift[-_]jis|euc-(?:jp|kr))",
    re.IGNORECASE | re.ASCII,
)
"""Names of charsets that mails use. Python knows more codecs under such names, some of them slow."""

_MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_ANY_MARK = tuple(mark for mark, _name in _MARKS)


def as_text(data: bytes, charset: str | None = None) -> str:
    """The text that the bytes of a part or a header mean; never fails.

    Bytes beyond ASCII that are valid UTF-8 are UTF-8 even where another charset is declared: no
    sentence in another charset looks like that by accident. What fits nothing is Windows-1252.
    """
    if data.startswith(_ANY_MARK):
        name = next(name for mark, name in _MARKS if data.startswith(mark))
        return data.decode(name, errors="replace")
    declared = charset.strip(" \t\"'") if charset else ""
    known = declared if _CHARSET.fullmatch(declared) else "utf-8"
    for name in (known, "utf-8") if data.isascii() else ("utf-8", known):
        try:
            return data.decode(name)
        except (LookupError, UnicodeError):
            continue
    return data.decode("cp1252", errors="replace")


def as_bytes(data: bytes) -> bytes:
    """The bytes of a mail that a terminal or an editor stored as UTF-16, or with a mark, as UTF-8."""
    if data.startswith(_ANY_MARK):
        return as_text(data).encode("utf-8", errors="replace")
    return data
