"""Which paragraphs are headings, how deep each is, and which lines are neither sentence nor heading."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extractors._dutch.time import ImpossibleTime, read_times
from pipeline.ingest.blocks import Block, Grid, Piece, TextBlock, bare
from pipeline.ingest.items import chapter_number
from pipeline.ingest.layout import alternatives
from pipeline.ingest.layout import words as words_of
from pipeline.ingest.plain_rows import CHAPTER

_LONGEST_HEADING = 110
_MOST_WORDS = 14
_MOST_WORDS_OF_LABEL = 4  # before a colon
_MOST_WORDS_WITH_VERB = 8
_LINES_OF_TITLE = 2  # at the start of a document, or over its text after a list of names
_MOST_IN_A_ROW = 4  # more short lines than this under each other are a list, a slide or a letterhead
_NO_HEADING = re.compile(
    r"@|\b(?:www\.|https?:)|\d{4} ?[A-Z]{2}\b|^\(|^[A-Z]\. ?[A-Z]|[.;,…]$|^\W*\d|^[\d\W]*$|`"
    rf"|\b(?i:{alternatives('signer_words')})\b|\b\d{{1,2}} [a-z]+ \d{{4}}$|\.\w{{3,4}} \d"
)
_FINER_THAN_YEARS = frozenset({"week", "month", "quarter", "half", "season"})
_YEAR = re.compile(r"20\d\d|[’'‘]\d\d\b")
# 'Tabel 3: Sloop en bouw': names a table, and heads no text
TABLE_CAPTION = re.compile(r"tabel\s*\d*[a-z]?\s*[:.–-]\s*\S", re.I)
_LETTER_LINE = re.compile(rf"(?:{alternatives('letter_lines')})(?!\w)", re.I)


# 'Trekker: gemeente', 'Visie maken. Wie: Woonvast'
_LABEL = re.compile(rf"(?:^|[.;,)]\s+)(?:{alternatives('label_words')})\s*:\s*\S", re.I)


def outline(blocks: Sequence[Block]) -> list[Block]:
    """The same blocks, with headings told from paragraphs and their levels set."""
    told = _tell_numbered(list(blocks))
    told = _tell_headings(told)
    return _with_levels(told)


def _tell_numbered(blocks: list[Block]) -> list[Block]:
    """Turn a numbered item that stands alone and has no stop into a heading: '2. Samenwerking'."""
    for index, block in enumerate(blocks):
        if not isinstance(block, TextBlock) or block.number is None or block.kind == "footnote":
            continue
        if not block.number[0].isdigit() or not is_title(bare(block)):
            continue
        if _is_over_labels(blocks, index):
            continue
        if block.kind == "bullet" and (_is_item(blocks, index - 1) or _is_item(blocks, index + 1)):
            continue
        if block.kind in ("bullet", "paragraph") and index + 1 < len(blocks):
            blocks[index] = replace(block, kind="heading", level=block.number.count(".") + 1)
            _raise_bullets(blocks, index + 1, block.level)
    return blocks


def _raise_bullets(blocks: list[Block], start: int, by: int) -> None:
    """Make the bullets under what turned out a heading as much less deep."""
    for index in range(start, len(blocks)):
        block = blocks[index]
        if not isinstance(block, TextBlock) or block.kind != "bullet" or block.level <= by:
            return
        blocks[index] = replace(block, level=block.level - by)


def _is_item(blocks: Sequence[Block], index: int) -> bool:
    if not 0 <= index < len(blocks):
        return False
    block = blocks[index]
    return isinstance(block, TextBlock) and block.kind == "bullet" and block.number is not None


def _tell_headings(blocks: list[Block]) -> list[Block]:
    """Turn short paragraphs into headings; of many under each other only the last, over the text."""
    short = [_is_short(block) for block in blocks]
    for index, block in enumerate(blocks[:-1]):
        if not _could_be_heading(block) or not isinstance(block, TextBlock):
            continue
        if _is_over_labels(blocks, index):
            continue
        is_list = _in_a_row(short, index) > _MOST_IN_A_ROW
        if is_list and index >= _LINES_OF_TITLE and not _stands_over_text(blocks, short, index):
            continue
        if bare(block).endswith(":") and _is_bullet(blocks[index + 1]) and _is_long_label(bare(block)):
            continue
        is_caption = TABLE_CAPTION.match(bare(block)) is not None
        blocks[index] = replace(block, kind="aside") if is_caption else _as_heading(block)
    return blocks


def _is_over_labels(blocks: Sequence[Block], index: int) -> bool:
    """Whether a line is an action with labels under it, and no heading of the text below those.

    'Actie 3.1 Visie op wonen' over 'Trekker: gemeente' and 'Wanneer: Q2 2031'.
    """
    below = index + 1
    while below < len(blocks) and _is_label(blocks[below]):
        below += 1
    if below == index + 1:
        return False
    block = blocks[index]
    words = bare(block).lower().split() if isinstance(block, TextBlock) else []
    is_named = bool(words) and words[0] in words_of("action_words")
    return is_named or below == len(blocks) or _could_be_heading(blocks[below])


def _is_label(block: Block) -> bool:
    return (
        isinstance(block, TextBlock) and block.kind == "paragraph" and _LABEL.match(bare(block)) is not None
    )


def _is_short(block: Block) -> bool:
    """Whether a block is a line of a list without bullets, a letterhead or a slide."""
    return (
        isinstance(block, TextBlock)
        and block.kind in ("paragraph", "aside")
        and not block.printed
        and len(bare(block).split()) <= _MOST_WORDS
        and not bare(block).endswith((".", ";"))
    )


def _in_a_row(short: Sequence[bool], index: int) -> int:
    first = index
    while first > 0 and short[first - 1] and index - first <= _MOST_IN_A_ROW:
        first -= 1
    last = index
    while last + 1 < len(short) and short[last + 1] and last - index <= _MOST_IN_A_ROW:
        last += 1
    return last - first + 1


def _stands_over_text(blocks: Sequence[Block], short: Sequence[bool], index: int) -> bool:
    """Whether a line is the last or the last but one before a paragraph, bullet or table."""
    below = index + 1
    while below < len(blocks) and short[below] and below - index < _LINES_OF_TITLE:
        below += 1
    return below < len(blocks) and not short[below]


def _could_be_heading(block: Block) -> bool:
    return (
        isinstance(block, TextBlock)
        and block.kind == "paragraph"
        and not block.printed
        and is_title(bare(block))
    )


def is_title(words: str) -> bool:
    """Whether words can be a heading by themselves: short, no stop, a capital, no address or greeting."""
    if len(words) > _LONGEST_HEADING or len(words.split()) > _MOST_WORDS:
        return False
    if CHAPTER.match(words):
        return not words.endswith((";", ","))
    if chapter_number(words):
        words = words.split(maxsplit=1)[1]
    first = next((character for character in words if character.isalnum()), "")
    if not first or first.islower() or _NO_HEADING.search(words) or _LETTER_LINE.match(words):
        return False
    return not (_LABEL.search(words) or _is_sentence(words) or _is_dated(words))


def _is_dated(words: str) -> bool:
    """Whether a line says when something is done: 'Proef in Es, 1e kwartaal 2031', 'Gereed in 2031'."""
    tokens = words.lower().split()
    if not _YEAR.search(words) or any(
        token.startswith(tuple(words_of("title_words"))) for token in tokens[:2]
    ):
        return False
    times = [time for time in read_times(words) if not isinstance(time, ImpossibleTime)]
    is_due = bool(times) and len(tokens) > 2 and tokens[0] in words_of("due_openers")
    return is_due or any(time.granularity in _FINER_THAN_YEARS for time in times)


def _is_sentence(words: str) -> bool:
    """'Partijen spreken af:' introduces a list where 'Aanvullende afspraken:' heads one."""
    tokens = words.rstrip(":").lower().split()
    has_verb = any(token in words_of("finite_verbs") for token in tokens)
    if words.endswith(":"):
        return has_verb or len(tokens) > _MOST_WORDS_WITH_VERB
    return has_verb and len(tokens) > _MOST_WORDS_WITH_VERB


def _is_long_label(words: str) -> bool:
    """Whether words before a colon and a bullet rather introduce a list than head it."""
    return len(words.split()) > _MOST_WORDS_OF_LABEL


def _is_bullet(block: Block) -> bool:
    return isinstance(block, TextBlock) and block.kind == "bullet"


def _as_heading(block: TextBlock) -> TextBlock:
    first = block.pieces[0]
    number = None if CHAPTER.match(first.text) else chapter_number(first.text)
    if number is None:
        return replace(block, kind="heading", level=0)
    pieces = (Piece(first.text[number.length :], first.page), *block.pieces[1:])
    return replace(
        block, kind="heading", level=1, pieces=pieces, printed=number.printed, number=number.number
    )


def _with_levels(blocks: list[Block]) -> list[Block]:
    """Set the level of headings that no number places.

    A heading right under another is one deeper; else it is as deep as the last heading of its style, or as
    the last heading. A chapter starts the styles anew.
    """
    styles: dict[str, int] = {}
    last = 0
    is_under = False
    for index, block in enumerate(blocks):
        if isinstance(block, Grid) or block.kind != "heading":
            is_under = is_under and isinstance(block, TextBlock) and block.kind in ("footnote", "aside")
            continue
        below = blocks[index + 1] if index + 1 < len(blocks) else None
        is_over = isinstance(below, TextBlock) and below.kind == "heading"
        last = _level(block, styles, last, is_under, is_over)
        blocks[index] = replace(block, level=last)
        is_under = True
    return blocks


def _level(block: TextBlock, styles: dict[str, int], last: int, is_under: bool, is_over: bool) -> int:
    words = bare(block)
    if block.level or CHAPTER.match(words):
        styles.clear()
        styles["lowest"] = block.level or 1
        return styles["lowest"]
    style = "label" if words.endswith(":") else "capitals" if words.isupper() else "plain"
    floor = styles.get("lowest", 0) + 1
    level = min(last + 1, 6) if is_under else floor if is_over else max(styles.get(style, last), floor)
    styles[style] = level
    return level
