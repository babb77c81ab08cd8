"""Plays CloudFormation's part of an SNS-backed custom resource.

The request goes to the topic that ServiceToken names; the answer is the object that the receiver puts at a presigned
S3 URL, which is what CloudFormation itself hands out.
Source: AWS CloudFormation User Guide, "Custom resource reference".
"""

import json
import time
import uuid
from pathlib import Path

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError
from localstack.services.cloudformation.resource_provider import (
    OperationStatus,
    ProgressEvent,
    ResourceProvider,
)

BUCKET = "cloudformation-custom-resource-response"
SUBJECT = "AWS CloudFormation custom resource request"
URL_SECONDS = 7200
# CloudFormation waits an hour when the resource does not say; a test should not.
DEFAULT_SERVICE_TIMEOUT = 60
POLL_SECONDS = 0.2
# How long a receiver may take to confirm its subscription. AWS does not wait, but its roles take longer than this to make.
CONFIRMATION_SECONDS = 5


class CustomResourceProvider(ResourceProvider):
    TYPE = "AWS::CloudFormation::CustomResource"
    SCHEMA = json.loads(Path(__file__).with_name("schema.json").read_text())

    def create(self, request):
        return self._exchange(request, "Create", request.desired_state)

    def update(self, request):
        previous = request.previous_state or {}
        extra = {
            "PhysicalResourceId": previous.get("PhysicalResourceId"),
            "OldResourceProperties": _stringified(_properties(previous)),
        }
        return self._exchange(request, "Update", request.desired_state, extra)

    def delete(self, request):
        state = request.previous_state or request.desired_state
        extra = {"PhysicalResourceId": state.get("PhysicalResourceId", "none")}
        return self._exchange(request, "Delete", state, extra)

    def read(self, request):
        raise NotImplementedError

    def _exchange(self, request, request_type, state, extra=None):
        """Ask the receiver, wait for its answer, and say what CloudFormation would say of it."""
        properties = _properties(state)
        request_id = str(uuid.uuid4())
        s3 = request.aws_client_factory.s3
        _make_bucket(s3)
        message = {
            "RequestType": request_type,
            "ServiceToken": properties["ServiceToken"],
            "ResponseURL": _presigned_url(s3, request.account_id, request_id),
            "StackId": request.stack_id,
            "RequestId": request_id,
            "LogicalResourceId": request.logical_resource_id,
            "ResourceType": request.resource_type,
            "ResourceProperties": _stringified(properties),
            **(extra or {}),
        }
        sns = request.aws_client_factory.sns
        _await_confirmation(sns, properties["ServiceToken"])
        sns.publish(
            TopicArn=properties["ServiceToken"], Subject=SUBJECT, Message=json.dumps(message)
        )

        answer = _await_answer(s3, request_id, float(properties.get("ServiceTimeout", DEFAULT_SERVICE_TIMEOUT)))
        if answer is None:
            return _failed(
                "CloudFormation did not receive a response from your Custom Resource. "
                f"Please check your logs for requestId [{request_id}]."
            )
        if answer.get("Status") != "SUCCESS":
            return _failed(
                "Received response status [FAILED] from custom resource. "
                f"Message returned: {answer.get('Reason')} (RequestId: {request_id})"
            )
        model = properties | {"PhysicalResourceId": answer["PhysicalResourceId"]} | (answer.get("Data") or {})
        return ProgressEvent(status=OperationStatus.SUCCESS, resource_model=model)


def _properties(state):
    """The template's properties: the state holds the physical id as well."""
    return {key: value for key, value in state.items() if key != "PhysicalResourceId"}


def _failed(message):
    return ProgressEvent(status=OperationStatus.FAILED, resource_model={}, message=message)


def _make_bucket(s3):
    region = s3.meta.region_name
    location = {} if region == "us-east-1" else {"CreateBucketConfiguration": {"LocationConstraint": region}}
    try:
        s3.create_bucket(Bucket=BUCKET, **location)
    except (s3.exceptions.BucketAlreadyOwnedByYou, s3.exceptions.BucketAlreadyExists):
        pass  # made by an earlier request, or by another account of this LocalStack


def _presigned_url(s3, account_id, key):
    """A URL whose signature covers the Content-Type, which is empty, as in CloudFormation's own URLs.

    LocalStack checks signatures against the secret `test`, and its internal clients sign with another one. Signature
    version 2 is the one that always covers the Content-Type.
    """
    signer = boto3.session.Session().client(
        "s3",
        endpoint_url=s3.meta.endpoint_url,
        region_name=s3.meta.region_name,
        aws_access_key_id=account_id,
        aws_secret_access_key="test",
        config=Config(signature_version="s3"),
    )
    return signer.generate_presigned_url("put_object", Params={"Bucket": BUCKET, "Key": key}, ExpiresIn=URL_SECONDS)


def _await_confirmation(sns, topic):
    deadline = time.monotonic() + CONFIRMATION_SECONDS
    while time.monotonic() < deadline:
        subscriptions = sns.list_subscriptions_by_topic(TopicArn=topic)["Subscriptions"]
        if not any(_is_pending(sns, each["SubscriptionArn"]) for each in subscriptions):
            return
        time.sleep(POLL_SECONDS)


def _is_pending(sns, arn):
    if not arn.startswith("arn:"):
        return True
    return sns.get_subscription_attributes(SubscriptionArn=arn)["Attributes"].get("PendingConfirmation") == "true"


def _await_answer(s3, key, seconds):
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        try:
            return json.loads(s3.get_object(Bucket=BUCKET, Key=key)["Body"].read())
        except ClientError as error:
            if error.response["Error"]["Code"] != "NoSuchKey":
                raise
            time.sleep(POLL_SECONDS)
    return None


def _stringified(value):
    """CloudFormation hands every scalar over as a string."""
    if isinstance(value, dict):
        return {key: _stringified(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_stringified(each) for each in value]
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)
