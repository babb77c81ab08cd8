"""Prints the properties of resource types and of the property types that they use, as cfn-lint's schemas have them.

    list_property_types.py AWS::SNS::Topic …

One JSON object: resource type to definition (the empty name is the resource itself) to sorted names. Properties that only AWS
sets are left out, and so are definitions that no property that can be set uses.
"""

import json
import sys

import cfnlint.schema


def schema_of(resource_type):
    manager = cfnlint.schema.PROVIDER_SCHEMA_MANAGER
    return manager.get_resource_schema("us-east-1", resource_type).schema


def read_only(schema):
    """The names of top-level properties that only AWS sets."""
    pointers = [pointer.split("/")[2:] for pointer in schema.get("readOnlyProperties", [])]
    return {pointer[0] for pointer in pointers if len(pointer) == 1}


def references(value):
    """The names of the definitions that a part of a schema uses."""
    if isinstance(value, dict):
        for key, below in value.items():
            if key == "$ref" and isinstance(below, str):
                yield below.rsplit("/", 1)[-1]
            else:
                yield from references(below)
    elif isinstance(value, list):
        for below in value:
            yield from references(below)


def property_types(schema):
    properties = {name: below for name, below in schema["properties"].items() if name not in read_only(schema)}
    found = {"": sorted(properties)}
    pending = list(references(properties))
    while pending:
        name = pending.pop()
        definition = schema["definitions"][name]
        if name not in found and "properties" in definition:
            found[name] = sorted(definition["properties"])
            pending += references(definition)
    return found


def main():
    print(json.dumps({name: property_types(schema_of(name)) for name in sys.argv[1:]}, indent=2))


if __name__ == "__main__":
    main()
