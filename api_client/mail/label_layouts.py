"""Label and value as mails set them: on one line, in two, in a list, in a table either way round.

A text is read as cells: what stands on a line between tabs, bars and wide gaps. A cell holds
labels with their values, a label whose value comes in a later cell, or a value that was waited for.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from api_client.mail.labels import (
    DETERMINERS,
    EMAIL,
    LABELS,
    POSSESSIVES,
    SAYS,
    Label,
    ValueKind,
    matcher,
    one_of,
)
from api_client.mail.line_memory import kept

MAX_CELL = 400
"""Characters of a cell that are read; labels with their values are shorter."""

MAX_CELLS = MAX_SENTENCES = 100
"""Cells of one line, and sentences of one cell, that are read."""

_IN_NUMBERS = r" ()/.\u00ad\u2010-\u2015\u2212-"
_VALUES: dict[ValueKind, str] = {
    "phone": rf"\(?\+?[0-9(][0-9{_IN_NUMBERS}]{{3,30}}[0-9]",
    "extension": rf"[0-9](?:[0-9{_IN_NUMBERS}]{{0,30}}[0-9])?",
    "email": EMAIL,
    "text": r"[^\s>*_|•·][^\n\t|]{0,119}",
}
_VALUE = {kind: re.compile(pattern, re.IGNORECASE) for kind, pattern in _VALUES.items()}
_BEGINS: dict[ValueKind, str] = {
    "phone": r"\s[(+]{0,2}[0-9]",
    "extension": r"\s#?[0-9]",
    "email": rf"\s[\"„“<(]?{EMAIL}",
    "text": r"\Z",
}
_EXTENSION = re.compile(r"[0-9]{1,8}")
_TWO_EXTENSIONS = re.compile(r"([1-9][0-9]{0,6})(\s*)/\s*([0-9]{1,7})")
_CELL = re.compile(r"\t|\s\|\s|^\||\|$| {2,}")
_RULE = re.compile(r"[-=+:|_ \u2500-\u257f]+")
_LEAD = re.compile(
    r"(?:\(?(?:[0-9]{1,2}|[a-z]|[ivx]{1,4})[.)]\s{1,4}|[^\w\s+(@\"„“<]{1,3}\s{0,4}|[oO]\s{1,4}){0,2}"
)
_MARK = re.compile(
    r"(?:\s{0,3}\[[0-9]{1,3}\])?[\s*_\"„“”'<(|\[]{0,6}(?:mailto:|tel:)?[-\u2010-\u2015]?",
    re.IGNORECASE,
)
_SIGN = r"[:=→»|]|[-\u2010-\u2015]{1,2}>?|\.{2,40}|…"
_SEPARATOR = re.compile(
    rf"[\s*_]{{0,10}}(?:{_SIGN})|\s{{0,3}}\b{one_of(SAYS)}(?!\w)\s?:?".replace(" ", r"\s{1,3}"),
    re.IGNORECASE,
)
_AND = re.compile(
    r"[\s,;|/·•.)\]>\"“”'*_]{0,10}(?:(?:und|and|sowie|&|\+)\s)?\s{0,4}", re.IGNORECASE
)
_END = re.compile(r"[\s,;.!)\]>\"“”'*_|]{0,8}(?:[(\[<][^()\[\]\n]{0,80}[)\]>])?[\s,;.!*_]{0,4}\Z")
_EXPLANATION = re.compile(r"[(\[][^()\[\]\n]{0,60}[)\]]\s?:?")
SENTENCE_END = re.compile(r"(?<![Ee]xt\.)(?<![Nn][or]\.)(?<=[\w)\"”“][.!?]) {1,4}(?=[A-ZÄÖÜ])")
_HIS_OWN = re.compile(rf"(?<!\w){one_of(POSSESSIVES)}\s", re.IGNORECASE)
_BETWEEN = re.compile(r"\s{1,3}/\s{1,3}|\s{0,3}[,;|]\s{1,3}")
_SLASH = re.compile(r"\s{0,3}/\s{0,3}")
_VALUE_END = re.compile(r"\s*(?:[,;|/·•).]|\Z)")
_CLAUSES = 20


@dataclass(frozen=True, slots=True)
class Found:
    """A value that stands behind a label."""

    label: Label
    value: str


@dataclass(frozen=True, slots=True)
class FoundLabel:
    """A label in a cell: what it may be, the likeliest first, where it ends, and whose it says it is."""

    meant: tuple[Label, ...]
    text: str
    end: int
    is_owned: bool


_DETERMINERS = [
    matcher(f"{one_of(words)} ")
    for words in (
        [each for each in DETERMINERS if " " in each],
        [each for each in DETERMINERS if " " not in each],
    )
]
"""Those of two words, and those of one, which the first of two may be."""


def _by_letter() -> dict[str, list[int]]:
    """Which of `LABELS` each letter in lower case may begin."""
    by_letter: dict[str, list[int]] = {}
    for number, label in enumerate(LABELS):
        for letter in {word[0].lower() for word in label.words}:
            by_letter.setdefault(letter, []).append(number)
    return by_letter


_BY_LETTER = _by_letter()


@cache
def _pattern(number: int) -> re.Pattern[str]:
    """The pattern of one of `LABELS`, made when a line begins with its letter."""
    label = LABELS[number]
    begins = r" ?[:=|]| ?\Z" if label.kind == "text" else (
        rf"[ *_]{{0,10}}(?:{_SIGN}|/|\Z)| {one_of(SAYS)}(?!\w)|{_BEGINS[label.kind]}"
    )  # fmt: skip
    pattern = rf"{label.pattern}(?: ?[(\[][^()\[\]\n]{{0,60}}[)\]])?(?!\w)(?={begins})"
    return matcher(pattern.replace("[ *_]", r"[\s*_]"))


@kept
def label_at(cell: str, start: int = 0) -> FoundLabel | None:
    """The label that begins there, the longest that fits."""
    ends: dict[int, int] = {}
    determiners = (each.match(cell, start) for each in _DETERMINERS)
    for begin in (*(each.end() for each in determiners if each), start):
        for number in _BY_LETTER.get(cell[begin : begin + 1].casefold(), ()):
            if number not in ends and (found := _pattern(number).match(cell, begin)):
                ends[number] = found.end()
    if not ends:
        return None
    end = max(ends.values())
    meant = tuple(LABELS[number] for number in sorted(ends) if ends[number] == end)
    text = cell[start:end]
    owned = _HIS_OWN.match(text) is not None or "ihres unternehmens" in text.casefold()
    return FoundLabel(meant, text, end, owned)


def begins_with_label(line: str) -> FoundLabel | None:
    """The label that a line begins with, behind its number or bullet."""
    return label_at(line, _lead_end(line))


def found_in(lines: Sequence[str]) -> Iterator[Found]:
    """Every value behind a label, in order.

    Args:
        lines: those of a text that are about the account; what was left out is an empty line.
    """
    reader = _Reader()
    skipped = False
    for number, line in enumerate(lines):
        if skipped:
            skipped = False
            continue
        following = lines[number + 1] if number + 1 < len(lines) else ""
        if following and _is_cut_label(line, following):
            line, skipped = f"{line} {following}", True
        yield from reader.line(line)
    yield from reader.end()


def _is_cut_label(line: str, following: str) -> bool:
    """Whether a line ends within a label."""
    if len(line) > MAX_CELL or "\t" in line or ":" in line:
        return False
    found = begins_with_label(f"{line} {following[:MAX_CELL]}")
    return found is not None and found.end > len(line) + 1 and begins_with_label(following) is None


class _Reader:
    """Goes from cell to cell, and knows which labels wait for a value."""

    def __init__(self) -> None:
        self._waiting: list[tuple[Label, ...]] = []
        self._columns: list[tuple[Label, ...]] = []
        self._rows: list[list[Found]] = []

    def end(self) -> Iterator[Found]:
        """What a table told; one of several people is nobody's."""
        told = [row for row in self._rows if row]
        self._columns, self._rows = [], []
        if len(told) == 1:
            yield from told[0]

    def line(self, line: str) -> Iterator[Found]:
        """What a line tells, after those before."""
        if not line.strip() or _RULE.fullmatch(line):
            return
        cells = [
            cell.strip()
            for cell in _CELL.split(line.strip(" "), MAX_CELLS)[:MAX_CELLS]
            if cell is not None
        ]
        while cells and not cells[-1]:
            cells.pop()
        if self._columns and len(cells) == len(self._columns):
            self._rows.append(
                [
                    found
                    for meant, cell in zip(self._columns, cells, strict=True)
                    for found in _value_of(meant, cell)
                ]
            )
            return
        yield from self.end()
        bare = [_bare_label(cell) for cell in cells]
        if len(cells) > 1 and sum(map(bool, bare)) > 1:
            self._columns, self._waiting = bare, []
            return
        for cell in cells:
            yield from self._cell(cell)

    def _cell(self, cell: str) -> Iterator[Found]:
        if not cell or _EXPLANATION.fullmatch(cell):
            return
        if self._waiting:
            told = [*_value_of(self._waiting[0], cell)]
            if told:
                self._waiting.pop(0)
                yield from told
                return
        if bare := _bare_label(cell):
            self._waiting.append(bare)
            return
        self._waiting = []
        for sentence in SENTENCE_END.split(cell, MAX_SENTENCES)[:MAX_SENTENCES]:
            yield from _of_sentence(sentence[:MAX_CELL])


def _bare_label(cell: str) -> tuple[Label, ...]:
    """What a cell is the label of, if it is nothing but a label."""
    start = _lead_end(cell)
    found = label_at(cell, start)
    if found is None or len(cell) > MAX_CELL:
        return ()
    rest = cell[found.end :]
    separator = _SEPARATOR.match(rest)
    is_all = not (rest[separator.end() :] if separator else rest).strip(" *_")
    return found.meant if is_all else ()


def _lead_end(cell: str) -> int:
    lead = _LEAD.match(cell)
    return lead.end() if lead else 0


def _value_of(meant: Sequence[Label], cell: str) -> Iterator[Found]:
    """The value that a cell is, of a label elsewhere."""
    for label in meant:
        if label.kind == "text":
            if begins_with_label(cell) is None and not cell.endswith((".", ":", "!", "?")):
                yield Found(label, cell)
                return
            continue
        found = _value_at(label, cell, 0)
        if found is not None and _END.match(cell, found[1]):
            yield Found(label, found[0])
            return


def _value_at(label: Label, cell: str, start: int) -> tuple[str, int] | None:
    """The value that begins there, and its end."""
    mark = _MARK.match(cell, start)
    begin = mark.end() if mark else start
    if label.kind == "phone" and cell[begin - 1 : begin] == "(" and begin > start:
        begin -= 1  # “(0221) 47…”: it opens the number
    value = _VALUE[label.kind].match(cell, begin)
    if value is None or (label.kind == "text" and begins_with_label(value[0])):
        return None
    if label.kind == "extension":
        return _extension(value)
    return value[0], value.end()


def _extension(value: re.Match[str]) -> tuple[str, int] | None:
    """An extension, or two of them (“23 / 24”); a number with more to it is none."""
    written = value[0]
    if _EXTENSION.fullmatch(written):
        return written, value.end()
    two = _TWO_EXTENSIONS.fullmatch(written)
    if two and abs(len(two[1]) - len(two[3])) <= 1 and (two[2] or len(two[1]) == len(two[3])):
        return written, value.end()
    return None


def _of_sentence(sentence: str) -> Iterator[Found]:
    """What stands at the beginning of a sentence, what is lined up behind it, and what is “your …”."""
    position = start = _lead_end(sentence)
    while found := label_at(sentence, position):
        told, end = _values_behind(sentence, found)
        if not told:
            break
        yield from told
        gap = _AND.match(sentence, end)
        position = gap.end() if gap else end
    for owned, _n in zip(
        _HIS_OWN.finditer(sentence, max(position, start)), range(_CLAUSES), strict=False
    ):
        found = label_at(sentence, owned.start()) if owned.start() > start else None
        if found:
            yield from _values_behind(sentence, found)[0]


def _values_behind(cell: str, first: FoundLabel) -> tuple[list[Found], int]:
    """The values behind a label, or behind several (“Durchwahl / Direktwahl: 23 / +49 …”)."""
    labels, end = [first.meant], first.end
    while len(labels) < 3 and (slash := _SLASH.match(cell, end)):
        also = label_at(cell, slash.end())
        if also is None:
            break
        labels.append(also.meant)
        end = also.end
    separator = _SEPARATOR.match(cell, end)
    if separator is None and cell[end : end + 1] not in ("", " ", "\u00a0"):
        return [], end
    start = separator.end() if separator else end
    if len(labels) > 1 and separator and (shared := _shared(labels, cell, start)):
        return shared, len(cell)
    for meant in labels:
        told = _first_value(meant, cell, start, needs_end=separator is None)
        if told is not None:
            return [told[0]], told[1]
    return [], end


def _shared(labels: Sequence[tuple[Label, ...]], cell: str, start: int) -> list[Found]:
    """The values of labels that share a separator, if there is one for each."""
    pieces = _BETWEEN.split(cell[start:].strip())
    if len(pieces) != len(labels):
        return []
    told = [_first_value(*each, 0, needs_end=True) for each in zip(labels, pieces, strict=True)]
    return [each[0] for each in told if each is not None] if all(told) else []


def _first_value(
    meant: Sequence[Label], cell: str, start: int, *, needs_end: bool
) -> tuple[Found, int] | None:
    for label in meant:
        value = _value_at(label, cell, start)
        if value and (not needs_end or _VALUE_END.match(cell, value[1])):
            return Found(label, value[0]), value[1]
    return None
