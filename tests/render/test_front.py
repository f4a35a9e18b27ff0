import base64
import hashlib
import json
import re
from pathlib import Path

import pytest

from sahel_dataset.paths import Project
from sahel_dataset.render import RenderParams, run
from tests.render.seen import seen_in
from tests.synthetic import write_synthetic


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    return Project(write_synthetic(tmp_path_factory.mktemp("front"), events=6, hostile=True))


def data_of(html: str) -> dict[str, list[list[str]]]:
    found = re.search(r'<script type="application/json" id="search-data">(.*?)</script>', html, re.DOTALL)
    assert found
    return json.loads(found[1])


def test_the_search_holds_every_event_and_claim_with_its_words(project: Project) -> None:
    front, codebook = run(project, RenderParams(), ["index"])
    assert codebook.name == "codebook.html"
    data = data_of(front.read_text(encoding="utf-8"))
    assert len(data["events"]) == 6
    assert any("dozens of people killed" in row for row in data["claims"])
    assert any(row[1] == "Example Army" and row[2] == "confirms: 12 soldiers killed" for row in data["claims"])


def test_text_that_attacks_its_reader_cannot_end_the_data(project: Project) -> None:
    (front, _) = run(project, RenderParams(), ["index"])
    html = front.read_text(encoding="utf-8")
    seen = seen_in(html)
    assert not seen.tags & {"svg", "img", "iframe"}
    assert [name for _, name, _ in seen.attributes if name.startswith("on")] == []
    assert html.count("</script>") == 2
    assert "\u202e" not in html


def test_only_the_pages_own_script_may_run(project: Project) -> None:
    (front, _) = run(project, RenderParams(), ["index"])
    html = front.read_text(encoding="utf-8")
    script = re.findall(r"<script>(.*?)</script>", html, re.DOTALL)[-1]
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    assert f"script-src 'sha256-{digest}'" in html.replace("&#39;", "'")
    assert "innerHTML" not in script


def test_every_report_is_linked_and_so_is_what_other_stages_wrote(project: Project) -> None:
    params = RenderParams(reports={"one": {"notebook": "overview", "title": "One"}, "two": {"notebook": "overview"}})
    (project.reports / "validation").mkdir(parents=True, exist_ok=True)
    (project.reports / "validation/index.html").write_text("<title>Checks</title>", encoding="utf-8")
    (front, _) = run(project, params, ["index"])
    html = front.read_text(encoding="utf-8")
    hrefs = [value for tag, name, value in seen_in(html).attributes if (tag, name) == ("a", "href")]
    assert hrefs == ["#content", "one.html", "two.html", "codebook.html", "validation/index.html"]


def test_a_dataset_without_events_has_a_front_page_and_says_so(tmp_path: Path, capsys) -> None:
    empty = Project(write_synthetic(tmp_path, events=0))
    pages = run(empty, RenderParams())
    assert [page.name for page in pages] == ["index.html", "codebook.html"]
    assert "no events" in capsys.readouterr().err
