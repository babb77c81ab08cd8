"""Judges templates with tools that others wrote: cfn-lint for their content, PyYAML for their notation.

    template_checks.py lint FILE... [--regions REGION...]    findings as one JSON object
    template_checks.py same A.json B.yaml                    the first difference, or nothing

Exit 0 when there is nothing to complain about, 1 when there is, 2 when the check could not run.
"""

import argparse
import json
import os
import sys
import tempfile
from pathlib import Path

import yaml

DEFAULT_REGIONS = ["us-east-1", "eu-central-1", "cn-north-1", "us-gov-west-1"]
# cfn-lint's rule for a resource type that the region's schemas do not have.
UNAVAILABLE_TYPE_RULE = "E3006"


class Unreadable(Exception):
    """A template could not be read; the message says where."""


# MARK: lint


def lint(files, regions):
    """All findings of all rules, informational ones included, per file and region."""
    files = [file.resolve() for file in files]
    with tempfile.TemporaryDirectory() as empty:
        # cfn-lint reads a .cfnlintrc in the home and working folders; ours must not depend on whose machine it is.
        os.environ["HOME"] = empty
        os.chdir(empty)
        try:
            return lint_each(files, regions)
        finally:
            os.chdir("/")


def lint_each(files, regions):
    from cfnlint.api import lint_file
    from cfnlint.config import ManualArgs
    from cfnlint.helpers import REGION_PRIMARY, REGIONS
    from cfnlint.schema import PROVIDER_SCHEMA_MANAGER
    from cfnlint.version import __version__

    unknown = sorted(set(regions) - set(REGIONS))
    if unknown:
        raise Unreadable(f"cfn-lint {__version__} has no schemas for {', '.join(unknown)}")
    known_types = PROVIDER_SCHEMA_MANAGER.get_resource_types(REGION_PRIMARY)
    report = {"cfnLint": __version__, "runs": [], "findings": [], "unavailableTypes": []}
    for file in files:
        for region in regions:
            matches = lint_file(file, ManualArgs(include_checks=["I"], regions=[region]))
            report["runs"].append({"file": str(file), "format": file.suffix[1:], "region": region})
            for each in (finding(file, region, match) for match in matches):
                # A type that exists elsewhere says something about the region; one that exists nowhere is a mistake.
                elsewhere = each["rule"] == UNAVAILABLE_TYPE_RULE and each["message"].split("'")[1] in known_types
                report["unavailableTypes" if elsewhere else "findings"].append(each)
    return report


def finding(file, region, match):
    return {
        "file": str(file),
        "format": file.suffix[1:],
        "region": region,
        "rule": match.rule.id,
        "level": match.rule.severity,
        "message": match.message,
        "path": ".".join(str(each) for each in getattr(match, "path", None) or []),
        "line": match.linenumber,
        "column": match.columnnumber,
    }


# MARK: same


class TemplateLoader(yaml.SafeLoader):
    """YAML 1.1 with CloudFormation's short forms in long form, keys as written, and no duplicate keys."""


def construct_mapping(loader, node):
    seen = set()
    for key, _ in node.value:
        if not isinstance(key, yaml.ScalarNode):
            raise Unreadable(f"line {key.start_mark.line + 1}: a key must be a scalar")
        if key.value in seen:
            raise Unreadable(f"line {key.start_mark.line + 1}: the key {key.value} occurs twice")
        seen.add(key.value)
    loader.flatten_mapping(node)  # resolves merge keys
    return {key.value: loader.construct_object(value, deep=True) for key, value in node.value}


def construct_short_form(loader, suffix, node):
    if isinstance(node, yaml.ScalarNode):
        value = loader.construct_scalar(node)
    elif isinstance(node, yaml.SequenceNode):
        value = loader.construct_sequence(node, deep=True)
    else:
        value = construct_mapping(loader, node)
    if suffix == "GetAtt" and isinstance(value, str):
        value = value.split(".", 1)
    return {suffix if suffix in ("Ref", "Condition") else f"Fn::{suffix}": value}


TemplateLoader.add_constructor("tag:yaml.org,2002:map", construct_mapping)
TemplateLoader.add_multi_constructor("!", construct_short_form)
# A date such as 2012-10-17 is text in a policy document.
TemplateLoader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def read_json(file):
    def without_duplicates(pairs):
        mapping = dict(pairs)
        if len(mapping) != len(pairs):
            keys = [key for key, _ in pairs]
            raise Unreadable(f"{file}: the key {next(k for k in keys if keys.count(k) > 1)} occurs twice")
        return mapping

    return json.loads(file.read_text(), object_pairs_hook=without_duplicates)


def read_yaml(file):
    try:
        return yaml.load(file.read_text(), TemplateLoader)
    except Unreadable as fault:
        raise Unreadable(f"{file}: {fault}") from fault


def first_difference(left, right, path="template"):
    """Where two readings differ first in value or type, or None. The order of keys is no difference."""
    if type(left) is not type(right):
        return f"{path}: {described(left)} against {described(right)}"
    if isinstance(left, dict):
        for key in [*left, *(key for key in right if key not in left)]:
            if key not in left or key not in right:
                return f"{path}: the key {key} is only in the {'first' if key in left else 'second'}"
            if difference := first_difference(left[key], right[key], f"{path}.{key}"):
                return difference
        return None
    if isinstance(left, list):
        for index, (one, other) in enumerate(zip(left, right)):
            if difference := first_difference(one, other, f"{path}[{index}]"):
                return difference
        return None if len(left) == len(right) else f"{path}: {len(left)} items against {len(right)}"
    return None if left == right else f"{path}: {described(left)} against {described(right)}"


def described(value):
    text = json.dumps(value)
    return f"{type(value).__name__} {text if len(text) <= 80 else text[:77] + '...'}"


# MARK: the command


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    commands = parser.add_subparsers(dest="command", required=True)
    lint_command = commands.add_parser("lint", help="run cfn-lint with every rule")
    lint_command.add_argument("files", nargs="+", type=Path)
    lint_command.add_argument("--regions", nargs="+", default=DEFAULT_REGIONS)
    same_command = commands.add_parser("same", help="compare a JSON and a YAML template by value and type")
    same_command.add_argument("json", type=Path)
    same_command.add_argument("yaml", type=Path)
    arguments = parser.parse_args()
    try:
        if arguments.command == "lint":
            report = lint(arguments.files, arguments.regions)
            print(json.dumps(report, indent=2))
            return 1 if report["findings"] or report["unavailableTypes"] else 0
        difference = first_difference(read_json(arguments.json), read_yaml(arguments.yaml))
    except (Unreadable, OSError, ValueError, yaml.YAMLError) as fault:
        print(f"template_checks: {fault}", file=sys.stderr)
        return 2
    if difference:
        print(difference)
    return 1 if difference else 0


if __name__ == "__main__":
    sys.exit(main())
