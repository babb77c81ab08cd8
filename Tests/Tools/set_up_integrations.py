"""Plays customers who connect their accounts to a real `scout-ecr serve`, on a local AWS, and reports what happened as JSON.

connect: from `integrations add` to an image event and the deletion of the stack.
failure: a stack whose secret does not exist, then a good one for the same integration.
crash:   the service is killed (SIGKILL) at another moment of each set-up, and started again.

Exit 0 with the report on stdout, or 1 with the reason, the service's log and the stack's events on stderr. Every wait has a
limit.
"""

import argparse
import hashlib
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import boto3
from botocore.config import Config

VENDOR_ACCOUNT = "111122223333"
CUSTOMER_ACCOUNT = "000000000000"
REGION = "us-east-1"
POLL_SECONDS = 0.1


class RunFailed(Exception):
    """Something did not happen in time; the message says what."""


def wait_for(what, condition, seconds):
    """What the condition gives, once it gives anything true."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if result := condition():
            return result
        time.sleep(POLL_SECONDS)
    raise RunFailed(f"{what}: not within {seconds} seconds")


class Service:
    """A `scout-ecr serve` with its data, log and command line."""

    def __init__(self, program, endpoint_url, folder, seconds):
        self.program, self.seconds = program, seconds
        self.log_file = folder / "serve.log"
        self.log_file.touch()
        self.process = None
        self.port = free_port()
        self.environment = os.environ | {
            "AWS_ACCESS_KEY_ID": VENDOR_ACCOUNT,
            "AWS_SECRET_ACCESS_KEY": "test",
            "AWS_ENDPOINT_URL": endpoint_url,
            "SCOUT_DATA": str(folder / "data"),
            "SCOUT_LISTEN": f"127.0.0.1:{self.port}",
            "SCOUT_PUBLIC_URL": f"http://127.0.0.1:{self.port}",
            "SCOUT_ACCOUNT_ID": VENDOR_ACCOUNT,
            "SCOUT_TEMPLATE_URL": "https://templates.s3.us-east-1.amazonaws.com/docker-scout-ecr.json",
            "SCOUT_ALLOW_LOOPBACK": "1",
            "SCOUT_LOG_FORMAT": "json",
        }

    def start(self):
        starts = self.count("service_started")
        with self.log_file.open("ab") as log:
            self.process = subprocess.Popen(
                [self.program, "serve"], env=self.environment, stdout=log, stderr=log, stdin=subprocess.DEVNULL
            )
        wait_for("the service starts", lambda: self.count("service_started") > starts, self.seconds)

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait(self.seconds)

    def stop(self):
        """Ends the service as an operator would, and gives its exit code."""
        if self.process is None or self.process.poll() is not None:
            return None
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(self.seconds)

    def lines(self, event=None, **fields):
        """Log lines of an event; a line that was cut by a kill is none."""
        found = []
        for text in self.log_file.read_text(errors="replace").splitlines():
            try:
                line = json.loads(text)
            except ValueError:
                continue
            if event in (None, line["event"]) and all(line.get(k) == v for k, v in fields.items()):
                found.append(line)
        return found

    def count(self, event, **fields):
        return len(self.lines(event, **fields))

    def run(self, *arguments):
        result = subprocess.run(
            [self.program, *arguments], env=self.environment, capture_output=True, text=True, timeout=self.seconds
        )
        if result.returncode != 0:
            raise RunFailed(f"{' '.join(arguments)}: {result.stderr}")
        return result.stdout

    def command(self, *arguments):
        return json.loads(self.run(*arguments, "--json"))

    def status(self, identifier):
        return next(each for each in self.command("integrations", "list", "--all") if each["id"] == identifier)

    def await_status(self, identifier, status):
        def reached():
            found = self.status(identifier)
            return found if found["status"] == status else None

        return wait_for(f"integration {identifier} is {status}", reached, self.seconds)

    def stored_digests(self, identifier):
        path = Path(self.environment["SCOUT_DATA"]) / "integrations" / f"{identifier}.json"
        return json.loads(path.read_text())["credentials"]


def free_port():
    import socket

    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


class Customer:
    """The account that deploys the stack."""

    def __init__(self, endpoint_url, template, seconds, region=REGION):
        self._endpoint_url, self.template, self._seconds = endpoint_url, template, seconds
        self.region = region
        self.cloudformation = self.client("cloudformation")

    def client(self, service):
        return boto3.session.Session().client(
            service,
            endpoint_url=self._endpoint_url,
            region_name=self.region,
            aws_access_key_id=CUSTOMER_ACCOUNT,
            aws_secret_access_key="test",
            config=Config(connect_timeout=5, read_timeout=30, retries={"max_attempts": 2}),
        )

    def create(self, integration, name, template=None):
        return self.cloudformation.create_stack(
            StackName=f"{name}-{integration['id']}",
            TemplateBody=json.dumps(template or self.template),
            Capabilities=["CAPABILITY_IAM"],
            Parameters=[{"ParameterKey": k, "ParameterValue": v} for k, v in integration["parameters"].items()],
        )["StackId"]

    def await_end(self, stack):
        def ended():
            status = self.cloudformation.describe_stacks(StackName=stack)["Stacks"][0]["StackStatus"]
            return None if status.endswith("IN_PROGRESS") else status

        return wait_for(f"{stack} comes to an end", ended, self._seconds)

    def expect(self, stack, status):
        found = self.await_end(stack)
        if found != status:
            raise RunFailed(f"{stack} is {found}, not {status}: {self.reasons(stack)}")

    def reasons(self, stack):
        events = self.cloudformation.describe_stack_events(StackName=stack)["StackEvents"]
        return [event["ResourceStatusReason"] for event in events if event.get("ResourceStatusReason")]

    def secret_digest(self, stack):
        """The digest of the key that the stack's secret holds."""
        resource = self.cloudformation.describe_stack_resource(StackName=stack, LogicalResourceId="ScoutAPICredentials")
        secret = resource["StackResourceDetail"]["PhysicalResourceId"]
        value = self.client("secretsmanager").get_secret_value(SecretId=secret)["SecretString"]
        return hashlib.sha256(json.loads(value)["apiKey"].encode()).hexdigest()

    def push(self, repository):
        detail = {
            "result": "SUCCESS",
            "repository-name": repository,
            "image-digest": "sha256:" + "a" * 64,
            "action-type": "PUSH",
            "image-tag": "latest",
        }
        entry = {"Source": "aws.ecr", "DetailType": "ECR Image Action", "Detail": json.dumps(detail)}
        self.client("events").put_events(Entries=[entry])

    def delete(self, stack):
        self.cloudformation.delete_stack(StackName=stack)
        self.expect(stack, "DELETE_COMPLETE")


def add(service, organization="acme"):
    return service.command("integrations", "add", "--organization", organization, "--region", REGION)


def expect_delivery(service, customer, integration):
    repository = f"team/{integration['id']}"
    customer.push(repository)
    wait_for(
        "the event arrives with the right key",
        lambda: service.count("event_accepted", integration=integration["id"], repository=repository),
        service.seconds,
    )


def connect(service, customer):
    service.start()
    integration = add(service)
    identifier = integration["id"]
    stack = customer.create(integration, "connect")
    customer.expect(stack, "CREATE_COMPLETE")
    connected = service.await_status(identifier, "connected")
    same_key = service.stored_digests(identifier) == [customer.secret_digest(stack)]
    expect_delivery(service, customer, integration)
    customer.delete(stack)
    removed = service.await_status(identifier, "removed")
    return {
        "stackId": stack,
        "connected": connected,
        "sameKey": same_key,
        "removed": removed,
        "events": [line["event"] for line in service.lines() if line.get("integration") == identifier],
        "exitCode": service.stop(),
    }


def failure(service, customer):
    service.start()
    integration = add(service)
    template = json.loads(json.dumps(customer.template))
    gone = f"arn:aws:secretsmanager:{REGION}:{CUSTOMER_ACCOUNT}:secret:gone-AbCdEf"
    template["Resources"]["ScoutSetup"]["Properties"]["SecretArn"] = gone
    failing = customer.create(integration, "failure", template)
    customer.expect(failing, "CREATE_FAILED")
    error = service.await_status(integration["id"], "error")
    customer.delete(failing)
    after_deletion = service.status(integration["id"])
    good = customer.create(integration, "retry")
    customer.expect(good, "CREATE_COMPLETE")
    return {
        "secret": gone,
        "stackReasons": customer.reasons(failing),
        "error": error,
        "afterDeletion": after_deletion,
        "connected": service.await_status(integration["id"], "connected"),
        "exitCode": service.stop(),
    }


def crash(service, customer, rounds):
    """Each round kills the service somewhat later after it has taken the request."""
    report = []
    for number in range(rounds):
        service.start()
        integration = add(service)
        identifier = integration["id"]
        stack = customer.create(integration, f"crash-{number}")
        wait_for(
            "the request is taken",
            lambda: service.count("message_accepted", integration=identifier, kind="Create"),
            service.seconds,
        )
        time.sleep(number * 0.004)
        service.kill()
        done = [line["event"] for line in service.lines() if line.get("integration") == identifier]
        service.start()
        customer.expect(stack, "CREATE_COMPLETE")
        service.await_status(identifier, "connected")
        expect_delivery(service, customer, integration)
        report.append(
            {
                "killedAfter": done[-1],
                "sameKey": service.stored_digests(identifier) == [customer.secret_digest(stack)],
                "answers": service.count("stack_answered", integration=identifier),
            }
        )
        service.kill()
    return {"rounds": report}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("scenario", choices=["connect", "failure", "crash"])
    parser.add_argument("--program", required=True, help="scout-ecr")
    parser.add_argument("--template", required=True, type=Path)
    parser.add_argument("--endpoint-url", required=True)
    parser.add_argument("--workdir", required=True, type=Path)
    parser.add_argument("--rounds", type=int, default=6)
    parser.add_argument("--timeout", type=float, default=60)
    arguments = parser.parse_args()

    service = Service(arguments.program, arguments.endpoint_url, arguments.workdir, arguments.timeout)
    customer = Customer(arguments.endpoint_url, json.loads(arguments.template.read_text()), arguments.timeout)
    scenarios = {
        "connect": lambda: connect(service, customer),
        "failure": lambda: failure(service, customer),
        "crash": lambda: crash(service, customer, arguments.rounds),
    }
    try:
        print(json.dumps(scenarios[arguments.scenario](), indent=2))
    except (RunFailed, subprocess.TimeoutExpired) as error:
        sys.exit(f"{error}\n{service.log_file.read_text(errors='replace')}")
    finally:
        if service.process is not None and service.process.poll() is None:
            service.kill()


if __name__ == "__main__":
    main()
