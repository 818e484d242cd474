"""What rows of names tell: 'gemeente Borgvoort, de corporaties Welbouw en Veenwonen, De Brug'."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from extractors._parties.book import Found, Names, has_telling_word, is_stop, trimmed
from extractors._parties.items import TOWN_END, Item, name_pattern, rows
from extractors._parties.party import PartyType
from extractors._parties.places import count
from extractors._parties.words import either, words
from extractors._registers import fold

_CORPORATE = re.compile(
    r"\b(?:Wonen|Woon)\b|[a-z]Wonen\b|\bWoon[A-Z]"
)  # 'Veen Wonen', 'VeenWonen', 'WoonVeen'
_ARTICLE_NAME = re.compile(r"(?:De|Het) [A-Z]")  # 'De Vier' in 'de huurdersorganisaties (De Vier en …)'
_OPENING_ARTICLE = re.compile(r"(?:De|Het) (?=[A-Z]{2,}$)")  # 'De HBV en Welbouw bespreken'
_MANY = 4  # words that make no name together
_LONGEST_WORD = 60  # characters, and the blanks behind it
_CALLED_FAR = (
    60  # characters between a row and the word it is called by: 'A en B heten samen: ‘de corporaties’'
)


def learn_row(found: Names, row: tuple[Item, ...], sentence: str, *, signs: bool, listed: bool) -> None:
    """Learn every name of a row; `listed` where the place itself is a list of parties.

    A bare name alone teaches nothing.
    """
    if len(row) == 2 and not any(item.type for item in row):
        left, right = sorted(_OPENING_ARTICLE.sub("", trimmed(item.name or "")) for item in row)
        found.pairs[left, right] += 1
    weight = "sign" if signs or listed else "row"
    anchored = len(row) > 1 and any(_is_party(found, item) for item in row)
    inherited: PartyType | None = None
    called = _called(sentence, row)
    after_town = False
    for item in row:
        if item.type is None and item.name and after_town and _is_second_town(found, sentence, row, item):
            found.municipality(item.name).evidence[weight] += 1
        elif item.type == "municipality":
            after_town, inherited = _learn_town(found, item, weight, anchored=anchored, listed=listed), None
        elif item.name is None:
            after_town, inherited = False, item.type if item.introduces else None
        elif item.type is None and found.registers.is_municipality(item.name):
            if after_town:
                found.municipality(item.name).evidence["row"] += 1
        else:
            inherited = (
                item.type if item.introduces else inherited if item.type in (None, inherited) else None
            )
            after_town = False
            if not _is_adjective(sentence, item):
                group = inherited or called or _kind_by_place(row, item)
                one = _learn_organisation(found, item, group, weight, anchored=anchored)
                if one is not None and listed:
                    one.evidence["listed"] += 1


def _kind_by_place(row: tuple[Item, ...], item: Item) -> PartyType | None:
    """A bare name between municipality and tenants is a corporation's: 'gemeente, Bouwlust en HV De Brug'."""
    at = row.index(item)
    ahead, behind = ({one.type for one in part} for part in (row[:at], row[at + 1 :]))
    is_between = "municipality" in ahead and "tenant_organisation" in behind - ahead
    return "corporation" if item.type is None and is_between else None


def _is_second_town(found: Names, sentence: str, row: tuple[Item, ...], item: Item) -> bool:
    """'Veen' of 'de gemeenten Borgvoort, Oord en Veen', unregistered: up to the one behind 'en'."""
    before = row[: row.index(item)]
    first = next((at for at, one in enumerate(before) if one.word == "gemeenten"), None)
    name = item.name or ""
    if first is None or not (found.registers.is_municipality(name) or found.plausible(name)):
        return False
    ends = [*before[first:], item]
    joints = [sentence[left.span.end : right.span.start].strip() for left, right in pairwise(ends)]
    return joints[:-1] == [","] * (len(joints) - 1) and joints[-1] in (",", "en") and "en" in sentence


def _is_party(found: Names, item: Item) -> bool:
    """Whether an item is a party for sure, so that its neighbours are likely ones."""
    if item.type is not None:
        return True
    name = item.name or ""
    return found.key(name) in found.organisations or (
        _CORPORATE.search(name) is not None and not is_stop(name)
    )


@cache
def _group_behind() -> re.Pattern[str]:
    return re.compile(rf"\s+(?:{either(words().group_types)})\b")


def _is_adjective(sentence: str, item: Item) -> bool:
    """'de Borgvoortse corporaties': a capital before a group word is no name."""
    return item.word is None and _group_behind().match(sentence, item.span.end) is not None


@cache
def _called_pattern() -> re.Pattern[str]:
    """'heten samen: ‘de corporaties’', 'hierna gezamenlijk te noemen: de huurdersorganisaties'."""
    return re.compile(
        rf"\W*(?:heten|hierna|gezamenlijk|samen|tezamen)\b[^.;]{{0,{_CALLED_FAR}}}?(?P<word>(?i:{either(words().group_types)}))\b"
    )


def _called(sentence: str, row: tuple[Item, ...]) -> PartyType | None:
    match = _called_pattern().match(sentence, row[-1].span.end) if len(row) > 1 else None
    return words().group_types[" ".join(match["word"].lower().split())] if match else None


def _learn_town(found: Names, item: Item, weight: str, *, anchored: bool, listed: bool) -> bool:
    """Learn 'gemeente X'; what stands right behind X is another name. Says whether X was there."""
    if item.name is None:
        return False
    name, rest = split_municipality(item.name, found)
    if not found.registers.is_municipality(name) and not found.plausible(name):
        return False
    found.municipality(name).evidence[weight] += 1
    if item.monogram and item.monogram.isupper():
        found.municipality(name).aliases.add(item.monogram)  # 'gemeente Borgvoort (GB)'
    if rest and found.plausible(rest):
        one = found.organisation(rest)
        one.evidence[weight if anchored or listed else "next"] += 1
        one.evidence["listed"] += listed
        vote_known(found, one, rest)
    return True


def split_municipality(name: str, found: Names) -> tuple[str, str]:
    """The longest registered municipality at the start of a name, and what is left of it.

    'Den Haag Welbouw' is ('Den Haag', 'Welbouw'); of an unregistered name the first word is taken, with those
    that never stand without it: 'Lage Linde'. 'Linde aan de Vaart' is one where it stands more than once.
    """
    name = _without_waters(name, found)
    parts = name.split()
    for length in range(len(parts), 0, -1):
        if found.registers.is_municipality(" ".join(parts[:length])):
            return " ".join(parts[:length]), " ".join(parts[length:])
    if TOWN_END.search(name):
        return name, ""
    first = 2 if parts[0].lower() in ("de", "den", "het", "'t") and len(parts) > 1 else 1
    while first < len(parts) and _belongs_behind(parts[first], " ".join(parts[:first]), found):
        first += 1
    return " ".join(parts[:first]), " ".join(parts[first:])


def _without_waters(name: str, found: Names) -> str:
    """'Borgvoort' of 'Borgvoort aan de Linge', unless a register or repetition tells that all is its name."""
    behind = TOWN_END.search(name)
    if behind is None or found.registers.is_municipality(name):
        return name
    bare = name[: behind.start()]
    is_new = not found.registers.is_municipality(bare) and count(name, found.text) > 1
    return name if is_new else bare


def _belongs_behind(word: str, name: str, found: Names) -> bool:
    """Whether a word stands behind these of a town more than once, and never as a name of its own."""
    if has_telling_word(f"{name} {word}") or found.registers.corporation(word) is not None:
        return False
    places = re.finditer(rf"(?<![\w-]){re.escape(word)}(?![\w-])", found.text, re.IGNORECASE)
    before = [_word_before(found.text, place.start()) for place in places]
    behind = sum(one.casefold() == name.split()[-1].casefold() for one in before)
    return behind > 1 and all(one[:1].isupper() for one in before)


def _word_before(text: str, start: int) -> str:
    """The word in the same line before this place; '' where there is none."""
    line = text[max(0, start - _LONGEST_WORD) : start].rpartition("\n")[2]
    return line.split()[-1] if line[-1:].isspace() and line.strip() else ""


def _learn_organisation(
    found: Names, item: Item, group: PartyType | None, weight: str, *, anchored: bool
) -> Found | None:
    """Learn one organisation; None where there is none. `group` is what a word for several says of it."""
    assert item.name is not None
    has_kind = item.full is not None and not item.introduces
    bare = bare_name(found, item.name)
    name = item.full if has_kind and item.full else bare
    is_told = has_kind and found.registers.is_municipality(item.name)
    is_named = has_kind and item.word in words().kinds and found.is_word(bare)
    is_placed = weight == "sign" and _is_of_words(item)  # 'gemeente Veen, Samen Thuis, huurdersraad De Brug'
    if is_placed and group == "corporation":
        name = bare = item.name
    elif not (found.plausible(bare) or is_told or is_named or (group and _ARTICLE_NAME.match(item.name))):
        return None
    if not (has_kind or anchored or item.meaning or group or item.is_legal):
        return None
    if item.type is None and weight == "row" and not _is_attested(found, name):
        return None
    one = found.organisation(name)
    one.evidence[weight] += 1
    one.evidence["legal"] += item.is_legal
    if has_kind and item.word:
        one.word = item.word
        one.full_names[name[0].upper() + name[1:]] += 1
    _vote(one, item.type or group, 3 if has_kind else 1)
    if item.monogram:
        one.aliases.add(item.monogram)
    if item.meaning:
        one.aliases.add(item.meaning)
        _vote(one, next(iter(rows(item.meaning)))[0].type, 3)
    vote_known(found, one, name)
    return one


def _is_of_words(item: Item) -> bool:
    """Whether a name without a word for its kind is ordinary words, one of names: 'Zeker Wonen'."""
    parts = (item.name or "").split()
    has_part = any(part.lower() in words().name_parts for part in parts)
    return item.type is None and 1 < len(parts) < _MANY and has_part and is_stop(item.name or "")


def _is_attested(found: Names, name: str) -> bool:
    """Whether a bare name in running text is a name: registered, or with a capital inside a sentence.

    A name of ordinary words ('Samen Wonen') needs a list or a column to be believed.
    """
    if found.registers.corporation(name) or found.key(name) in found.organisations:
        return True
    return found.stands_inside(name) and not is_stop(name)


def _vote(one: Found, kind: PartyType | None, votes: int) -> None:
    if kind is not None:
        one.types[kind] += votes


def bare_name(found: Names, name: str) -> str:
    """The name in a run of capitals: 'Overleg Welbouw' is 'Welbouw', and so is any well-attested name."""
    if found.key(name) in found.organisations:
        return name
    folded = f" {fold(name)} "
    inside = [
        one.name()
        for key, one in found.organisations.items()
        if f" {key} " in folded
        and (one.evidence["register"] or one.evidence["row"] + one.evidence["sign"] > 1)
        and not one.full_names
    ]
    return max(inside, key=len, default=trimmed(name))


def vote_known(found: Names, one: Found, name: str) -> None:
    """A name that the register holds is a corporation's."""
    if found.registers.corporation(name):
        one.types["corporation"] += 2


_YEARS = r"(?:\s+20\d\d(?:\s*(?:-|–|t/m|en)\s*20\d\d)?)?"
# What stands before a municipality, by a word of it: few sentences have one, and it is looked for first.
_BEFORE_TOWN = {
    "wethouder": r"(?P<college>(?i:burgemeester en wethouders van))|(?i:wethouders? van)",
    "raad van": r"(?i:gemeenteraad van|raad van)",
    "prestatie": rf"(?P<titled>(?i:prestatie-? ?afspraken)){_YEARS}(?:\s+(?:voor|van|in))?",
}


@cache
def _town_pattern() -> re.Pattern[str]:
    """'burgemeester en wethouders van X', 'prestatieafspraken voor X', 'Prestatieafspraken X 2017'."""
    before = "|".join(_BEFORE_TOWN.values())
    return re.compile(rf"(?:{before})\s+(?:(?:de\s+)?gemeente\s+)?(?P<name>{name_pattern()})")


def learn_towns(found: Names, sentence: str) -> None:
    """Municipalities named beside 'gemeente X': in a title, a council, a college."""
    stands_in = sentence.lower().__contains__
    for match in _town_pattern().finditer(sentence) if any(map(stands_in, _BEFORE_TOWN)) else ():
        name, _ = split_municipality(match["name"], found)
        if found.registers.is_municipality(name) or (match["college"] and found.plausible(name)):
            found.municipality(name).evidence["sign"] += 2
        elif match["titled"] and found.plausible(name) and found.is_behind_in(name):
            found.municipality(name).evidence["titled"] += 1
