"""`scraper watch`: runs when they are due, in one process that stays."""

import signal
import sys
from functools import partial
from pathlib import Path

import click

from scraper.cli.configuration import config_option, read_config, shard_of_config
from scraper.cli.run_display import log
from scraper.errors import ExitCode
from scraper.models.shard import Shard
from scraper.models.times import utc_now
from scraper.runs.watch import Watcher, WatchOptions


@click.command("watch", context_settings={"ignore_unknown_options": True})
@config_option
@shard_of_config
@click.argument("run_options", nargs=-1, type=click.UNPROCESSED)
def watch(*, config_file: Path, shard: Shard | None, run_options: tuple[str, ...]) -> ExitCode:
    """Stay, and start `scraper run` whenever a site is due: for containers.

    RUN_OPTIONS are options of `scraper run`, such as --max-time 30m. Runs never overlap. The
    configuration is read again when it changes; while it is wrong, nothing runs. SIGTERM and Ctrl-C
    end the run that is under way and then this process, within 10 seconds.

    \b
    Exit status:
      0  ended by SIGTERM or Ctrl-C
      2  an option of `run` is wrong
      4  the configuration is wrong at the start
      7  the store or the state is damaged
    """
    file = config_file.absolute()
    command = [sys.executable, "-m", "scraper", "run", "-c", str(file)]
    command += [*(("--shard", str(shard)) if shard else ()), *run_options]
    read = partial(read_config, shard=shard)
    watcher = Watcher(WatchOptions(file, command, read, _say, utc_now))
    for each in (signal.SIGTERM, signal.SIGINT):
        signal.signal(each, lambda *_: watcher.end())
    _say(f"watching {file}" + (f", shard {shard}" if shard else ""))
    return watcher.main()


def _say(text: str) -> None:
    log("info", text)
