"""How often each rule was right: measured on known facts, kept with the counts it rests on."""

from __future__ import annotations

from extractors._vocabulary import vocabulary

_OF_NO_AGREEMENT = 0.85  # below what is taken unchecked


def confidence_of(dataset: str, rule: str, *, is_agreement: bool = True) -> float:
    """Share of the rows read by this rule that were right, 0 to 1; of the whole dataset for a rare rule.

    Two right and no wrong one are no certainty: one right and one wrong row are added to every count
    (Laplace's rule of succession). Minutes and the like tell of actions, and are no agreement on them.
    """
    counts: dict[str, list[int]] = vocabulary("confidence")[dataset]
    right, all_rows = counts.get(rule, counts["any"])
    share = round((right + 1) / (all_rows + 2), 3)
    return share if is_agreement else min(share, _OF_NO_AGREEMENT)
