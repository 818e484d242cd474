"""Form feeds are page turns."""

from pipeline.ingest import read_text


def test_pages_hold_their_own_words():
    document = read_text("Wij bouwen.\n\fWij slopen.\n\f")
    assert [(page.number, document.quote(page.span)) for page in document.pages] == [
        (1, "Wij bouwen.\n"),
        (2, "Wij slopen.\n"),
    ]


def test_a_sentence_runs_over_a_page_and_its_footnote_stands_before_it():
    document = read_text(
        "De gemeente Waterrijk en Woonvast bouwen volgens de raming1 samen nieuwe en\n1 Raming van mei.\n\f"
        "betaalbare woningen.\n"
    )
    footnote, sentence = document.passages
    assert document.quote(sentence.span) == (
        "De gemeente Waterrijk en Woonvast bouwen volgens de raming samen nieuwe en betaalbare woningen."
    )
    assert footnote.kind == "footnote"
    assert document.quote(document.pages[1].span) == "betaalbare woningen.\n"
    assert document.page_at(sentence.span.end - 1) == 2


def test_a_page_without_words_is_an_empty_page():
    document = read_text("Een.\f\fDrie.")
    assert [document.quote(page.span).strip() for page in document.pages] == ["Een.", "", "Drie."]


def test_a_text_without_form_feeds_has_one_page_without_a_number():
    assert [page.number for page in read_text("Een.\n\nTwee.").pages] == [None]
