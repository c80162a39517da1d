"""``python -m kilter_cli``: the same as ``kilter``."""

from .main import main

if __name__ == "__main__":
    main()
