"""A log that is large is put aside, and the oldest goes."""

from scraper.files.rotation import rotate


def test_a_large_log_is_put_aside_and_the_oldest_goes(tmp_path):
    log = tmp_path / "run.log"
    for number in range(5):
        log.write_text(f"{number}" * 10)
        rotate(log, largest=10, kept=2)
    assert {file.name: file.read_text()[0] for file in tmp_path.iterdir()} == {
        "run.log.1": "4", "run.log.2": "3",
    }  # fmt: skip


def test_a_small_log_stays(tmp_path):
    log = tmp_path / "run.log"
    log.write_text("a line")
    rotate(log, largest=10)
    rotate(tmp_path / "none.log", largest=10)
    assert [file.name for file in tmp_path.iterdir()] == ["run.log"]
