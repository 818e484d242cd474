"""Which organisations and municipalities a document speaks of, and which of them sign it."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from itertools import groupby

from extractors._document import Document
from extractors._party import PartyType
from extractors._party_book import Found, Names, lower_words, trimmed
from extractors._party_items import Item, name_pattern, rows
from extractors._party_signatures import (
    is_name_line,
    learn_definitions,
    learn_lists,
    learn_represented,
    learn_signatures,
)
from extractors._party_words import either, words
from extractors._party_zones import Line, lines
from extractors._registers import corporation, corporations, fold, is_municipality

_INSIDE_COUNT = 2  # so often inside a sentence, and a name of ordinary words is a name
_SENTENCE_END = re.compile(r"(?<=[.;!?])\s+(?=[A-ZÀ-Þ\d‘“'\"(])")


def names(document: Document) -> Names:
    """Collect every name with what the text says of it."""
    found = Names(document.text, lower_words(document.text))
    _learn_known(found)
    every = list(lines(document))
    for line in every:
        for sentence in _SENTENCE_END.split(line.text):
            for row in rows(sentence):
                _learn_row(
                    found, row, sentence, signs=line.is_front or line.is_listed or _signs(sentence, row)
                )
            _learn_towns(found, sentence)
            learn_definitions(found, sentence)
            learn_represented(found, sentence.strip())
        if line.is_foot:
            learn_signatures(found, line)
    for is_list, run in groupby(
        every, key=lambda line: (line.is_front or line.is_listed) and is_name_line(line)
    ):
        if is_list:
            learn_lists(found, run)
    _learn_columns(found, document)
    _learn_subjects(found)
    _vote_by_context(found)
    return found


@cache
def _sign_pattern() -> re.Pattern[str]:
    return re.compile(rf"(?i)(?<!\w){either(words().sign_verbs)}(?!\w)")


def _signs(sentence: str, row: tuple[Item, ...]) -> bool:
    """Whether the row stands in a sentence that tells who agrees: 'gemaakt door A, B en C'."""
    return len({item.type for item in row}) > 1 and _sign_pattern().search(sentence) is not None


# -------------------------------------------------- rows of names
def _learn_row(found: Names, row: tuple[Item, ...], sentence: str, *, signs: bool) -> None:
    weight = "sign" if signs else "row"
    anchored = len(row) > 1 and any(item.type or fold(item.name or "") in found.organisations for item in row)
    inherited: PartyType | None = None
    after_town = False
    for item in row:
        is_bare_town = item.type is None and item.name is not None and is_municipality(item.name)
        if item.type == "municipality":
            after_town = _learn_town(found, item, weight, anchored=anchored)
            inherited = None
        elif item.name is None:
            inherited, after_town = item.type if item.introduces else None, False
        elif is_bare_town:
            if after_town:
                found.municipality(item.name).evidence["row"] += 1
        else:
            inherited = item.type if item.introduces else inherited if item.type is None else None
            after_town = False
            if _is_adjective(sentence, item):
                continue
            _learn_organisation(found, item, inherited, weight, anchored=anchored)


def _is_adjective(sentence: str, item: Item) -> bool:
    """'de Borgvoortse corporaties': a capital before a group word is no name."""
    return (
        item.word is None
        and re.match(rf"\s+(?:{either(words().group_types)})\b", sentence[item.span.end :]) is not None
    )


def _learn_town(found: Names, item: Item, weight: str, *, anchored: bool) -> bool:
    """Learn 'gemeente X'; what stands behind X in the same breath is another name. Says whether X was there."""
    if item.name is None:
        return False
    name, rest = split_municipality(item.name)
    if not is_municipality(name) and not found.plausible(name):
        return False
    found.municipality(name).evidence[weight] += 1
    if rest and found.plausible(rest):
        one = found.organisation(rest)
        one.evidence[weight if anchored else "next"] += 1
        _vote_known(one, rest)
    return True


def split_municipality(name: str) -> tuple[str, str]:
    """The longest registered municipality at the start of a name, and what is left of it.

    'Dordrecht Trivire' is ('Dordrecht', 'Trivire'); of an unregistered name the first word is taken.
    """
    parts = name.split()
    for count in range(len(parts), 0, -1):
        if is_municipality(" ".join(parts[:count])):
            return " ".join(parts[:count]), " ".join(parts[count:])
    first = 2 if parts[0].lower() in ("de", "den", "het", "'t") and len(parts) > 1 else 1
    return " ".join(parts[:first]), " ".join(parts[first:])


def _learn_organisation(
    found: Names, item: Item, inherited: PartyType | None, weight: str, *, anchored: bool
) -> None:
    assert item.name is not None
    has_kind = item.full is not None and not item.introduces
    name = item.full if has_kind and item.full else _known_within(found, trimmed(item.name))
    if not found.plausible(trimmed(item.name)) and not (has_kind and is_municipality(item.name)):
        return
    if not (has_kind or anchored or item.meaning or inherited):
        return
    one = found.organisation(name)
    one.evidence[weight] += 1
    kind = item.type or inherited
    if has_kind and item.word:
        one.evidence["kind"] += 1
        one.word = item.word
        one.full_names[name[0].upper() + name[1:]] += 1
    if kind:
        one.types[kind] += 3 if has_kind else 1
    if item.monogram:
        one.aliases.add(item.monogram)
    if item.meaning:
        meant = next(iter(rows(item.meaning)), ())
        one.aliases.add(item.meaning)
        one.evidence["kind"] += 1
        for other in meant:
            if other.type:
                one.types[other.type] += 3
    _vote_known(one, name)


def _known_within(found: Names, name: str) -> str:
    """A registered corporation inside a longer run of capitals: 'Woonruimteverdeling Welbouw' is 'Welbouw'."""
    if fold(name) in found.organisations:
        return name
    inside = [
        one.name()
        for key, one in found.organisations.items()
        if one.evidence["register"] and f" {key} " in f" {fold(name)} "
    ]
    return max(inside, key=len, default=name)


def _vote_known(one: Found, name: str) -> None:
    if corporation(name):
        one.types["corporation"] += 2


# -------------------------------------------------- municipalities beside 'gemeente X'
@cache
def _town_pattern() -> re.Pattern[str]:
    """'burgemeester en wethouders van X', 'prestatieafspraken voor X', 'Prestatieafspraken X 2017'."""
    return re.compile(
        r"(?:(?i:burgemeester en wethouders van|wethouders? van|gemeenteraad van|raad van)|"
        r"(?i:prestatie-? ?afspraken)(?:\s+20\d\d(?:\s*(?:-|–|t/m|en)\s*20\d\d)?)?(?:\s+(?:voor|van|in))?)\s+"
        rf"(?:(?:de\s+)?gemeente\s+)?(?P<name>{name_pattern()})"
    )


def _learn_towns(found: Names, sentence: str) -> None:
    for match in _town_pattern().finditer(sentence):
        name, _ = split_municipality(match["name"])
        if is_municipality(name):
            found.municipality(name).evidence["sign"] += 2


# -------------------------------------------------- columns, registers, subjects
def _learn_columns(found: Names, document: Document) -> None:
    """Names in a table's column of parties: 'Trekker', 'Regie op realisatie'."""
    for table in document.tables:
        heads = {
            cell.column
            for cell in table.cells
            if cell.row < max(table.header_rows, 1)
            and document.quote(cell.span).strip().lower() in words().party_columns
        }
        for cell in table.cells:
            if cell.column in heads and cell.row >= table.header_rows:
                for row in rows(document.quote(cell.span)):
                    for item in row:
                        if item.name and item.type is None and found.plausible(trimmed(item.name)):
                            found.organisation(_known_within(found, trimmed(item.name))).evidence[
                                "column"
                            ] += 1


@cache
def _known_pattern() -> re.Pattern[str]:
    forms = [form for one in corporations() for form in (one.name, *one.aliases)]
    return re.compile(rf"(?<![\w-]){either(forms)}(?![\w-])")


def _learn_known(found: Names) -> None:
    """Well-known corporations anywhere in the text.

    A name of ordinary words ('Ons Huis') counts when it stands inside a sentence often enough to be a name.
    """
    text = found.text
    inside = Counter(
        match.group() for match in _known_pattern().finditer(text) if _is_inside(text, match.start())
    )
    for match in _known_pattern().finditer(text):
        known = corporation(match.group())
        if known is None or (known.needs_context and inside[match.group()] < _INSIDE_COUNT):
            continue
        one = found.organisation(match.group())
        one.evidence["register"] += 1
        one.types["corporation"] += 2


def _is_inside(text: str, start: int) -> bool:
    """Whether a word before it in the same sentence shows that the capital belongs to a name."""
    return start > 1 and text[start - 1] == " " and (text[start - 2].isalpha() or text[start - 2] == ",")


@cache
def _subject_pattern() -> re.Pattern[str]:
    """'Welbouw renoveert': a name with the finite verb of an action behind it."""
    return re.compile(rf"(?<![\w-])(?P<name>{name_pattern()})\s+{either(words().actor_verbs)}(?!\w)")


def _learn_subjects(found: Names) -> None:
    """Names that act, and that stand inside sentences too: an organisation in no list and no register."""
    acting: Counter[str] = Counter(
        trimmed(match["name"]) for match in _subject_pattern().finditer(found.text)
    )
    for name, count in acting.items():
        if not found.plausible(name) or fold(name) in found.organisations:
            continue
        inside = [
            match
            for match in re.finditer(rf"(?<![\w-]){re.escape(name)}(?![\w-])", found.text)
            if _is_inside(found.text, match.start())
        ]
        if inside and count + len(inside) > _INSIDE_COUNT:
            found.organisation(name).evidence["subject"] += count


def _vote_by_context(found: Names) -> None:
    """What only one kind of party does or has: 'Welbouw verhuurt', 'de huurders van Welbouw'."""
    for kind, contexts in words().contexts.items():
        frame = "|".join(
            re.escape(context).replace("N", rf"(?P<n{number}>{name_pattern()})")
            for number, context in enumerate(contexts)
        )
        for match in re.finditer(rf"(?<!\w)(?:{frame})(?!\w)".replace(r"\ ", r"\s+"), found.text):
            name = next(group for group in match.groups() if group)
            one = found.organisations.get(fold(trimmed(name)))
            if one is not None:
                one.types[kind] += 1  # type: ignore[index]
