"""Planning, one module per part of the scenario: rows for the engine, slots and measures for the results."""
