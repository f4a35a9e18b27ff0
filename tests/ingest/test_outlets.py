"""The list of outlets and agencies."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from sahel_dataset.ingest.outlets import is_own_newsroom, outlet_of_address
from sahel_dataset.knowledge import read_yaml

KINDS = {
    "newspaper",
    "news_site",
    "magazine",
    "broadcaster",
    "agency",
    "state_media",
    "international_organisation",
    "ngo",
    "research",
    "portal",
}


def test_every_outlet_is_complete_and_every_domain_stands_once():
    outlets = read_yaml("outlets.yaml")["outlets"]
    assert [outlet for outlet in outlets if set(outlet) != {"name", "domains", "country", "kind"}] == []
    assert [outlet for outlet in outlets if outlet["kind"] not in KINDS] == []
    assert [outlet for outlet in outlets if not re.fullmatch(r"[A-Z]{2}", str(outlet["country"]))] == []
    domains = Counter(domain for outlet in outlets for domain in outlet["domains"])
    assert [domain for domain, count in domains.items() if count > 1] == []


def test_every_agency_has_its_own_names():
    names = Counter(name for agency in read_yaml("outlets.yaml")["agencies"] for name in agency["names"])
    assert [name for name, count in names.items() if count > 1] == []


@pytest.mark.parametrize(
    ("url", "outlet"),
    [
        ("https://www.bbc.com/afrique/region-1", "BBC Afrique"),
        ("http://www.bbc.co.uk/news/world-africa-1", "BBC News"),
        ("https://fr.allafrica.com/stories/1.html", "AllAfrica"),
        ("lefaso.net/spip.php?article1", "LeFaso.net"),
        ("https://notbbc.com/afrique", None),
        ("https://example.org/", None),
        ("http://[broken", None),
        (None, None),
    ],
)
def test_an_outlet_is_known_by_its_address(url, outlet):
    assert outlet_of_address(url) == outlet


@pytest.mark.parametrize(
    ("outlet", "agency", "own"),
    [
        ("Voice of America", "VOA", True),
        ("RFI", "RFI", True),
        ("Maliweb", "RFI", False),
        ("AFP", "AFP", False),
        (None, "AFP", False),
    ],
)
def test_a_broadcaster_is_no_agency_on_its_own_pages(outlet, agency, own):
    assert is_own_newsroom(outlet, agency) is own
