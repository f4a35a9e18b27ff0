"""``sahel release``, ``sahel verify``, ``sahel diff`` and ``sahel cite``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from sahel_dataset.release.diff.snapshot import Snapshot

__all__ = ["build", "cite", "deposit", "diff", "register", "verify"]

_Releases = Annotated[Path | None, typer.Option("--out", help="Folder of releases; releases/ of the checkout.")]


def build(
    version: Annotated[str, typer.Argument(help="Version of the data: year.month.number, such as 2026.12.0.")],
    out: _Releases = None,
    project: Annotated[Path | None, typer.Option(help="The project; the checkout you are in by default.")] = None,
) -> None:
    """Build a release: tables, descriptions, codebook, reports, what changed, sums, and one zip.

    It refuses to if the tree is not clean, the pipeline is not up to date, validation failed, or the version exists.
    """
    from sahel_dataset.paths import Project, find_project
    from sahel_dataset.release.bundle import build as build_release

    built = build_release(Project(project) if project else find_project(), version, out)
    facts = built.facts
    counts = ((facts.tables[f"{noun}s"].rows, noun) for noun in ("article", "event", "claim"))
    rows = ", ".join(f"{number:,} {noun}{'s' * (number != 1)}" for number, noun in counts)
    typer.echo(f"Release {version}: {rows}; {len(facts.tables)} tables in all.")
    if facts.withheld.get("texts"):
        count = facts.withheld["texts"]
        typer.echo(f"The texts of {count:,} article{'s' * (count != 1)} may not be passed on and are not in it.")
    if facts.previous:
        typer.echo(f"{len(built.changes):,} changes since {facts.previous}, told in {built.folder / 'CHANGES.md'}")
    typer.echo(f"Bundle: {built.folder}")
    typer.echo(f"Zip:    {built.archive} ({built.entry.size / 1e6:.1f} MB, sha256 {built.entry.sha256})")


def register(
    version: Annotated[str, typer.Argument(help="A release that was built.")],
    url: Annotated[str | None, typer.Option(help="Address of its zip, where others can fetch it.")] = None,
    out: _Releases = None,
) -> None:
    """Note a release in the package: its sum, its address, and its tables, which a wheel then carries.

    It changes sahel_dataset/data of the checkout, which is to be committed. A deposit that publishes does it by itself.
    """
    from sahel_dataset.paths import find_project
    from sahel_dataset.release.carry import carry

    root = find_project().root
    if not (root / "sahel_dataset").is_dir():
        raise ValueError(f"{root} does not hold the package, so there is nothing that a wheel would carry.")
    entry = carry(out or root / "releases", version, root / "sahel_dataset" / "data", url=url)
    typer.echo(f"Release {version} is registered (sha256 {entry.sha256}); commit {root / 'sahel_dataset' / 'data'}.")


def deposit(
    version: Annotated[str, typer.Argument(help="A release that was built.")],
    to: Annotated[str, typer.Option("--to", help="The repository, such as https://zenodo.org.")],
    publish: Annotated[
        bool, typer.Option("--publish", help="Publish it. Without this the draft waits for you to look at it.")
    ] = False,
    out: _Releases = None,
) -> None:
    """Deposit a release at a repository that runs InvenioRDM, such as Zenodo: draft, DOI, files.

    The token comes from the environment variable SAHEL_DEPOSIT_TOKEN, or from the keyring. After a failure the same
    command goes on where it stopped.
    """
    from sahel_dataset.paths import find_project
    from sahel_dataset.release.carry import carry
    from sahel_dataset.release.deposit.client import Client, DepositError
    from sahel_dataset.release.deposit.run import deposit as deposit_release
    from sahel_dataset.release.deposit.states import Published
    from sahel_dataset.release.deposit.token import find_token
    from sahel_dataset.release.registry import read_index

    # A folder of releases that is named may be another project's.
    root = None if out is not None else find_project().root
    releases = out if root is None else root / "releases"
    assert releases is not None
    try:
        client = Client(to, find_token(_host(to)))
        done = deposit_release(releases, version, client, publish=publish, say=typer.echo)
    except DepositError as error:
        typer.echo(f"sahel: {error}", err=True)
        typer.echo("The same command goes on where this one stopped.", err=True)
        raise typer.Exit(1) from None
    if not isinstance(done, Published):
        typer.echo(f"Look at it: {done.page}. Publish it there, or by the same command with --publish.")
        return
    package = root / "sahel_dataset" if root else None
    if package is not None and package.is_dir():
        entry = read_index(releases)[version]
        carry(
            releases,
            version,
            package / "data",
            url=entry.url,
            concept_doi=entry.concept_doi,
            repository=entry.repository,
            record_id=entry.record_id,
        )
        typer.echo(f"It is registered in the package; commit {package / 'data'}.")


def _host(address: str) -> str:
    from urllib.parse import urlsplit

    return urlsplit(address).hostname or address


def verify(
    path: Annotated[Path, typer.Argument(help="A release: its folder, or its zip.")],
) -> None:
    """Check a release without a network: sums, digests, schemas, keys; say in words what is wrong."""
    from sahel_dataset.release.verify import verify as check
    from sahel_dataset.visible import visible

    found = check(path)
    for problem in found.problems:
        typer.echo(visible(str(problem)), err=True)
    typer.echo(found.sentence())
    if not found.holds:
        raise typer.Exit(1)
    if path.is_file() and found.version:
        from sahel_dataset.release.checksums import sha256_of
        from sahel_dataset.release.registry import packaged, read_index

        entry = read_index(packaged()).get(found.version)
        if entry is not None and entry.sha256 == sha256_of(path):
            typer.echo("It is the zip that was registered.")
        elif entry is not None:
            typer.echo(f"It is not the zip that was registered as {found.version}: that one has another sum.", err=True)
            raise typer.Exit(1)


def diff(
    old: Annotated[str, typer.Argument(help="The earlier release: its version, folder or zip; or a folder of tables.")],
    new: Annotated[str, typer.Argument(help="The later one.")],
    md: Annotated[Path | None, typer.Option(help="Write the changes to this file, as Markdown.")] = None,
    parquet: Annotated[Path | None, typer.Option(help="Write every change to this file, as Parquet.")] = None,
    out: _Releases = None,
) -> None:
    """Say what changed between two releases, and why: events, claims, ids, columns."""
    from rich.console import Console
    from rich.markdown import Markdown

    from sahel_dataset.files import whole_file
    from sahel_dataset.release.diff.run import compare
    from sahel_dataset.release.diff.words import changes_in_words
    from sahel_dataset.schema import table

    before, after = _open(old, out), _open(new, out)
    changes = compare(before, after)
    words = changes_in_words(changes, before, after)
    if md is not None:
        with whole_file(md) as draft:
            draft.write_text(words, encoding="utf-8", newline="")
        typer.echo(f"Written: {md}")
    if parquet is not None:
        table("changes").write(changes, parquet)
        typer.echo(f"Written: {parquet}")
    if md is None and parquet is None:
        console = Console()
        if console.is_terminal:
            console.print(Markdown(words))
        else:
            typer.echo(words, nl=False)


def _open(where: str, releases: Path | None) -> Snapshot:
    from sahel_dataset.paths import ProjectNotFoundError, find_project
    from sahel_dataset.release.diff.snapshot import open_snapshot
    from sahel_dataset.release.previous import release_called
    from sahel_dataset.release.version import Version, VersionError

    if Path(where).exists():
        return open_snapshot(Path(where))
    try:
        Version.parse(where)
    except VersionError:
        raise FileNotFoundError(f"'{where}' is neither a path nor the version of a release.") from None
    if releases is None:
        try:
            releases = find_project().root / "releases"
        except ProjectNotFoundError:
            releases = None
    return release_called(where, releases)


def cite(
    version: Annotated[str | None, typer.Option(help="The release; the latest by default.")] = None,
    tables: Annotated[str | None, typer.Option(help="The tables used, with commas between them.")] = None,
    query: Annotated[
        str | None, typer.Option(help="The rows used, such as \"country == 'ML'\"; needs --tables.")
    ] = None,
    format: Annotated[str, typer.Option(help="bibtex, apa, ris, csl-json or cff.")] = "bibtex",
    base: Annotated[str | None, typer.Option(help="Folder or address that releases are fetched from.")] = None,
    check: Annotated[
        typer.FileText | None,
        typer.Option(help="Check a citation in this file (- for what is typed in): are its rows those of the release?"),
    ] = None,
) -> None:
    """Print how to cite a release, and the part of it that was used, with a digest that a reviewer can check."""
    from sahel_dataset.cite import check_citation
    from sahel_dataset.cite import cite as citation

    if check is not None:
        outcome = check_citation(check.read(), base=base)
        for one in outcome:
            typer.echo(one.sentence(), err=not one.holds)
        if not outcome:
            typer.echo("The release as such is cited, and no rows of it.")
        if not all(one.holds for one in outcome):
            raise typer.Exit(1)
        return
    chosen = [name.strip() for name in tables.split(",") if name.strip()] if tables else None
    typer.echo(citation(chosen, query=query, version=version, format=format, base=base), nl=False)
