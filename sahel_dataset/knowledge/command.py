"""``sahel places``: add places to the gazetteer and look them up."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

__all__ = ["places"]

places = typer.Typer(help="Add places to the gazetteer and look them up.", no_args_is_help=True)


@places.command("add")
def add(
    files: Annotated[
        list[Path], typer.Argument(help="Country files of GeoNames: ML.txt, BF.zip ...", exists=True, dir_okay=False)
    ],
    into: Annotated[
        Path | None, typer.Option(help="Folder for them; the project's data/knowledge/places by default.")
    ] = None,
) -> None:
    """Add the places of GeoNames country files; every later run uses them."""
    from sahel_dataset.knowledge.gazetteer import user_folder
    from sahel_dataset.knowledge.geonames import add_dumps

    added = add_dumps(files, into or user_folder())
    typer.echo(f"{added.n_new} places added, {added.n_improved} known ones given an exact position:")
    for path in added.files:
        typer.echo(f"  {path}")


@places.command("find")
def find(name: Annotated[str, typer.Argument(help="A name, in any spelling of accents and hyphens.")]) -> None:
    """Show the places that bear a name."""
    from sahel_dataset.knowledge.gazetteer import gazetteer

    known = gazetteer()
    found = {p.place_id: p for language in ("en", "fr") for p in known.named(name, language)}
    if not found:
        typer.echo(f"No place is called {name}.")
        raise typer.Exit(1)
    for place in found.values():
        where = ", ".join(filter(None, (place.admin2, place.admin1, place.country)))
        typer.echo(
            f"{place.place_id}: {place.name} ({place.feature}; {where}) {place.latitude:.2f}, {place.longitude:.2f} "
            f"within {place.precision_km:g} km, {place.source}"
        )
