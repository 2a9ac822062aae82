"""The pytest plugin: one test for each case of fixtures and each field that the case expects.

Only collects. A directory with article.json, meta.json and page.html or page.txt is a case
(fixtures/README.md); pytest collects those below its arguments:

    pytest fixtures

Rules and learned knowledge of sites are used where the setting `scraper_sites` (a directory,
relative to the settings' file) or the variable SCRAPER_SITES names them. Extraction and its
libraries are loaded with the first case that runs.
"""

import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from scraper.fixtures.check import Checked

MARK = "article.json"
SITES = "scraper_sites"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the setting that names the directory of site files."""
    parser.addini(SITES, "directory of site rules and learned knowledge for fixtures", default="")


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """Collect a case for each article.json with a page and meta.json beside it."""
    if file_path.name != MARK:
        return None
    from scraper.fixtures.case import is_case  # noqa: PLC0415  # few runs have fixtures

    return Case.from_parent(parent, path=file_path) if is_case(file_path.parent) else None


class Case(pytest.File):
    """The fields of one case."""

    _checked: "Checked | None" = None

    def collect(self) -> Iterator[pytest.Item]:
        """Yield an item for each field; a mistake in the case's files is an error of collection."""
        from scraper.errors import InputError  # noqa: PLC0415  # only where there is a case
        from scraper.fixtures.case import load  # noqa: PLC0415  # only where there is a case

        try:
            fields = load(self.path.parent).fields
        except InputError as error:
            raise self.CollectError(str(error)) from error
        for field in fields:
            yield Field.from_parent(self, name=field)

    def checked(self) -> "Checked":
        """Judge the case, which is extracted once, for the first of its fields."""
        if self._checked is None:
            from scraper.fixtures.check import CaseTask, check_case  # noqa: PLC0415  # only where there is a case
            from scraper.sites.directory import locate  # noqa: PLC0415  # only where there is a case

            sites = sites_of(self.config.getini(SITES), os.environ, self.config.inipath)
            place = locate(sites) if sites else None
            directory = self.path.parent
            self._checked = check_case(CaseTask(directory, directory, place))
        return self._checked


def sites_of(setting: str, environment: Mapping[str, str], settings: Path | None) -> Path | None:
    """Return the directory of site files that the environment, or else the setting, names."""
    if environment.get("SCRAPER_SITES"):
        return Path(environment["SCRAPER_SITES"])
    if not setting:
        return None
    return (settings.parent if settings else Path()) / setting


class Otherwise(Exception):  # noqa: N818  # the name of a finding
    """A field came out otherwise than expected."""


class Field(pytest.Item):
    """One field of a case."""

    parent: Case

    def runtest(self) -> None:
        """Compare, and list paragraph by paragraph what was lost or leaked."""
        checked = self.parent.checked()
        faults: Sequence[str] = checked.faults[self.name]
        if faults:
            raise Otherwise("\n".join([*faults, f"  {self.path.parent}: {checked.teaches}"]))

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """Return the finding without a traceback, which would show nothing of the page."""
        if isinstance(excinfo.value, Otherwise):
            return str(excinfo.value)
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, int | None, str]:
        """Return where reports place the test."""
        return self.path, None, f"{self.path.parent.name}: {self.name}"
