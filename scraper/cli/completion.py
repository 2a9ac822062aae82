"""`scraper completion`: the script that teaches a shell the commands and options."""

import click
from click.shell_completion import get_completion_class


@click.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def completion(ctx: click.Context, shell: str) -> None:
    """Print the shell completion script.

    \b
    bash:  scraper completion bash > ~/.local/share/bash-completion/completions/scraper
    zsh:   scraper completion zsh > "${fpath[1]}/_scraper"
    fish:  scraper completion fish > ~/.config/fish/completions/scraper.fish
    """
    root = ctx.find_root()
    kind = get_completion_class(shell)
    assert kind is not None, shell  # noqa: S101  # the choices above are click's own three
    script = kind(root.command, {}, "scraper", "_SCRAPER_COMPLETE")
    click.echo(script.source_template % script.source_vars())
