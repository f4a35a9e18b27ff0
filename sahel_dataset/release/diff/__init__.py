"""What changed between two releases, by meaning: rows, ids, columns, and why.

`snapshot` opens a release wherever it is, `rows` compares rows by key, `events` and `claims` say what that means for
events and claims, `reasons` says why, `run` puts it together as the table ``changes``, and `words` tells it.
"""
