"""What `dvc push` sends where: texts that may not be passed on to the restricted remote, and to no other.

The stages are those of the project's dvc.yaml, with its outputs as they are declared there; what they write is made
beforehand by the pipeline itself, from an article that may be passed on and one that may not.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
import yaml
from typer.testing import CliRunner

from sahel_dataset.add.run import Request, add
from sahel_dataset.add.terms import Terms
from sahel_dataset.cli import app
from sahel_dataset.load import load
from sahel_dataset.release.leaks import leaks

pytest.importorskip("dvc", reason="needs DVC")

ROOT = Path(__file__).resolve().parents[2]
OPEN = (
    "Bridge at Labbezanga reopens\n\n"
    "The army of Niger said on Monday that it had killed 12 gunmen near the bridge at Labbezanga on Sunday. "
    "Lorries crossed the river again in the afternoon, and the market on the other bank was full by the evening.\n"
)
HELD = (
    "A night at Ménaka\n\n"
    "Mali's army said on Tuesday that 17 soldiers had been killed in an attack on its camp at Ménaka on 3 June 2024. "
    "Nobody slept that night in any of the eleven houses that stand between the well and the road to the north. "
    "The baker lit his oven all the same, as he had on every morning since his father left him the shop. "
    "The Islamic State in the Greater Sahara claimed the attack and said that it had killed 40 soldiers.\n"
)


def call(folder: Path, *words: str, fails: bool = False) -> str:
    who = {f"GIT_{role}_{part}": "nobody@example.org" for role in ("AUTHOR", "COMMITTER") for part in ("NAME", "EMAIL")}
    done = subprocess.run(words, cwd=folder, env=os.environ | who, capture_output=True, text=True, check=False)
    assert bool(done.returncode) is fails, done.stdout + done.stderr
    return done.stdout + done.stderr


def dvc(folder: Path, *words: str, fails: bool = False) -> str:
    return call(folder, sys.executable, "-m", "dvc", *words, fails=fails)


def _path(out: str | dict[str, Any]) -> str:
    return out if isinstance(out, str) else next(iter(out))


def _stages(made: Path) -> dict[str, Any]:
    """Return the project's stages with their outputs, which are brought from where they were made."""
    stages = yaml.safe_load((ROOT / "dvc.yaml").read_text(encoding="utf-8"))["stages"]
    bring = "import shutil, sys; [(shutil.copytree if __import__('os').path.isdir(a) else shutil.copyfile)(a, b) "
    bring += "for a, b in zip(sys.argv[1::2], sys.argv[2::2])]"
    for stage in stages.values():
        paths = [_path(out) for out in (*stage["outs"], *stage.get("metrics", ()))]
        pairs = " ".join(f'"{made / path}" "{path}"' for path in paths)
        stage |= {"cmd": f'"{sys.executable}" -c "{bring}" {pairs}', "deps": ["data/raw"], "params": []}
    return stages


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return what the pipeline makes of both articles, and pages that show the texts whole."""
    folder = tmp_path_factory.mktemp("made")
    for name, text, terms in (
        ("open", OPEN, Terms(licence="CC-BY-4.0", may_redistribute_text=True)),
        ("held", HELD, Terms()),
    ):
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
        add(Request(str(folder / f"{name}.txt"), name, terms), folder / "raw")
    out = folder / "out"
    arguments = ["build", str(folder / "raw"), str(out), "--no-render", "--workers", "1"]
    assert CliRunner().invoke(app, arguments, catch_exceptions=False).exit_code == 0
    for page in ("overview", "index"):
        (out / "reports" / f"{page}.html").write_text(f"<h1>{page}</h1><p>{OPEN}</p><p>{HELD}</p>", encoding="utf-8")
    (out / "reports" / "codebook.html").write_text("<p>What a claim is.</p>", encoding="utf-8")
    (out / "reports" / "accuracy").mkdir()
    (out / "reports" / "accuracy" / "index.html").write_text("<p>Figures.</p>", encoding="utf-8")
    (out / "metrics.json").write_text("{}", encoding="utf-8")
    return out


@pytest.fixture(scope="module")
def checkout(made: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a checkout with a public and a restricted remote beside it, as the documentation sets them up."""
    around = tmp_path_factory.mktemp("remotes")
    folder = around / "checkout"
    folder.mkdir()
    call(folder, "git", "init", "--quiet")
    dvc(folder, "init", "--quiet")
    for name in ("config", ".gitignore"):
        shutil.copyfile(ROOT / ".dvc" / name, folder / ".dvc" / name)
    dvc(folder, "remote", "add", "--default", "public", str(around / "public"))
    dvc(folder, "remote", "modify", "--local", "restricted", "url", str(around / "restricted"))
    shutil.copytree(made.parent / "raw" / "open", folder / "data" / "raw" / "open")
    add(Request(str(made.parent / "held.txt"), "held", dvc_remote="restricted"), folder / "data" / "raw")
    (folder / "dvc.yaml").write_text(yaml.safe_dump({"stages": _stages(made)}), encoding="utf-8")
    (folder / "params.yaml").write_text("render: {reports: {overview: {}}}\n", encoding="utf-8")
    dvc(folder, "repro", "--quiet")
    call(folder, "git", "add", "--all")
    call(folder, "git", "commit", "--quiet", "--message", "All")
    return folder


def _held_by(remote: Path, into: Path) -> list[str]:
    """Copy what a remote holds under names that tell what it is; return the names."""
    into.mkdir()
    for number, path in enumerate(sorted(path for path in remote.rglob("*") if path.is_file())):
        content = path.read_bytes()
        ending = "parquet" if content[:4] == b"PAR1" else "html" if content.lstrip()[:1] == b"<" else "txt"
        (into / f"{number}.{ending}").write_bytes(content)
    return sorted(path.name for path in into.iterdir())


def _leaking(folder: Path, made: Path) -> list[str]:
    texts, articles, claims = (load(name, root=made, warn=False) for name in ("texts", "articles", "claims"))
    return [leak.file for leak in leaks(folder, texts, articles, claims)]


@pytest.mark.parametrize(
    "words",
    [["push"], ["push", "--run-cache"], ["push", "--remote", "public"], ["push", "--all-commits"]],
    ids=" ".join,
)
def test_no_text_that_may_not_be_passed_on_gets_to_the_public_remote(
    checkout: Path, made: Path, tmp_path: Path, words: list[str]
) -> None:
    shutil.rmtree(checkout.parent / "public", ignore_errors=True)
    dvc(checkout, *words)
    assert "public" in {path.name for path in checkout.parent.iterdir()}
    names = _held_by(checkout.parent / "public", tmp_path / "public")
    assert len([name for name in names if name.endswith(".parquet")]) == len(list((made / "data/processed").iterdir()))
    assert _leaking(tmp_path / "public", made) == []


def test_the_restricted_remote_has_the_rest_and_the_look_finds_it_there(
    checkout: Path, made: Path, tmp_path: Path
) -> None:
    dvc(checkout, "push")
    _held_by(checkout.parent / "restricted", tmp_path / "restricted")
    found = _leaking(tmp_path / "restricted", made)
    # The article as it was added, the table of texts, and the pages.
    assert sorted(name.partition(".")[2] for name in found) == ["html", "html", "parquet", "txt"]


def test_everybody_gets_the_tables_and_nobody_the_texts(checkout: Path, made: Path, tmp_path: Path) -> None:
    dvc(checkout, "push")
    # Somebody else's machine: the repository, the public remote, and no way to the restricted one.
    theirs = tmp_path / "theirs"
    call(tmp_path, "git", "clone", "--quiet", str(checkout), str(theirs))
    assert not (theirs / "data" / "raw" / "held" / "held.txt").exists()
    dvc(theirs, "pull", "data/processed")
    claims = pd.read_parquet(theirs / "data" / "processed" / "claims.parquet")
    assert set(claims["article_id"].str.split("-").str[0]) == {"open", "held"}
    dvc(tmp_path, "get", str(theirs), "data/processed/claims.parquet", "--out", "claims.parquet")
    pd.testing.assert_frame_equal(pd.read_parquet(tmp_path / "claims.parquet"), claims)
    dvc(theirs, "pull", "data/interim/texts.parquet", fails=True)
    assert not (theirs / "data" / "interim" / "texts.parquet").exists()


def test_until_its_address_is_given_the_restricted_remote_is_on_this_machine(checkout: Path, tmp_path: Path) -> None:
    theirs = tmp_path / "theirs"
    call(tmp_path, "git", "clone", "--quiet", str(checkout), str(theirs))
    assert "restricted" in dvc(theirs, "remote", "list")
    shutil.copytree(checkout / ".dvc" / "cache", theirs / ".dvc" / "cache")
    dvc(theirs, "push")
    assert _held_by(theirs / ".dvc" / "restricted", tmp_path / "held")
    assert call(theirs, "git", "status", "--porcelain") == ""
