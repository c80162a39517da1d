"""Measures of trades and courses."""

from __future__ import annotations

from .lines import COUNT, END, MEAN, measure

PEOPLE = (
    measure(
        "site.<site>.trade.<trade>.people",
        "people",
        MEAN,
        "People on the line: technicians and advisers without instructors.",
        1,
    ),
    measure("site.<site>.trade.<trade>.apprentice", "people", END, "Apprentices on the books."),
    measure("site.<site>.trade.<trade>.journeyman", "people", END, "Journeymen on the books.", 1),
    measure("site.<site>.trade.<trade>.master", "people", END, "Masters on the books.", 1),
    measure("site.<site>.trade.<trade>.at_work", "teams", MEAN, "Teams at work."),
    measure("site.<site>.trade.<trade>.queue", "jobs", MEAN, "Jobs waiting for a team.", -1),
    measure(
        "site.<site>.trade.<trade>.utilisation",
        "share",
        MEAN,
        "People at work as a share of people on the line.",
    ),
    measure("site.<site>.trade.<trade>.jobs", "jobs", COUNT, "Jobs begun in the period."),
    measure(
        "site.<site>.trade.<trade>.wait_share",
        "share",
        MEAN,
        "Share of jobs that had to wait for a team.",
        -1,
    ),
    measure("site.<site>.officers", "people", END, "Trained officers who plan the site's work.", 1),
    measure("course.<course>.graduates", "people", COUNT, "People or crews that passed in the period.", 1),
    measure("course.<course>.in_training", "people", END, "People or crews in training."),
)
