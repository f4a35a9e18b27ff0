from typing import Any

import pytest

from sahel_dataset.paths import Project
from sahel_dataset.render import RenderParams
from tests.browsing import DESKTOP, PHONE

PAGES = [*RenderParams().reports, "index", "codebook"]


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("name", PAGES)
def test_a_page_opens_whole_and_quiet_with_the_network_cut(
    visit: Any, attacking: Project, name: str, size: dict[str, int]
) -> None:
    seen = visit((attacking.reports / f"{name}.html").as_uri(), size)
    seen.shoot(f"{name}-{size['width']}")
    assert seen.left == []
    assert seen.said == []
    assert seen.page.title() != "owned"
    assert seen.page.evaluate("document.documentElement.scrollWidth") <= size["width"]
    broken = "[...document.images].filter(image => !image.complete || image.naturalWidth === 0).length"
    assert seen.page.evaluate(broken) == 0


@pytest.mark.parametrize("name", PAGES)
def test_a_page_can_be_read_by_everyone(visit: Any, attacking: Project, name: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="needs axe-playwright-python").Axe()
    # axe puts its own script into the page, which the page's policy would refuse.
    seen = visit((attacking.reports / f"{name}.html").as_uri(), DESKTOP, bypass_csp=True)
    for details in seen.page.locator("details").all():
        details.evaluate("node => { node.open = true }")
    violations = axe.run(seen.page).response["violations"]
    told = [f"{v['id']}: {v['help']}: {[n['html'][:160] for n in v['nodes'][:3]]}" for v in violations]
    assert told == []


def test_a_page_prints_without_its_code(visit: Any, attacking: Project) -> None:
    seen = visit((attacking.reports / "overview.html").as_uri(), DESKTOP)
    assert seen.page.locator("details.code").first.is_visible()
    seen.page.emulate_media(media="print")
    assert not seen.page.locator("details.code").first.is_visible()
    assert seen.page.locator("figure img").first.is_visible()


def test_the_code_of_a_figure_opens_by_keyboard(visit: Any, attacking: Project) -> None:
    seen = visit((attacking.reports / "overview.html").as_uri(), DESKTOP)
    summary = seen.page.locator("details.code summary").nth(1)
    summary.focus()
    seen.page.keyboard.press("Enter")
    assert seen.page.locator("details.code").nth(1).locator("pre").is_visible()


def test_every_link_to_another_page_leads_somewhere(visit: Any, attacking: Project) -> None:
    seen = visit((attacking.reports / "index.html").as_uri(), DESKTOP)
    hrefs = [link.get_attribute("href") for link in seen.page.locator("main a").all()]
    assert len(hrefs) == len(PAGES) - 1
    assert all((attacking.reports / href).is_file() for href in hrefs)


def search(visit: Any, project: Project, words: str) -> Any:
    seen = visit((project.reports / "index.html").as_uri(), PHONE)
    seen.page.get_by_label("Words").fill(words)
    return seen


def test_the_search_finds_events_and_claims_without_a_server(visit: Any, attacking: Project) -> None:
    seen = search(visit, attacking, "rockwell dozens")
    seen.shoot("search")
    assert "24–99 people killed" in seen.page.locator("#hits li").first.inner_text()
    assert seen.page.get_by_role("status").inner_text().endswith("found.")


def test_the_search_takes_no_notice_of_accents_and_case(visit: Any, attacking: Project) -> None:
    seen = search(visit, attacking, "TILLABERI")
    assert "Tillabéri" in seen.page.locator("#hits").inner_text()


def test_the_search_can_be_narrowed_to_events(visit: Any, attacking: Project) -> None:
    seen = search(visit, attacking, "example army")
    both = seen.page.get_by_role("status").inner_text()
    seen.page.get_by_label("In").select_option("event")
    assert seen.page.get_by_role("status").inner_text() != both
    assert seen.page.locator("#hits li.claim").count() == 0
    assert seen.page.locator("#hits li.event").count() > 0


def test_the_search_says_when_nothing_is_found(visit: Any, attacking: Project) -> None:
    assert search(visit, attacking, "xyzzy").page.get_by_role("status").inner_text() == "0 found."


def test_an_attack_found_by_the_search_is_shown_as_text(visit: Any, attacking: Project) -> None:
    seen = search(visit, attacking, "onerror")
    assert "<script>" in seen.page.locator("#hits").inner_text()
    assert seen.page.locator("#hits script, #hits img, #hits a").count() == 0
    assert seen.page.title() != "owned"
    assert seen.said == []
