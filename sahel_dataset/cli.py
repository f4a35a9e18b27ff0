"""The ``sahel`` command: one verb per stage of the pipeline, and the verbs of a reader."""

from __future__ import annotations

import importlib
import sys

import typer

from sahel_dataset.work import WorkError

__all__ = ["app", "main"]

app = typer.Typer(
    name="sahel",
    help="Who says what about the wars of the Sahel: from news articles to events, actors and claims.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

# verb -> where its function stands; the heavy imports are inside the functions.
_VERBS = {
    "ingest": "sahel_dataset.ingest.command:ingest",
    "extract": "sahel_dataset.extract.command:extract",
    "link": "sahel_dataset.link.command:link",
    "validate": "sahel_dataset.validate.command:validate",
    "evaluate": "sahel_dataset.evaluate.command:evaluate",
    "render": "sahel_dataset.render.command:render",
    "build": "sahel_dataset.build:build",
    "add": "sahel_dataset.add.command:add",
    "annotate": "sahel_dataset.extract.command:annotate",
    "explain": "sahel_dataset.explain:explain",
    "resolve": "sahel_dataset.link.command:resolve",
    "codebook": "sahel_dataset.schema.command:codebook",
    "verify": "sahel_dataset.release.command:verify",
    "diff": "sahel_dataset.release.command:diff",
    "cite": "sahel_dataset.release.command:cite",
}

for _verb, _place in _VERBS.items():
    _module, _function = _place.split(":")
    app.command(_verb)(getattr(importlib.import_module(_module), _function))

# group -> what it is for, and its verbs.
_GROUPS = {
    "places": (
        "The gazetteer: look names up, add GeoNames country files.",
        "sahel_dataset.knowledge.command",
        ("add", "find"),
    ),
    "release": (
        "Versions people can cite: build one, register its address, deposit it.",
        "sahel_dataset.release.command",
        ("build", "register", "deposit"),
    ),
}

for _name, (_help, _module, _functions) in _GROUPS.items():
    _group = typer.Typer(help=_help, no_args_is_help=True)
    for _function in _functions:
        _group.command(_function)(getattr(importlib.import_module(_module), _function))
    app.add_typer(_group, name=_name)


def main() -> None:
    """Run the command; errors a user can mend are one sentence, not a traceback."""
    try:
        app()
    except (OSError, ValueError, WorkError) as error:
        typer.echo(f"sahel: {error}", err=True)
        sys.exit(2)
