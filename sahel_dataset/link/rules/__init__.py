"""The named rules by which the claims on an event become low, best and high.

A rule says which figures count (`select`) and how they settle (`settle`). Both see whole tables of figures, as
`sahel_dataset.link.rules.figures` prepares them, so that a rule over many events costs little more than over one.
To add a rule, write a module like the others, list it here, and describe it in
``schema/vocabularies/estimate_rule.yaml``.
"""

from sahel_dataset.link.rules.acled import ACLED
from sahel_dataset.link.rules.highest import HIGHEST
from sahel_dataset.link.rules.independent import INDEPENDENT
from sahel_dataset.link.rules.lowest import LOWEST
from sahel_dataset.link.rules.own_losses import OWN_LOSSES
from sahel_dataset.link.rules.rule import Rule
from sahel_dataset.link.rules.ucdp import UCDP

__all__ = ["RULES", "Rule"]

RULES: dict[str, Rule] = {rule.name: rule for rule in (LOWEST, HIGHEST, ACLED, UCDP, INDEPENDENT, OWN_LOSSES)}
"""By name, in the order of the vocabulary ``estimate_rule``."""
