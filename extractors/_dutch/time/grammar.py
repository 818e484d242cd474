"""How a single time is written: the notations, each a regular expression composed of named parts.

All are matched against the text as `vocabulary.plain` makes it: lower case, one kind of dash and space.
"""

from __future__ import annotations

from extractors._dutch.time.vocabulary import (
    CENTURIES,
    COUNTED_NOUNS,
    DAYS,
    GAP,
    JOINERS,
    MONTH_NAMES,
    MONTHS,
    NOW,
    NUMBERS,
    ORDINALS,
    OWN_EVENTS,
    RELATIVE_UNITS,
    RELATIVE_YEARS,
    RHYTHM_ADVERBS,
    RHYTHM_UNITS,
    RHYTHM_WORDS,
    SEASONS,
    SPACE,
    STRETCHES,
    TRAPS,
    WEEKDAYS,
    WORD_END,
    YEARS_OF_CENTURY,
    any_of,
)

THE = rf"(?:(?:de|het){SPACE})?"
_END = r"(?![\w%])"
_FOUR = r"(?:19|20)\d\d"
# A year ends where its digits end, and not in a case number: '2022-2026' may follow, '2022/1437' not.
_YEAR_END = rf"(?![\w%]|[.,:]\d|[-/](?!{_FOUR}(?!\d))\d)"
# Digits behind a digit and a sign are the rest of something else ('14-074'), but for the year that shares
# its month with the year before it ('mei 2022/2023').
_FRESH = rf"(?:(?<!\d[-/])|(?<=[^-/\d]{_FOUR}[-/]))"
_NO_MORE_DIGITS = r"(?![\w%]|[-./]\d)"

_MONTH = rf"(?:{any_of(MONTH_NAMES)}|{any_of(MONTHS.keys() - set(MONTH_NAMES))}\.?){WORD_END}"  # mei · dec.
_WEEKDAY = rf"(?:{any_of(WEEKDAYS['names'] + WEEKDAYS['short'])}\.?,?{SPACE})?"
_SUFFIX = r"(?: ?(?:e|de|ste)(?!\w))?"
# 12 · 12e · twaalf · twaalfde
_DAY = rf"(?:\d{{1,2}}{_SUFFIX}|{any_of([*ORDINALS, *NUMBERS.keys() - {'een'}])}(?!\w))"
# 1e · 2de · 1 ste · eerste · '1p ste p' and a line that holds 'ste' alone, the debris of a raised 'ste'
_ORDINAL = (
    rf"(?:[1-9]\d?(?:(?:p\s{{0,4}}| )?(?:ste|de|e)(?:\s{{0,4}}p)?(?!\w)"
    rf"| ?\n ?(?:ste|de|e)(?= ?\n))|{any_of(ORDINALS)})"
)
_COUNT = rf"(?:\d{{1,3}}|{any_of(NUMBERS)})"
_RELATIVE_YEAR = rf"(?:{any_of(RELATIVE_YEARS)}{SPACE}(?:kalender)?jaar{_END})"
_OWN_YEAR = rf"het{SPACE}(?:kalender)?jaar{_END}"
# behind a number that counts: ' woningen' · ' sociale woningen'
_COUNTED = rf"{SPACE}(?:\w+e{SPACE})?{any_of(COUNTED_NOUNS)}(?!\w)"
# tweeduizend achttien · tweeduizend en achttien · negentienhonderdzesennegentig
_YEAR_WORDS = rf"(?:{any_of(CENTURIES)}{GAP}(?:en{SPACE})?{any_of(YEARS_OF_CENTURY)}{_END})"
# the year behind a unit: '15 mei 2022' · 'mei van 2022' · 'mei-2022' · 'mei2022' · "mei '22" · 'mei dit jaar'
_TAIL = (
    rf"(?:(?:,?{SPACE}(?:(?:van|in){SPACE})?|{GAP}[-/]{GAP})?(?P<year>{_FOUR}){_YEAR_END}"
    rf"|{SPACE}'(?P<short_year>\d\d)(?!\w)|{SPACE}(?P<year_words>{_YEAR_WORDS})"
    rf"|{SPACE}(?:(?:van|in){SPACE})?(?P<relative>{_RELATIVE_YEAR}|{_OWN_YEAR})|{_END})"
)
_JOINING_WORDS = [word for word in JOINERS if word[0].isalpha()]
_JOIN = (
    rf"(?:{GAP}(?:[-/,&+]|t/m){GAP}|{SPACE}(?:{any_of(_JOINING_WORDS)}|tot{SPACE}en{SPACE}met|tot){SPACE})"
)
_HEDGE = rf"(?:{any_of(RHYTHM_WORDS['hedges'])}{SPACE})?"
_RHYTHM_UNIT = any_of(RHYTHM_UNITS)
_EVERY = rf"(?:(?P<every>{_COUNT}){SPACE})?(?P<unit>{_RHYTHM_UNIT}){_END}"
_AMOUNT = rf"{_COUNT}{SPACE}{_RHYTHM_UNIT}{_END}"
# drie maanden · 1 maand en 21 dagen
DURATION = rf"{_AMOUNT}(?:(?:,|{SPACE}en)?{SPACE}{_AMOUNT}){{0,2}}"

# A look behind must be of one length: 'kwartaal 1 en 2' · 'kwartaal 1, 2 en 3'
_AFTER_QUARTERS = "|".join(
    rf"(?<={name} [1-4]{comma}{sign}[1-4])"
    for name in ("kwartaal", "kwartalen", "kw", r"kw\.")
    for comma in ("", ", [1-4]")
    for sign in (" en ", " & ", ", ", "-", " - ", "/", " t/m ", " tot en met ")
)

# Each notation with examples of what it reads. Where two fit, the first is taken. A trap only looks like a
# time: it is matched so that nothing inside it is.
NOTATIONS: dict[str, str] = {
    # artikel 44 · postbus 2022
    "trap_reference": rf"{any_of(TRAPS['references'])}{GAP}:?{GAP}[a-z]{{0,3}}[-.]?\d[\w./-]*",
    # 55 t/m 74 jaar · 18-27 jaar
    "trap_age": (
        rf"\d{{1,2}}{GAP}(?:-|t/m|tot(?:{SPACE}en{SPACE}met)?|en|of){GAP}\d{{1,2}}{SPACE}(?:jaar|jarigen?){_END}"
    ),
    # 1/2 persoonshuishoudens · 3/4 kamerwoningen
    "trap_fraction": rf"\d{{1,2}}/\d{{1,2}}[- ]?{any_of(TRAPS['fractions'])}",
    # zomervakantie van 2023: no two regions have the same days
    "trap_holiday": rf"{any_of(TRAPS['holidays'])}(?:{SPACE}(?:van{SPACE})?{_FOUR}{_YEAR_END})?",
    # 2022-07-01
    "iso_date": rf"{_FRESH}(?P<year>{_FOUR})-(?P<month>\d\d)-(?P<day>\d\d){_END}",
    # 16/11/2022 · 1-7-2022 · 16-11-16 · 01.07.2022
    "numeric_date": (
        rf"{_WEEKDAY}{_FRESH}(?P<day>\d{{1,2}})"
        rf"(?:(?P<sign>[-/])(?P<month>\d{{1,2}})(?P=sign)(?P<year>{_FOUR}|\d\d)"
        rf"|\.(?P<dotted_month>\d{{1,2}})\.(?P<dotted_year>{_FOUR})){_NO_MORE_DIGITS}"
    ),
    # de week van 12 mei 2023 · de week die 12 mei begint
    "week_of_day": (
        rf"week{SPACE}(?:van|die){SPACE}{THE}{_WEEKDAY}(?P<day>{_DAY}){GAP}(?:van{SPACE})?(?P<month>{_MONTH})"
        rf"{_TAIL}(?:{SPACE}(?:aanvangt|begint|start){_END})?"
    ),
    # de eerste week van mei 2023
    "week_of_month": (
        rf"(?P<ordinal>{_ORDINAL}){SPACE}week{SPACE}(?:van|in){SPACE}(?P<month>{_MONTH}){_TAIL}"
    ),
    # de laatste week van 2023 · de eerste week van dit jaar
    "week_of_year": (
        rf"(?P<ordinal>{_ORDINAL}){SPACE}week{SPACE}van{SPACE}"
        rf"(?:(?P<year>{_FOUR}){_YEAR_END}|(?P<relative>{_RELATIVE_YEAR}|{_OWN_YEAR}))"
    ),
    # 15 december 2016 · maandag 31 oktober 2016 · 1e van januari · 2-okt · 1 juli van dit jaar
    "written_date": (rf"{_WEEKDAY}(?P<day>{_DAY})(?:{GAP}|[-/]|{SPACE}van{SPACE})(?P<month>{_MONTH}){_TAIL}"),
    # the first of 'tweede en derde kwartaal' · '11 of 18 september'
    "elided": (
        rf"(?P<number>{_ORDINAL}|\d{{1,2}}{_SUFFIX})(?=(?:{_JOIN}{THE}(?:{_ORDINAL}|\d{{1,2}}{_SUFFIX})){{1,3}}"
        rf"{GAP}(?:kwartaal|helft|half{GAP}jaar|(?:van{SPACE})?{_MONTH}))"
    ),
    # 1/5 · 25-10
    "short_date": rf"{_FRESH}(?P<day>\d{{1,2}})[-/](?P<month>\d{{1,2}})(?![\w%]|[-/.,]\d)(?=(?P<heads>:)?)",
    # de eerste helft van mei 2023
    "half_month": rf"(?P<ordinal>{_ORDINAL}){SPACE}helft{SPACE}(?:van{SPACE})?(?P<month>{_MONTH}){_TAIL}",
    # the first of 'voor- en najaar'
    "elided_season": rf"(?P<season>voor|na)-(?={_JOIN}{THE}(?:voor|na)jaar)",
    # november 19-20 · deze maand tussen 4 en 22, but not 'mei 4 tot 6 woningen'
    "days_of_month": (
        rf"(?:(?P<month>{_MONTH})|(?P<which>{any_of(RELATIVE_UNITS)}){SPACE}maand){SPACE}"
        rf"(?:(?:van|tussen){SPACE})?{THE}(?P<day>\d{{1,2}}{_SUFFIX}){_JOIN}{THE}(?P<last>\d{{1,2}}{_SUFFIX})"
        rf"(?![-./,]\d|{GAP}%|{SPACE}(?:[a-z-]+{SPACE}){{0,2}}{any_of(COUNTED_NOUNS)}(?!\w)){_TAIL}"
    ),
    # mei de 16e · mei de zestiende 2022, but not 'in mei de eerste bewoners'
    "month_and_day": (
        rf"(?P<month>{_MONTH}){SPACE}de{SPACE}(?P<day>\d{{1,2}}{_SUFFIX}|{any_of(ORDINALS)}(?!\w))"
        rf"(?=,?{SPACE}(?:{_FOUR}|{_YEAR_WORDS})|\s*(?:[.;:!?)]|\Z)){_TAIL}"
    ),
    # Q2-2022 · Q2 · 2e kwartaal van 2022 · laatste kwartaal · kwartaal 3 · 4e kw. 2022 · kw 4 2022
    "quarter": (
        rf"(?:[qk](?P<digit>\d)|(?P<ordinal>{_ORDINAL}){SPACE}(?:kwartaal|kw\.?)"
        rf"|(?:kwarta(?:al|len){SPACE}|kw\.?{GAP})(?P<number>[1-4])(?!{SPACE}{any_of(RHYTHM_WORDS['times'])})){_TAIL}"
    ),
    # the second of 'kwartaal 1 en 2 van 2022' and the third of 'kwartaal 1, 2 en 3'
    "next_quarter": rf"(?P<next>[1-4])(?:{_AFTER_QUARTERS}){_TAIL}",
    # 2022-Q2 · 2022Q2 · 2019 K3 · 2016 het derde kwartaal
    "year_quarter": (
        rf"{_FRESH}(?P<year>{_FOUR}){GAP}[-/]?{GAP}"
        rf"(?:[qk](?P<digit>\d)|{THE}(?P<ordinal>{_ORDINAL}){SPACE}kwartaal){_END}"
    ),
    # H1 2023 · eerste helft van 2023 · 1e halfjaar
    "half": rf"(?:h(?P<digit>\d)|(?P<ordinal>{_ORDINAL}){SPACE}(?:(?P<helft>helft)|half{GAP}jaar)){_TAIL}",
    # 2023-H1
    "year_half": rf"{_FRESH}(?P<year>{_FOUR}){GAP}-?{GAP}h(?P<digit>\d){_END}",
    # de eerste drie maanden van 2023
    "months": (
        rf"(?P<ordinal>{any_of(word for word, number in ORDINALS.items() if number in (1, -1))}){SPACE}"
        rf"(?P<count>{_COUNT}){SPACE}(?P<unit>maanden|kwartalen){SPACE}(?:van|in){SPACE}"
        rf"(?:(?P<year>{_FOUR}){_YEAR_END}|(?P<relative>{_RELATIVE_YEAR}|{_OWN_YEAR}))"
    ),
    # week 26 2023 · wk 26 · weken 26 t/m 30
    "week": (
        rf"(?:week|weken|wk|weeknummer|weeknr)\.?{GAP}(?P<number>\d{{1,2}})(?!\d)"
        rf"(?:{_JOIN}(?P<last>\d{{1,2}})(?!\d))?{_TAIL}"
    ),
    # 2023-W26
    "year_week": rf"{_FRESH}(?P<year>{_FOUR})-?w(?P<number>\d\d){_END}",
    # najaar 2023 · zomer van dit jaar
    "season": rf"(?P<season>{any_of(SEASONS)}){_TAIL}",
    # mei 2022 · dec-2018 · sept.
    "month": rf"(?P<month>{_MONTH}){_TAIL}",
    # 2018 november · volgend jaar juni
    "year_month": (
        rf"{_FRESH}(?:(?P<year>{_FOUR}),?|(?P<relative>{_RELATIVE_YEAR})){SPACE}(?P<month>{_MONTH})"
        rf"(?!{SPACE}\d){_END}"
    ),
    # 12-2015 · 3/2016 · 11 - 2016
    "numeric_month": (
        rf"{_FRESH}(?P<month>(?:0?[1-9]|1[0-2])(?=[-/])|(?:0[1-9]|1[0-2])(?={GAP}[-/])){GAP}[-/]{GAP}"
        rf"(?P<year>{_FOUR}){_NO_MORE_DIGITS}"
    ),
    # 2016-11 · 2016 / 11
    "iso_month": rf"{_FRESH}(?P<year>{_FOUR})(?:-|{GAP}/{GAP})(?P<month>0[1-9]|1[0-2]){_NO_MORE_DIGITS}",
    # jaren '70; the twenties may be those of either century, and 'jaren 30 woningen' is none
    "decade": rf"jaren{SPACE}'(?P<decade>[3-9]0)(?![\w%-])",
    # jaarwisseling 2022/2023
    "turn_of_year": (
        rf"jaarwisseling{SPACE}(?:van{SPACE})?(?P<first>{_FOUR}){GAP}[-/]{GAP}(?:{_FOUR}|\d\d){_YEAR_END}"
    ),
    # 2022-2026 · 2022 - 2026 · 2017 / 2018
    "years": (
        rf"(?:jaren{SPACE})?{_FRESH}(?P<first>{_FOUR}){GAP}(?P<sign>[-/]){GAP}(?P<last>{_FOUR}){_YEAR_END}"
        rf"(?!{GAP}[-/]{GAP}\d)"
    ),
    # 2022 · het kalenderjaar 2022, but not '2000 woningen'
    "year": (
        rf"(?:(?P<word>(?:kalender|boek|verslag|school)?ja(?:ar|ren)){SPACE})?{_FRESH}(?P<year>{_FOUR}){_YEAR_END}"
        rf"(?=(?P<counted>{_COUNTED})?)"
    ),
    # tweeduizend achttien
    "year_in_words": rf"(?P<year_words>{_YEAR_WORDS})(?!{_COUNTED})",
    # het jaar tot heden · dit jaar tot nu toe
    "year_to_date": (
        rf"(?:(?:het|dit){SPACE})?jaar{SPACE}tot{SPACE}(?:(?:op{SPACE})?heden|nu{SPACE}toe){_END}"
    ),
    # dit jaar · het komende jaar
    "relative_year": rf"(?P<relative>{_RELATIVE_YEAR})",
    # eind van het jaar · de rest van de maand; without such a part 'het jaar' tells nothing
    "own_unit": rf"(?(part)|(?!))(?:de|het|mijn){SPACE}(?P<unit>jaar|kwartaal|maand|week){_END}",
    # dit najaar · komend kwartaal · deze maand
    "relative_unit": (
        rf"(?P<which>{any_of(RELATIVE_UNITS)}){SPACE}"
        rf"(?P<unit>{any_of(SEASONS)}|{_MONTH}|kwartaal|maand|week|half{GAP}jaar){_END}"
    ),
    # nu, in 'tussen nu en 15 november'
    "now": rf"{any_of(NOW)}{_END}",
    # de 20ste van de volgende maand
    "day_of_month": (
        rf"(?P<day>\d{{1,2}}){_SUFFIX}{SPACE}(?:van{SPACE})?{THE}"
        rf"(?P<which>{any_of(RELATIVE_UNITS)}){SPACE}maand{_END}"
    ),
    # binnen drie maanden na ondertekening
    "term": rf"binnen{SPACE}(?P<duration>{DURATION}){SPACE}na{SPACE}{THE}{any_of(OWN_EVENTS)}{_END}",
    # de komende drie maanden · afgelopen 10 weken · 2 aankomende maanden
    "stretch": (
        rf"(?P<within>binnen{SPACE})?{THE}(?:(?P<way>{any_of(STRETCHES)}){SPACE}(?P<duration>{DURATION})"
        rf"|(?P<count>{_COUNT}){SPACE}(?P<inner_way>{any_of(STRETCHES)}){SPACE}(?P<unit>{_RHYTHM_UNIT}){_END})"
    ),
    # over twee maanden
    "ahead": rf"over{SPACE}(?P<duration>{DURATION})",
    # een maand geleden · 1 maand en 21 dagen geleden
    "ago": rf"(?P<duration>{DURATION}){SPACE}geleden{_END}",
    # morgen, but not 'vandaag de dag'
    "day_word": rf"(?P<day>{any_of(DAYS)}){_END}(?!{SPACE}de{SPACE}dag)",
    # minimaal twee keer per jaar · 1 à 2 keer per jaar · 2x p.j. · meerdere keren per jaar
    "times": (
        rf"{_HEDGE}(?:(?P<several>{any_of(RHYTHM_WORDS['several'])}){SPACE}|(?P<count>{_COUNT})"
        rf"(?:{GAP}(?:a|à|-|of|tot){GAP}(?P<upper>{_COUNT}))?{GAP}){any_of(RHYTHM_WORDS['times'])}"
        rf"(?:{SPACE}|(?<=x))(?:{any_of(RHYTHM_WORDS['per'])}{SPACE}{_EVERY}|p\.?{GAP}j\b\.?)"
    ),
    # eens per drie jaar
    "once": rf"{_HEDGE}eens{SPACE}{any_of(RHYTHM_WORDS['per'])}{SPACE}{_EVERY}",
    # elke drie jaar · elk kwartaal
    "every": rf"{_HEDGE}{any_of(RHYTHM_WORDS['every'])}{SPACE}{_EVERY}",
    # om het jaar · om de drie jaar
    "other": rf"{any_of(RHYTHM_WORDS['other'])}{SPACE}{_EVERY}",
    # per jaar · per kwartaal
    "per": rf"per{SPACE}{_EVERY}",
    # jaarlijks · driejaarlijkse · halfjaarlijks · half jaarlijks · 4-jaarlijks, but not 'dagelijks bestuur'
    "adverb": (
        rf"{_HEDGE}(?:(?P<every>half|{_COUNT})(?:-|(?<=half) )?)?(?P<adverb>{any_of(RHYTHM_ADVERBS)})e?(?!\w)"
        rf"(?!{SPACE}{any_of(TRAPS['daily'])})"
    ),
}
