"""The compiled engine: the same model as the reference engine, to the same bytes, many times as fast."""
