"""Hindcasts: forecast a past from what was known before it, and score the forecast against what was published.

The scenarios are those of a pack's ``hindcast.yaml``, frozen before they were scored. All of them and the null
are run on the same luck. A prediction is the mean over replications of the measure's mean over the reporting
period in which the day of an observation lies.
"""

from .cases import Case, open_hindcasts
from .forecasts import LEVELS, Forecast, Scored
from .running import score
from .scores import crps, rmse

__all__ = ["LEVELS", "Case", "Forecast", "Scored", "crps", "open_hindcasts", "rmse", "score"]
