"""Arguments that are text and no names of files."""

from typing import Any

import click


class Text(click.types.StringParamType):
    """An argument that is not the name of a file. Its bytes must be UTF-8."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        text = super().convert(value, param, ctx)
        if not text.isascii() and any("\ud800" <= character <= "\udfff" for character in text):
            self.fail(f"{text!a} is not text in UTF-8", param, ctx)
        return text
