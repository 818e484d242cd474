"""The notations of letters and mails, tried before those of `grammar` in the everyday scope."""

from __future__ import annotations

from extractors._dutch.time.phrases import (
    DURATION,
    END,
    FOUR,
    FRESH,
    JOIN,
    MONTH,
    NO_MORE_DIGITS,
    ORDINAL,
    RHYTHM_UNIT,
    SUFFIX,
    TAIL,
    THE,
    YEAR_WORDS,
)
from extractors._dutch.time.vocabulary import (
    AFTER_A_DAY,
    DAYS,
    DECADES,
    EVERYDAY_CUES,
    EVERYDAY_DAYS,
    FEW,
    GAP,
    NAMED_WEEKDAYS,
    NUMBERS,
    ORDINALS,
    RELATIVE_UNITS,
    RELATIVE_YEARS,
    SPACE,
    STRETCHES,
    WEEK_PARTS,
    any_of,
)

_WHICH = any_of([*RELATIVE_UNITS, *RELATIVE_YEARS])
_NAMED_WEEKDAY = any_of(NAMED_WEEKDAYS)
# behind a bare day: the end of its clause, or a word that no day can count
_CLAUSE_END = rf"(?=\s*(?:[.,;:!?)](?!\d)|\Z)|{SPACE}{any_of(AFTER_A_DAY)}(?!\w))"
_NUMBERED = r"\d{1,2} ?(?:e|de|ste)(?!\w)"  # 15e
_A_FEW = rf"{any_of(FEW)}{SPACE}{RHYTHM_UNIT}{END}"
# in front of 'week' where no other word tells which one
_OWN = r"(?:(?<=\bde )|(?<=\bhet )|(?<=\bmijn )|(?<=\bons )|(?<=\bonze ))(?<!vandaag de )"
_EACH = r"(?:(?<=\belk )|(?<=\bieder )|(?<=\belke )|(?<=\biedere ))"
# behind 'het jaar' where it is another year than this one: 'het jaar dat volgt', 'de week van 3 mei'
_TOLD_BEHIND = (
    rf"(?!{SPACE}(?:\d|(?:dat|die|waarin|waarop|van|na|erna|daarna|ervoor|daarvoor|erop|daarop"
    rf"|{any_of(EVERYDAY_CUES)})(?!\w)))"
)

EVERYDAY_NOTATIONS: dict[str, str] = {
    # volgende week vrijdag · over een week op vrijdag
    "week_weekday": (
        rf"(?P<week>{any_of(RELATIVE_UNITS)}){SPACE}week{SPACE}(?:op{SPACE})?(?P<weekday>{_NAMED_WEEKDAY}){END}"
    ),
    # twee zondagen vanaf nu
    "counted_weekday": (
        rf"(?P<count>\d{{1,2}}|{any_of(NUMBERS)}){SPACE}(?P<weekday>{_NAMED_WEEKDAY})(?:en)?{SPACE}vanaf{SPACE}nu{END}"
    ),
    # maandag · aanstaande vrijdag · vrijdag volgende week, but not 'maandag 3 mei'
    "weekday": (
        rf"(?:(?P<which>{_WHICH}){SPACE})?(?P<weekday>{_NAMED_WEEKDAY})"
        rf"(?:{SPACE}(?:van{SPACE})?{THE}(?P<week>{any_of(RELATIVE_UNITS)}){SPACE}week)?{END}"
        rf"(?!\.?,?{SPACE}(?:de{SPACE})?(?:\d|{any_of(ORDINALS)}))"
    ),
    # op zondagen · maandags
    "weekdays": rf"(?P<weekday>{_NAMED_WEEKDAY})(?:en|s){END}",
    # iedere ochtend
    "every_day_part": rf"(?:elke|iedere){SPACE}(?:ochtend|morgen|middag|avond|nacht){END}",
    # dinsdag de 15e · vrijdag 13e
    "weekday_and_day": (
        rf"{_NAMED_WEEKDAY},?{SPACE}(?:de{SPACE})?(?P<day>{_NUMBERED}|{any_of(ORDINALS)}){_CLAUSE_END}"
    ),
    # januari 22 2018 · maart 2e
    "month_first_date": (
        rf"(?P<month>{MONTH}){SPACE}(?P<day>{_NUMBERED}|\d{{1,2}}(?=,?{SPACE}{FOUR}{END})){TAIL}"
    ),
    # van 4 tot 22 deze maand
    "days_of_this_month": (
        rf"(?P<day>\d{{1,2}}){SUFFIX}{JOIN}{THE}(?P<last>\d{{1,2}}){SUFFIX}{SPACE}(?:van{SPACE})?{THE}"
        rf"(?P<which>{any_of(RELATIVE_UNITS)}){SPACE}maand{END}"
    ),
    # dit weekend · volgende werkweek
    "week_part": (
        rf"(?:(?P<which>{any_of(RELATIVE_UNITS)}){SPACE}|{_OWN}|{_EACH})(?P<unit>{any_of(WEEK_PARTS)}){END}"
    ),
    # de week na de volgende
    "after_next": (
        rf"(?P<unit>week|maand|kwartaal|jaar){SPACE}na{SPACE}{THE}(?:volgende?|komende?)(?:{SPACE}(?P=unit))?{END}"
    ),
    # 2015/08/12
    "year_first_date": (
        rf"{FRESH}(?P<year>{FOUR})(?P<sign>[/.])(?P<month>\d{{1,2}})(?P=sign)(?P<day>\d{{1,2}}){NO_MORE_DIGITS}"
    ),
    # 29/2-1/3
    "short_dates": (
        rf"{FRESH}(?P<day>\d{{1,2}})/(?P<month>\d{{1,2}}){GAP}-{GAP}"
        rf"(?P<last_day>\d{{1,2}})/(?P<last_month>\d{{1,2}}){NO_MORE_DIGITS}"
    ),
    # tweeduizend, in 'van tweeduizend tot tweeduizend twintig'
    "round_year_in_words": rf"(?P<year_words>tweeduizend)(?={JOIN}{YEAR_WORDS})",
    # 2015-3
    "loose_iso_month": rf"{FRESH}(?P<year>{FOUR})[-/](?P<month>[1-9]){NO_MORE_DIGITS}",
    # 5 december 1391
    "early_date": rf"(?P<day>\d{{1,2}}){SUFFIX}{SPACE}(?P<month>{MONTH}){SPACE}(?P<year>1[0-8]\d\d){END}",
    # jaren negentig · jaren 1990 · jaren 90
    "named_decade": (
        rf"jaren{SPACE}(?:(?P<word>{any_of(DECADES)})|'?(?P<tens>[1-9]0)|(?P<decade>(?:1[5-9]|20)\d0)){END}"
        rf"(?!{SPACE}(?:of|en|tot)?{SPACE}?\d)"
    ),
    # dit decennium · vorige eeuw
    "relative_span": rf"(?P<which>{_WHICH}){SPACE}(?P<unit>decennium|eeuw){END}",
    # de 21e eeuw
    "century": rf"(?P<ordinal>{ORDINAL}){SPACE}eeuw{END}",
    # de 15e · de tweede, at the end of a clause
    "bare_day": rf"(?<=\bde )(?P<day>\d{{1,2}}{SUFFIX}|{any_of(ORDINALS)}(?!\w)){_CLAUSE_END}",
    # 15, in 'op 15 terug'
    "day_number": rf"(?<=\bop )(?P<day>\d{{1,2}}){_CLAUSE_END}",
    # vanavond · de dag ervoor
    "day_word": rf"(?P<day>{any_of([*DAYS, *EVERYDAY_DAYS])}){END}(?!{SPACE}de{SPACE}dag)",
    # het jaar · mijn week
    "this_unit": rf"{_OWN}(?<!van de )(?<!van het )(?P<unit>jaar|kwartaal|maand|week|dag){END}{_TOLD_BEHIND}",
    # afgelopen paar dagen · de laatste paar weken
    "few": rf"(?P<way>{any_of(STRETCHES)}){SPACE}(?P<duration>{_A_FEW})",
    # over een paar weken
    "ahead": rf"over{SPACE}(?P<duration>{_A_FEW}|{DURATION})",
    # een paar maanden geleden
    "ago": rf"(?P<duration>{_A_FEW}|{DURATION}){SPACE}geleden{END}",
    # twee jaar en 21 dagen later · drie weken vanaf nu · een week eerder
    "later": rf"(?P<duration>{_A_FEW}|{DURATION}){SPACE}(?P<side>later|eerder|vanaf{SPACE}nu){END}",
    # binnen vijf jaar en een maand, but not 'binnen twee weken na'
    "within": rf"binnen{SPACE}(?P<duration>{_A_FEW}|{DURATION})(?!{SPACE}na{SPACE})",
}
