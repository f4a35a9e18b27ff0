"""A version people can cite: built, verified, compared, deposited.

`bundle` builds one, out of modules of one idea each: what may be released (`readiness`), the tables and what is kept
out of them (`tables`, `leaks`), their CSV companions (`csvfile`), the descriptions that machines read
(`datapackage`, `croissant`, `datacite`, `citation`), the pages that people read (`pages`), sums (`checksums`) and the
archive (`archive`). `verify` checks a bundle, `diff` compares two, `deposit` hands one to a repository, `registry` and
`fetch` find one again.
"""
