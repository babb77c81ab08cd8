"""Deploys the Scout stack into a local AWS, plays the vendor and the customer, and reports what happened as JSON.

Create, an event that must not match, an event that must, delete. The vendor's side is `stand_in_receiver.py`. Exit 0 with
the report on stdout, or 1 with the reason and the stack's events on stderr. Every wait has a limit (`--timeout`).
"""

import argparse
import json
import os
import secrets
import sys
import time
from pathlib import Path

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from stand_in_receiver import API_KEY_HEADER, StandInReceiver

VENDOR_ACCOUNT = "111122223333"
CUSTOMER_ACCOUNT = "000000000000"
POLL_SECONDS = 0.25
CLEANUP_SECONDS = 30
EVENT_SOURCE, EVENT_DETAIL_TYPE = "aws.ecr", "ECR Image Action"


class RunFailed(Exception):
    """The stack did not do what it must; the message says what was expected and what was seen."""


class LocalAWS:
    """Clients for the customer's account and, with other credentials, the vendor's.

    LocalStack takes a 12-digit access key id for the account.
    """

    def __init__(self, endpoint_url, region):
        self._endpoint_url, self._region = endpoint_url, region
        # A call that hangs must not outlive the run.
        self._config = Config(connect_timeout=5, read_timeout=30, retries={"max_attempts": 2})

    def customer(self, service):
        return self._client(service, {"AccessKeyId": CUSTOMER_ACCOUNT, "SecretAccessKey": "test"})

    def vendor(self, service, credentials):
        return self._client(service, credentials or {"AccessKeyId": VENDOR_ACCOUNT, "SecretAccessKey": "test"})

    def _client(self, service, credentials):
        # A session of its own for every client: the default one is not safe to share between threads.
        return boto3.session.Session().client(
            service,
            endpoint_url=self._endpoint_url,
            region_name=self._region,
            aws_access_key_id=credentials["AccessKeyId"],
            aws_secret_access_key=credentials["SecretAccessKey"],
            aws_session_token=credentials.get("SessionToken"),
            config=self._config,
        )


class Deployment:
    """One stack and the integration that it belongs to."""

    def __init__(self, aws, receiver, arguments):
        self._aws, self._receiver = aws, receiver
        self._cloudformation = aws.customer("cloudformation")
        self._seconds = arguments.timeout
        self.integration = receiver.add_integration()
        self.name = f"scout-{self.integration.identifier}"
        self.stack_id = None
        self.report = {"stackName": self.name, "integrationId": self.integration.identifier}

    def start_creating(self, template, overrides):
        parameters = {
            "ScoutAccountId": VENDOR_ACCOUNT,
            "SetupEndpoint": self._receiver.setup_endpoint,
            "EventsEndpoint": self._receiver.events_endpoint,
            "IntegrationId": self.integration.identifier,
            "ExternalId": self.integration.external_id,
        } | overrides
        # AWS refuses parameters that the template does not have; LocalStack would not mind.
        declared = {each["ParameterKey"] for each in self._cloudformation.validate_template(TemplateBody=template)["Parameters"]}
        if undeclared := sorted(parameters.keys() - declared):
            raise RunFailed(f"the template has no parameter {', '.join(undeclared)}")
        self.stack_id = self._cloudformation.create_stack(
            StackName=self.name,
            TemplateBody=template,
            Capabilities=["CAPABILITY_NAMED_IAM"],
            Parameters=[{"ParameterKey": k, "ParameterValue": v} for k, v in parameters.items()],
        )["StackId"]

    def finish_creating(self):
        self.report["stackStatus"] = self._await_status("CREATE_COMPLETE", self._seconds)
        resources = self._cloudformation.describe_stack_resources(StackName=self.stack_id)["StackResources"]
        self.report["resources"] = {
            each["LogicalResourceId"]: {
                "type": each["ResourceType"],
                "status": each["ResourceStatus"],
                "physicalId": each.get("PhysicalResourceId"),
            }
            for each in resources
        }
        stack = self._cloudformation.describe_stacks(StackName=self.stack_id)["Stacks"][0]
        self.report["outputs"] = {each["OutputKey"]: each["OutputValue"] for each in stack.get("Outputs", [])}
        self._describe_topic()
        if self.integration.api_key is None:
            raise RunFailed(f"{self.name}: the stack is complete, yet no credentials were asked for")

    def await_event(self, digest):
        delivered = self._receiver.wait_for(lambda: self._deliveries(digest), self._seconds)
        if not delivered:
            raise RunFailed(f"{self.name}: the push event was not delivered within {self._seconds} seconds")
        first = self._deliveries(digest)[0]
        # Header names are compared as HTTP does; the key itself is reported as a comparison only.
        lowered = {name.lower(): value for name, value in first.headers.items()}
        sent_key = lowered.get(API_KEY_HEADER.lower())
        self.report["event"] = {
            "body": first.body,
            "headers": {k: v for k, v in first.headers.items() if k.lower() != API_KEY_HEADER.lower()},
            "apiKeyHeaderPresent": sent_key is not None,
            "apiKeyMatches": sent_key is not None and secrets.compare_digest(sent_key, self.integration.api_key),
        }

    def start_deleting(self):
        if self.stack_id is not None:
            self._cloudformation.delete_stack(StackName=self.stack_id)

    def finish_deleting(self):
        self.report["deleteStatus"] = self.await_deletion(self._seconds)
        # CloudFormation publishes before it waits, so a stack that is gone has been told about.
        if self.integration.request_types[-1:] != ["Delete"]:
            raise RunFailed(f"{self.name}: the last request of the custom resource is not Delete")

    def await_deletion(self, seconds):
        return self._await_status("DELETE_COMPLETE", seconds) if self.stack_id is not None else None

    def finish_report(self, unmatched_digest):
        """What can only be said at the end: all requests, and what did not arrive in all that time."""
        integration = self.integration
        self.report["customResource"] = {
            "requestTypes": integration.request_types,
            "answers": [answer["Status"] for answer in integration.answers],
            "resourceType": integration.requests[0]["ResourceType"],
            "resourceProperties": integration.requests[0]["ResourceProperties"],
        }
        self.report["unmatchedEventDelivered"] = bool(self._deliveries(unmatched_digest))
        if self.report["unmatchedEventDelivered"]:
            raise RunFailed(f"{self.name}: an event with result FAILURE was delivered")
        self.report["receiverFaults"] = integration.faults

    def stack_events(self):
        """One line an event, oldest first, with the reasons of failures."""
        if self.stack_id is None:
            return []
        events = self._cloudformation.describe_stack_events(StackName=self.stack_id)["StackEvents"]
        return [
            f"{event['LogicalResourceId']} {event['ResourceStatus']} {event.get('ResourceStatusReason', '')}".rstrip()
            for event in reversed(events)
        ]

    def _describe_topic(self):
        topics = [each["physicalId"] for each in self.report["resources"].values() if each["type"] == "AWS::SNS::Topic"]
        if len(topics) != 1:
            raise RunFailed(f"{self.name}: expected one topic, found {len(topics)}")
        sns = self._aws.customer("sns")
        attributes = sns.get_topic_attributes(TopicArn=topics[0])["Attributes"]
        subscriptions = sns.list_subscriptions_by_topic(TopicArn=topics[0])["Subscriptions"]
        self.report["subscriptions"] = [
            {"protocol": each["Protocol"], "confirmed": each["SubscriptionArn"].startswith("arn:")}
            for each in subscriptions
        ]
        self.report["signatureVersions"] = {
            "topic": attributes.get("SignatureVersion"),
            "confirmation": self.integration.confirmations[0]["SignatureVersion"],
            "notification": self.integration.notifications[0]["SignatureVersion"],
        }

    def _deliveries(self, digest):
        # Runs that share one local AWS share its event bus, so an event counts by its digest, which is this run's own.
        return [each for each in self.integration.deliveries if each.body["detail"]["image-digest"] == digest]

    def _await_status(self, wanted, seconds):
        deadline = time.monotonic() + seconds
        while (status := self._status()) != wanted:
            if not status.endswith("_IN_PROGRESS"):
                raise RunFailed(f"{self.name}: expected {wanted}, the stack is {status}")
            if time.monotonic() >= deadline:
                raise RunFailed(f"{self.name}: expected {wanted} within {seconds} seconds, the stack is {status}")
            time.sleep(POLL_SECONDS)
        return status

    def _status(self):
        return self._cloudformation.describe_stacks(StackName=self.stack_id)["Stacks"][0]["StackStatus"]


def put_image_event(events, region, result):
    """Put what ECR sends after a push, and return the image's digest, which is unique."""
    digest = "sha256:" + secrets.token_hex(32)
    repository = f"scout/{secrets.token_hex(4)}"
    answer = events.put_events(
        Entries=[
            {
                "Source": EVENT_SOURCE,
                "DetailType": EVENT_DETAIL_TYPE,
                "Resources": [f"arn:aws:ecr:{region}:{CUSTOMER_ACCOUNT}:repository/{repository}"],
                "Detail": json.dumps(
                    {
                        "result": result,
                        "repository-name": repository,
                        "image-digest": digest,
                        "action-type": "PUSH",
                        "image-tag": "latest",
                    }
                ),
            }
        ]
    )
    if answer["FailedEntryCount"]:
        raise RunFailed(f"the event was not accepted: {answer['Entries'][0].get('ErrorMessage')}")
    return digest


def run(arguments):
    aws = LocalAWS(arguments.endpoint_url, arguments.region)
    template = arguments.template.read_text()
    overrides = dict(each.split("=", 1) for each in arguments.parameter)
    with StandInReceiver(aws.vendor, arguments.receiver_port) as receiver:
        deployments = [Deployment(aws, receiver, arguments) for _ in range(arguments.stacks)]
        try:
            for each in deployments:
                each.start_creating(template, overrides)
            for each in deployments:
                each.finish_creating()
            events = aws.customer("events")
            unmatched = put_image_event(events, arguments.region, "FAILURE")
            matched = put_image_event(events, arguments.region, "SUCCESS")
            for each in deployments:
                each.await_event(matched)
            for each in deployments:
                each.start_deleting()
            for each in deployments:
                each.finish_deleting()
            for each in deployments:
                each.finish_report(unmatched)
        except (RunFailed, ClientError, BotoCoreError):
            tell_events_and_remove(deployments)
            raise
        report = json.dumps({"stacks": [each.report for each in deployments]}, indent=2, sort_keys=True)
        if any(key in report for key in receiver.api_keys):
            raise RunFailed("the report would show an API key")
        return report


def tell_events_and_remove(deployments):
    """Leave nothing behind in a local AWS that others use, and say first what happened there.

    The receiver still has to answer the Delete request of each stack, so this waits for the end.
    """
    for each in deployments:
        try:
            for line in each.stack_events() + each.integration.faults:
                print(f"{each.name}: {line}", file=sys.stderr)
            each.start_deleting()
        except (ClientError, BotoCoreError) as fault:
            print(f"{each.name}: could not be examined: {fault}", file=sys.stderr)
    for each in deployments:
        try:
            each.await_deletion(CLEANUP_SECONDS)
        except (RunFailed, ClientError, BotoCoreError) as fault:
            print(f"{each.name}: could not be removed: {fault}", file=sys.stderr)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--template", type=Path, required=True, help="the stack's template, JSON or YAML")
    parser.add_argument("--endpoint-url", required=True, help="the local AWS, for example http://127.0.0.1:4566")
    parser.add_argument("--workdir", type=Path, required=True, help="a folder for report.json")
    parser.add_argument("--stacks", type=int, default=1, help="how many stacks of the template to have at once (1)")
    parser.add_argument("--timeout", type=float, default=120, help="seconds that each single wait may take (120)")
    parser.add_argument("--region", default="us-east-1")
    parser.add_argument("--receiver-port", type=int, default=0, help="the stand-in receiver's port (any free one)")
    parser.add_argument("--parameter", action="append", default=[], metavar="NAME=VALUE", help="one more parameter")
    arguments = parser.parse_args()

    # Only what stands here decides where calls go, not the configuration of whoever runs the tests.
    os.environ |= {"AWS_CONFIG_FILE": os.devnull, "AWS_SHARED_CREDENTIALS_FILE": os.devnull}
    try:
        report = run(arguments)
    except (RunFailed, ClientError, BotoCoreError, OSError, ValueError) as failure:
        print(f"deploy_stack: {failure}", file=sys.stderr)
        return 1
    arguments.workdir.mkdir(parents=True, exist_ok=True)
    (arguments.workdir / "report.json").write_text(report + "\n")
    print(report)
    return 0


if __name__ == "__main__":
    sys.exit(main())
