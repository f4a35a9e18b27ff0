"""Where a number comes from, shown in the terminal."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console
from typer.testing import CliRunner

from sahel_dataset.explain import UnknownIdError, gather, show
from sahel_dataset.schema import table
from tests.sample import FRENCH, TEXT, Tables, sample_tables, write_sample


def shown(root: Path, identifier: str, *, colour: bool = False) -> str:
    out = io.StringIO()
    show(
        gather(identifier, root),
        Console(file=out, width=200, force_terminal=colour, color_system="standard" if colour else None),
    )
    return out.getvalue()


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    write_sample(tmp_path)
    return tmp_path


def with_ledger(root: Path, *records: dict[str, Any]) -> Path:
    made = sample_tables()
    empty = dict.fromkeys(table("event_ids").columns) | {"founding_mention": "m"}
    made["event_ids"] = [empty | record for record in records]
    write_sample(root, made)
    return root


def test_an_event_is_shown_with_every_claim_in_its_words(sample: Path) -> None:
    screen = shown(sample, "e1")
    assert "Armed clash near Tinza (Mali) on 6 May 2024." in screen
    assert "Malian Armed Forces (military) asserts: 50 fighters of Permanent Strategic Framework killed" in screen
    assert "**The army said on Monday that it had killed 50 rebels** near Tinza." in screen
    assert "A nurse at the hospital (medical source) estimates: at least 12 people killed" in screen
    assert "A nurse at the hospital, reached by telephone, **counted at least 12 dead**." in screen
    assert "Permanent Strategic Framework (armed group) asserts: 2 of its own fighters killed" in screen
    assert "The Sample Post · 2024-05-07 · said on 2024-05-06" in screen
    assert "Le Courrier d'essai · 2024-05-08" in screen


def test_estimates_name_their_rule_and_their_claims(sample: Path) -> None:
    lines = [line.split() for line in shown(sample, "e1").splitlines()]
    assert ["ucdp", "2", "12", "50", "c1,", "c3,", "c4"] in lines
    assert ["independent", "12", "12", "–", "c3"] in lines


def test_a_claim_is_shown_alone_with_the_estimates_it_enters(sample: Path) -> None:
    screen = shown(sample, "c3")
    assert "counted at least 12 dead" in screen
    assert "50 rebels" not in screen
    assert "ucdp" in screen and "independent" in screen
    assert "own_losses" not in screen


def test_a_claim_about_no_single_event_is_explained(tmp_path: Path) -> None:
    made = sample_tables()
    made["claims"][2]["event_id"] = None
    write_sample(tmp_path, made)
    assert "counted at least 12 dead" in shown(tmp_path, "c3")


def test_the_quote_is_highlighted_on_a_terminal(sample: Path) -> None:
    assert "\x1b[1;7mcounted at least 12 dead\x1b[0m" in shown(sample, "c3", colour=True)


def test_without_the_texts_the_quote_stands_alone(sample: Path) -> None:
    (sample / "data" / "interim" / "texts.parquet").unlink()
    screen = shown(sample, "c3")
    assert "    **counted at least 12 dead**" in screen
    assert "telephone," not in screen


def test_a_folder_of_tables_will_do(sample: Path) -> None:
    assert "counted at least 12 dead" in shown(sample / "data" / "processed", "c3")


def hostile() -> Tables:
    made = sample_tables()
    attack = "The \x1b[2Jarmy\x07 said\u202e [bold red]50[/] dead\u200b.\x9b31m"
    text = f"{TEXT}\n\n{attack}"
    made["texts"][0]["text"] = text
    made["claims"][0] |= {"quote": attack, "quote_start": text.index(attack), "quote_end": len(text)}
    made["claims"][0] |= {"claimant_id": None, "claimant_text": "\x1b]0;owned\x07", "reported_via": "[link=x]y[/link]"}
    made["articles"][0]["outlet"] = "Post\x1b[31m\n\rInjected"
    return made


def test_text_of_an_article_cannot_steer_the_terminal(tmp_path: Path) -> None:
    write_sample(tmp_path, hostile())
    screen = shown(tmp_path, "c1")
    assert not {"\x1b", "\x07", "\x9b", "\r", "\u202e", "\u200b"} & set(screen)
    assert r"The \u001b[2Jarmy\u0007 said\u202e [bold red]50[/] dead\u200b." in screen
    assert "[link=x]y[/link]" in screen
    assert "\nInjected" not in screen


def test_the_beginning_of_an_id_is_enough_where_it_is_the_only_one(tmp_path: Path) -> None:
    made = sample_tables()
    made["claims"][2]["claim_id"] = "q-17"
    made["estimates"] = []
    write_sample(tmp_path, made)
    assert "counted at least 12 dead" in shown(tmp_path, "q")
    with pytest.raises(UnknownIdError, match="'c' is the beginning of 3 ids: c1, c2, c4"):
        gather("c", tmp_path)


def test_a_merged_id_leads_to_the_event_that_stands_for_it(tmp_path: Path) -> None:
    root = with_ledger(
        tmp_path,
        {"event_id": "e1", "status": "active"},
        {"event_id": "e7", "status": "merged", "redirect_to": "e6", "reason": "The same attack."},
        {"event_id": "e6", "status": "merged", "redirect_to": "e1", "reason": "The same day."},
    )
    screen = shown(root, "e7")
    assert screen.startswith("e7 is merged: The same attack.")
    assert "Armed clash near Tinza" in screen


def test_a_withdrawn_id_says_why(tmp_path: Path) -> None:
    root = with_ledger(tmp_path, {"event_id": "e9", "status": "withdrawn", "reason": "No mention of it is left."})
    with pytest.raises(UnknownIdError, match="the id 'e9' is withdrawn: No mention of it is left"):
        gather("e9", root)


def test_a_circle_of_redirects_ends(tmp_path: Path) -> None:
    root = with_ledger(
        tmp_path,
        {"event_id": "e8", "status": "merged", "redirect_to": "e9", "reason": "a"},
        {"event_id": "e9", "status": "merged", "redirect_to": "e8", "reason": "b"},
    )
    with pytest.raises(UnknownIdError):
        gather("e8", root)


def test_an_unknown_id_is_one_sentence_and_an_error(sample: Path) -> None:
    import typer

    from sahel_dataset.explain import explain

    app = typer.Typer()
    app.command()(explain)
    answer = CliRunner().invoke(app, ["e1x", "--root", str(sample)])
    assert answer.exit_code == 1
    assert "no event and no claim has the id 'e1x'. Did you mean e1?" in answer.output
    assert "Traceback" not in answer.output
    assert CliRunner().invoke(app, ["e1", "--root", str(sample)]).exit_code == 0


def test_french_text_is_shown_as_it_is(sample: Path) -> None:
    assert f"**{FRENCH.splitlines()[-1].partition(',')[0]}**, pas cinquante." in shown(sample, "c4")
