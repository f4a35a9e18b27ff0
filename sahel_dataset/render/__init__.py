"""The stage `render`: notebooks and tables in, self-contained pages out."""

from sahel_dataset.render.params import RenderParams, Report
from sahel_dataset.render.run import RenderError, run

__all__ = ["RenderError", "RenderParams", "Report", "run"]
