"""The gazetteer's data: one CSV per kind of place, and the script that completes them.

Every file has the same columns; see README.md beside them. `sahel_dataset.knowledge.gazetteer` reads them.
"""
