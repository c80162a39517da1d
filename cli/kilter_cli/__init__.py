"""The command line of Kilter: one module per group of verbs; thin: parse, call, show."""
