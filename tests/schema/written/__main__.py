"""Write the table with the pyarrow that is on the path."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.parquet as pq

from tests.schema.written import FOLDER, ROWS, TABLE

content = TABLE.to_arrow(ROWS)
pq.write_table(content, FOLDER / f"pyarrow-{pa.__version__}.parquet")
pq.write_table(
    content,
    FOLDER / f"pyarrow-{pa.__version__}-other-settings.parquet",
    compression="gzip",
    row_group_size=7,
    use_dictionary=False,
    data_page_version="2.0",
    version="2.4",
)
