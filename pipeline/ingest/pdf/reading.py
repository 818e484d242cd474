"""Laid-out pages -> blocks: paragraphs joined over pages, headings told, footnotes before what they part."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, pairwise

from extractors._document import Unread
from pipeline.ingest.blocks import Block, Grid, TextBlock, text_block
from pipeline.ingest.captions import tie_captions
from pipeline.ingest.outline import outline
from pipeline.ingest.page_breaks import merge_tables, same_head, together
from pipeline.ingest.pdf.cells import grid_of
from pipeline.ingest.pdf.headings import is_heading, levels, style
from pipeline.ingest.pdf.layout import LaidPage
from pipeline.ingest.pdf.lines import Line
from pipeline.ingest.pdf.margins import Note, without_page_number
from pipeline.ingest.pdf.packed import Packed
from pipeline.ingest.pdf.paragraphs import Draft, Spacing, paragraphs, spacing
from pipeline.ingest.pdf.printed import middle
from pipeline.ingest.pdf.regions import Region
from pipeline.ingest.pdf.tables.gutters import column_of
from pipeline.ingest.pdf.tables.model import PageTable
from pipeline.ingest.pdf.words import Lexicon, pieces

_ENDS = re.compile(r"[.!?:;…]['’”\"»)\]]*$")
_CONTENTS_TITLE = re.compile(r"\W*(?:inhoud|inhoudsopgave|inhoudsopgaaf)\W*", re.I)
_LONE_WORD = re.compile(r"[^\W\d_]{3,}(?:-[^\W\d_]+)*")  # 'wethouder', 'directeur-bestuurder'
_LABELLED = re.compile(r"[^\W\d_]{3,}:\s+\S")  # 'Trekker: gemeente'
_SAME_COLUMN = 6.0  # points by which the columns of one table may shift from page to page
_STEP = 4.0  # points by which a bullet stands further in than the one above it
_DEEPEST = 6


_Thing = Draft | PageTable | TextBlock


@dataclass(slots=True)
class _Item:
    """A paragraph or table in reading order, with the size of the body around it."""

    thing: _Thing
    body: float


def blocks_of(laid: Packed[LaidPage]) -> tuple[list[Block], list[Unread]]:
    """The blocks of all pages in reading order, and the captions whose table is no text.

    Goes through the pages several times, so that no more than a few need to be open at once.
    """
    usual, lexicon, running = _measured(laid)

    def items() -> Iterable[_Item]:
        return _items(laid, usual, lexicon, running)

    kept = list(items()) if laid.lies_open else None  # of packed pages they would keep all words open
    depths = _depths(kept or items())
    blocks = _blocks(kept or items(), depths, usual, lexicon)
    told = _headings_kept(_tables_joined(blocks))
    if not any(isinstance(block, TextBlock) and block.kind == "heading" for block in told):
        told = outline(told)
    return tie_captions(merge_tables(told))


def _measured(laid: Iterable[LaidPage]) -> tuple[Spacing, Lexicon, list[_Item]]:
    """What all pages tell about each of them, and the words that run along, each once.

    Those are kept as asides: they can hold the document's title or date.
    """
    lexicon = Lexicon()
    running: dict[str, _Item] = {}

    def noted() -> Iterator[Sequence[Line]]:
        for page in laid:
            for line in page.running:
                words = without_page_number(line.text)
                if words and words not in running:
                    running[words] = _Item(text_block("aside", words, page=page.number), page.body)
            for lines in page.lines():
                for line in lines:
                    lexicon.note(line)
                yield lines

    usual = spacing(noted())
    return usual, lexicon, list(running.values())


def _items(
    laid: Iterable[LaidPage], usual: Spacing, lexicon: Lexicon, running: Sequence[_Item]
) -> Iterator[_Item]:
    """Everything in order; footnotes stand before the last paragraph or table of a page, which they can part.

    What runs along stands at the end, where it parts nothing.
    """
    waiting: list[_Item] = []
    for page in laid:
        own = [_Item(thing, page.body) for thing in _columns_joined(page.regions, usual)]
        if waiting and own and _continue(waiting[-1].thing, own[0].thing):
            own.pop(0)
        notes = [_note(note, page, lexicon) for note in page.notes]
        if not own:
            yield from waiting
            waiting = notes
            continue
        yield from waiting
        *before, last = own
        yield from before
        waiting = [*notes, last]
    yield from waiting
    yield from running


def _columns_joined(regions: Sequence[Region], usual: Spacing) -> list[_Thing]:
    """The paragraphs and tables of a page; a sentence that goes on in the next column is one."""
    things: list[_Thing] = []
    above: Region = []
    for region in regions:
        own = list(_things(region, usual))
        is_cut = _is_next_column(above, region) and _is_mid_sentence(things[-1], own[0])
        things += own[1:] if is_cut and _continue(things[-1], own[0]) else own
        above = region
    return things


def _is_next_column(above: Region, region: Region) -> bool:
    if isinstance(above, PageTable) or isinstance(region, PageTable) or not (above and region):
        return False
    (last_x, last_top, _, _), (x, top, _, _) = above[-1].box, region[0].box
    return top < last_top and x > last_x


def _is_mid_sentence(above: _Thing, below: _Thing) -> bool:
    """Whether running text goes on without a capital; names and labels stand side by side with one."""
    if not isinstance(above, Draft) or not isinstance(below, Draft):
        return False
    return (len(above.lines) > 1 or above.opening is not None) and not below.text[:1].isupper()


def _things(region: Region, usual: Spacing) -> Iterator[Draft | PageTable]:
    if isinstance(region, PageTable):
        yield region
    else:
        for draft in paragraphs(region, usual):
            yield from _side_by_side(draft)


def _side_by_side(draft: Draft) -> Iterator[Draft]:
    """Signatures stand side by side and are read apart, and so do labels; 'Datum: 3 mei' belongs together."""
    parts = draft.lines[0].pieces() if len(draft.lines) == 1 and draft.opening is None else []
    are_labelled = all(_LABELLED.match(part.text) for part in parts)
    if len(parts) > 1 and (are_labelled or (draft.is_apart and _stand_alone(parts))):
        for part in parts:
            yield Draft([part], None, part.box[0], is_apart=not are_labelled, right=draft.right)
    else:
        yield draft


def _stand_alone(parts: Sequence[Line]) -> bool:
    """Whether each part says something by itself: names, or one word each; not 'Datum  3 mei'."""
    if all(_LONE_WORD.fullmatch(part.text) for part in parts):
        return True
    return all(len(part.words) > 1 and part.text[-1] != ":" for part in parts)


def _continue(above: _Thing, below: _Thing) -> bool:
    """Join a paragraph's second half on the next page to its first; whether it was one."""
    if not isinstance(above, Draft) or not isinstance(below, Draft) or below.opening:
        return False
    last, first = above.lines[-1], below.lines[0]
    is_same_type = abs(last.size - first.size) < 0.6 and above.is_bold == below.is_bold
    if above.is_apart or below.is_apart or not is_same_type or _ENDS.search(last.text):
        return False
    is_full = last.box[2] > above.right - 0.12 * (above.right - last.box[0])
    if not is_full and not first.text[:1].islower():
        return False
    above.lines += below.lines
    return True


def _note(note: Note, page: LaidPage, lexicon: Lexicon) -> _Item:
    words = pieces(note.lines, lexicon, len(note.mark))
    return _Item(TextBlock("footnote", words, 0, note.mark, note.mark), page.body)


def _blocks(
    items: Iterable[_Item], depths: Iterable[int], usual: Spacing, lexicon: Lexicon
) -> Iterator[tuple[Block, _Thing]]:
    """Each item's block, and what it was made of."""
    indents: list[float] = []
    in_contents = False
    for item, depth in zip(items, depths, strict=True):
        thing = item.thing
        if isinstance(thing, TextBlock):
            yield thing, thing
            continue
        if isinstance(thing, PageTable):
            yield grid_of(thing, usual, lexicon), thing
            continue
        in_contents = bool(_CONTENTS_TITLE.fullmatch(thing.text)) or (in_contents and _is_entry(thing))
        if thing.opening is None or depth:
            indents.clear()
        yield _block(thing, lexicon, 0 if in_contents else depth, indents, in_contents), thing


def _tables_joined(blocks: Iterable[tuple[Block, _Thing]]) -> Iterator[tuple[Block, _Thing]]:
    """A table that goes on overleaf without its head is one; with its head `merge_tables` sees it."""
    above: tuple[Grid, PageTable] | None = None
    for block, thing in blocks:
        if not isinstance(block, Grid) or not isinstance(thing, PageTable):
            if above:
                yield above
            above = None
            yield block, thing
        elif above and _goes_on(above[1], thing) and not same_head(above[0], block):
            above = (together([above[0], replace(block, header_rows=0)]), thing)
        else:
            if above:
                yield above
            above = (block, thing)
    if above:
        yield above


def _goes_on(above: PageTable, below: PageTable) -> bool:
    """Whether a table has the columns of the one that ended the page before, and no head of its own."""
    return (
        below.page == above.page + 1
        and not below.has_own_head
        and len(above.xs) == len(below.xs)
        and (
            all(abs(x - y) < _SAME_COLUMN for x, y in zip(above.xs, below.xs, strict=True))
            or _keeps_to(above, below)
        )
    )


def _keeps_to(above: PageTable, below: PageTable) -> bool:
    """Whether two tables without rules have the same columns: words of different length move the borders."""
    return (
        not above.is_ruled
        and not below.is_ruled
        and abs(above.box[0] - below.box[0]) < _SAME_COLUMN
        and all(
            column_of(middle(word.box)[0], above.xs[1:-1]) == cell.column
            for cell in below.cells
            for word in cell.words
        )
    )


def _headings_kept(blocks: Iterable[tuple[Block, _Thing]]) -> list[Block]:
    """Headings right above what they head: a block from a margin that parts them goes before them."""
    kept: list[Block] = []
    for block, thing in blocks:
        at = len(kept)
        if isinstance(thing, TextBlock):
            while at and isinstance(above := kept[at - 1], TextBlock) and above.kind == "heading":
                at -= 1
        kept.insert(at, block)
    return kept


def _is_entry(draft: Draft) -> bool:
    return re.search(r"\d\W*$", draft.text) is not None


def _block(draft: Draft, lexicon: Lexicon, level: int, indents: list[float], in_contents: bool) -> TextBlock:
    found = draft.opening
    words = pieces(draft.lines, lexicon, len(found.printed) if found else 0)
    if in_contents or (draft.is_apart and found is None) or not words:
        return TextBlock("aside", pieces(draft.lines, lexicon))
    if level:
        printed = (found.printed, found.number) if found else ("", None)
        return TextBlock("heading", words, level, *printed)
    if found is None:
        return TextBlock("paragraph", words)
    if found.family == "section":
        return TextBlock("paragraph", words, 0, found.printed, found.number)
    return TextBlock("bullet", words, _depth(draft, indents), found.printed, found.number)


def _depth(draft: Draft, indents: list[float]) -> int:
    """How deep a bullet stands in its list, by how far in it begins."""
    x0 = draft.lines[0].box[0]
    while indents and x0 < indents[-1] - _STEP:
        indents.pop()
    if not indents or x0 > indents[-1] + _STEP:
        indents.append(x0)
    return min(len(indents), _DEEPEST)


def _depths(items: Iterable[_Item]) -> list[int]:
    """How deep a heading each item is; 0 for one that is none."""
    titles = [
        style(item.thing, item.body) if isinstance(item.thing, Draft) and _heads(item, below) else None
        for item, below in pairwise(chain(items, [None]))
        if item
    ]
    stacked = Counter((upper, lower) for upper, lower in pairwise(titles) if upper and lower)
    depths = levels([title for title in titles if title], stacked)
    return [depths[title] if title else 0 for title in titles]


def _heads(item: _Item, below: _Item | None) -> bool:
    assert isinstance(item.thing, Draft)
    under = below.thing if below and isinstance(below.thing, Draft) else None
    return is_heading(item.thing, under, item.body)
