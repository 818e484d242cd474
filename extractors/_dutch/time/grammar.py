"""How a single time is written: the notations, each a regular expression composed of named parts.

All are matched against the text as `vocabulary.plain` makes it: lower case, one kind of dash and space.
"""

from __future__ import annotations

from extractors._dutch.time.phrases import (
    AFTER_QUARTERS,
    COUNT,
    COUNTED,
    DAY,
    DURATION,
    END,
    EVERY,
    FIRST_OR_LAST,
    FOUR,
    FRESH,
    HEDGE,
    JOIN,
    MONTH,
    NO_MORE_DIGITS,
    NO_PHONE,
    ORDINAL,
    OWN_YEAR,
    PART_WORDS,
    RELATIVE_YEAR,
    RHYTHM_UNIT,
    SUFFIX,
    TAIL,
    THE,
    TOLD_UNIT,
    WEEKDAY,
    YEAR_END,
    YEAR_WORDS,
)
from extractors._dutch.time.vocabulary import (
    COUNTED_NOUNS,
    DAYS,
    EASTER_HOLIDAYS,
    FIXED_HOLIDAYS,
    GAP,
    NOW,
    NUMERALS,
    ORDINALS,
    OWN_EVENTS,
    QUARTERS,
    RECESSES,
    RELATIVE_UNITS,
    RHYTHM_ADVERBS,
    RHYTHM_WORDS,
    SCHOOL_YEARS,
    SEASONS,
    SPACE,
    STRETCHES,
    TRAPS,
    WEEKDAYS,
    any_of,
)

# What only looks like a time: it is matched so that nothing inside it is.
TRAPPING: dict[str, str] = {
    # artikel 44 · postbus 2022
    "trap_reference": rf"{any_of(TRAPS['references'])}{GAP}:?{GAP}[a-z]{{0,3}}[-.]?\d[\w./-]*",
    # actie 21-07, but not 'actie 21-07-2031'
    "trap_number": rf"{any_of(TRAPS['numbered'])}{SPACE}\d{{1,4}}-\d{{1,3}}(?![\w/-])",
    # 24/7
    "trap_always": r"24/7(?![\w/-])",
    # 55 t/m 74 jaar · 18-27 jaar
    "trap_age": (
        rf"\d{{1,2}}{GAP}(?:-|t/m|tot(?:{SPACE}en{SPACE}met)?|en|of){GAP}\d{{1,2}}{SPACE}(?:jaar|jarigen?){END}"
    ),
    # 1/2 persoonshuishoudens · 3/4 kamerwoningen
    "trap_fraction": rf"\d{{1,2}}/\d{{1,2}}[- ]?{any_of(TRAPS['fractions'])}",
    # herfstvakantie van 2023: no two regions have the same days
    "trap_holiday": rf"{any_of(TRAPS['holidays'])}(?:{SPACE}(?:van{SPACE})?{FOUR}{YEAR_END})?",
}

# Each notation with examples of what it reads. Where two fit, the first is taken.
NOTATIONS: dict[str, str] = {
    # 2022-07-01 · 2022-7-1
    "iso_date": rf"{FRESH}(?P<year>{FOUR})-(?P<month>\d\d?)-(?P<day>\d\d?){NO_MORE_DIGITS}",
    # 16/11/2022 · 1-7-2022 · 16-11-16 · 1-7-'22 · 01.07.2022
    "numeric_date": (
        rf"{WEEKDAY}{FRESH}(?P<day>\d{{1,2}})"
        rf"(?:(?P<sign>[-/])(?P<month>\d{{1,2}})(?P=sign)'?(?P<year>{FOUR}|\d\d)"
        rf"|\.(?P<dotted_month>\d{{1,2}})\.(?P<dotted_year>{FOUR})){NO_MORE_DIGITS}"
    ),
    # de week van 12 mei 2023 · de week die 12 mei begint
    "week_of_day": (
        rf"week{SPACE}(?:van|die){SPACE}{THE}{WEEKDAY}"
        rf"(?:(?P<day>{DAY}){GAP}(?:van{SPACE})?(?P<month>{MONTH})"
        rf"|(?P<first_month>{MONTH}){SPACE}(?:de{SPACE})?(?P<second_day>{DAY})){TAIL}(?:{SPACE}(?:aanvangt|begint|start){END})?"
    ),
    # de eerste week van mei 2023
    "week_of_month": (
        rf"(?P<ordinal>{ORDINAL}){SPACE}week{SPACE}(?:(?:van|in){SPACE})?(?P<month>{MONTH}){TAIL}"
    ),
    # de laatste vrijdag van januari
    "weekday_of_month": (
        rf"(?P<ordinal>{ORDINAL}){SPACE}(?P<weekday>{any_of(WEEKDAYS['names'])}){SPACE}(?:van|in){SPACE}"
        rf"(?P<month>{MONTH}){TAIL}"
    ),
    # de eerste drie weken van mei
    "weeks_of_month": (
        rf"(?P<ordinal>{FIRST_OR_LAST}){SPACE}(?P<count>{COUNT}){SPACE}weken{SPACE}(?:van|in){SPACE}(?P<month>{MONTH})"
        rf"{TAIL}"
    ),
    # de eerste tien dagen van mei
    "first_days": (
        rf"eerste{SPACE}(?P<count>{COUNT}){SPACE}dagen{SPACE}(?:van|in){SPACE}(?P<month>{MONTH}){TAIL}"
    ),
    # de laatste week van 2023 · de eerste week van dit jaar
    "week_of_year": (
        rf"(?P<ordinal>{ORDINAL}){SPACE}week{SPACE}(?:van{SPACE}(?P<year>{FOUR}){YEAR_END}"
        rf"|(?:van{SPACE})?(?P<relative>{RELATIVE_YEAR}|{OWN_YEAR}))"
    ),
    # 15 december 2016 · maandag 31 oktober 2016 · 1e van januari · 2-okt · 1 juli van dit jaar
    "written_date": (rf"{WEEKDAY}(?P<day>{DAY})(?:{GAP}|[-/]|{SPACE}van{SPACE})(?P<month>{MONTH}){TAIL}"),
    # the first of 'tweede en derde kwartaal' · '11 of 18 september'
    "elided": (
        rf"(?P<number>{ORDINAL}|\d{{1,2}}{SUFFIX})(?=(?:{JOIN}{THE}(?:{ORDINAL}|\d{{1,2}}{SUFFIX})){{1,3}}"
        rf"{GAP}(?:kwartaal|helft|half{GAP}jaar|(?:van{SPACE})?{MONTH}))"
    ),
    # 1/5 · 25-10; at the end of an item it stands for itself: 'bewonersbrief, 25/10'
    "short_date": (
        rf"{FRESH}(?P<is_item>(?<=[,;] ))?(?P<day>\d{{1,2}})(?:-|(?P<is_slashed>/))"
        rf"(?P<month>\d{{1,2}})(?![\w%]|[-/.,]\d)"
        rf"(?!{GAP}{any_of(RHYTHM_WORDS['times'])})(?=(?P<heads>:)?)(?=(?P<closes>\s*[.;)]?\s*\Z)?)"
    ),
    # de eerste helft van mei 2023
    "half_month": rf"(?P<ordinal>{ORDINAL}){SPACE}helft{SPACE}(?:van{SPACE})?(?P<month>{MONTH}){TAIL}",
    # the first of 'begin of medio 2023'
    "elided_part": rf"(?P<elided>{PART_WORDS})(?={JOIN}{PART_WORDS}{SPACE})",
    # the first of 'voor- en najaar'
    "elided_season": rf"(?P<season>voor|na)-(?={JOIN}{THE}(?:voor|na)jaar)",
    # the first of 'dit en volgend jaar'
    "elided_relative": (
        rf"(?P<which>{TOLD_UNIT})(?={JOIN}{THE}{TOLD_UNIT}{SPACE}(?:jaar|kwartaal|maand|week){END})"
    ),
    # november 19-20 · deze maand tussen 4 en 22, but not 'mei 4 tot 6 woningen'
    "days_of_month": (
        rf"(?:(?P<month>{MONTH})|(?P<which>{any_of(RELATIVE_UNITS)}){SPACE}maand){SPACE}"
        rf"(?:(?:van|tussen){SPACE})?{THE}(?P<day>\d{{1,2}}{SUFFIX}){JOIN}{THE}(?P<last>\d{{1,2}}{SUFFIX})"
        rf"(?![-./,]\d|{GAP}%|{SPACE}(?:[a-z-]+{SPACE}){{0,2}}{any_of(COUNTED_NOUNS)}(?!\w)){TAIL}"
    ),
    # mei de 16e · mei de zestiende 2022, but not 'in mei de eerste bewoners'
    "month_and_day": (
        rf"(?P<month>{MONTH}){SPACE}de{SPACE}(?P<day>\d{{1,2}}{SUFFIX}|{any_of(ORDINALS)}(?!\w))"
        rf"(?=,?{SPACE}(?:{FOUR}|{YEAR_WORDS})|\s*(?:[.;:!?)]|\Z)){TAIL}"
    ),
    # Q2-2022 · Q2 · 2e kwartaal van 2022 · laatste kwartaal · kwartaal 3 · 4e kw. 2022 · kw 4 2022 ·
    # Q 2 2022 · kwartaal III · 2 kwartaal 2022 · 3e kw 22
    "quarter": (
        rf"(?:[qk](?P<digit>\d)|q (?P<apart>\d)(?={GAP}[-/]?{GAP}{FOUR})"
        rf"|(?P<ordinal>{ORDINAL}){GAP}{any_of(QUARTERS)}|(?P<cardinal>[1-4]){SPACE}kwartaal(?=.{{1,6}}{FOUR})"
        rf"|{any_of(QUARTERS)}{GAP}(?P<number>[1-4])(?!{SPACE}{any_of(RHYTHM_WORDS['times'])})"
        rf"|{any_of(QUARTERS)}{SPACE}(?P<numeral>{any_of(NUMERALS)})(?!\w))"
        rf"(?:{SPACE}(?P<bare_year>[2-4]\d)(?=\s*(?:[.,;:)](?!\d)|\Z))|{TAIL})"
    ),
    # the second of 'kwartaal 1 en 2 van 2022' and the third of 'kwartaal 1, 2 en 3'
    "next_quarter": rf"(?P<next>[1-4])(?:{AFTER_QUARTERS}){TAIL}",
    # 2022-Q2 · 2022Q2 · 2019 K3 · 2016 het derde kwartaal
    "year_quarter": (
        rf"{FRESH}(?P<year>{FOUR}){GAP}[-/.]?{GAP}"
        rf"(?:[qk](?P<digit>\d)|{THE}(?P<ordinal>{ORDINAL}){SPACE}kwartaal){END}"
    ),
    # H1 2023 · eerste helft van 2023 · 1e halfjaar
    "half": rf"(?:h(?P<digit>\d)|(?P<ordinal>{ORDINAL}){SPACE}(?:(?P<helft>helft)|half{GAP}jaar)){TAIL}",
    # 2023-H1
    "year_half": rf"{FRESH}(?P<year>{FOUR}){GAP}-?{GAP}h(?P<digit>\d){END}",
    # de eerste drie maanden van 2023 · de laatste maand van dit jaar
    "months": (
        rf"(?P<ordinal>{FIRST_OR_LAST}){SPACE}"
        rf"(?:(?P<count>{COUNT}){SPACE}(?P<unit>maanden|kwartalen)|maand){SPACE}(?:(?:van|in){SPACE})?"
        rf"(?:(?P<year>{FOUR}){YEAR_END}|(?P<relative>{RELATIVE_YEAR}|{OWN_YEAR}))"
    ),
    # week 26 2023 · wk 26 · weken 26 t/m 30
    "week": (
        rf"(?:week|weken|wk|weeknummer|weeknr)\.?{GAP}(?P<number>\d{{1,2}})(?!\d)"
        rf"(?:(?:,{SPACE}\d{{1,2}}){{0,3}}{JOIN}(?P<last>\d{{1,2}})(?!\d))?{TAIL}"
    ),
    # 2023-W26 · 2023 week 26
    "year_week": rf"{FRESH}(?P<year>{FOUR})(?:-?w|{SPACE}(?:week|wk\.?){SPACE})(?P<number>\d\d?){END}",
    # winter 2023/2024 · winter van 2023 op 2024 · winter '23-'24
    "winter": (
        rf"winter{SPACE}(?:van{SPACE})?(?:(?P<year>{FOUR})|'(?P<short_year>\d\d))(?:{GAP}[-/]{GAP}|{SPACE}op{SPACE})"
        rf"(?P<last>{FOUR}|'?\d\d){YEAR_END}"
    ),
    # schooljaar 2023/2024 · studiejaar 2023-'24
    "school_year": (
        rf"(?P<school>{any_of(SCHOOL_YEARS)}){SPACE}(?:(?P<year>{FOUR})|'(?P<short_year>\d\d)){GAP}[-/]{GAP}"
        rf"(?P<last>{FOUR}|'?\d\d){YEAR_END}"
    ),
    # Kerst 2023 · eerste paasdag
    "holiday": rf"(?P<holiday>{any_of([*FIXED_HOLIDAYS, *EASTER_HOLIDAYS])}){TAIL}",
    # zomervakantie van 2023, in 'voor de zomervakantie van 2023'
    "recess": rf"(?P<season>{any_of(RECESSES)}){TAIL}",
    # najaar 2023 · zomer van dit jaar
    "season": rf"(?P<season>{any_of(SEASONS)}){TAIL}",
    # mei 2022 · dec-2018 · sept.
    "month": rf"(?P<month>{MONTH}){TAIL}",
    # 2018 november · volgend jaar juni · volgend jaar zomer
    "year_month": (
        rf"{FRESH}(?:(?P<year>{FOUR}),?|(?P<relative>{RELATIVE_YEAR})){SPACE}"
        rf"(?:(?P<month>{MONTH})|(?P<season>{any_of(SEASONS)}))(?!{SPACE}\d){END}"
    ),
    # 12-2015 · 3/2016 · 11 - 2016
    "numeric_month": (
        rf"{FRESH}(?P<month>(?:0?[1-9]|1[0-2])(?=[-/])|(?:0[1-9]|1[0-2])(?={GAP}[-/])){GAP}[-/]{GAP}"
        rf"(?P<year>{FOUR}){NO_MORE_DIGITS}"
    ),
    # 2016-11 · 2016 / 11
    "iso_month": rf"{FRESH}(?P<year>{FOUR})(?:-|{GAP}/{GAP})(?P<month>0[1-9]|1[0-2]){NO_MORE_DIGITS}",
    # jaren '70; the twenties may be those of either century, and 'jaren 30 woningen' is none
    "decade": rf"(?:jaren{SPACE}|(?<=jaren ))'(?P<decade>[3-9]0)(?![\w%-])",
    # voor de jaarwisseling
    "year_end": rf"jaarwisseling{END}(?!{SPACE}(?:van{SPACE})?{FOUR})",
    # jaarwisseling 2022/2023
    "turn_of_year": (
        rf"jaarwisseling{SPACE}(?:van{SPACE})?(?P<first>{FOUR}){GAP}[-/]{GAP}(?:{FOUR}|\d\d){YEAR_END}"
    ),
    # 2022-2026 · 2022 - 2026 · 2017 / 2018
    "years": (
        rf"(?:jaren{SPACE})?{FRESH}(?P<first>{FOUR}){GAP}(?P<sign>[-/]){GAP}(?P<last>{FOUR}){YEAR_END}"
        rf"(?!{GAP}[-/]{GAP}\d)"
    ),
    # 2022-'26 · '22/'23 · 2022-23 only where the one year follows the other
    "short_years": (
        rf"(?:{FRESH}(?P<year>{FOUR})|(?<!\w)'(?P<short_year>\d\d)){GAP}(?P<sign>[-/]){GAP}"
        rf"(?:'(?P<last>\d\d)|(?P<next>\d\d))(?![\w%]|[-./,]\d|{GAP}[-/])"
    ),
    # '22, behind 'eind' or 'in'
    "short_year": r"(?<!jaren )'(?P<short_year>\d\d)(?![\w%'-]|[./,]\d)",
    # 2022 · het kalenderjaar 2022, but not '2000 woningen'
    "year": (
        rf"(?:(?P<word>(?:kalender|boek|verslag|school)?ja(?:ar|ren)){SPACE})?{FRESH}{NO_PHONE}(?P<year>{FOUR}){YEAR_END}"
        rf"(?=(?P<counted>{COUNTED})?)"
    ),
    # tweeduizend achttien
    "year_in_words": rf"(?P<year_words>{YEAR_WORDS})(?!{COUNTED})",
    # het jaar tot heden · dit jaar tot nu toe
    "year_to_date": (
        rf"(?:(?:het|dit){SPACE})?jaar{SPACE}tot{SPACE}(?:(?:op{SPACE})?heden|nu{SPACE}toe){END}"
    ),
    # dit jaar · het komende jaar
    "relative_year": rf"(?P<relative>{RELATIVE_YEAR})",
    # eind van het jaar · de rest van de maand; without such a part 'het jaar' tells nothing
    "own_unit": rf"(?:de|het|mijn){SPACE}(?P<unit>jaar|kwartaal|maand|week){END}",
    # dit najaar · komend kwartaal · deze maand
    "relative_unit": (
        rf"(?P<which>{any_of(RELATIVE_UNITS)}){SPACE}"
        rf"(?P<unit>{any_of(SEASONS)}|{MONTH}|kwartaal|maand|week|half{GAP}jaar){END}"
    ),
    # nu, in 'tussen nu en 15 november'
    "now": rf"{any_of(NOW)}{END}",
    # de 20ste van de volgende maand
    "day_of_month": (
        rf"(?P<day>\d{{1,2}}){SUFFIX}{SPACE}(?:van{SPACE})?{THE}"
        rf"(?P<which>{any_of(RELATIVE_UNITS)}){SPACE}maand{END}"
    ),
    # binnen drie maanden na ondertekening · drie maanden na ondertekening (15 januari 2031)
    "term": (
        rf"(?:(?P<within>binnen){SPACE})?(?P<duration>{DURATION}){SPACE}na{SPACE}{THE}{any_of(OWN_EVENTS)}{END}"
        rf"(?:{SPACE}\((?:(?:op|d\.d\.){SPACE})?(?P<day>\d{{1,2}}){SPACE}(?P<month>{MONTH}){SPACE}(?P<year>{FOUR})\))?"
    ),
    # de komende drie maanden · afgelopen 10 weken · 2 aankomende maanden
    "stretch": (
        rf"(?P<within>binnen{SPACE})?{THE}"
        rf"(?:(?P<way>{any_of(STRETCHES)}){SPACE}(?P<duration>{DURATION})(?!{SPACE}(?:van|in){SPACE})"
        rf"|(?P<count>{COUNT}){SPACE}(?P<inner_way>{any_of(STRETCHES)}){SPACE}(?P<unit>{RHYTHM_UNIT}){END})"
    ),
    # over twee maanden
    "ahead": rf"over{SPACE}(?P<duration>{DURATION})",
    # een maand geleden · 1 maand en 21 dagen geleden
    "ago": rf"(?P<duration>{DURATION}){SPACE}geleden{END}",
    # morgen, but not 'vandaag de dag'
    "day_word": rf"(?P<day>{any_of(DAYS)}){END}(?!{SPACE}de{SPACE}dag)",
    # iedere eerste dinsdag van de maand · de derde donderdag van elk kwartaal
    "weekday_of_each": (
        rf"(?:(?P<each>{any_of(RHYTHM_WORDS['every'])}){SPACE})?{ORDINAL}{SPACE}{any_of(WEEKDAYS['names'])}{SPACE}"
        rf"(?:van|in){SPACE}(?(each)(?:de|het|{any_of(RHYTHM_WORDS['every'])})"
        rf"|{any_of(RHYTHM_WORDS['every'])}){SPACE}(?P<unit>maand|kwartaal|jaar){END}"
    ),
    # minimaal twee keer per jaar · 1 à 2 keer per jaar · 2x p.j. · meerdere keren per jaar
    "times": (
        rf"{HEDGE}(?:(?P<several>{any_of(RHYTHM_WORDS['several'])}){SPACE}|(?P<count>{COUNT})"
        rf"(?:{GAP}(?:a|à|-|of|tot){GAP}(?P<upper>{COUNT}))?{GAP}){any_of(RHYTHM_WORDS['times'])}"
        rf"(?:{SPACE}|(?<=x))(?:{any_of(RHYTHM_WORDS['per'])}{SPACE}{EVERY}|p[./]?{GAP}jr?\b\.?|/{GAP}(?:jaar|jr)\b)"
    ),
    # eens per drie jaar
    "once": rf"{HEDGE}eens{SPACE}{any_of(RHYTHM_WORDS['per'])}{SPACE}{EVERY}",
    # elke drie jaar · elk kwartaal
    "every": rf"{HEDGE}{any_of(RHYTHM_WORDS['every'])}{SPACE}{EVERY}",
    # om het jaar · om de drie jaar
    "other": rf"{any_of(RHYTHM_WORDS['other'])}{SPACE}{EVERY}",
    # per jaar · per kwartaal
    "per": rf"per{SPACE}{EVERY}",
    # jaarlijks · driejaarlijkse · halfjaarlijks · half jaarlijks · 4-jaarlijks, but not 'dagelijks bestuur'
    "adverb": (
        rf"{HEDGE}(?:(?P<every>half|{COUNT})(?:-|(?<=half) )?)?(?P<adverb>{any_of(RHYTHM_ADVERBS)})e?(?!\w)"
        rf"(?!{SPACE}{any_of(TRAPS['daily'])})"
    ),
}

# What must stand before a notation for it to be one.
CONDITIONS: dict[str, str] = {
    "short_year": r"(?(part)|(?(cue)|(?!)))",
    "own_unit": r"(?(part)|(?!))",
}
