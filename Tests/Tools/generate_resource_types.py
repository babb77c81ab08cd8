#!/usr/bin/env python3
"""Writes Sources/CloudFormation/Generated/ResourceTypes+Table.swift: facts of every CloudFormation resource type.

Usage: python generate_resource_types.py            writes the table
       python generate_resource_types.py --check    compares it with a fresh one; exit 1 and a sentence when it is stale
       python generate_resource_types.py --json     prints the facts as one JSON object, for comparisons
Needs: pip install cfn-lint==1.58.0 (another version is refused with exit 2: its schemas differ).

The facts come from the provider schemas of us-east-1 that cfn-lint ships. Attributes are those of cfn-lint's own
`Schema.get_atts`, which knows where Fn::GetAtt and the schemas' readOnlyProperties disagree.

A line of the table is a type's name and its paths as a tree, in order. A node is a name, then `:` and its flags if it
has any, then `{nodes}` if there are paths below it; spaces stand between nodes, and `*` is any element of an array. Nodes
that only lead to one other are written as one, with a dot. Top-level nodes are the type's properties, except those with
the flag `-`. `FLAGS` says what the others mean.
"""

import argparse
import json
import sys
from pathlib import Path

import cfnlint.version
from cfnlint.schema._schema import Schema

CFN_LINT = "1.58.0"
REGION = "us-east-1"
REPOSITORY = Path(__file__).resolve().parents[2]
TABLE = REPOSITORY / "Sources/CloudFormation/Generated/ResourceTypes+Table.swift"
SCHEMAS = Path(cfnlint.version.__file__).parent / "data" / "schemas"

# The letters are read by ResourceTypeFacts.swift.
FLAGS = {
    "attributes": "a",
    "required": "r",
    "createOnly": "c",
    "conditionalCreateOnly": "m",
    "writeOnly": "w",
    "unordered": "u",
    "jsonDocuments": "j",
    "tags": "t",
}
NO_PROPERTY = "-"
MAXIMUM_DEPTH = 12

# cfn-lint's attribute names are regular expressions where any name is allowed; ours are paths whose last element is `*`.
ANY_NAME = {r"Outputs\..*": "Outputs.*", ".*": "*"}

# Corrections by hand: {type: {fact: paths}}, each with its reason above it. None is needed for cfn-lint 1.58.0.
CORRECTIONS: dict[str, dict[str, list[str]]] = {}


def path(pointer):
    """A JSON pointer into a schema as a path of property names."""
    return ".".join(part for part in pointer.split("/")[1:] if part not in ("properties", "items"))


def paths(schema, keyword):
    return {path(pointer) for pointer in schema.get(keyword, [])}


def walk(schema, node, here, facts, seen=frozenset(), depth=0):
    """Collects unordered arrays and JSON documents below a node; definitions that contain themselves end the walk."""
    if not isinstance(node, dict) or depth > MAXIMUM_DEPTH:
        return
    reference = node.get("$ref", "")
    if reference.startswith("#/definitions/"):
        if reference not in seen:
            definition = schema.get("definitions", {}).get(reference.removeprefix("#/definitions/"), {})
            walk(schema, definition, here, facts, seen | {reference}, depth + 1)
        return
    types = node.get("type", [])
    types = [types] if isinstance(types, str) else types
    if "array" in types or "items" in node:
        if node.get("insertionOrder") is False:
            facts["unordered"].add(here)
        walk(schema, node.get("items", {}), f"{here}.*", facts, seen, depth + 1)
    properties = node.get("properties", {})
    if "object" in types and not properties and not node.get("patternProperties") and "$ref" not in node:
        facts["jsonDocuments"].add(here)
    for name, value in properties.items():
        walk(schema, value, f"{here}.{name}", facts, seen, depth + 1)
    for keyword in ("oneOf", "anyOf", "allOf"):
        for value in node.get(keyword, []):
            walk(schema, value, here, facts, seen, depth + 1)


def tag_property(schema):
    declared = (schema.get("tagging") or {}).get("tagProperty")
    if declared:
        return {path(declared)}
    return {"Tags"} & schema["properties"].keys()


def facts_of(schema):
    """The facts of one schema: a set of paths for each."""
    facts = {
        "properties": set(schema["properties"]),
        "attributes": {ANY_NAME.get(name, name) for name in Schema(schema).get_atts},
        "required": set(schema.get("required", [])),
        "createOnly": paths(schema, "createOnlyProperties"),
        "conditionalCreateOnly": paths(schema, "conditionalCreateOnlyProperties"),
        "writeOnly": paths(schema, "writeOnlyProperties"),
        "unordered": set(),
        "jsonDocuments": set(),
        "tags": tag_property(schema),
    }
    for name, value in schema["properties"].items():
        walk(schema, value, name, facts)
    if schema.get("patternProperties") or schema.get("additionalProperties") is not False:
        facts["properties"].add("*")
    facts |= {fact: set(paths) for fact, paths in CORRECTIONS.get(schema["typeName"], {}).items()}
    return facts


def all_facts():
    digests = json.loads((SCHEMAS / "providers" / f"{REGION}.json").read_text())
    return {
        name: facts_of(json.loads((SCHEMAS / "resources" / f"{digest}.json").read_text()))
        for name, digest in sorted(digests.items())
    }


class Node:
    """A step of a path, with the facts that hold for the path that ends here."""

    def __init__(self):
        self.flags = ""
        self.children = {}

    def at(self, path):
        node = self
        for name in path.split("."):
            node = node.children.setdefault(name, Node())
        return node

    def encoded(self, name):
        chain = not self.flags and len(self.children) == 1
        if chain:
            [(next_name, child)] = self.children.items()
            return child.encoded(f"{name}.{next_name}")
        flags = f":{self.flags}" if self.flags else ""
        below = f"{{{self.encoded_children()}}}" if self.children else ""
        return f"{name}{flags}{below}"

    def encoded_children(self):
        return " ".join(child.encoded(name) for name, child in sorted(self.children.items()))


def line(name, facts):
    root = Node()
    for fact, flag in FLAGS.items():
        for path in facts[fact]:
            root.at(path).flags += flag
    for property_name in facts["properties"]:
        root.at(property_name)
    for top_level in root.children.keys() - facts["properties"]:
        root.children[top_level].flags += NO_PROPERTY
    encoded = f"{name} {root.encoded_children()}"
    for character in '"\\#\n':
        assert character not in encoded, f"{name} has a character that the literal cannot hold"
    return encoded.rstrip()


def table():
    types = all_facts()
    lines = "\n".join(line(name, facts) for name, facts in types.items())
    return f'''\
// swift-format-ignore-file
// Generated by Tests/Tools/generate_resource_types.py from cfn-lint {CFN_LINT}; do not edit.

extension ResourceTypeFacts {{
    /// The facts of {len(types):,} resource types, a line each, sorted by name; the generator describes the format.
    ///
    /// - Source: the provider schemas of {REGION} that cfn-lint {CFN_LINT} ships.
    static let table: StaticString = """
{lines}

"""
}}
'''


def check():
    if TABLE.exists() and TABLE.read_text() == table():
        return 0
    name = TABLE.relative_to(REPOSITORY)
    print(f"{name} is stale: run Tests/Tools/generate_resource_types.py and commit what it writes.", file=sys.stderr)
    return 1


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    modes = parser.add_mutually_exclusive_group()
    modes.add_argument("--check", action="store_true", help="compare the committed table with a fresh one")
    modes.add_argument("--json", action="store_true", help="print the facts as JSON")
    arguments = parser.parse_args()
    if cfnlint.version.__version__ != CFN_LINT:
        print(f"cfn-lint {CFN_LINT} is needed, {cfnlint.version.__version__} is installed.", file=sys.stderr)
        return 2
    if arguments.check:
        return check()
    if arguments.json:
        print(json.dumps(all_facts(), default=sorted, separators=(",", ":")))
    else:
        TABLE.write_text(table())
    return 0


if __name__ == "__main__":
    sys.exit(main())
