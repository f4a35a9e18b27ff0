"""A release handed to a repository that runs InvenioRDM, such as Zenodo.

`client` makes the calls and knows which may be repeated; `states` are the steps, as types that cannot be called out of
order; `metadata` says in the repository's terms what the release is; `token` keeps the key; `run` is the whole way.
The API: https://inveniordm.docs.cern.ch/reference/rest_api_drafts_records/
"""
