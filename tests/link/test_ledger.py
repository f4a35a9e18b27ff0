"""Ids last: none is lost, none is used twice, and every old one leads somewhere."""

from __future__ import annotations

import random
from pathlib import Path

import pandas as pd
import pytest

from sahel_dataset.link.ledger import Group, Ledger, UnknownEventError
from sahel_dataset.link.mentionkeys import MentionKey


def told(article: str, **given) -> MentionKey:
    """Return a mention of an event in an article, as today's extraction finds it."""
    row = {
        "key": article, "text": f"text of {article}", "source": f"{article}.txt", "event_type": "armed_clash",
        "day": "2025-06-01", "place": "ml-boulkessi", "start": 10, "end": 30,
    }  # fmt: skip
    return MentionKey(**(row | given))


def event(*mentions: MentionKey) -> Group:
    return Group(mentions, "ML", pd.Timestamp("2025-06-01"), "day", "Boulkessi")


def test_an_id_says_where_and_when() -> None:
    (one,) = Ledger().carry([event(told("a"))])
    assert one.startswith("ml-2025-06-01-boulkessi-")


def test_two_events_of_one_place_and_day_have_different_ids() -> None:
    one, other = Ledger().carry([event(told("a")), event(told("b"))])
    assert one != other


def test_an_event_keeps_its_id_when_articles_join_it() -> None:
    ledger = Ledger()
    first = ledger.carry([event(told("a"))])
    assert ledger.carry([event(told("0"), told("a"), told("b"))]) == first


def test_an_event_keeps_its_id_when_its_founding_article_goes() -> None:
    ledger = Ledger()
    first = ledger.carry([event(told("a"), told("b"))])
    assert ledger.carry([event(told("b"))]) == first


def test_an_event_keeps_its_id_when_extraction_finds_other_offsets() -> None:
    ledger = Ledger()
    first = ledger.carry([event(told("a"))])
    assert ledger.carry([event(told("a", start=60, end=95, event_type="attack_on_civilians"))]) == first


def test_an_event_keeps_its_id_when_its_article_is_corrected() -> None:
    ledger = Ledger()
    first = ledger.carry([event(told("a"))])
    assert ledger.carry([event(told("a", text="corrected", start=400, end=420))]) == first


def test_another_event_in_a_corrected_article_does_not_inherit_the_id() -> None:
    ledger = Ledger()
    first = ledger.carry([event(told("a"))])
    other = told("a", text="corrected", day="2025-08-09", place="ml-kidal", event_type="agreement")
    assert ledger.carry([event(other)]) != first


def test_two_events_found_to_be_one_keep_one_id_and_the_other_redirects() -> None:
    ledger = Ledger()
    one, other = ledger.carry([event(told("a"), told("b")), event(told("c"))])
    (kept,) = ledger.carry([event(told("a"), told("b"), told("c"))])
    assert kept == one
    assert ledger.resolve(other) == one
    assert ledger.ids[other].status == "merged"
    assert one in ledger.ids[other].reason


def test_an_event_found_to_be_two_keeps_its_id_where_its_founding_mention_is() -> None:
    ledger = Ledger()
    (one,) = ledger.carry([event(told("a"), told("b"), told("c"))])
    kept, new = ledger.carry([event(told("a")), event(told("b"), told("c"))])
    assert kept == one
    assert ledger.ids[new].split_from == one


def test_an_event_torn_apart_by_others_redirects_to_the_one_with_most_of_it() -> None:
    ledger = Ledger()
    one, two, torn = ledger.carry(
        [event(told("a"), told("b")), event(told("c"), told("d")), event(told("e"), told("f"), told("g"))]
    )
    ledger.carry([event(told("a"), told("b"), told("e")), event(told("c"), told("d"), told("f"), told("g"))])
    assert ledger.ids[torn].status == "split"
    assert ledger.resolve(torn) == two
    assert one in ledger.ids[torn].reason


def test_a_merged_event_that_stands_apart_again_has_its_old_id() -> None:
    ledger = Ledger()
    both = ledger.carry([event(told("a")), event(told("b"))])
    ledger.carry([event(told("a"), told("b"))])
    assert ledger.carry([event(told("a")), event(told("b"))]) == both
    assert all(ledger.resolve(one) == one for one in both)


def test_an_event_that_nobody_tells_any_more_is_withdrawn_and_says_why() -> None:
    ledger = Ledger()
    (one,) = ledger.carry([event(told("a"))])
    ledger.carry([event(told("b", day="", place=""))])
    assert ledger.resolve(one) is None
    assert ledger.ids[one].reason == "No article of the collection tells of it any more."


def test_an_event_that_its_article_no_longer_gives_says_so() -> None:
    ledger = Ledger()
    (one,) = ledger.carry([event(told("a"))])
    ledger.carry([event(told("a", event_type="protest", day="2020-01-01", place="ml-gao", start=900, end=950))])
    assert ledger.resolve(one) is None
    assert ledger.ids[one].reason == "Its articles no longer give it."


def test_a_withdrawn_event_comes_back_under_its_id() -> None:
    ledger = Ledger()
    first = ledger.carry([event(told("a"))])
    ledger.carry([])
    assert ledger.carry([event(told("a"))]) == first


def test_an_id_that_never_was_is_an_error() -> None:
    with pytest.raises(UnknownEventError, match="No event ever had the id 'ml-1'"):
        Ledger().resolve("ml-1")


def test_a_ledger_reads_back_as_it_was_written(tmp_path: Path) -> None:
    ledger = Ledger()
    ledger.carry([event(told("a"), told("b")), event(told("c"))])
    ledger.carry([event(told("a"), told("b"), told("c"))])
    ledger.write(tmp_path)
    again = Ledger.read(tmp_path)
    assert (again.ids, again.mentions) == (ledger.ids, ledger.mentions)


def test_a_ledger_whose_mentions_name_an_unknown_id_is_refused(tmp_path: Path) -> None:
    ledger = Ledger()
    ledger.carry([event(told("a"))])
    ledger.write(tmp_path)
    path = tmp_path / "event_ids.csv"
    path.write_text(path.read_text().splitlines()[0] + "\n")
    with pytest.raises(ValueError, match=r"event_mentions\.csv: event .* is not in event_ids\.csv"):
        Ledger.read(tmp_path)


def test_a_ledger_with_other_columns_is_refused(tmp_path: Path) -> None:
    (tmp_path / "event_ids.csv").write_text("event_id\nml-1\n")
    with pytest.raises(ValueError, match=r"event_ids\.csv: the columns are"):
        Ledger.read(tmp_path)


class History:
    """Articles that come, go and are corrected, and events that are put together now so, now otherwise."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.articles: dict[str, dict] = {}
        self.n_ever = 0

    def change(self) -> None:
        for _ in range(self.chance.randint(2, 8)):
            self.n_ever += 1
            number = self.chance.randrange(12)
            self.articles[f"a{self.n_ever}"] = {
                "day": f"2025-06-{1 + number:02d}", "place": f"place-{number}", "start": self.chance.randrange(400),
            }  # fmt: skip
        for name in sorted(self.articles):
            draw = self.chance.random()
            if draw < 0.1:
                del self.articles[name]
            elif draw < 0.2:
                self.articles[name] |= {
                    "text": f"corrected {self.chance.random()}",
                    "start": self.chance.randrange(400),
                }
            elif draw < 0.3:
                self.articles[name] |= {"start": self.chance.randrange(400)}

    def events(self) -> list[Group]:
        together: dict[tuple, list[MentionKey]] = {}
        for name, row in sorted(self.articles.items()):
            group = (row["place"], self.chance.random() < 0.15)
            together.setdefault(group, []).append(told(name, **row, end=row["start"] + 20))
        return [event(*mentions) for _, mentions in sorted(together.items())]


@pytest.mark.parametrize("seed", range(8))
def test_in_a_history_of_ten_releases_no_id_is_lost_or_used_twice(seed: int, tmp_path: Path) -> None:
    history = History(seed)
    founded: dict[str, str] = {}
    for _ in range(10):
        history.change()
        events = history.events()
        ledger = Ledger.read(tmp_path)
        ids = ledger.carry(events)
        ledger.write(tmp_path)
        before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}

        assert len(set(ids)) == len(ids)
        assert {one for one, record in ledger.ids.items() if record.status == "active"} == set(ids)
        for one, record in ledger.ids.items():
            current = ledger.resolve(one)
            assert current in set(ids) or (current is None and record.reason)
            # An id stands for the mention it was minted from, for ever.
            assert founded.setdefault(one, record.founding_mention) == record.founding_mention
        assert set(founded) == set(ledger.ids)

        again = Ledger.read(tmp_path)
        assert again.carry(events) == ids
        again.write(tmp_path)
        assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before
    assert {"merged", "withdrawn"} <= {record.status for record in ledger.ids.values()}
