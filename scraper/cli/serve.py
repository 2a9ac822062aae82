"""`scraper serve`: the extraction as a web service."""

from dataclasses import replace
from pathlib import Path

import click

from scraper.cli.extra import missing_extra
from scraper.cli.network import manners_options
from scraper.errors import ConfigError, ExitCode, reason_of
from scraper.fetch import FetchSettings
from scraper.fetch.settings import MEBIBYTE
from scraper.serve.settings import PER_CORE, ServeSettings
from scraper.workers.pool import cores

PORT = 8766
LOOPBACK = ("127.0.0.1", "::1", "localhost")
FETCH_TIMEOUT = 25.0  # seconds for one URL; feed readers give up after 30


@click.command("serve")
@click.option("--host", default="127.0.0.1", show_default=True,
              help="Address to listen on; another one needs a token.")  # fmt: skip
@click.option("--port", type=click.IntRange(0, 65535), default=PORT, show_default=True,
              help="Port; 0 takes any free one.")  # fmt: skip
@click.option("--token-file", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE",
              envvar="SCRAPER_TOKEN_FILE", show_envvar=True,
              help="File with a token that every request has to show.")  # fmt: skip
@click.option("--no-token", is_flag=True,
              help="Answer everybody who reaches the port, under any name.")  # fmt: skip
@click.option("--timeout", type=click.FloatRange(min=0, min_open=True), default=10.0, metavar="S",
              show_default=True, help="Seconds of processor time that one page may take.")  # fmt: skip
@click.option("--memory", type=click.IntRange(min=64), default=1024, metavar="MB",
              show_default=True, help="Memory that one page may use.")  # fmt: skip
@click.option("--max-bytes", type=click.IntRange(min=1), default=10 * MEBIBYTE, metavar="N",
              show_default=True, help="Largest page, posted or fetched.")  # fmt: skip
@click.option("--at-once", type=click.IntRange(min=1), metavar="N",
              help="Extractions at the same time.  [default: two for each core]")  # fmt: skip
@manners_options
def serve(  # noqa: PLR0913  # one parameter for each option, as click has it
    *,
    host: str,
    port: int,
    token_file: Path | None,
    no_token: bool,
    timeout: float,
    memory: int,
    max_bytes: int,
    at_once: int | None,
    network: FetchSettings,
) -> ExitCode:
    """Offer the extraction as a web service, until Ctrl-C, which ends it with exit status 0.

    \b
    POST /extract          a page as HTML, or JSON with "html" and "url": the article as JSON
    GET  /parser?url=URL   what feed readers ask of the Mercury Parser API
    GET  /read/URL         the article as Markdown
    GET  /health, /metrics for supervisors, and for Prometheus

    \b
    scraper serve
    scraper serve --host 0.0.0.0 --token-file token.txt --contact https://example.org/bot

    Prints its address. Only public addresses are fetched, robots.txt is kept to, and each site is
    asked at its pace. If all places are taken, the answer is 503 with Retry-After.
    """
    try:
        from scraper.serve.server import serve as serve_until_signal  # noqa: PLC0415  # an extra
    except ImportError as missing:
        raise missing_extra("serve", missing) from missing
    token = _token(token_file)
    if not token and not no_token and host not in LOOPBACK:
        message = f"can be reached by others; give --token-file FILE, or --no-token ({host})"
        raise ConfigError("serve", message)
    settings = ServeSettings(
        at_once=at_once or PER_CORE * cores(), timeout=timeout, memory=memory * MEBIBYTE,
        max_bytes=max_bytes, token=token, any_host=no_token,
        network=replace(network, timeout=FETCH_TIMEOUT),
    )  # fmt: skip
    serve_until_signal(host, port, settings, click.echo)
    return ExitCode.OK


def _token(path: Path | None) -> str:
    """Return the token in a file, "" without one. Raises ConfigError for a file that holds none."""
    if path is None:
        return ""
    try:
        token = path.read_text("ascii").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(str(path), f"can't be read as a token: {reason_of(error)}") from error
    if not token or not token.isalnum():
        message = (
            "holds no token; write letters and digits, such as those of `openssl rand -hex 24`"
        )
        raise ConfigError(str(path), message)
    return token
