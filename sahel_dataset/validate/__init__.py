"""Validation: the processed tables against their descriptors, by Great Expectations.

Suites are built from the schema, so what the codebook promises is what is checked. The result is one JSON file without
times or random ids, and one HTML page that opens offline. The stage is `sahel_dataset.validate.run.run`.
"""
