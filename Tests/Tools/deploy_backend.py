"""Deploys the vendor's own stack into a local AWS as far as its services go, tries what is there, and reports it as JSON.

Two stacks at once, one with a topic for alarms: create, look at everything, let a message fail until it is given up, delete.
`leftOut` names the resource types that were taken out of the template because the local AWS does not have them; what refers to
them refers to a name that stands in. Exit 0 with the report on stdout, or 1 with the reason and the stack's events on stderr.
"""

import argparse
import json
import os
import re
import secrets
import sys
import time
from pathlib import Path

from botocore.exceptions import BotoCoreError, ClientError

from deploy_stack import CUSTOMER_ACCOUNT, POLL_SECONDS, LocalAWS, RunFailed

REGION = "us-east-1"
# What the local AWS cannot make: it runs functions in containers, and its tables are in a program that PyPI does not have.
LEFT_OUT = {
    "AWS::DynamoDB::Table": "dynamodb",
    "AWS::Lambda::EventSourceMapping": "lambda",
    "AWS::Lambda::Function": "lambda",
    "AWS::Lambda::Permission": "lambda",
    "AWS::Lambda::Url": "lambda",
}
TOPIC = f"arn:aws:sns:{REGION}:{CUSTOMER_ACCOUNT}:alarms"
PARAMETERS = {
    "PublicURL": "https://scout.example.com",
    "TemplateURL": "https://templates.s3.us-east-1.amazonaws.com/docker-scout-ecr.json",
    "CodeBucket": "code-of-scout",
    "CodeKey": "scout-ecr.zip",
}


# MARK: the template without what is not there


def without_left_out(template):
    """The template without resources of those types, and the types that it had."""
    removed = {name: each for name, each in template["Resources"].items() if each["Type"] in LEFT_OUT}
    rest = dict(template, Resources={k: v for k, v in template["Resources"].items() if k not in removed})
    return with_stand_ins(rest, removed), sorted({each["Type"] for each in removed.values()})


def with_stand_ins(value, removed):
    """A value in which nothing refers to a removed resource any more."""
    if isinstance(value, list):
        return [with_stand_ins(each, removed) for each in value]
    if not isinstance(value, dict):
        return value
    if len(value) == 1:
        (name, argument), = value.items()
        if name == "Ref" and argument in removed:
            return stand_in(removed, argument)
        if name == "Fn::GetAtt" and argument[0] in removed:
            return stand_in(removed, argument[0], argument[1])
        if name == "Fn::Sub" and isinstance(argument, str):
            return {name: re.sub(r"\$\{(\w+)(?:\.(\w+))?\}", lambda found: substituted(found, removed), argument)}
    return {key: with_stand_ins(each, removed) for key, each in value.items()}


def substituted(found, removed):
    return stand_in(removed, *found.groups()) if found[1] in removed else found[0]


def stand_in(removed, name, attribute=None):
    if attribute == "Arn":
        return f"arn:aws:{LEFT_OUT[removed[name]['Type']]}:{REGION}:{CUSTOMER_ACCOUNT}:stand-in/{name}"
    return f"stand-in-{name}"


# MARK: a stack


class Backend:
    """One stack, and what it looks like from outside."""

    def __init__(self, aws, name, seconds, parameters):
        self._aws, self.name, self._seconds, self._parameters = aws, name, seconds, parameters
        self._cloudformation = aws.customer("cloudformation")
        self.report = {}

    def start_creating(self, template):
        self._cloudformation.create_stack(
            StackName=self.name,
            TemplateBody=json.dumps(template),
            Capabilities=["CAPABILITY_IAM"],
            Parameters=[{"ParameterKey": k, "ParameterValue": v} for k, v in self._parameters.items()],
        )

    def finish_creating(self):
        self.report["stackStatus"] = self._await_status("CREATE_COMPLETE")
        resources = self._cloudformation.describe_stack_resources(StackName=self.name)["StackResources"]
        self._physical = {each["LogicalResourceId"]: each["PhysicalResourceId"] for each in resources}
        self._types = {each["LogicalResourceId"]: each["ResourceType"] for each in resources}
        self.report["resources"] = {
            each["LogicalResourceId"]: {"type": each["ResourceType"], "status": each["ResourceStatus"]}
            for each in resources
        }
        self._logical_arns = {}
        for name in self._of_type("AWS::SQS::Queue"):
            self._logical_arns[self._queue_attributes(name)["QueueArn"]] = name

    def look(self):
        self.report["queues"] = {name: self._queue(name) for name in self._of_type("AWS::SQS::Queue")}
        self.report["logGroups"] = self._log_groups()
        self.report["alarms"] = self._alarms()
        self.report["roles"] = {name: self._role(name) for name in self._of_type("AWS::IAM::Role")}

    def fail_message(self, queue, dead_letters):
        """Receives a message again and again without deleting it, as often as the queue gives it."""
        sqs, text = self._aws.customer("sqs"), secrets.token_hex(8)
        sqs.send_message(QueueUrl=self._physical[queue], MessageBody=text)
        received = 0
        while self._receive(sqs, queue):
            received += 1
        given_up = self._receive(sqs, dead_letters)
        self.report["failedMessage"] = {"received": received, "givenUp": given_up == text}

    def delete(self):
        self._cloudformation.delete_stack(StackName=self.name)

    def finish_deleting(self):
        self.report["deleteStatus"] = self._await_status("DELETE_COMPLETE")
        urls = self._aws.customer("sqs").list_queues().get("QueueUrls", [])
        left = [name for name in self._of_type("AWS::SQS::Queue") if self._physical[name] in urls]
        self.report["leftBehind"] = sorted(left) + self._log_groups()

    def events(self):
        events = self._cloudformation.describe_stack_events(StackName=self.name)["StackEvents"]
        return [
            f"{each['LogicalResourceId']} {each['ResourceStatus']} {each.get('ResourceStatusReason', '')}".rstrip()
            for each in reversed(events)
        ]

    # MARK: looking

    def _of_type(self, resource_type):
        return [name for name, each in self._types.items() if each == resource_type]

    def _queue_attributes(self, name):
        sqs = self._aws.customer("sqs")
        return sqs.get_queue_attributes(QueueUrl=self._physical[name], AttributeNames=["All"])["Attributes"]

    def _queue(self, name):
        attributes = self._queue_attributes(name)
        report = {
            "visibilityTimeout": int(attributes["VisibilityTimeout"]),
            "retention": int(attributes["MessageRetentionPeriod"]),
            "encrypted": attributes["SqsManagedSseEnabled"] == "true",
        }
        if "RedrivePolicy" in attributes:
            policy = json.loads(attributes["RedrivePolicy"])
            report["receives"] = int(policy["maxReceiveCount"])
            report["deadLetters"] = self._logical_arns.get(policy["deadLetterTargetArn"])
        if "RedriveAllowPolicy" in attributes:
            policy = json.loads(attributes["RedriveAllowPolicy"])
            report["source"] = [self._logical_arns.get(each) for each in policy["sourceQueueArns"]]
        return report

    def _receive(self, sqs, name):
        # The time that the queue hides a message for would be the test's; receiving may set it for each message.
        answer = sqs.receive_message(QueueUrl=self._physical[name], VisibilityTimeout=0, WaitTimeSeconds=1)
        return next((each["Body"] for each in answer.get("Messages", [])), None)

    def _log_groups(self):
        """The log groups' names without what is the stack's own. LocalStack ignores for how long they keep what they have."""
        logs = self._aws.customer("logs")
        groups = logs.describe_log_groups(logGroupNamePrefix=f"/aws/lambda/{self.name}-")["logGroups"]
        return sorted(each["logGroupName"].removeprefix(f"/aws/lambda/{self.name}-") for each in groups)

    def _alarms(self):
        names = [self._physical[name] for name in self._of_type("AWS::CloudWatch::Alarm")]
        alarms = self._aws.customer("cloudwatch").describe_alarms(AlarmNames=names)["MetricAlarms"]
        queues = {self._physical[name].rsplit("/", 1)[-1]: name for name in self._of_type("AWS::SQS::Queue")}
        logical = {self._physical[name]: name for name in self._of_type("AWS::CloudWatch::Alarm")}
        return {
            logical[each["AlarmName"]]: {
                "metric": f"{each['Namespace']} {each['MetricName']}",
                "of": [queues.get(dimension["Value"], dimension["Value"]) for dimension in each["Dimensions"]],
                "actions": each["AlarmActions"] + each["OKActions"],
            }
            for each in alarms
        }

    def _role(self, name):
        """The role's statements: what is allowed by whose ARN, queues by their logical ids."""
        iam = self._aws.customer("iam")
        statements = {}
        for policy in iam.list_role_policies(RoleName=self._physical[name])["PolicyNames"]:
            document = iam.get_role_policy(RoleName=self._physical[name], PolicyName=policy)["PolicyDocument"]
            for each in document["Statement"]:
                resources = each["Resource"] if isinstance(each["Resource"], list) else [each["Resource"]]
                statements[each["Sid"]] = [self._logical_arns.get(arn, arn) for arn in resources]
        return statements

    def _await_status(self, wanted):
        deadline = time.monotonic() + self._seconds
        while (status := self._status()) != wanted:
            if not status.endswith("_IN_PROGRESS") or time.monotonic() >= deadline:
                raise RunFailed(f"{self.name}: expected {wanted} within {self._seconds} seconds, the stack is {status}")
            time.sleep(POLL_SECONDS)
        return status

    def _status(self):
        stacks = self._cloudformation.list_stacks()["StackSummaries"]
        return next(each["StackStatus"] for each in stacks if each["StackName"] == self.name)


def run(arguments):
    aws = LocalAWS(arguments.endpoint_url, REGION)
    template, left_out = without_left_out(json.loads(arguments.template.read_text()))
    marker = secrets.token_hex(4)
    backends = [
        Backend(aws, f"backend-{marker}-silent", arguments.timeout, PARAMETERS),
        Backend(aws, f"backend-{marker}-telling", arguments.timeout, PARAMETERS | {"AlarmTopicArn": TOPIC}),
    ]
    try:
        for each in backends:
            each.start_creating(template)
        for each in backends:
            each.finish_creating()
            each.look()
            each.fail_message("ImageQueue", "ImageDeadLetterQueue")
        for each in backends:
            each.delete()
        for each in backends:
            each.finish_deleting()
    except (RunFailed, ClientError, BotoCoreError, KeyError):
        for each in backends:
            print("\n".join(each.events()), file=sys.stderr)
        raise
    return {"leftOut": left_out, "stacks": [each.report for each in backends]}


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--template", type=Path, required=True, help="the stack's template, JSON")
    parser.add_argument("--endpoint-url", required=True, help="the local AWS, for example http://127.0.0.1:4566")
    parser.add_argument("--timeout", type=float, default=120, help="seconds that each single wait may take (120)")
    arguments = parser.parse_args()
    os.environ |= {"AWS_CONFIG_FILE": os.devnull, "AWS_SHARED_CREDENTIALS_FILE": os.devnull}
    try:
        print(json.dumps(run(arguments), indent=2, sort_keys=True))
    except (RunFailed, ClientError, BotoCoreError, KeyError, OSError, ValueError) as failure:
        print(f"deploy_backend: {failure!r}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
