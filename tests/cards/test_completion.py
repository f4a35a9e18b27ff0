from pathlib import Path

import pytest

from sahel_dataset.cards.completion import complete, enable


@pytest.mark.parametrize(
    ("line", "typed", "first"),
    [
        ('sahel.event("ev-00', "ev-00", "ev-000"),
        ("card = event('ev-01", "ev-01", "ev-010"),
        ('sahel.actor("example_f', "example_f", "example_front"),
        ('sahel.load("cla', "cla", "claim_mentions"),
        ('sahel.claims(claimant="example_a', "example_a", "example_army"),
        ('claims(stance=["denies", "dis', "dis", "disputes"),
        ('sahel.estimate(claims, rule="u', "u", "ucdp"),
        ('plot.tolls(e, v, measure="cap', "cap", "captured"),
    ],
)
def test_ids_and_terms_complete_inside_quotes(dataset: Path, line: str, typed: str, first: str) -> None:
    found, offers = complete(line)
    assert found == typed
    assert offers[0] == first
    assert all(offer.startswith(typed) for offer in offers)


@pytest.mark.parametrize("line", ["sahel.event(", 'print("ev-', "x = 1", 'open(mode="r'])
def test_elsewhere_nothing_is_offered(dataset: Path, line: str) -> None:
    assert complete(line)[1] == []


def test_without_a_dataset_nothing_is_offered_and_nothing_fails(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setenv("SAHEL_PROJECT", str(tmp_path))
    assert complete('sahel.event("ev') == ("ev", [])


def test_a_running_ipython_offers_them(dataset: Path) -> None:
    from IPython.core.completer import provisionalcompleter
    from IPython.core.interactiveshell import InteractiveShell

    shell = InteractiveShell.instance()
    try:
        assert enable()
        assert enable()
        line = 'sahel.event("ev-01'
        with provisionalcompleter():
            offers = [one for one in shell.Completer.completions(line, len(line)) if one.text.startswith("ev-")]
        assert [one.text for one in offers] == ["ev-010", "ev-011"]
        assert line[offers[0].start : offers[0].end] == "ev-01"
    finally:
        InteractiveShell.clear_instance()
