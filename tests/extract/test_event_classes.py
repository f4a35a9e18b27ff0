"""The classes of event triggers."""

from sahel_dataset.extract.event_classes import classes_by_agent, event_classes


def test_a_word_coded_by_its_agent_has_classes_that_exist() -> None:
    assert {name for row in classes_by_agent().values() for name in row.values()} <= event_classes().keys()


def test_the_table_by_agent_is_no_class_itself() -> None:
    assert "by_agent" not in event_classes()
