"""Write docs/reference/openapi.json from the table of operations; `--check` only compares."""

import json
import sys
from pathlib import Path

from kintrace.office import start

TARGET = Path(__file__).resolve().parent.parent / "docs" / "reference" / "openapi.json"


def text() -> str:
    start.django()
    from kintrace.office.exchange.api_document import document
    from kintrace.office.exchange.api_operations import OPERATIONS

    return json.dumps(document(OPERATIONS), indent=1, ensure_ascii=False) + "\n"


def main() -> None:
    if "--check" in sys.argv[1:]:
        sys.exit(0 if TARGET.read_text("utf-8") == text() else "Run python tools/openapi.py.")
    TARGET.write_text(text(), encoding="utf-8")


if __name__ == "__main__":
    main()
