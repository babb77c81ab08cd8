"""Signs events of a stack as SNS delivers them, for scout-ecr-bench.

    sign_stack_events.py COUNT CERTIFICATE_URL

Prints the certificate as a JSON text, then COUNT bodies, a line each, with distinct ids of messages.
"""

import datetime
import json
import sys
import uuid

from sns_signer import Signer

ACCOUNT = "123456789012"
STACK = f"arn:aws:cloudformation:us-east-1:{ACCOUNT}:stack/DockerScoutECRIntegration/01234567-89ab-cdef-0123-456789abcdef"
PROPERTIES = {
    "KmsMasterKeyId": "alias/aws/sns",
    "SignatureVersion": "2",
    "Subscription": [{"Protocol": "https", "Endpoint": "https://scout.example.com/v1/setup/int-0123456789abcdef"}],
}


def event(number, now):
    values = {
        "StackId": STACK,
        "Timestamp": now,
        "EventId": f"SNSTopic-CREATE_IN_PROGRESS-{now}-{number}",
        "LogicalResourceId": "SNSTopic",
        "Namespace": ACCOUNT,
        "PhysicalResourceId": f"arn:aws:sns:us-east-1:{ACCOUNT}:DockerScoutECRIntegration-SNSTopic-AbCdEf",
        "PrincipalId": f"AROAEXAMPLE:{ACCOUNT}",
        "ResourceProperties": json.dumps(PROPERTIES),
        "ResourceStatus": "CREATE_IN_PROGRESS",
        "ResourceStatusReason": "Resource creation Initiated",
        "ResourceType": "AWS::SNS::Topic",
        "StackName": "DockerScoutECRIntegration",
        "ClientRequestToken": f"Console-CreateStack-{uuid.uuid4()}",
    }
    return "".join(f"{name}='{value}'\n" for name, value in values.items())


def main():
    count, certificate_url = int(sys.argv[1]), sys.argv[2]
    signer, today = Signer(), datetime.datetime.now(datetime.timezone.utc)
    now = today.strftime("%Y-%m-%dT%H:%M:%S.000Z")
    print(json.dumps(signer.certificate(today.year - 1, today.year + 1)))
    topic = f"arn:aws:sns:us-east-1:{ACCOUNT}:DockerScoutECRIntegration-SNSTopic-AbCdEf"
    unsubscribe = f"https://sns.us-east-1.amazonaws.com/?Action=Unsubscribe&SubscriptionArn={topic}:{uuid.uuid4()}"
    for number in range(count):
        message = {
            "Type": "Notification",
            "MessageId": str(uuid.uuid4()),
            "TopicArn": topic,
            "Subject": "AWS CloudFormation Notification",
            "Message": event(number, now),
            "Timestamp": now,
            "SignatureVersion": "2",
            "SigningCertURL": certificate_url,
            "UnsubscribeURL": unsubscribe,
        }
        print(signer.signed(message))


if __name__ == "__main__":
    main()
