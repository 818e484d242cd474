"""What the numbers of a sentence count: numbers and the nouns that belong to them, parts and wholes."""

from __future__ import annotations

import re
from functools import cache

from extractors._dutch.numbers import Number, read_numbers, unclear_numbers
from extractors._numbers.cues import listed, pattern_of, vocabulary
from extractors._numbers.phrase import Phrase
from extractors._numbers.wholes import with_wholes
from extractors._numbers.years import Years, is_paired, read_years

# behind a segment that stands for its dwellings: not '20 koop en huurwoningen', not '30 sociaal medische'
_NO_NOUN_FOLLOWS = (
    r"(?!-)(?!\s+(?:(?:en|of)\s+)?[\w-]*(?:woning|appartement|eenhe|studio|huizen|kavel))"
    r"(?=\s*(?:$|[.,;:()+/]|(?:en|in|op|bij|aan|voor|plus|van|door|tot|te)\b))"
)

_HALF_NOUN = r"(?!(?<=-)\s+(?:en|of)\s+[a-z])"  # '12 koop- en huurwoningen' counts both together


# adjectives, listed words, names ('48 De Wit woningen') and one bracket may stand between number and noun
@cache
def _noun() -> re.Pattern[str]:
    words = vocabulary("counted")
    units = "|".join(f"(?P<{unit}>{pattern_of(nouns)})" for unit, nouns in words["units"].items())
    adjective = r"(?!(?:de|we|ze|je|die|deze|welke|mee|twee|drie|toe|te)\b)[a-zà-ÿ‘’'-]{2,}e,?"
    name, bracket = r"de(?=\s+[A-Z])|[A-Z][\w’'-]*", r"\([^()]{1,120}\)"
    between = rf"(?:{pattern_of(words['between']['words'])}|{adjective}|{name}|{bracket})"
    segment = rf"(?P<segment>{pattern_of(words['segments']['words'])}){_NO_NOUN_FOLLOWS}"
    return re.compile(rf"\]?\s*(?:{between}\s+){{0,6}}?(?P<noun>(?i:{units}|{segment}))(?!\w){_HALF_NOUN}")


@cache
def _noun_anywhere() -> re.Pattern[str]:
    units = "|".join(
        f"(?P<{u}>{pattern_of(n)})" for u, n in vocabulary("counted")["units"].items() if u != "persons"
    )
    return re.compile(rf"(?<!\w)(?:{units})(?!\w)", re.IGNORECASE)


@cache
def _no_count() -> re.Pattern[str]:
    lists = vocabulary("counted")
    words = pattern_of([*lists["proportion"]["words"], *lists["label"]["words"]])
    return re.compile(rf"\b(?:{words})\s*$", re.IGNORECASE)


_TIMES = re.compile(r"[x×*]\s*$")
_LARGE_SUM = re.compile(r"\b(?:miljoen|miljard|mln|mld)\b", re.IGNORECASE)
# what stands right before a number whose noun was said before: 'waarvan 24', 'en 12', 'worden er 30'
_GOES_ON = re.compile(
    r"(?:\bdoor|\bwaarvan|\bhiervan|\bwaaronder|\bdaarvan|\ber|\btegen|\bnaar|\bin\s+plaats\s+van|\bvan|\ben|\bplus|\bnog(?:\s+eens)?|\bsamen|\bverwachting|\bzijn|\bworden|[(,:]"
    r"|\bgemiddeld|\bmet|\b(?:overige|resterende)|\b(?:in\s+)?totaal|\b(?:in|voor)\s+(?:19|20)\d\d)\s*$",
    re.IGNORECASE,
)
_STRONG = re.compile(
    r"(?:\b(?:waarvan|hiervan)(?:\s+er)?|\bwaaronder|\btegen|\bin\s+plaats\s+van|\bdaarvan)\s*$",
    re.IGNORECASE,
)
# '120 naar 80': the first of a change
_CHANGE_AFTER = re.compile(r"[^.;]{0,16}\bnaar\b", re.IGNORECASE)
_IN_YEAR = re.compile(
    r"\b(?:in|voor)\s+(?:19|20)\d\d\s+(?:nog\s+eens\s+)?$", re.IGNORECASE
)  # 'in 2024 [tachtig]'
# words that take up what the sentence before counted: 'dat zijn er 55', 'daarvan komen er 30'
_TAKES_UP = re.compile(
    r"\b(?:daarvan|hiervan|waarvan|(?:dat|dit)\s+(?:zijn|waren|worden|werden)(?:\s+er)?"
    r"|(?:zijn|waren|worden|werden|komen|volgen)\s+(?:dat|dit|er|daar)(?:\s+er)?"
    r"|de\s+(?:overige|resterende))\b",
    re.IGNORECASE,
)
_OF_THOSE = re.compile(
    r"\s+van\s+(?:deze|die|haar|hun|onze)(?=\s)", re.IGNORECASE
)  # '30[ van deze] woningen'
_OF_THOSE_BEHIND = re.compile(
    r"\s+(?:daarvan|hiervan|ervan)\b", re.IGNORECASE
)  # '90 woningen; 60[ daarvan] zijn'
# 'bouwt zij er [24] terug', 'dat er eind 2026 [3.170] zijn'
_OF_THEM = re.compile(
    r"\ber\s+(?:nog\s+(?:eens\s+)?)?(?:(?:in|eind|begin|medio|ultimo|per)\s+(?:19|20)\d\d\s+)?$",
    re.IGNORECASE,
)
# '140 woningen [(complex Eshof 60, Veldhof 80)]'
_BRACKET_BEHIND = re.compile(r"[^.;()]{0,30}\((?P<inside>[^()]*)\)")
# '([50] Waterstad Wonen[,] [60] Thuishaven[)]'
_ENDS_PART = re.compile(r"\s*(?:[A-Z][\w’'-]*\s*){0,3}(?:[,;)]|en\b)")
# 'Sloop: 2024 – 18, 2025 – 24' · 'Nieuwbouw 2024: 30; 2025: 40'
_YEAR_LIST = re.compile(r"(?<!\d)(?:19|20)\d\d\s*[:=–—-]\s*$")
_LIST_LABEL = re.compile(r"(?P<label>(?:[\w-]+\s+){0,4}[\w-]+)\s*(?::\s*)?(?=(?:19|20)\d\d\s*[:=–—\d-])")
# 'Welbouw bouwt 50 woningen, Oever 20', '… en Stichting Oever 64': another does the same
_GAPPED = re.compile(r"(?:[,;:]|\ben)\s+(?:de\s+|het\s+)?(?:[A-Z][\w’'&-]*\s+){1,4}$")
_GROWS_TO = re.compile(
    r"\bmet\s+[^.;]*\b(?:tot|naar)\s*$", re.IGNORECASE
)  # 'nam toe met 14 woningen tot [900]'
_PER_YEAR_AFTER = re.compile(r"\s+per\s+jaar\b", re.IGNORECASE)
# '10 [en in 2025] 8 woningen', '45 [(2024),] 60 (2025)': the noun follows a later number
_NOUN_AFTER = re.compile(
    r"\s*(?:[\w-]+e\s+)?(?:\((?:19|20)\d\d\)\s*(?:,|en)\s*|(?:en|of|plus|resp\.?|respectievelijk)\s+)"
    r"(?:(?:in|voor)\s+(?:19|20)\d\d\s+)?(?:nog\s+)?",
    re.IGNORECASE,
)
_COMMA = re.compile(r",\s*")  # '10[, ]20 en 30 woningen'
_OUT_OF = re.compile(r"\s+van\s+(?:de|deze|onze|haar|hun)\s+(?:[\w-]+e\s+)?", re.IGNORECASE)


def phrases(text: str, unit_before: str | None = None) -> list[Phrase]:
    """The numbers of a sentence that count dwellings, units, plots or persons, or are shares or money.

    `unit_before` is what the sentence before counted; 'daarvan' and 'dat zijn er' take it up.
    """
    read = read_numbers(text)
    if not read:  # most sentences
        return []
    years = read_years(text)
    unclear = {start for start, _ in unclear_numbers(text)}
    numbers = [
        number for number in read if not _is_dated(text, number, years) and number.core[0] not in unclear
    ]
    counted = [_counted(text, number) for number in numbers]
    for i in range(len(numbers) - 2, -1, -1):
        counted[i] = counted[i] or _before_noun(text, numbers[i], counted[i + 1])
    counted = _with_brackets(text, numbers, counted)
    found: list[Phrase] = []
    for i, number in enumerate(numbers):
        after = counted[i + 1] if i + 1 < len(numbers) else None
        phrase = counted[i] or _elliptic(text, number, found, after, unit_before)
        if phrase is not None:
            found.append(phrase)
    return with_wholes(text, found)


def _with_brackets(text: str, numbers: list[Number], counted: list[Phrase | None]) -> list[Phrase | None]:
    """Bare numbers in a bracket behind a count, that together are the count, count the same."""
    filled = list(counted)
    for phrase in counted:
        bracket = _BRACKET_BEHIND.match(text, phrase.end) if phrase and phrase.words else None
        if phrase is None or bracket is None:
            continue
        start, end = bracket.span("inside")
        inside = [i for i, n in enumerate(numbers) if start <= n.start and n.end <= end]
        bare = [i for i in inside if counted[i] is None and _ENDS_PART.match(text, numbers[i].end)]
        if len(bare) == len(inside) > 1 and _amount_of(numbers, bare) == phrase.number.value_min:
            for i in bare:
                filled[i] = Phrase(
                    numbers[i].start, numbers[i].end, numbers[i], phrase.unit, "", is_elliptic=True
                )
    return filled


def _amount_of(numbers: list[Number], indexes: list[int]) -> float:
    return sum(numbers[i].value_min or 0.0 for i in indexes)


def _is_dated(text: str, number: Number, years: list[Years]) -> bool:
    """Whether the digits are a year that the sentence names as a time; '2000 woningen' is a count."""
    if not number.is_year_like:
        return False
    first = bool(text[: number.start].strip())
    return any(y.start < number.end and number.start < y.end and y.role != "name" and first for y in years)


def _counted(text: str, number: Number) -> Phrase | None:
    if number.unit is not None:
        if _TIMES.search(text[: number.start]):
            return None  # '(x € 1.000)' is a scale
        return Phrase(number.start, number.end, number, number.unit, "")
    if _no_count().search(text[: number.start]):
        return None
    of_those = _OF_THOSE.match(text, number.end)
    match = _noun().match(text, of_those.end() if of_those else number.end)
    if match is None or _is_no_count(text, number, match["noun"]):
        is_money = bool(_LARGE_SUM.search(number.text))
        return Phrase(number.start, number.end, number, "eur", "") if is_money else None
    unit = next((name for name in vocabulary("counted")["units"] if match[name]), "dwellings")
    if number.is_word and unit == "persons":
        return None  # 'twee bewoners' are members of a committee, not a number about housing
    return Phrase(number.start, match.end(), number, unit, text[number.end : match.end()].strip())


def _elliptic(
    text: str, number: Number, before: list[Phrase], after: Phrase | None, unit_before: str | None
) -> Phrase | None:
    """A bare number whose noun stands elsewhere: 'waarvan 24', 'van 120 naar 80', '60 voor Rijnhove'."""
    if number.is_year_like or number.unit is not None or "," in number.text:
        return None
    counted = [p for p in before if p.unit not in ("percent", "eur")]
    unit = _unit_elsewhere(text, number, counted, after)
    if unit is None and not counted and _may_follow(text, number.end):
        unit = _unit_taken_up(text, number, unit_before)
    return Phrase(number.start, number.end, number, unit, "", is_elliptic=True) if unit else None


def _is_anothers(lead: str) -> bool:
    """Whether a name stands right before the number, and both in no bracket."""
    return _GAPPED.search(lead) is not None and lead.rfind("(") <= lead.rfind(")")


def _unit_taken_up(text: str, number: Number, unit_before: str | None) -> str | None:
    """What a bare number counts without a noun in its sentence: what the one before counted, or a list's."""
    lead = text[: number.start]
    if unit_before and (_TAKES_UP.search(lead) or _OF_THEM.search(lead)):
        return unit_before
    label = _LIST_LABEL.match(text)
    if unit_before and _is_anothers(lead):
        return unit_before
    is_in_list = is_paired(text, number.start) or _YEAR_LIST.search(lead)
    is_listed = label and is_in_list and listed("counted", "per_year_of").search(label["label"])
    return "dwellings" if is_listed else None


def _is_no_count(text: str, number: Number, noun: str) -> bool:
    """Whether number and noun only look like a count: '2 Woningen' is a heading."""
    is_heading = not text[: number.start].strip() and noun[0].isupper()
    return is_heading or bool(listed("counted", "ignored").fullmatch(noun))


def _before_noun(text: str, number: Number, after: Phrase | None) -> Phrase | None:
    """A bare number in front of another that has its noun: '45 (2024), 60 (2025) en 80 woningen'."""
    is_bare = not (number.is_year_like or number.unit or number.is_word)
    if not is_bare or after is None or after.unit in ("percent", "eur"):
        return None
    gaps = (_NOUN_AFTER, _OUT_OF, *([_COMMA] if after.is_elliptic else []))
    is_label = _no_count().search(text[: number.start])
    are_paired = is_paired(text, number.start) and is_paired(text, after.start)
    is_joined = are_paired or any(gap.fullmatch(text, number.end, after.start) for gap in gaps)
    if is_label or not is_joined:
        return None
    return Phrase(number.start, number.end, number, after.unit, "", is_elliptic=True)


def _unit_elsewhere(text: str, number: Number, before: list[Phrase], after: Phrase | None) -> str | None:
    lead = text[: number.start]
    goes_on = _IN_YEAR if number.is_word else _GOES_ON
    if before and _is_anothers(lead) and _may_follow(text, number.end):
        return before[-1].unit
    if before and _OF_THEM.search(lead) and _may_follow(text, number.end):
        return before[-1].unit
    if before and (_STRONG.search(lead) or (goes_on.search(lead) and _may_follow(text, number.end))):
        return before[-1].unit
    if number.is_word:
        return None
    if before and _OF_THOSE_BEHIND.match(text, number.end):
        return before[-1].unit
    if before and is_paired(text, number.start):
        return before[-1].unit
    if before and _YEAR_LIST.search(lead) and _may_follow(text, number.end):
        return before[-1].unit
    if before and _GROWS_TO.search(lead) and listed("indicators", "percent_growth").search(lead):
        return before[-1].unit
    is_per_year = _PER_YEAR_AFTER.match(text, number.end)
    is_change = re.search(r"\bvan\s*$", lead, re.IGNORECASE) and _CHANGE_AFTER.match(text, number.end)
    nouns = list(_noun_anywhere().finditer(lead)) if is_change or is_per_year else []
    if nouns:
        return str(nouns[-1].lastgroup)
    if is_change and _is_level(lead):
        return "dwellings"
    if is_change and after and after.words:
        return after.unit
    return "dwellings" if is_per_year and _counts_dwellings(text) else None


def _is_level(lead: str) -> bool:
    """'De voorraad groeit van 4.200 [naar 4.500]': the stock itself is counted, not its rents or labels."""
    is_other = listed("counted", "not_levels").search(lead)
    return bool(listed("counted", "levels").search(lead)) and not is_other


def _may_follow(text: str, end: int) -> bool:
    """Whether what follows a bare number is no other noun: a preposition, a participle, the end."""
    return bool(_followers().match(text, end))


@cache
def _followers() -> re.Pattern[str]:
    words = pattern_of(vocabulary("counted")["after_bare_number"]["words"])
    return re.compile(rf"\s*(?:$|[.,;:)(]|(?:{words})(?!\w))", re.IGNORECASE)


def _counts_dwellings(text: str) -> bool:
    return bool(listed("counted", "per_year_of").search(text))
