"""Reads what our writers have written with Python's json and PyYAML.

Standard input has a JSON object a line, each with texts of the same value: `expected` (JSON of another writer), `json`,
`compactJSON` and `yaml`. Prints one JSON object with the number of cases and the first failures; exit 1 where there is one.
"""

import json
import sys

import yaml

from template_checks import TemplateLoader

READERS = {"json": json.loads, "compactJSON": json.loads, "yaml": lambda text: yaml.load(text, TemplateLoader)}


def canonical(value):
    """A text that tells values of different types apart, key order aside."""
    return json.dumps(value, sort_keys=True)


def failures_of(case):
    expected = canonical(json.loads(case["expected"]))
    for name, read in READERS.items():
        try:
            value = read(case[name])
        except Exception as error:  # whatever a reader raises is a finding
            yield {"reader": name, "error": str(error), **case}
            continue
        if canonical(value) != expected:
            yield {"reader": name, "read": canonical(value), **case}


def main():
    cases = [json.loads(line) for line in sys.stdin]
    failures = [failure for case in cases for failure in failures_of(case)]
    print(json.dumps({"cases": len(cases), "failed": len(failures), "failures": failures[:20]}, indent=2))
    return 1 if failures or not cases else 0


if __name__ == "__main__":
    sys.exit(main())
