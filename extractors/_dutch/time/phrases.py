"""The parts of which the notations of a time are composed, each a piece of a regular expression."""

from __future__ import annotations

from extractors._dutch.time.vocabulary import (
    BEHIND,
    CENTURIES,
    COUNTED_NOUNS,
    GAP,
    JOINERS,
    MONTH_NAMES,
    MONTHS,
    NAMED_YEARS,
    NUMBERS,
    ORDINALS,
    PARTS,
    RELATIVE_UNITS,
    RELATIVE_YEARS,
    RHYTHM_UNITS,
    RHYTHM_WORDS,
    SPACE,
    WEEKDAYS,
    WORD_END,
    YEARS_OF_CENTURY,
    any_of,
)

THE = rf"(?:(?:de|het){SPACE})?"
END = r"(?![\w%])"
FOUR = r"(?:19|20)\d\d"
# A year ends where its digits end, and not in a case number: '2022-2026' may follow, '2022/1437' not.
YEAR_END = rf"(?![\w%]|[.,:]\d|[-/](?!{FOUR}(?!\d))\d)"
# the number of a footnote that the text glued to the year: 'uiterlijk 1 maart 2022[2] een plan'
NOTE_DIGIT = rf"(?=[1-9](?![\w%]|[.,:/-]\d)(?!{GAP}(?:euro|eur|€|{any_of(COUNTED_NOUNS)})))"
# Digits behind a digit and a sign are the rest of something else ('14-074'), but for the year that shares
# its month with the year before it ('mei 2022/2023').
FRESH = rf"(?:(?<!\d[-/])|(?<=[^-/\d]{FOUR}[-/]))"
# not behind the area code of a telephone: '074 2022 456'
NO_PHONE = r"(?<!\b0\d )(?<!\b0\d\d )(?<!\b0\d\d\d )"
NO_MORE_DIGITS = r"(?![\w%]|[-./]\d)"

MONTH = rf"(?:{any_of(MONTH_NAMES)}|{any_of(MONTHS.keys() - set(MONTH_NAMES))}\.?){WORD_END}"  # mei · dec.
WEEKDAY = rf"(?:{any_of(WEEKDAYS['names'] + WEEKDAYS['short'])}\.?,?{SPACE})?"
SUFFIX = r"(?: ?(?:e|de|ste)(?!\w))?"
# 12 · 12e · twaalf · twaalfde
DAY = rf"(?:\d{{1,2}}{SUFFIX}|{any_of([*ORDINALS, *NUMBERS.keys() - {'een'}])}(?!\w))"
# 1e · 2de · 1 ste · eerste · '1p ste p' and a line that holds 'ste' alone, the debris of a raised 'ste'
ORDINAL = (
    rf"(?:[1-9]\d?(?:(?:p\s{{0,4}}| )?(?:ste|de|e)(?:\s{{0,4}}p)?(?!\w)"
    rf"| ?\n ?(?:ste|de|e)(?= ?\n))|{any_of(ORDINALS)})"
)
FIRST_OR_LAST = any_of(word for word, number in ORDINALS.items() if number in (1, -1))  # eerste · laatste
COUNT = rf"(?:\d{{1,3}}|{any_of(NUMBERS)})"
# dit jaar · komend kalenderjaar · dat jaar · het jaar daarop
RELATIVE_YEAR = (
    rf"(?:{any_of([*RELATIVE_YEARS, *NAMED_YEARS])}{SPACE}(?:kalender)?jaar{END}"
    rf"|het{SPACE}jaar{SPACE}(?:daarop|daarna|erop|erna){END})"
)
TOLD_UNIT = any_of({*RELATIVE_UNITS, *RELATIVE_YEARS} - {"elk", "ieder"})  # dit · volgende
OWN_YEAR = rf"het{SPACE}(?:kalender)?jaar{END}"
# behind a number that counts: ' woningen' · ' sociale woningen', but not the year of 'medio 2031 de studio's'
COUNTED = rf"{SPACE}(?:(?!(?:de|deze|alle|beide|onze|twee|drie)\b)\w+e{SPACE})?{any_of(COUNTED_NOUNS)}(?!\w)"
# tweeduizend achttien · tweeduizend en achttien · negentienhonderdzesennegentig
YEAR_WORDS = rf"(?:{any_of(CENTURIES)}{GAP}(?:en{SPACE})?{any_of(YEARS_OF_CENTURY)}{END})"
# the year behind a unit: '15 mei 2022' · 'mei van 2022' · 'mei-2022' · 'mei2022' · 'Q3.2022' · 'Q3 (2022)' ·
# "mei '22" · 'mei-22' · 'mei dit jaar' · 'mei a.s.'
TAIL = (
    rf"(?:(?:,?{SPACE}(?:(?:van|in){SPACE})?|{GAP}[-/]{GAP})?(?P<year>{FOUR})(?:{YEAR_END}|{NOTE_DIGIT})"
    rf"|\.(?P<dotted_year>{FOUR}){YEAR_END}|{SPACE}?\((?P<bracketed_year>{FOUR})\)"
    rf"|{SPACE}?'(?P<short_year>\d\d)(?!\w)|-(?P<signed_year>[1-4]\d)(?![\w%]|[-./,]\d|{GAP}[-/])|{SPACE}(?P<year_words>{YEAR_WORDS})"
    rf"|{SPACE}(?:(?:van|in){SPACE})?(?P<relative>{RELATIVE_YEAR}|{OWN_YEAR})"
    rf"|{SPACE}(?P<behind>{any_of(BEHIND)})(?!\w)|{END})"
)
PART_WORDS = any_of(word for word, part in PARTS.items() if part in ("start", "mid", "end"))  # begin · medio
JOINING_WORDS = [word for word in JOINERS if word[0].isalpha()]
JOIN = rf"(?:{GAP}(?:[-/,&+]|t/m){GAP}|{SPACE}(?:{any_of(JOINING_WORDS)}|tot{SPACE}en{SPACE}met|tot){SPACE})"
HEDGE = rf"(?:{any_of(RHYTHM_WORDS['hedges'])}{SPACE})?"
RHYTHM_UNIT = any_of(RHYTHM_UNITS)
EVERY = rf"(?:(?P<every>{COUNT}){SPACE})?(?P<unit>{RHYTHM_UNIT}){END}"
AMOUNT = rf"{COUNT}{SPACE}{RHYTHM_UNIT}{END}"
# drie maanden · 1 maand en 21 dagen
DURATION = rf"{AMOUNT}(?:(?:,|{SPACE}en)?{SPACE}{AMOUNT}){{0,2}}"

# A look behind must be of one length: 'kwartaal 1 en 2' · 'kwartaal 1, 2 en 3'
AFTER_QUARTERS = "|".join(
    rf"(?<={name} [1-4]{comma}{sign}[1-4])"
    for name in ("kwartaal", "kwartalen", "kw", r"kw\.")
    for comma in ("", ", [1-4]")
    for sign in (" en ", " & ", ", ", "-", " - ", "/", " t/m ", " tot en met ")
)
