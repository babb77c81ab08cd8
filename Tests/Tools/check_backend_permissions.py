"""Proves that the roles of the vendor's own stack can do what they must and nothing else; prints one JSON object.

Every role is asked for every action on every resource, its own and others', and may do just what `ALLOWED` has. The policy
documents, resolved, are judged by Principal Mapper (`policy_evaluator.py`), and read for what nobody asks for.

Exit 0 when every row is as expected, 1 when one is not, 2 when the check itself could not run. `--self-test` tampers with the
template in several ways, and each must make the check fail.
"""

import argparse
import copy
import json
import sys
from pathlib import Path

import policy_evaluator
from template_resolver import Resolver, UnresolvableExpression

REGION, VENDOR, CUSTOMER, STRANGER = "us-east-1", "111122223333", "123456789012", "999999999999"
STACK, UUID = "scout-backend", "0f9e8d7c-0000-4000-8000-000000000000"
WEB, SETUP, IMAGE = "WebRole", "SetupRole", "ImageRole"

# MARK: what there is to touch


def arn(service, rest, account=VENDOR):
    return f"arn:aws:{service}:{REGION}:{account}:{rest}"


def role_arn(name, account=CUSTOMER):
    return f"arn:aws:iam::{account}:role/{name}"


TABLE = arn("dynamodb", f"table/{STACK}-Table-1A2B3C4D5E6F")
ITEMS = {"table": TABLE, "index": f"{TABLE}/index/byOrganization", "other table": arn("dynamodb", "table/other")}
QUEUES = {
    "setup queue": arn("sqs", f"scout-setup-{UUID}"),
    "image queue": arn("sqs", f"scout-images-{UUID}"),
    "setup dead letters": arn("sqs", f"scout-setup-dead-letters-{UUID}"),
    "image dead letters": arn("sqs", f"scout-images-dead-letters-{UUID}"),
    "another stack's queue": arn("sqs", "scout-setup-11111111-0000-4000-8000-000000000000"),
    "a stranger's queue": arn("sqs", f"scout-setup-{UUID}", STRANGER),
}


def log_stream(function):
    return arn("logs", f"log-group:/aws/lambda/{STACK}-{function}:log-stream:2026/01/01/[$LATEST]0a1b2c")


LOGS = {name: log_stream(name) for name in ("WebFunction", "SetupFunction", "ImageFunction", "OtherFunction")}
# Names as CloudFormation makes them: of the stack, cut where it is long, the logical id and random characters.
ROLES = {
    "set-up role": role_arn("Scout-AssumeRoleScoutSetup-1A2B3C4D5E6F"),
    "set-up role of a long stack": role_arn("the-name-of-a-stack-of-mor-AssumeRoleScoutSetup-1A2B3C4D5E6F"),
    "registry role": role_arn("Scout-AssumeRoleEcrAccess-1A2B3C4D5E6F"),
    "registry role of a long stack": role_arn("the-name-of-a-stack-of-mor-AssumeRoleEcrAccess-1A2B3C4D5E6F"),
    "event role": role_arn("Scout-InvokeApiRole-1A2B3C4D5E6F"),
    "administrator": role_arn("Administrator"),
    "administrator of the vendor": role_arn("Administrator", VENDOR),
    "set-up role of another partition": role_arn("Scout-AssumeRoleScoutSetup-1").replace("arn:aws:", "arn:aws-cn:"),
}

# Actions by the resources on which they are tried.
ACTIONS = {
    "dynamodb": (
        ITEMS,
        [
            "GetItem", "PutItem", "UpdateItem", "DeleteItem", "Query", "Scan", "BatchWriteItem", "DeleteTable",
            "UpdateTable", "UpdateTimeToLive", "ExportTableToPointInTime", "PutResourcePolicy",
        ],
    ),
    "sqs": (
        QUEUES,
        [
            "SendMessage", "ReceiveMessage", "DeleteMessage", "GetQueueAttributes", "ChangeMessageVisibility",
            "PurgeQueue", "DeleteQueue", "SetQueueAttributes", "AddPermission",
        ],
    ),
    "logs": (LOGS, ["CreateLogStream", "PutLogEvents", "CreateLogGroup", "DeleteLogStream", "GetLogEvents"]),
    "sts": (ROLES, ["AssumeRole", "TagSession"]),
    "xray": ({"traces": "*"}, ["PutTraceSegments", "PutTelemetryRecords", "GetTraceSummaries"]),
    "iam": (ROLES, ["PassRole", "PutRolePolicy", "UpdateAssumeRolePolicy"]),
    "lambda": ({"web function": arn("lambda", f"function:{STACK}-WebFunction")}, ["InvokeFunction", "UpdateFunctionCode"]),
    "secretsmanager": ({"a secret": arn("secretsmanager", "secret:any-AbCdEf")}, ["GetSecretValue", "PutSecretValue"]),
}

# MARK: what is allowed


def allowing(role, service, actions, *names):
    return {(role, f"{service}:{action}", name) for action in actions for name in names}


RECEIVING = ["ReceiveMessage", "DeleteMessage", "GetQueueAttributes", "ChangeMessageVisibility"]
ALLOWED = (
    allowing(WEB, "dynamodb", ["GetItem", "PutItem", "DeleteItem"], "table")
    | allowing(SETUP, "dynamodb", ["GetItem", "PutItem"], "table")
    | allowing(IMAGE, "dynamodb", ["GetItem", "PutItem"], "table")
    | allowing(WEB, "sqs", ["SendMessage"], "setup queue", "image queue")
    | allowing(SETUP, "sqs", RECEIVING, "setup queue")
    | allowing(IMAGE, "sqs", [*RECEIVING, "SendMessage"], "image queue")
    | allowing(SETUP, "sts", ["AssumeRole"], "set-up role", "set-up role of a long stack")
    | allowing(IMAGE, "sts", ["AssumeRole"], "registry role", "registry role of a long stack")
)
for each_role in (WEB, SETUP, IMAGE):
    own_logs = each_role.removesuffix("Role") + "Function"
    ALLOWED |= allowing(each_role, "dynamodb", ["Query"], "table", "index")
    ALLOWED |= allowing(each_role, "logs", ["CreateLogStream", "PutLogEvents"], own_logs)
    ALLOWED |= allowing(each_role, "xray", ["PutTraceSegments", "PutTelemetryRecords"], "traces")

# Resource types that grant rights beside a role's own inline policies: with one of them the roles' documents are not all.
GRANTING_TYPES = {
    "AWS::IAM::Group", "AWS::IAM::GroupPolicy", "AWS::IAM::ManagedPolicy", "AWS::IAM::Policy", "AWS::IAM::RolePolicy",
    "AWS::IAM::User", "AWS::IAM::UserPolicy", "AWS::SQS::QueuePolicy", "AWS::SQS::QueueInlinePolicy",
}


# MARK: the check


def make_resolver(template):
    names = {
        "AWS::AccountId": VENDOR, "AWS::Partition": "aws", "AWS::Region": REGION, "AWS::StackName": STACK,
        "AWS::StackId": f"arn:aws:cloudformation:{REGION}:{VENDOR}:stack/{STACK}/{UUID}",
    }
    resolver = Resolver(names, {("Table", "Arn"): TABLE})
    for logical_id, resource in template["Resources"].items():
        properties = resource.get("Properties", {})
        match resource["Type"]:
            case "AWS::SQS::Queue":
                resolver.attributes[logical_id, "Arn"] = arn("sqs", resolver.resolve(properties["QueueName"]))
            case "AWS::Logs::LogGroup":
                name = resolver.resolve(properties["LogGroupName"])
                resolver.attributes[logical_id, "Arn"] = arn("logs", f"log-group:{name}:*")
    return resolver


def row(role, action, resource, expected, actual):
    return {"role": role, "action": action, "resource": resource, "expected": expected, "actual": actual}


def verdict(allowed):
    return "allowed" if allowed else "denied"


def as_list(value):
    return value if isinstance(value, list) else [value]


def check(template):
    resolver = make_resolver(template)
    granting = sorted({each["Type"] for each in template["Resources"].values()} & GRANTING_TYPES)
    yield row("template", "types that grant rights", "*", "none", ", ".join(granting) or "none")
    roles = {k: v["Properties"] for k, v in template["Resources"].items() if v["Type"] == "AWS::IAM::Role"}
    yield row("template", "roles", "*", ", ".join(sorted([WEB, SETUP, IMAGE])), ", ".join(sorted(roles)))
    for name, properties in roles.items():
        properties = resolver.resolve(properties)
        yield row(name, "managed policies", "*", "none", ", ".join(properties.get("ManagedPolicyArns", [])) or "none")
        documents = [policy["PolicyDocument"] for policy in properties["Policies"]]
        yield from check_documents(name, documents)
        yield from check_actions(name, documents)
        yield from check_trust(name, properties["AssumeRolePolicyDocument"])


def check_documents(role, documents):
    """The complete list of a role's actions: one that no row asks for would not be noticed otherwise."""
    statements = [each for document in documents for each in as_list(document["Statement"])]
    granted = {action for each in statements for action in as_list(each.get("Action", "NotAction"))}
    expected = {action for allowed_role, action, _ in ALLOWED if allowed_role == role}
    yield row(role, "granted actions", "*", ", ".join(sorted(expected)), ", ".join(sorted(granted)))


def check_actions(role, documents):
    own_arn = role_arn(f"{STACK}-{role}-1A2B3C4D5E6F", VENDOR)
    context = {"aws:PrincipalAccount": VENDOR, "aws:PrincipalArn": own_arn, "aws:RequestedRegion": REGION}
    for service, (resources, actions) in ACTIONS.items():
        for action in (f"{service}:{each}" for each in actions):
            for name, resource in resources.items():
                permitted = policy_evaluator.permits(own_arn, documents, action, resource, context)
                yield row(role, action, name, verdict((role, action, name) in ALLOWED), verdict(permitted))


def check_trust(role, trust):
    own_arn = role_arn(f"{STACK}-{role}-1A2B3C4D5E6F", VENDOR)
    cases = [
        ("lambda.amazonaws.com", "sts:AssumeRole", "allowed"),
        ("lambda.amazonaws.com", "sts:TagSession", "denied"),
        ("events.amazonaws.com", "sts:AssumeRole", "denied"),
        (f"arn:aws:iam::{VENDOR}:user/developer", "sts:AssumeRole", "denied"),
        (f"arn:aws:iam::{STRANGER}:role/any", "sts:AssumeRole", "denied"),
    ]
    for principal, action, expected in cases:
        trusted = policy_evaluator.trusts(trust, own_arn, principal, action, {})
        yield row(role, f"trust {action}", principal, expected, verdict(trusted))


def failures(checks):
    return [each for each in checks if each["expected"] != each["actual"]]


# MARK: the check of the check


def statement(template, role, sid):
    for policy in template["Resources"][role]["Properties"]["Policies"]:
        for each in policy["PolicyDocument"]["Statement"]:
            if each["Sid"] == sid:
                return each
    raise ValueError(f"{role} has no statement {sid}")


def setting(role, sid, key, value):
    return lambda template: statement(template, role, sid).update({key: value})


def adding_type(resource_type):
    return lambda template: template["Resources"].update({"More": {"Type": resource_type}})


def trusting(principal):
    def change(template):
        trust = template["Resources"][WEB]["Properties"]["AssumeRolePolicyDocument"]
        trust["Statement"][0]["Principal"] = principal

    return change


ANY_ROLE = {"Fn::Sub": "arn:${AWS::Partition}:iam::*:role/*"}
# What is done, and the role and action whose rows must fail then.
TAMPERINGS = [
    ("images: may assume any role", setting(IMAGE, "AssumeCustomersRole", "Resource", ANY_ROLE), IMAGE, "sts:AssumeRole"),
    ("set-ups: may assume none", setting(SETUP, "AssumeCustomersRole", "Resource", "arn:aws:s3:::x"), SETUP, "sts:AssumeRole"),
    ("web: may receive", setting(WEB, "SendMessages", "Action", ["sqs:*"]), WEB, "sqs:ReceiveMessage"),
    ("web: may send to any queue", setting(WEB, "SendMessages", "Resource", "*"), WEB, "sqs:SendMessage"),
    ("set-ups: may read images", setting(SETUP, "ReceiveMessages", "Resource", "*"), SETUP, "sqs:ReceiveMessage"),
    ("images: may use any table", setting(IMAGE, "ReadAndWriteItems", "Resource", "*"), IMAGE, "dynamodb:PutItem"),
    ("images: may delete items", setting(IMAGE, "ReadAndWriteItems", "Action", ["dynamodb:*Item"]), IMAGE, "dynamodb:DeleteItem"),
    ("web: may write any log", setting(WEB, "WriteLogs", "Resource", "*"), WEB, "logs:PutLogEvents"),
    ("web: has a right that nobody asks for", setting(WEB, "WriteTraces", "Action", ["xray:*"]), WEB, "granted actions"),
    ("web: trusts everybody", trusting("*"), WEB, "trust sts:AssumeRole"),
    ("a queue policy", adding_type("AWS::SQS::QueuePolicy"), "template", "types that grant rights"),
    ("one more role", lambda t: t["Resources"].update({"More": t["Resources"][WEB]}), "template", "roles"),
]


def self_test(template):
    results = []
    for name, change, role, action in TAMPERINGS:
        tampered = copy.deepcopy(template)
        change(tampered)
        found = failures(check(tampered))
        caught = any((each["role"], each["action"]) == (role, action) for each in found)
        results.append({"tampering": name, "failures": len(found), "caught": caught})
    return results


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--template", type=Path, required=True, help="the template, JSON")
    parser.add_argument("--self-test", action="store_true", help="check tampered copies as well; each must fail")
    arguments = parser.parse_args()
    try:
        template = json.loads(arguments.template.read_text())
        checks = list(check(template))
        report = {"checks": checks, "failures": failures(checks)}
        if arguments.self_test:
            report["selfTest"] = self_test(template)
    except (UnresolvableExpression, OSError, KeyError, ValueError) as failure:
        print(f"check_backend_permissions: {type(failure).__name__}: {failure}", file=sys.stderr)
        return 2
    print(json.dumps(report, indent=2))
    missed = [each for each in report.get("selfTest", []) if not each["caught"]]
    return 1 if report["failures"] or missed else 0


if __name__ == "__main__":
    sys.exit(main())
