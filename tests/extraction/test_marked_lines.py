"""A paragraph that begins with a label of other stories leads away from the text."""

import pytest

from tests.extraction.judged import reason_amid


@pytest.mark.parametrize(
    "line",
    [
        "Related: How the ferry of Low Pendry was painted",
        "ALSO READ | The ferry is painted again",
        "Lesen Sie auch: Wie die Fähre gestrichen wurde",
        "Lire aussi : Comment le bac a été peint",
        "Читайте также: Как красили паром",
    ],
)
def test_a_paragraph_that_begins_with_a_label_of_other_stories_goes(line: str) -> None:
    assert reason_amid(f"<p>{line}</p>", 0.9) == "labelled_list"
    assert reason_amid(f"<p>{line}</p>", 0.98) == "body"


@pytest.mark.parametrize(
    "line",
    [
        "<p>Lesen Sie auch die Rückseite, sagte der Lotse.</p>",
        "<p>Lire aussi la nuit, voilà ce qu'elle voulait.</p>",
        "<p>More: he wanted more soup, and the cook had none.</p>",
        "<p>Related: that is what the two families were.</p>",
        "<p>Related: They had one grandmother.</p>",
        "<p>See also: The first Critique, where this is said.</p>",
        "<p>Siehe auch: Kants erste Kritik, wo dasselbe steht.</p>",
        "<p>Video: с этого слова начинался каждый вечер.</p>",
        "<ul><li>Video: 4K at 30 frames</li><li>Weight: 300 g</li></ul>",
    ],
)
def test_a_sentence_and_a_fact_may_begin_with_such_a_word(line: str) -> None:
    assert reason_amid(line, 0.9) == "body"
