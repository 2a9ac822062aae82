"""Confidence against word F1."""

import pytest

from scraper.evaluate.calibration import calibrate, spearman


def test_bins_show_mean_confidence_beside_mean_f1() -> None:
    calibration = calibrate([(0.91, 1.0), (0.99, 0.8), (0.35, 0.1)])
    assert calibration is not None
    low, high = calibration.bins
    assert (low.low, low.pages, low.word_f1) == (0.3, 1, 0.1)
    assert (high.low, high.pages) == (0.9, 2)
    assert (high.confidence, high.word_f1) == pytest.approx((0.95, 0.9))


def test_full_confidence_falls_into_the_last_bin() -> None:
    calibration = calibrate([(1.0, 1.0)])
    assert calibration is not None
    assert [b.high for b in calibration.bins] == [1.0]


def test_error_is_the_distance_weighted_by_pages() -> None:
    calibration = calibrate([(0.95, 0.75)] * 3 + [(0.15, 0.15)])
    assert calibration is not None
    assert calibration.error == pytest.approx(0.15)


def test_rank_correlation_is_one_for_any_rising_curve() -> None:
    assert spearman([1, 2, 3, 4], [1, 10, 100, 1000]) == pytest.approx(1.0)
    assert spearman([1, 2, 3], [9, 5, 1]) == pytest.approx(-1.0)


def test_ties_share_their_rank() -> None:
    """Ranks 0, 1.5, 1.5, 3 against 0, 1, 2, 3."""
    assert spearman([1, 2, 2, 3], [1, 2, 3, 4]) == pytest.approx(0.9486832980505138)


def test_no_correlation_where_one_side_never_varies() -> None:
    assert spearman([1, 1, 1], [1, 2, 3]) is None


def test_no_pages_no_calibration() -> None:
    assert calibrate([]) is None
