"""The core case in Ciw, without parts: two nodes, running (everybody is served) and repair (twelve servers).

Ciw is made for queues, in which a customer holds a server for as long as the service lasts. A shelf that orders one for
one hands over what it has and is filled later, whoever waits, and that no node of Ciw does. So parts are left out here,
and Ciw is compared with the same case without parts.
"""

from __future__ import annotations

import ciw

from .. import case


def network() -> ciw.Network:
    """All items arrive at the start and go round for ever."""
    never, nobody = float("inf"), ciw.dists.Deterministic(float("inf"))
    return ciw.create_network(
        arrival_distributions=[ciw.dists.Sequential([0.0, never]), nobody],
        batching_distributions=[ciw.dists.Deterministic(case.ITEMS), ciw.dists.Deterministic(1)],
        service_distributions=[
            ciw.dists.Exponential(1.0 / case.MTBF),
            ciw.dists.Lognormal(case.LOG_MEAN, case.LOG_SD),
        ],
        number_of_servers=[float("inf"), case.TECHNICIANS],
        routing=[[0.0, 1.0], [1.0, 0.0]],
    )


def months(history: list[list]) -> list[float]:
    """Availability in each month, from the instants at which the number of items at the nodes changed."""
    found, integral, since, up = [], 0.0, 0.0, 0
    for instant, state in [*history, [float("inf"), None]]:
        while len(found) < case.MONTHS and instant > (end := (len(found) + 1) * case.MONTH):
            found.append((integral + up * (end - since)) / (case.ITEMS * case.MONTH))
            integral, since = 0.0, end
        if state is None or len(found) == case.MONTHS:
            break
        integral += up * (instant - since)
        since, up = instant, state[0]
    return found


def availability(seed: int, reps: int, parts: bool = False) -> list[float]:
    """Mean availability of each replication."""
    assert not parts, "Ciw has no word for parts that are used up and ordered one for one"
    means = []
    for rep in range(reps):
        ciw.seed(seed + rep)
        simulation = ciw.Simulation(network(), tracker=ciw.trackers.NodePopulation())
        simulation.simulate_until_max_time(case.HORIZON)
        found = months(simulation.statetracker.history)
        means.append(sum(found) / len(found))
    return means
