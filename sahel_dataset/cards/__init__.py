"""Cards for JupyterLab: an event, an actor or claims, shown with their words and sources.

Everything on a card that comes from an article is escaped: an article cannot run a script, set a
link that does, or turn round the text beside it.
"""

from sahel_dataset.cards.actor import Actor, actor
from sahel_dataset.cards.claim import Claims, claims
from sahel_dataset.cards.completion import enable as _enable_completion
from sahel_dataset.cards.event import Event, event
from sahel_dataset.cards.markup import STYLE, Fragment, Markup, html_table

__all__ = ["STYLE", "Actor", "Claims", "Event", "Fragment", "Markup", "actor", "claims", "event", "html_table"]

_enable_completion()
