"""What a number of a sentence counts: new builds, sales, stock, or something else about housing."""

from __future__ import annotations

import re

from extractors._document import Span
from extractors._numbers.cues import cues_in, listed
from extractors._numbers.indicators import END, has, indicator_at, indicator_of_heading, percent_indicator
from extractors._numbers.phrase import Phrase
from extractors._numbers.places import municipalities_in
from extractors._numbers.rent_bands import band_in_prose
from extractors._numbers.sentence_view import Sentence
from extractors._numbers.times import act_of

_LEVEL = re.compile(r"\b(?:van|naar|tot)\s*$", re.IGNORECASE)
# 'uitbreiden [van 480 naar 600]'
_FROM_TO = re.compile(r"\bvan\s+(?:\w+\s+)?\d[\d.]*\s+(?:\w+\s+){0,3}?naar\s+(?:\w+\s+)?\d", re.IGNORECASE)
_BY_AS_MUCH = re.compile(r"\bmet\s+$", re.IGNORECASE)  # 'groeit met 16'
_GROWTH_AFTER = re.compile(r"\s+(?:meer|minder)\b")  # '100 woningen meer'
# 'er zijn in de gemeente ', 'In 2031 zijn er minimaal ' before a number
_THERE_ARE = re.compile(
    r"(?:\ber\s+(?:zijn|staan|waren|stonden)"
    r"|^(?:in|op|per|eind|begin|medio)\s[^.;,]*\s(?:zijn|staan|waren|stonden)\s+er)\b"
    r"[^.;,]{0,40}$",
    re.IGNORECASE,
)
_NO_MORE_SAID = re.compile(r"\s*(?:$|[.,;:(]|(?:in|met|van|waarvan)\b)")
# 'In Almere staan [nu 900 woningen]', 'In de wijk Zuid bevinden zich [900 woningen]'
_STAND = re.compile(
    r"^In\s+(?P<place>[^.;,:]*?)\s+(?:staan|stonden|bevinden\s+zich)\s[^.;,:]{0,30}$", re.IGNORECASE
)
_DETERMINER = re.compile(r"(?:de|het|onze|deze)\s+")  # '[De ]wijk Zuid'
# '900 woningen[.]', '900 woningen[ waarvan …', and not what is planned: 'staan 40 woningen gepland'
_STANDING = re.compile(r"\s*(?:$|[.,;]|(?:van|waarvan)\b)")
_OWNED = re.compile(r"\s+van\s+(?P<owner>[^.;,:]+?)\s*[.;]?\s*$")  # '900 huurwoningen[ van Veste.]'
_WORD = re.compile(r"\w")
_THERE = re.compile(r"\ber\b[^.;]*$", re.IGNORECASE)
_ARE = re.compile(r"\s*(?:zijn|blijven|overblijven|beschikbaar\s+zijn)\b(?=\s*(?:[.,;:]|$|en\b))")
_NEAR_CHARACTERS = 40
# 'daalt [(nu: ]614 woningen)'
_NOW = re.compile(r"\((?:nu|thans|momenteel|op dit moment)\s*:?\s*$", re.IGNORECASE)
_REPLACED = re.compile(
    r"\b(?:vervangt|vervangen)\b[^.;]*?\bdoor\b", re.IGNORECASE
)  # '84 woningen door 70 nieuwe'


def indicator_of(sentence: Sentence, phrase: Phrase) -> str:
    words = sentence.part_of_text(phrase)
    if phrase.unit == "percent":
        grows = _BY_AS_MUCH.search(sentence.text[: phrase.start]) and has(words, "percent_growth")
        has_band = band_in_prose(words) is not None
        share = percent_indicator(words, phrase.number.text, has_band) or "ignored"
        return "other" if grows and share != "ignored" else share
    if phrase.unit in ("eur", "persons") or _is_never_main(sentence, phrase) or _is_growth(sentence, phrase):
        return "other"
    if is_of_now(sentence, phrase):
        return "stock"
    told = "demolitions" if _is_replaced(sentence, phrase) else _told(sentence, phrase)
    if told == "new_builds" and _is_let_to_persons(sentence):
        return "other"
    if told == "new_builds" and _is_extended(sentence, phrase):
        return "stock"
    if told == "other" and _is_change(sentence, phrase):
        return "stock"  # 'groeit van 400 naar 450' tells two levels
    if told is None and phrase.unit == "plots":
        return "other"
    before = (s.indicator for s in sentence.around.before if s.indicator not in ("other", ""))
    bounded = "stock" if told is None and band_in_prose(sentence.text) else ""
    return told or bounded or next(before, "") or _of_owner(sentence, phrase)


def _of_owner(sentence: Sentence, phrase: Phrase) -> str:
    """'6.480 huurwoningen van Veste' and no more, where no heading tells what happens to them: stock."""
    around = sentence.around
    owned = _OWNED.match(sentence.text, phrase.end)
    is_all = "huurwoning" in phrase.words and not _WORD.search(sentence.text[: phrase.start])
    if not owned or not is_all or around.lead_in or indicator_of_heading(around.headings):
        return ""
    at = sentence.span.start
    owner = Span(at + owned.start("owner"), at + owned.end("owner"))
    return "stock" if any(m.span == owner for m in sentence.known.corporations_in(owner)) else ""


def is_of_now(sentence: Sentence, phrase: Phrase) -> bool:
    """'(nu: 614 woningen)': how many there are at the time of writing."""
    return _NOW.search(sentence.text, 0, phrase.start) is not None


def _is_replaced(sentence: Sentence, phrase: Phrase) -> bool:
    """Whether dwellings make place for the number behind 'door': 'vervangt 84 woningen door 70 nieuwe'."""
    for match in _REPLACED.finditer(sentence.text):
        behind = next((p for p in sentence.found if p.start >= match.end()), None)
        if match.start() < phrase.start < match.end() and behind and behind.unit == phrase.unit:
            return sentence.text.find(";", match.end(), behind.start) < 0
    return False


def _told(sentence: Sentence, phrase: Phrase) -> str | None:
    """By the strong and weak cues of the sentence, those of its lead-in, at last by how far it is."""
    told = indicator_at(sentence.text, phrase, within=act_of(sentence.text, phrase))
    told = told or indicator_at(sentence.text, phrase)
    told = told or indicator_at(sentence.text, phrase, "indicators_weak")
    told = told or _of_being(sentence, phrase)
    ahead = sentence.around.lead_in[: sentence.around.lead_at]
    for lead_in in (ahead, sentence.around.lead_in):
        told = told or indicator_at(lead_in, END) or indicator_at(lead_in, END, "indicators_weak")
    if told is None and has(sentence.text, "refers_back"):
        told = indicator_at(sentence.around.text_before, END)
    counted_before = any(s.indicator not in ("other", "") for s in sentence.around.before)
    return told if told or counted_before else indicator_at(sentence.text, phrase, "indicators_status")


def _of_being(sentence: Sentence, phrase: Phrase) -> str | None:
    """'Er zijn in Ede 900 woningen', '... dat er in 2025 900 woningen zijn', 'In Ede staan er 900': stock."""
    lead = sentence.text[: phrase.start]
    is_said_ahead = _THERE_ARE.search(lead) and _NO_MORE_SAID.match(sentence.text, phrase.end)
    is_said_behind = _THERE.search(lead) and _ARE.match(sentence.text, phrase.end)
    is_said = is_said_ahead or is_said_behind or _is_standing(sentence, phrase)
    return "stock" if phrase.unit in ("dwellings", "units") and is_said else None


def _is_standing(sentence: Sentence, phrase: Phrase) -> bool:
    """'In Almere staan 900 woningen': behind a place, since what stands in a plan or list is not built."""
    lead = _STAND.match(sentence.text[: phrase.start])
    if not lead or not _STANDING.match(sentence.text, phrase.end):
        return False
    is_town = any(
        place.name == lead["place"]
        for place in municipalities_in(f"in {lead['place']}", sentence.known.towns)
    )
    ahead = _DETERMINER.match(lead["place"])
    return is_town or (
        ahead is not None and listed("places", "areas").match(lead["place"], ahead.end()) is not None
    )


def _is_let_to_persons(sentence: Sentence) -> bool:
    """'De taakstelling is 31 statushouders. Wij leveren hiervoor 14 woningen': let and not built."""
    around = " ".join((sentence.around.lead_in, sentence.around.text_before, sentence.text))
    is_of_persons = has(around, "supply", "persons") or any(
        s.unit == "persons" for s in sentence.around.before
    )
    built = [c for c in cues_in(sentence.text, "indicators", "indicators") if c.meaning == "new_builds"]
    supplied = listed("indicators", "supply", "verbs")
    is_supplied = all(supplied.fullmatch(sentence.text, c.start, c.end) for c in built)
    return bool(built) and is_of_persons and is_supplied and not has(sentence.text, "supply", "built")


def _is_never_main(sentence: Sentence, phrase: Phrase) -> bool:
    """Whether the noun ('woonplannen') or the role of the number ('van de 600 woningen') rules it out."""
    return phrase.is_base or bool(listed("counted", "other").search(phrase.words))


def _is_change(sentence: Sentence, phrase: Phrase) -> bool:
    lead = sentence.text[: phrase.start]
    return bool(_LEVEL.search(lead)) and has(sentence.text, "percent_growth")


def _is_extended(sentence: Sentence, phrase: Phrase) -> bool:
    """'het aantal aanleunwoningen uitbreiden van 480 naar 600': both are levels."""
    is_level = _LEVEL.search(sentence.text, 0, phrase.start) and _FROM_TO.search(sentence.text)
    return bool(is_level) and has(sentence.text, "level_change")


def _is_growth(sentence: Sentence, phrase: Phrase) -> bool:
    """Whether the number says by how much the stock grows: 'met 16', 'netto 40 woningen', '16 meer'."""
    if _GROWTH_AFTER.match(sentence.text, phrase.end):
        return True
    lead = sentence.text[: phrase.start]
    by = _BY_AS_MUCH.search(lead) and has(lead, "percent_growth")
    return bool(by) or bool(has(lead[-_NEAR_CHARACTERS:], "net_growth"))
