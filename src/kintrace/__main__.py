"""`python -m kintrace`: the command, wherever its Python stands."""

from kintrace.cli import main

if __name__ == "__main__":
    raise SystemExit(main())
