"""Scores extractors on labelled pages: how much of the article comes out, and what leaks.

Dataflow: `cases.read -> Case -> run.measure -> Row -> figures.summarise -> report`, with
`floor` guarding the figures once reached and `calibration` asking whether the confidence
an article carries predicts the figure it gets. Every definition stands in `score`.
"""

from scraper.evaluate.calibration import Calibration, calibrate
from scraper.evaluate.cases import DatasetSelection, read
from scraper.evaluate.diff import ParagraphDiff, paragraph_diff
from scraper.evaluate.figures import Figures, summarise
from scraper.evaluate.labelled_page import LabelledPage, TrueFields
from scraper.evaluate.measure import Measured, ScoreRow, measure
from scraper.evaluate.peers import EXTRACTORS, load

__all__ = [
    "EXTRACTORS",
    "Calibration",
    "DatasetSelection",
    "Figures",
    "LabelledPage",
    "Measured",
    "ParagraphDiff",
    "ScoreRow",
    "TrueFields",
    "calibrate",
    "load",
    "measure",
    "paragraph_diff",
    "read",
    "summarise",
]
