"""Organisations that no list names: known to the register, or told by what they do."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache, lru_cache

from extractors._parties.book import Names, is_stop, starts_adverbially, trimmed
from extractors._parties.items import TOWN_END, items, name_pattern
from extractors._parties.party import PartyType
from extractors._parties.places import count
from extractors._parties.words import either, joined, whole, words
from extractors._registers import Registers

_INSIDE_COUNT = 2  # so often inside a sentence, and a name of ordinary words is a name
_SOME_WORDS = r"(?:\S+ ){0,4}?"  # what '…' in a context stands for
_CONTEXT = 60  # characters before a name: 'huurders van Welbouw en ' before 'De Brug'
_BEHIND = re.compile(
    r" (?:& |aan (?=Zee\b))?[A-ZÀ-ÖØ-Þ][\w’'-]*[^\W\d](?!\w|\.\w)"
)  # ' Noord', ' & Erf' right behind a name
_BEFORE = re.compile(r"(?<![\w-])[A-ZÀ-ÖØ-Þ][a-z]+ $")  # 'Fijn ' right before a name
# Few sentences have one of these: looked for before the names that own something, or speak.
_OWN = ("haar", "zijn")
_WE = re.compile(r"w(?:ij|e)\b")
_LEAD_WORDS = 9  # before an inverted verb: 'In de komende jaren bouwt Welbouw'


@lru_cache(maxsize=8)
def _known_pattern(registers: Registers) -> re.Pattern[str]:
    forms = [form for one in registers.corporations for form in (one.name, *one.aliases)]
    return re.compile(whole(forms))


def _longer(found: Names, spans: list[tuple[int, int]], *, is_ordinary: bool) -> str | None:
    """The longer name of which a registered one is a part wherever it stands: 'Welbouw Noord', 'Stek & Erf'.

    A word before it belongs to the name only where that name is an ordinary word: 'Fijn Thuis'.
    """
    text = found.text
    behind = {word.group() if (word := _BEHIND.match(text, end)) else "" for _, end in spans}
    before = {
        word.group()
        if is_ordinary and (word := _BEFORE.search(text[max(0, start - _CONTEXT) : start]))
        else ""
        for start, _ in spans
    }
    start, end = spans[0]
    for after in behind if len(behind) == 1 else ():
        own = after.removeprefix(" aan").strip(" &")
        if after and (own in words().placed_heads or not _ends_name(found, own)):
            return text[start:end] + after
    for ahead in before if len(before) == 1 else ():
        is_whole = found.registers.corporation(ahead.strip()) is not None  # 'Veste Thuis', both registered
        if ahead and (is_whole or not _ends_name(found, ahead.strip())):
            return ahead + text[start:end]
    return None


def _ends_name(found: Names, word: str) -> bool:
    """Whether a capitalised word beside a name is another party, a function or a word of the sentence."""
    is_other = is_stop(word) or starts_adverbially(word) or found.registers.corporation(word) is not None
    is_word = joined(word) in words().kinds or word.lower() in words().sign_functions
    return is_other or is_word or count(word.lower(), found.text, "") > 0


def learn_known(found: Names) -> None:
    """Well-known corporations anywhere in the text.

    A name of ordinary words ('Samen Wonen') counts when it stands inside sentences often enough.
    """
    places: dict[str, list[tuple[int, int]]] = {}
    for match in _known_pattern(found.registers).finditer(found.text):
        places.setdefault(match.group(), []).append(match.span())
    for printed, spans in places.items():
        name = _known_name(found, printed, spans)
        if name is None:
            continue
        for _ in spans:
            one = found.organisation(name)
            one.evidence["register"] += 1
            one.types["corporation"] += 2


def _known_name(found: Names, printed: str, spans: list[tuple[int, int]]) -> str | None:
    """The name that a registered one stands for at these places; None where it may be ordinary words."""
    known = found.registers.corporation(printed)
    if known is None:
        return None
    longer = _longer(found, spans, is_ordinary=known.needs_context)
    inside = sum(_is_inside(found.text, start) for start, _ in spans)
    return longer or (None if known.needs_context and inside < _INSIDE_COUNT else printed)


def _is_inside(text: str, start: int) -> bool:
    """Whether a word before it in the same sentence shows that the capital belongs to a name."""
    return start > 1 and text[start - 1] == " " and (text[start - 2].isalpha() or text[start - 2] == ",")


@cache
def _subject_pattern() -> re.Pattern[str]:
    """'Welbouw renoveert': a name with the finite verb of an action behind it."""
    return re.compile(rf"(?<![\w-])(?P<name>{name_pattern()})\s+{either(words().actor_verbs)}(?!\w)")


@cache
def _inverted_pattern() -> re.Pattern[str]:
    """'In Borgvoort bouwt Welbouw': the verb of a main clause that does not begin with its subject."""
    return re.compile(
        rf"^(?P<lead>[^,;:()]*?)\s{either(words().actor_verbs)}\s+(?P<name>{name_pattern()})(?!\w)"
    )


@cache
def _own_pattern() -> re.Pattern[str]:
    """'Welbouw brengt haar woningen': only a corporation has dwellings of its own."""
    return re.compile(
        rf"(?<![\w-])(?P<name>{name_pattern()})\s+\w+t\s+(?:[\w%]+\s+){{0,4}}?(?:{'|'.join(_OWN)})\s+(?:\w+\s+)?{either(words().holdings)}"
    )


def learn_subjects(found: Names) -> None:
    """Names that act, and that stand inside sentences too: an organisation in no list and no register."""
    acting = Counter(trimmed(match["name"]) for match in _subject_pattern().finditer(found.text))
    towns = [name for one in found.municipalities.values() for name in one.names]
    waters = {name.split()[-1] for name in towns if TOWN_END.search(name)}
    for name, times in acting.items():
        if (
            name in waters
            or is_stop(name)
            or not found.plausible(name)
            or found.key(name) in found.organisations
        ):
            continue
        if found.stands_inside(name) and count(name, found.text, "") > _INSIDE_COUNT:
            found.organisation(name).evidence["subject"] += times


@cache
def _speaker_pattern() -> re.Pattern[str]:
    """'Als Welbouw willen wij': who speaks names itself."""
    return re.compile(rf"(?i:\bals)\s+(?P<name>{name_pattern()})\s+[a-z]+\s+{_WE.pattern}")


def learn_actors(found: Names, sentence: str) -> None:
    """Names that one sentence shows to be an organisation: by an inverted verb, or by its own dwellings."""
    inverted = _inverted_pattern().match(sentence) if _opens_adverbially(sentence) else None
    if inverted and _is_adverbial(inverted["lead"]):
        _learn(found, trimmed(inverted["name"]))
    for speaker in _speaker_pattern().finditer(sentence) if _WE.search(sentence) else ():
        _learn(found, trimmed(speaker["name"]))
    for own in _own_pattern().finditer(sentence) if any(map(sentence.__contains__, _OWN)) else ():
        _learn(found, trimmed(own["name"]))
        found.vote(trimmed(own["name"]), "corporation")


def _is_adverbial(lead: str) -> bool:
    """Whether what stands before the verb is no subject: 'In 2023', 'Daarnaast', 'De komende jaren'."""
    if not _opens_adverbially(lead) or len(lead.split()) > _LEAD_WORDS:
        return False
    before = (lead[: item.span.start].split()[-1:] for item in items(lead) if item.type)
    return all(word and word[0].lower() in words().not_before_actor for word in before)


def _learn(found: Names, name: str) -> None:
    if found.plausible(name) and not is_stop(name):
        found.organisation(name).evidence["subject"] += 1


def _opens_adverbially(words_of: str) -> bool:
    first = words_of.split(maxsplit=1)[:1]
    return bool(first) and first[0].lower() in words().adverbial_starts


def vote_by_context(found: Names) -> None:
    """What only one kind of party does or has: 'Welbouw verhuurt', 'de huurders van Welbouw'."""
    by_name = {name: one for one in found.organisations.values() for name in one.names}
    if not by_name:
        return
    for match in re.finditer(whole(by_name), found.text):
        one = by_name.get(match.group())
        if one is None:
            continue
        for kind, (before, after) in _contexts().items():
            ahead = found.text[max(0, match.start() - _CONTEXT) : match.start()]
            if after.match(found.text, match.end()) or before.search(ahead):
                one.types[kind] += 1


@cache
def _contexts() -> dict[PartyType, tuple[re.Pattern[str], re.Pattern[str]]]:
    """For each kind of party what stands before and behind its name."""
    return {
        kind: (
            re.compile(
                f"(?<!\\w)(?:{'|'.join(_pattern(form[:-2]) for form in forms if form.endswith(' N'))})"
                rf"\s+(?:{name_pattern()}(?:,|\s+en)\s+){{0,2}}$"
            ),
            re.compile(
                f"\\s+(?:{'|'.join(_pattern(form[2:]) for form in forms if form.startswith('N '))})(?!\\w)"
            ),
        )
        for kind, forms in words().contexts.items()
    }


def _pattern(context: str) -> str:
    return re.escape(context).replace(r"…\ ", _SOME_WORDS)
