"""A command that takes the parameters of named questions as options: ``--subject Russia`` for ``-p subject=Russia``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from typer.core import TyperCommand

from geokg.errors import QueryError

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["AskCommand"]


class AskCommand(TyperCommand):
    """Puts options that are no option of the command, but a parameter of some question, behind ``--param``."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """The arguments that are left; see click."""
        options = {name for parameter in self.params for name in (*parameter.opts, *parameter.secondary_opts)}
        return super().parse_args(ctx, list(_with_parameters(args, options)))


def _with_parameters(args: list[str], options: set[str]) -> Iterator[str]:
    left = iter(args)
    for arg in left:
        name, equals, value = arg.partition("=")
        if arg == "--":
            yield from (arg, *left)
        elif not name.startswith("--") or name in options or name[2:] not in _parameters():
            yield arg
        else:
            given = value if equals else next(left, None)
            if given is None or (not equals and given.startswith("--")):
                raise QueryError(f"{name} needs a value; write {name} VALUE")
            yield from ("--param", f"{name[2:]}={given}")


def _parameters() -> set[str]:
    from geokg.query import named_questions

    return {name for question in named_questions().values() for name in question.parameters}
