"""The common core case: one set of numbers that every program here reads.

A fleet of items that run around the clock, each for an exponential time. An item that fails needs one part, of a kind
that is equally likely to be any, from a shelf that orders one for one at each demand; with the part it waits for a
technician, first come first served; it is repaired, and runs again as new. All items run at the start and all shelves
are full. What is measured is the share of items that run, as an average over each of 60 months of 730 hours.
"""

from __future__ import annotations

import math

ITEMS = 200
MTBF = 60.0  # days of running, exponential
TECHNICIANS = 12
REPAIR_MEAN, REPAIR_SD = 3.0, 3.0  # days, lognormal
KINDS = 10
STOCK = 4  # of each kind
LEAD_MEAN, LEAD_SD = 20.0, 10.0  # days, gamma
MONTHS = 60
MONTH = 730.0 / 24.0  # days
HORIZON = MONTHS * MONTH  # 1,825 days

#: The lognormal repair as mean and standard deviation of the logarithm.
LOG_SD = math.sqrt(math.log1p((REPAIR_SD / REPAIR_MEAN) ** 2))
LOG_MEAN = math.log(REPAIR_MEAN) - 0.5 * LOG_SD**2
#: The gamma lead time as shape and scale.
LEAD_SHAPE = (LEAD_MEAN / LEAD_SD) ** 2
LEAD_SCALE = LEAD_SD**2 / LEAD_MEAN
