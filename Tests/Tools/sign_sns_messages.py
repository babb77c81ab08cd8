"""Makes Tests/SetupHandlerTests/Fixtures/messages.json: messages as SNS delivers them, signed with a key that is thrown away.

    .tools/aws-local/venv/bin/python Tests/Tools/sign_sns_messages.py > Tests/SetupHandlerTests/Fixtures/messages.json
"""

import json
import sys

from sns_signer import Signer

TOPIC = "arn:aws:sns:us-east-1:123456789012:scout"
INTEGRATION = "int-0123456789abcdef"
STACK = "arn:aws:cloudformation:us-east-1:123456789012:stack/Scout/01234567-89ab-cdef-0123-456789abcdef"
CERTIFICATE_URL = "https://sns.us-east-1.amazonaws.com/SimpleNotificationService-0123.pem"
TIMESTAMP = "2026-06-01T00:00:00.000Z"
RESPONSE_URL = (
    "https://cloudformation-custom-resource-response-useast1.s3.amazonaws.com/answer%7Cid?AWSAccessKeyId=A&Expires=1&Signature=s"
)
SIGNER = Signer()


def envelope(kind, message, topic, **changes):
    base = {
        "Type": kind,
        "MessageId": "165545c9-2a5c-472c-8df2-7ff2be2b3b1b",
        "TopicArn": topic,
        "Message": message,
        "Timestamp": TIMESTAMP,
        "SignatureVersion": "2",
        "SigningCertURL": CERTIFICATE_URL,
    }
    return {k: v for k, v in (base | changes).items() if v is not None}


def confirmation(topic=TOPIC, kind="SubscriptionConfirmation", **changes):
    token = "2336412f37fb687f"
    url = f"https://sns.us-east-1.amazonaws.com/?Action=ConfirmSubscription&TopicArn={topic}&Token={token}"
    fields = {"Token": token, "SubscribeURL": url} | changes
    return SIGNER.signed(envelope(kind, f"You have chosen to subscribe to the topic {topic}.", topic, **fields))


def notification(message, topic=TOPIC, **changes):
    fields = {"Subject": "AWS CloudFormation custom resource request"} | changes
    return SIGNER.signed(envelope("Notification", message, topic, **fields))


def request(kind="Create", properties=None, topic=TOPIC, **changes):
    account = "123456789012"
    content = {
        "RequestType": kind,
        "ServiceToken": topic,
        "ResponseURL": RESPONSE_URL,
        "StackId": STACK,
        "RequestId": "8e2ce2a7-3d5b-4b6c-9d5b-3d9b0a3f7a11",
        "LogicalResourceId": "ScoutSetup",
        "ResourceType": "Custom::ScoutSetup",
        "ResourceProperties": {
            "ServiceToken": topic,
            "IntegrationId": INTEGRATION,
            "SetupRoleArn": f"arn:aws:iam::{account}:role/Scout-setup",
            "EcrAccessRoleArn": f"arn:aws:iam::{account}:role/Scout-ecr",
            "SecretArn": f"arn:aws:secretsmanager:us-east-1:{account}:secret:scout-AbCdEf",
        }
        | (properties or {}),
    } | changes
    return notification(json.dumps(content), topic)


def event(stack=STACK, **changes):
    values = {
        "StackId": stack,
        "Timestamp": "2026-06-01T00:00:00.000Z",
        "EventId": "e1",
        "LogicalResourceId": "Scout",
        "Namespace": "123456789012",
        "ResourceProperties": '{"Note":"it\'s\n two lines"}',
        "ResourceStatus": "ROLLBACK_IN_PROGRESS",
        "ResourceStatusReason": "The following resource(s) failed to create: [Rule].",
        "ResourceType": "AWS::CloudFormation::Stack",
        "StackName": "Scout",
        "PhysicalResourceId": stack,
    } | changes
    text = "".join(f"{name}='{value}'\n" for name, value in values.items())
    return notification(text, Subject="AWS CloudFormation Notification")


def look_alikes():
    host = "sns.us-east-1.amazonaws.com"
    path = "SimpleNotificationService-0123.pem"
    return [
        f"https://{host}.evil.example/{path}",
        f"https://{host}@evil.example/{path}",
        f"https://evil.example/{host}/{path}",
        f"https://evil.example/?{host}/{path}",
        f"https://evil.example#{host}/{path}",
        f"https://evil.example\\{host}/{path}",
        f"http://{host}/{path}",
        f"https://{host}:8443/{path}",
        f"https://{host}./{path}",
        f"https://sns.eu-west-1.amazonaws.com/{path}",
        f"https://sns.us-east-1.amazonaws.com.cn/{path}",
        f"https://xsns.us-east-1.amazonaws.com/{path}",
        f"https://sns.us-east-1.amazonaws.co/{path}",
        f"https://sns%2Eus-east-1.amazonaws.com/{path}",
        f"https://sns.us-east-1.amazonaws\u3002com/{path}",
        f"https://{host}/{path}?x=.pem",
        f"https://{host}/{path}#.pem",
        f"https://{host}/certificate.crt",
        "https://127.0.0.1/x.pem",
        "http://127.0.0.1:9/x.pem",
        "http://localhost/x.pem",
        "file:///etc/x.pem",
        "ftp://sns.us-east-1.amazonaws.com/x.pem",
        "",
    ]


def elsewhere(url):
    return [
        "https://evil.example/answer",
        "http://127.0.0.1/answer",
        "https://127.0.0.1/answer",
        "http://169.254.169.254/latest/meta-data/",
        "https://10.0.0.1/",
        "https://[::1]/",
        "https://localhost/",
        url.replace("https://", "http://"),
        url.replace(".com/", ".com:8443/"),
        url.replace(".com/", ".com@evil.example/"),
        url.replace(".com/", ".com.evil.example/"),
        url.replace("https://", "https://evil.example/"),
        url.replace("https://", "https://user@"),
        "",
    ]


def main():
    other = "999999999999"
    foreign = TOPIC.replace("123456789012", other)
    subscribe = f"https://sns.us-east-1.amazonaws.com/?Action=ConfirmSubscription&TopicArn={TOPIC}&Token=2336412f37fb687f"
    role = f"arn:aws:iam::{other}:role/Scout-setup"
    accepted = {
        "confirmation": confirmation(),
        "confirmation, SHA-1": confirmation(SignatureVersion="1"),
        "end of a subscription": confirmation(kind="UnsubscribeConfirmation"),
        "create": request(),
        "update": request("Update", PhysicalResourceId="p", OldResourceProperties={}),
        "delete": request("Delete", {"SecretArn": "", "SetupRoleArn": ""}, PhysicalResourceId="p"),
        "request, SHA-1": notification("{}", SignatureVersion="1"),
        "something else": notification("hello", Subject=None),
        "something else with a subject": notification("hellö\n", Subject="Grüße"),
        "stack event": event(),
    }
    refused = {
        "topic": {
            "another account": confirmation(foreign),
            "another region": confirmation(TOPIC.replace("us-east-1", "eu-west-1")),
            "another partition": confirmation(TOPIC.replace("arn:aws:", "arn:aws-cn:")),
            "a request of another account": request(topic=foreign),
        },
        "malformed": {
            "no topic": confirmation(TOPIC + ":subscription"),
            "not an ARN": confirmation("topic"),
            "a time that is none": confirmation(Timestamp="yesterday"),
            "a request of no kind": request("Read"),
            "a request of no stack": request(StackId="Scout"),
            "a request without an id": request(RequestId=""),
        },
        "stale": {
            "hours ago": confirmation(Timestamp="2026-05-31T20:00:00.000Z"),
            "from the future": confirmation(Timestamp="2026-06-01T01:00:00.000Z"),
        },
        "signature_version": {
            "none": confirmation(SignatureVersion="3"),
            "a word": confirmation(SignatureVersion="two"),
        },
        "certificate_url": {url: confirmation(SigningCertURL=url) for url in look_alikes()},
        "subscribe_url": {
            **{url: confirmation(SubscribeURL=url) for url in elsewhere(subscribe)},
            "another action": confirmation(SubscribeURL=subscribe.replace("ConfirmSubscription", "DeleteTopic")),
            "another token": confirmation(SubscribeURL=subscribe.replace("2336", "2337")),
            "another topic": confirmation(SubscribeURL=subscribe.replace("123456789012", other)),
            "two actions": confirmation(SubscribeURL=subscribe + "&Action=DeleteTopic"),
        },
        "response_url": {
            **{url: request(ResponseURL=url) for url in elsewhere(RESPONSE_URL) if url},
            "another region": request(ResponseURL=RESPONSE_URL.replace("useast1", "euwest1")),
            "another bucket": request(ResponseURL=RESPONSE_URL.replace("cloudformation", "mine")),
            "a bucket of the same beginning": request(ResponseURL=RESPONSE_URL.replace("useast1", "useast1-mine")),
            "of a stack that goes": request("Delete", ResponseURL="https://evil.example/"),
        },
        "request": {
            "a stack of another account": request(StackId=STACK.replace("123456789012", other)),
            "a stack of another region": request(StackId=STACK.replace("us-east-1", "eu-west-1")),
            "another topic": request(ServiceToken=TOPIC + "2"),
            "another integration": request(properties={"IntegrationId": "int-other"}),
            "no integration": request(properties={"IntegrationId": None}),
            "a set-up role of another account": request(properties={"SetupRoleArn": role}),
            "a registry role of another account": request(properties={"EcrAccessRoleArn": role}),
            "a role of another partition": request(properties={"SetupRoleArn": "arn:aws-cn:iam::123456789012:role/x"}),
            "a user for a role": request(properties={"SetupRoleArn": "arn:aws:iam::123456789012:user/x"}),
            "a secret of another account": request(
                properties={"SecretArn": f"arn:aws:secretsmanager:us-east-1:{other}:secret:x"}
            ),
            "a secret of another region": request(
                properties={"SecretArn": "arn:aws:secretsmanager:eu-west-1:123456789012:secret:x"}
            ),
            "a topic for a secret": request(properties={"SecretArn": TOPIC}),
            "no secret": request(properties={"SecretArn": None}),
            "an event of a stack of another account": event(STACK.replace("123456789012", other)),
        },
    }
    json.dump(
        {
            "certificate": SIGNER.certificate(2026, 2027),
            "expired": SIGNER.certificate(2020, 2025),
            "notYetValid": SIGNER.certificate(2027, 2028),
            "otherKey": Signer().certificate(2026, 2027),
            "accepted": accepted,
            "refused": refused,
        },
        sys.stdout,
        indent=1,
        ensure_ascii=False,
    )
    print()


if __name__ == "__main__":
    main()
