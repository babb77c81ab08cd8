#!/usr/bin/env python3
"""Makes the fixtures of the YAML test suite of a checkout of it.

    generate_yaml_test_suite.py CHECKOUT OUTPUT_FOLDER

Writes `cases.jsonl`, a case a line with the meaning that the suite gives it, and `excluded.tsv`, the cases that no
template can be, with the reason, found by the suite's own events. What is read otherwise, or refused for a reason that
the events do not show, is judged in READINGS and REFUSALS below. Needs PyYAML.
"""

import json
import pathlib
import re
import sys

import yaml

SPACES = "brackets and quotes go on at any indentation, as in libyaml: people close a bracket in column 1"
END = "YAML 1.2 only: the end of input counts as a line break; PyYAML and libyaml read YAML 1.1 without it"

# Cases that are read otherwise than the suite says: why, and what they are read as.
READINGS = {
    "9C9N": (SPACES, {"flow": ["a", "b", "c"]}),
    "DK95/01": (SPACES, {"foo": "bar baz"}),
    "QB6E": (SPACES, {"quoted": "a b c"}),
    "VJP3/00": (SPACES, {"k": {"k": "v"}}),
    "Y79Y/03": (SPACES, [["foo", "foo"]]),
    "JEF9/02": (END, [""]),
    "L24T/01": (END, {"foo": "x\n "}),
    "UKK6/02": ("YAML 1.1, section 3.3.2: the tag ! makes a scalar text; the suite's events have it, its JSON not", ""),
    "SM9W/01": ("the suite's events have a mapping here, its JSON is null", {"": None}),
}
# Cases that are refused, for a reason that the events do not show.
REFUSALS = {
    "ZYU8/02": "YAML 1.1, section 7.1.1: %YAML has one version; the suite's own case H7TQ says so",
}
CORE = "tag:yaml.org,2002:"
TYPES = {CORE + name for name in ("map", "seq", "str", "null", "bool", "int", "float")}


def cases(suite):
    """The cases of the suite in order; within a file, a case takes over what it does not say from the one before."""
    for path in sorted(suite.glob("src/*.yaml")):
        entries = yaml.load(path.read_text(), Loader=yaml.BaseLoader)
        case = {}
        for index, entry in enumerate(entries):
            case = {**case, **entry}
            for key in ("fail", "skip"):
                if key not in entry:
                    case.pop(key, None)
            name = path.stem if len(entries) == 1 else f"{path.stem}/{index:02}"
            yield name, {**case, "yaml": visible(case["yaml"])}


def visible(text):
    """The document itself, for which the suite has signs in place of white space."""
    text = re.sub("—*»", "\t", text.replace("␣", " "))
    text = text.replace("←", "\r").replace("⇔", "\ufeff").replace("↵", "")
    return re.sub("∎\n$", "", text)


class Excluded(Exception):
    """The kind of an exclusion and its reason."""


class Repeated(Exception):
    pass


def meaning(tree):
    """The value that the suite's events make, or Excluded."""
    events = [line.strip() for line in tree.splitlines()]
    if sum(event.startswith("+DOC") for event in events) != 1:
        raise Excluded("documents", "a template is one document")
    for event in events:
        tag = re.match(r"(?:=VAL|\+MAP|\+SEQ)(?: \[\]| \{\})?(?: &\S+)? <([^>]*)>", event)
        if tag and tag[1] not in TYPES and tag[1] != "!":
            raise Excluded("tag", f"the tag {tag[1]} is none of CloudFormation's")
    position, anchors = 0, {}

    def node():
        nonlocal position
        event = events[position]
        position += 1
        anchor = re.match(r"\S+ (?:(?:\[\]|\{\}) )?&(\S+)", event)
        if event.startswith("=ALI"):
            return anchors[event.split("*", 1)[1]]
        if event.startswith("+SEQ"):
            value = []
            while events[position] != "-SEQ":
                value.append(node()[0])
            position += 1
            value = (value, None)
        elif event.startswith("+MAP"):
            value = {}
            while events[position] != "-MAP":
                key = node()[1]
                if key is None:
                    raise Excluded("key", "a key of a template is text")
                if key in value:
                    raise Repeated
                value[key] = node()[0]
            position += 1
            value = (value, None)
        else:
            value = scalar(event)
        if anchor:
            anchors[anchor[1]] = value
        return value

    position = next(index for index, event in enumerate(events) if event.startswith("+DOC")) + 1
    try:
        return node()[0]
    except Repeated:
        raise Excluded("duplicateKey", "a key stands twice") from None


def scalar(event):
    """What a scalar means, and its text."""
    style, text = re.match(r"=VAL (?:&\S+ )?(?:<[^>]*> )?([:'\"|>])(.*)$", event).groups()
    text = re.sub(r"\\(.)", lambda match: {"n": "\n", "t": "\t", "b": "\b", "r": "\r"}.get(match[1], match[1]), text)
    if style != ":" or f"<{CORE}str>" in event:
        return text, text
    if re.fullmatch(r"-?(0|[1-9]\d*)(\.\d+)?", text):
        return json.loads(text), text
    return {"": None, "~": None, "null": None, "true": True, "false": False}.get(text, text), text


def main(suite, output):
    written, excluded = [], []
    for name, case in cases(suite):
        line = {"id": name, "name": case["name"], "yaml": case["yaml"]}
        try:
            if name in READINGS:
                reason, reading = READINGS[name]
                excluded.append((name, "reading", reason))
                line["json"] = reading
            elif name in REFUSALS:
                raise Excluded("refused", REFUSALS[name])
            elif "fail" not in case:
                value = meaning(case["tree"])
                line["json"] = json.loads(case["json"]) if "json" in case else value
        except Excluded as exclusion:
            excluded.append((name, *exclusion.args))
        written.append(json.dumps(line, ensure_ascii=False))
    (output / "cases.jsonl").write_text("\n".join(written) + "\n")
    (output / "excluded.tsv").write_text("".join("\t".join(row) + "\n" for row in excluded))


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]))
