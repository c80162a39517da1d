"""The model's rules, one module per mechanism: pure functions with their sources, no clock, no input or output."""
