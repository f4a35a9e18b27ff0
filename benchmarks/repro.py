"""What one article more costs: `dvc repro` on a made-up archive, whole, after one more, and where nothing changed.

A project is laid out in a folder of its own, with the package, the notebooks and the annotated articles of this
checkout, and an archive beside the bundled reports. Then `dvc repro` runs three times. Told is the processor time of
each verb of `sahel`, with its workers, and of all else, which is DVC's; and the time by the clock.

Usage: ``python benchmarks/repro.py [ARTICLES] [--in FOLDER]``; 300 articles by default. FOLDER keeps the project, so
that another call there only adds one more article.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from archive import write_archive

ROOT = Path(__file__).resolve().parent.parent
TAKEN = ("dvc.yaml", "params.yaml", "requirements.lock", "notebooks", "sahel_dataset", ".dvc/config", ".dvcignore")
VERBS = ("ingest", "extract", "link", "validate", "evaluate", "render", "front")
# In the place of `sahel`: tells what each call took, its workers and kernels included.
TELLTALE = """#!{python}
import json, os, resource, subprocess, sys, time
began = time.perf_counter()
status = subprocess.call([sys.executable, "-c", "from sahel_dataset.cli import main; main()", *sys.argv[1:]])
used = resource.getrusage(resource.RUSAGE_CHILDREN)
verb = "front" if sys.argv[1:] == ["render", "index"] else sys.argv[1]
told = dict(verb=verb, processor=used.ru_utime + used.ru_stime, clock=time.perf_counter() - began)
with open(os.environ["SAHEL_BENCH_TOLD"], "a") as stream:
    stream.write(json.dumps(told) + "\\n")
sys.exit(status)
"""


@dataclass
class Run:
    """What a run of `dvc repro` took, in seconds."""

    processor: float
    clock: float
    verbs: dict[str, float] = field(default_factory=dict)

    @property
    def dvc(self) -> float:
        """What is not the verbs'."""
        return self.processor - sum(self.verbs.values())


def lay_out(project: Path, articles: int) -> None:
    """Make a project with an archive of so many articles beside the bundled reports."""
    leave_out = shutil.ignore_patterns("__pycache__", ".ipynb_checkpoints")
    for name in TAKEN:
        source, target = ROOT / name, project / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, target, ignore=leave_out)
        else:
            shutil.copyfile(source, target)
    for name in ("gold", "raw"):
        shutil.copytree(ROOT / "data" / name, project / "data" / name, ignore=leave_out)
    subprocess.run(["git", "init", "--quiet"], cwd=project, check=True)
    write_archive(project / "data" / "raw" / "made_up", articles)
    telltale = project / ".bin" / "sahel"
    telltale.parent.mkdir()
    telltale.write_text(TELLTALE.format(python=sys.executable), encoding="utf-8")
    telltale.chmod(0o755)


def add_one(project: Path) -> None:
    """Add an article to the archive."""
    folder = project / "data" / "raw" / "made_up"
    write_archive(folder, 1, start=sum(1 for _ in folder.rglob("*.txt")))


def repro(project: Path) -> Run:
    """Run `dvc repro` and tell what it took."""
    told = project / ".bin" / "told.jsonl"
    told.write_text("", encoding="utf-8")
    surroundings = os.environ | {
        "PATH": os.pathsep.join([str(told.parent), os.environ["PATH"]]),
        "PYTHONPATH": str(project),
        "SAHEL_BENCH_TOLD": str(told),
    }
    before, began = _children(), time.perf_counter()
    command = [sys.executable, "-m", "dvc", "repro", "--quiet"]
    done = subprocess.run(command, cwd=project, env=surroundings, capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(done.stdout + done.stderr)
    run = Run(_children() - before, time.perf_counter() - began)
    verbs: dict[str, float] = defaultdict(float)
    for line in told.read_text(encoding="utf-8").splitlines():
        call = json.loads(line)
        verbs[call["verb"]] += call["processor"]
    run.verbs = dict(verbs)
    return run


def _children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def show(runs: dict[str, Run]) -> None:
    """Print a table with a column for each run."""
    print(f"{'processor seconds':18}" + "".join(f"{name:>16}" for name in runs))
    for verb in VERBS:
        print(f"{verb:18}" + "".join(f"{run.verbs.get(verb, 0.0):16.1f}" for run in runs.values()))
    print(f"{'dvc':18}" + "".join(f"{run.dvc:16.1f}" for run in runs.values()))
    print(f"{'all':18}" + "".join(f"{run.processor:16.1f}" for run in runs.values()))
    print(f"{'by the clock':18}" + "".join(f"{run.clock:16.1f}" for run in runs.values()), flush=True)


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", nargs="?", type=int, default=300)
    parser.add_argument("--in", dest="folder", type=Path)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        project = asked.folder or Path(scratch) / "project"
        runs: dict[str, Run] = {}
        if not (project / "dvc.yaml").is_file():
            lay_out(project, asked.articles)
            runs["all new"] = repro(project)
        add_one(project)
        runs["one more"] = repro(project)
        runs["nothing new"] = repro(project)
    show(runs)


if __name__ == "__main__":
    main()
