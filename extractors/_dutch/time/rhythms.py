"""From the groups of a notation to a rhythm ('twee keer per jaar') or to what is counted from today."""

from __future__ import annotations

from collections.abc import Callable

from extractors._dutch.time.meanings import (
    DAY_OF_WRITING,
    Amounts,
    Meaning,
    Named,
    Rhythm,
    Term,
    amounts_of,
    from_now,
    iso_duration,
    number_of,
)
from extractors._dutch.time.mentions import Mention
from extractors._dutch.time.told import Groups
from extractors._dutch.time.vocabulary import (
    DAYS,
    EVERYDAY_DAYS,
    RHYTHM_ADVERBS,
    RHYTHM_UNITS,
    STRETCHES,
    one_space,
)


def _read_term(groups: Groups, _: Mention) -> Term | Named:
    if "within" in groups:
        return Term(amounts_of(groups["duration"]), "within")
    return from_now(groups["duration"], 1)


def _read_stretch(groups: Groups, mention: Mention) -> Term | None:
    way = STRETCHES[groups.get("way") or groups["inner_way"]]
    amounts = amounts_of(groups.get("duration") or f"{groups['count']} {groups['unit']}")
    if _is_vague(amounts, mention):
        return None
    if way == "coming" and "within" in groups:
        return Term(amounts, "within")
    return Term(amounts, "coming" if way == "coming" else "past")


def _read_ahead(groups: Groups, mention: Mention) -> Named | None:
    ahead = from_now(groups["duration"], 1)
    return None if _is_vague(ahead.steps, mention) else ahead


def _is_vague(amounts: Amounts, mention: Mention) -> bool:
    """'de komende vijf jaar' and 'afspraken over 5 jaar' date nothing in an agreement."""
    return mention.scope == "agreements" and all(letter == "Y" for _, letter in amounts)


def _read_ago(groups: Groups, _: Mention) -> Named:
    return from_now(groups["duration"], -1)


def _read_day_word(groups: Groups, _: Mention) -> Named:
    days = (DAYS | EVERYDAY_DAYS)[one_space(groups["day"])]
    return Named(DAY_OF_WRITING, "this", "unit", steps=((days, "D"),))


def _period(groups: Groups, otherwise: int = 1) -> str:
    every = number_of(groups["every"]) if "every" in groups else otherwise
    return iso_duration(every, RHYTHM_UNITS[one_space(groups["unit"])] if "unit" in groups else "Y")


def _read_times(groups: Groups, _: Mention) -> Rhythm:
    count = number_of(groups["count"]) if "count" in groups else None
    return Rhythm(count, _period(groups), is_ambiguous="upper" in groups)


def _read_every(groups: Groups, _: Mention) -> Rhythm:
    period = _period(groups)
    return Rhythm(1, period, is_yearly=period == "P1Y")


def _read_other(groups: Groups, _: Mention) -> Rhythm:
    is_half_year = RHYTHM_UNITS[one_space(groups["unit"])] == "H"  # 'om het half jaar' is every half year
    return Rhythm(1, _period(groups, otherwise=1 if is_half_year else 2))


def _read_per(groups: Groups, _: Mention) -> Rhythm:
    return Rhythm(1, _period(groups))


def _read_adverb(groups: Groups, _: Mention) -> Rhythm:
    letter, every = RHYTHM_ADVERBS[groups["adverb"]], groups.get("every")
    if every == "half":
        return Rhythm(1, iso_duration(1, "H")) if letter == "Y" else Rhythm(2, iso_duration(1, letter))
    period = iso_duration(number_of(every) if every else 1, letter)
    # 'tweejaarlijks' is said of every two years and of twice a year
    return Rhythm(1, period, is_ambiguous=period == "P2Y", is_yearly=period == "P1Y")


RHYTHM_READERS: dict[str, Callable[[Groups, Mention], Meaning | None]] = {
    "term": _read_term,
    "stretch": _read_stretch,
    "ahead": _read_ahead,
    "ago": _read_ago,
    "day_word": _read_day_word,
    "weekday_of_each": lambda groups, _: Rhythm(1, _period(groups)),
    "times": _read_times,
    "once": _read_every,
    "every": _read_every,
    "other": _read_other,
    "per": _read_per,
    "adverb": _read_adverb,
}
