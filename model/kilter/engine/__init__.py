"""Engines: a scenario becomes a plan, a plan becomes trajectories."""
