"""Bytes in all the states that archives keep them in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sahel_dataset.ingest.decode import NotText, decode
from sahel_dataset.ingest.records import Reason

SENTENCE = "Le maire de Garou, âgé de 61 ans, a été réélu à l’unanimité – « une première », dit-il."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_text_is_read_right_in(encoding):
    assert decode(SENTENCE.encode(encoding)).text == SENTENCE


def test_a_page_that_says_latin_1_is_read_as_browsers_do():
    page = '<meta charset="iso-8859-1"><p>L’état d’urgence</p>'
    assert decode(page.encode("cp1252")).text == page


def test_utf_8_that_was_read_as_windows_1252_is_mended():
    twice = SENTENCE.replace("’", "'").replace("–", "-").encode("utf-8").decode("cp1252")
    assert decode(twice.encode("utf-8")).text == SENTENCE.replace("’", "'").replace("–", "-")


def test_a_character_cut_off_at_the_end_costs_only_itself():
    data = "Un habitant a témoigné".encode()
    assert decode(data[:-1]).text == "Un habitant a témoign"


def test_line_ends_of_every_system_become_one():
    assert decode(b"one\r\ntwo\rthree\n").text == "one\ntwo\nthree\n"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", Reason.EMPTY),
        (b" \n\t\r\n ", Reason.EMPTY),
        (b"\xef\xbb\xbf", Reason.EMPTY),
        (b"%PDF-1.7 text text text", Reason.BINARY),
        (b"\x89PNG\r\n\x1a\n0000", Reason.BINARY),
        (b"words\x00\x01\x02 words", Reason.BINARY),
        (("l\ufffd\ufffdarm\ufffde a \ufffdt\ufffd " * 20).encode(), Reason.MISENCODED),
        (bytes(range(0x80, 0x100)) * 4, Reason.MISENCODED),
    ],
)
def test_what_is_no_text_is_told_apart(data, reason):
    with pytest.raises(NotText) as found:
        decode(data)
    assert found.value.reason is reason


@given(st.binary(max_size=300))
def test_any_bytes_give_text_or_a_reason(data):
    try:
        assert decode(data).text.strip()
    except NotText as found:
        assert found.reason in {Reason.EMPTY, Reason.BINARY, Reason.MISENCODED}
