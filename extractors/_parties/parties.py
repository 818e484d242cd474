"""Who is who in a document: parties, their aliases, groups and members, and where they are named."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from extractors._document import Document, Unread
from extractors._facts.facts import facts
from extractors._parties.book import Names
from extractors._parties.codes import with_codes
from extractors._parties.mentions import Phrase, mentions
from extractors._parties.names import names
from extractors._parties.party import Mention as Mention
from extractors._parties.party import MentionRule
from extractors._parties.party import Parties as Parties
from extractors._parties.party import Party as Party
from extractors._parties.party import PartyType as PartyType
from extractors._parties.party import slug as slug
from extractors._parties.roster import Organisation, organisations
from extractors._parties.words import words
from extractors._parties.zones import party_cells
from extractors._registers import Registers, fold

_GROUP_TYPES: dict[str, PartyType] = {
    "woningcorporaties": "corporation",
    "huurdersorganisaties": "tenant_organisation",
}
_LEAST_MENTIONS = 5
_LIKE_A_SIGNATORY = 0.4
_WORD_LENGTH = 8  # 'hbv' and 'koepel' alone say too little
_SECOND_SHARE = 0.6  # a further municipality signs too when the text makes this much of it


@lru_cache(maxsize=64)
def parties(document: Document) -> Parties:
    """All parties of the document, who of them signs, and every place where one is named."""
    found = names(document)
    year, registers = year_of_division(document), document.registers
    towns = _towns(found, document)
    called = [_plain(one.name(), registers) for one in found.municipalities.values()]
    municipalities = {
        name: _municipality_party(name, year, registers) for name in dict.fromkeys([*towns, *called])
    }
    own = tuple(municipalities[name] for name in towns)
    known = [(one, _organisation_party(one, registers)) for one in organisations(found, document)]
    phrases = [
        *_municipality_phrases(municipalities, own),
        *(
            Phrase(alias, municipalities[name], "alias")
            for name, one in zip(called, found.municipalities.values(), strict=True)
            for alias in sorted(one.aliases)
        ),
        *_organisation_phrases(known, found),
        *_legend_phrases(found, municipalities, own, known),
        *_called_phrases(known),
        *_nameless_phrases(known),
        *_group_phrases(),
        *_role_phrases(),
    ]
    named = mentions(document.text, phrases, party_cells(document))
    named = with_codes(document, named, _usual_codes(own))
    met = Counter(mention.party.party_id for mention in named)
    corporations = _signing(known, "corporation", met, document.inventory.corporations)
    tenants = _signing(known, "tenant_organisation", met, ())
    others = [party for _, party in known if party.type == "other" and met[party.party_id]]
    members = _members(own, corporations, tenants)
    if facts(document).document_type == "bid" and len(corporations) == 1:
        named = tuple(_spoken_by(corporations[0], mention) for mention in named)
    return Parties(
        own, corporations, tenants, members, named, tuple(_unknown((*own, *corporations, *others), registers))
    )


def _spoken_by(speaker: Party, mention: Mention) -> Mention:
    """'Wij' of a bid is the corporation that makes it, not all parties."""
    return replace(mention, party=speaker) if mention.rule == "pronoun" else mention


def year_of_division(document: Document) -> int | None:
    """The year in whose division of the country its municipalities are looked up: the first of its period."""
    read = facts(document)
    if read.period is not None:
        return read.period[0]
    return read.document_date.year if read.document_date else document.inventory.year


def _towns(found: Names, document: Document) -> tuple[str, ...]:
    """The municipalities that are party, plain names: the inventory's, else those the text makes most of."""
    if document.inventory.municipalities:
        return document.inventory.municipalities
    weights = {_plain(one.name(), found.registers): one.weight() for one in found.municipalities.values()}
    heaviest = max(weights.values(), default=0)
    if heaviest == 0:  # a town that no register knows, and no 'gemeente' before it
        return tuple(
            _plain(one.name(), found.registers)
            for one in found.municipalities.values()
            if one.is_only_titled()
        )
    return tuple(name for name, weight in weights.items() if weight >= max(_SECOND_SHARE * heaviest, 1))


def _plain(name: str, registers: Registers) -> str:
    """A municipality's name in its usual spelling, where a title printed it in capitals."""
    if not name.isupper():
        return name
    known = registers.municipality(name)
    return known.name if known else name.title()


def _municipality_party(name: str, year: int | None, registers: Registers) -> Party:
    known = registers.municipality(name, year)
    return _party(f"gemeente {name}", "municipality", known.code if known else None)


def _municipality_phrases(all_: dict[str, Party], own: tuple[Party, ...]) -> Iterator[Phrase]:
    for name, party in all_.items():
        for form in (name, name.upper(), name.title()):
            for word in ("gemeente", "Gemeente", "gemeenten", "Gemeenten", "GEMEENTE"):
                yield Phrase(f"{word} {form}", party, "name")
            yield Phrase(form, party, "place")
    for word in words().functions:
        yield Phrase(word, _ours(own), "function")


def _ours(own: tuple[Party, ...]) -> Party:
    """Whom 'de gemeente' means."""
    if len(own) == 1:
        return own[0]
    return _party("gemeenten" if own else "gemeente", "group" if own else "municipality")


def _usual_codes(own: tuple[Party, ...]) -> dict[str, Party]:
    """What 'gem.', 'corp.' and 'ho' stand for in tables, without a legend."""
    groups = {code: _party(name, "group") for name, codes in words().group_codes.items() for code in codes}
    return groups | dict.fromkeys(words().municipality_codes, _ours(own))


@lru_cache(maxsize=1024)  # those that stand for groups and roles are of every document
def _party(name: str, kind: PartyType, code: str | None = None, aliases: tuple[str, ...] = ()) -> Party:
    return Party(slug(name), name, kind, code, aliases)


def _organisation_party(one: Organisation, registers: Registers) -> Party:
    known = registers.corporation(one.name) if one.type == "corporation" else None
    return _party(one.name, one.type, known.l_number if known else None, one.aliases)


def _signing(
    known: list[tuple[Organisation, Party]], kind: PartyType, met: Counter[str], listed: tuple[str, ...]
) -> tuple[Party, ...]:
    """Those of one kind that sign: as the inventory lists them, else as the text tells, else all it names.

    Who is named nearly as often as one who signs is a party too: logos are pictures, and lists lose lines.
    """
    if listed:
        keys = {fold(name) for name in listed}
        return tuple(
            party for one, party in known if keys & {fold(form) for form in (one.name, *one.aliases)}
        )
    of_kind = [(one, party) for one, party in known if party.type == kind and met[party.party_id]]
    signing = [met[party.party_id] for one, party in of_kind if one.signs]
    floor = max(_LEAST_MENTIONS, _LIKE_A_SIGNATORY * max(signing)) if signing else 0
    return tuple(party for one, party in of_kind if one.signs or met[party.party_id] >= floor)


def _organisation_phrases(known: list[tuple[Organisation, Party]], found: Names) -> Iterator[Phrase]:
    for one, party in known:
        yield Phrase(one.name, party, "name", found.is_word(one.name))
        for form in one.forms:
            yield Phrase(form, party, "alias", found.is_word(form))


def _legend_phrases(
    found: Names,
    towns: dict[str, Party],
    own: tuple[Party, ...],
    known: list[tuple[Organisation, Party]],
) -> Iterator[Phrase]:
    """'G' and 'HV' as a legend has them: one letter only where nothing but letters stands with it."""
    for short, (kind, name) in found.legend.items():
        rule: MentionRule = "alias" if len(short) > 1 else "letter"
        if kind == "municipality":
            meant = [towns[name]] if name in towns else list(own[:1])
        elif kind == "organisation":
            meant = [party for one, party in known if name in map(fold, (one.name, *one.aliases, *one.forms))]
        else:
            groups = [
                group for group, forms in words().groups.items() if kind in (*forms, *_kind_words(group))
            ]
            meant = [_party(group, "group") for group in groups]
        yield from (Phrase(short, party, rule) for party in meant[:1])


def _called_phrases(known: list[tuple[Organisation, Party]]) -> Iterator[Phrase]:
    """'de huurdersraad', where the text makes it a party's short name, or one only has it in its name."""
    called = Counter(word for one, _ in known for word in one.called)
    for one, party in known:
        yield from (Phrase(word, party, "function") for word in one.called if called[word] == 1)
    kinds = Counter(one.word for one, _ in known)
    for one, party in known:
        if one.word and kinds[one.word] == 1 and _tells_one(one.word):
            yield Phrase(one.word, party, "function")


def _tells_one(kind: str) -> bool:
    """Whether a kind word can stand for the one party that has it in its name; 'de corporatie' is any."""
    return len(kind) >= _WORD_LENGTH and kind not in words().descriptions | words().bodies


def _nameless_phrases(known: list[tuple[Organisation, Party]]) -> Iterator[Phrase]:
    """'de huurdersraad' where the document names no organisation of tenants: one that has no other name."""
    if any(party.type == "tenant_organisation" for _, party in known):
        return
    for word, kind in words().kinds.items():
        if kind == "tenant_organisation" and _tells_one(word) and word.endswith(words().single_bodies):
            yield Phrase(word, _party(word, kind), "function")


def _group_phrases() -> Iterator[Phrase]:
    for name, forms in words().groups.items():
        for form in (*forms, *_kind_words(name)):
            yield Phrase(form, _party(name, "group"), "group")
    for name, forms in words().pronouns.items():
        for form in forms:
            yield Phrase(form, _party(name, "group"), "pronoun")
    for name, forms in words().labels.items():
        for form in forms:
            yield Phrase(form, _party(name, "group"), "label")


def _kind_words(group: str) -> Iterator[str]:
    """Kind words that alone stand for a group: 'de huurdersbond'; abbreviations are names rather."""
    for word, kind in words().kinds.items():
        is_group = kind == _GROUP_TYPES.get(group) and len(word) >= _WORD_LENGTH
        if is_group and word not in words().descriptions | words().bodies:
            yield word


def _role_phrases() -> Iterator[Phrase]:
    for name, (kind, forms) in words().roles.items():
        for form in forms:
            yield Phrase(form, _party(name, kind), "function")


def _members(
    own: tuple[Party, ...], corporations: tuple[Party, ...], tenants: tuple[Party, ...]
) -> dict[str, tuple[str, ...]]:
    groups = {
        "woningcorporaties": corporations,
        "huurdersorganisaties": tenants,
        "alle partijen": (*own, *corporations, *tenants),
        "gemeenten": own if len(own) > 1 else (),
    }
    return {
        slug(name): tuple(party.party_id for party in members) for name, members in groups.items() if members
    }


def _unknown(known: tuple[Party, ...], registers: Registers) -> Iterator[Unread]:
    for party in known:
        plain = party.name.removeprefix("gemeente ")
        if party.type == "municipality" and party.register_code is None:
            yield Unread("party_unknown", f"no register knows a municipality {plain}; check its spelling")
        elif party.type == "corporation" and registers.corporation(plain) is None:
            yield Unread(
                "party_unknown", f"{plain} signs as a corporation and stands in no register; check its name"
            )
        elif party.type == "other":
            yield Unread("party_unknown", f"{plain} acts or is named as a party; its kind is not known")
