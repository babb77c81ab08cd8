"""Plays the service on AWS Lambda: real `scout-ecr-service lambda` processes behind a stand-in of Lambda, SQS and SNS of a local
AWS, a DynamoDB table, a registry; reports what happened as JSON.

whole-way: from the publication of the template and the launch parameters, which the API gives, to the analyzer's call, and the
           deletion of the stack.
killed:    processes of both functions are killed (SIGKILL) in the middle of their work, several times; notifications come as
           events of SNS, not as requests.

Exit 0 with the report on stdout, or 1 with the reason and the functions' logs on stderr. Every wait has a limit.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path

import boto3

import image_registry
import lambda_platform
import pull_images
import set_up_integrations as setup
from image_registry import Layout, Registry, layout_faults, random_bytes
from lambda_platform import Function, FunctionURL, Poller

TABLE = "scout"


class Backend:
    """The vendor's side: functions, queues and the table."""

    def __init__(self, arguments, registry, moto, analyzer, folder):
        self.program, self.seconds = arguments.program, arguments.timeout
        self.port = setup.free_port()
        url = f"http://127.0.0.1:{self.port}"
        self.environment = os.environ | {
            "AWS_REGION": setup.REGION,
            "AWS_ACCESS_KEY_ID": setup.VENDOR_ACCOUNT,
            "AWS_SECRET_ACCESS_KEY": "test",
            "AWS_ENDPOINT_URL": arguments.endpoint_url,
            "AWS_ENDPOINT_URL_DYNAMODB": arguments.dynamodb_url,
            "AWS_ENDPOINT_URL_ECR": moto.url,
            "SCOUT_TABLE": TABLE,
            "SCOUT_DATA": f"dynamodb:{TABLE}",
            "SCOUT_PUBLIC_URL": url,
            "SCOUT_ACCOUNT_ID": setup.VENDOR_ACCOUNT,
            "SCOUT_ALLOW_LOOPBACK": "1",
            "SCOUT_LOG_FORMAT": "json",
        }
        self.template = self._publish(url)
        self.sqs = self._client("sqs")
        self.dynamodb = self._client("dynamodb", arguments.dynamodb_url)
        self.dead = self._queue("dead-letters")
        setup_queue = self._queue("setup", redrive=True)
        image_queue = self._queue("images", redrive=True)
        self.environment |= {"SCOUT_SETUP_QUEUE_URL": setup_queue, "SCOUT_IMAGE_QUEUE_URL": image_queue}
        service = str(Path(self.program).parent / "scout-ecr-service")
        self.web = Function("web", service, self.environment, folder)
        self.setup = Function("setup", service, self.environment, folder, processes=2, seconds=60)
        work = {"SCOUT_ANALYZER": analyzer.command, "SCOUT_REGISTRY_ENDPOINT": f"http://{registry.host}"}
        self.images = Function(
            "images",
            service,
            self.environment | work | {"SCOUT_WORK": str(folder / "work")},
            folder,
            processes=2,
            seconds=60,
        )
        self.front = FunctionURL(self.port, self.web, subscribed=arguments.scenario == "killed")
        self.pollers = [
            Poller(self.sqs, setup_queue, self.setup, batch=10, concurrency=2),
            Poller(self.sqs, image_queue, self.images, batch=1, concurrency=2),
        ]
        self.token = self._run("tokens", "create", "--organization", "acme", "--role", "owner").strip()

    def _client(self, service, url=None):
        return boto3.client(
            service,
            endpoint_url=url or self.environment["AWS_ENDPOINT_URL"],
            region_name=setup.REGION,
            aws_access_key_id=setup.VENDOR_ACCOUNT,
            aws_secret_access_key="test",
        )

    def _run(self, *arguments):
        result = subprocess.run(
            [self.program, *arguments], env=self.environment, capture_output=True, text=True, timeout=self.seconds
        )
        if result.returncode != 0:
            raise setup.RunFailed(f"{' '.join(arguments)}: {result.stderr}")
        return result.stdout

    def _publish(self, url):
        """The template as it was published, whose URL the launch links have from now on."""
        bucket = f"templates-{self.port}"
        s3 = self._client("s3")
        s3.create_bucket(Bucket=bucket)
        endpoints = ["--setup-endpoint", f"{url}/v1/setup", "--events-endpoint", f"{url}/v1/events", "--allow-loopback"]
        account = ["--scout-account-id", setup.VENDOR_ACCOUNT]
        published = json.loads(self._run("publish", "--bucket", bucket, "--json", *account, *endpoints))
        self.environment["SCOUT_TEMPLATE_URL"] = published["templateURL"]
        return json.loads(s3.get_object(Bucket=bucket, Key=published["objects"][0]["key"])["Body"].read())

    def _queue(self, name, redrive=False):
        # So short that what a killed process was working on comes again within the test.
        attributes = {"VisibilityTimeout": "5"}
        if redrive:
            arn = self.sqs.get_queue_attributes(QueueUrl=self.dead, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]
            attributes["RedrivePolicy"] = json.dumps({"deadLetterTargetArn": arn, "maxReceiveCount": "20"})
        return self.sqs.create_queue(QueueName=f"{name}-{self.port}", Attributes=attributes)["QueueUrl"]

    def call(self, method, path, body=None):
        """What the JSON API answers."""
        request = urllib.request.Request(
            f"{self.front.url}/v1/organizations/acme/{path}",
            method=method,
            data=None if body is None else json.dumps(body).encode(),
            headers={"Authorization": f"Bearer {self.token}", "Content-Type": "application/json"},
        )
        try:
            with urllib.request.urlopen(request, timeout=self.seconds) as answer:
                return json.load(answer)
        except urllib.error.HTTPError as error:
            raise setup.RunFailed(f"{method} {path}: {error.code} {error.read().decode()}") from None

    def await_status(self, identifier, status):
        def reached():
            found = self.call("GET", f"integrations/{identifier}")
            return found if found["status"] == status else None

        return setup.wait_for(f"integration {identifier} is {status}", reached, self.seconds)

    def images_by_digest(self):
        return {image["digest"]: image for image in self.call("GET", "images?limit=200")["images"]}

    def await_image(self, digest, state):
        def reached():
            found = self.images_by_digest().get(digest)
            return found if found and found["state"] == state else None

        return setup.wait_for(f"{digest} is {state}", reached, self.seconds)

    def has_noted_answer(self, identifier):
        """Whether the table has it that the integration's stack was answered."""
        key = {"pk": {"S": f"integration#{identifier}"}, "sk": {"S": "integration"}}
        item = self.dynamodb.get_item(TableName=TABLE, Key=key, ConsistentRead=True)["Item"]
        return bool(json.loads(item["value"]["S"])["answered"])

    def count(self, event, **fields):
        return sum(len(function.lines(event, **fields)) for function in [self.web, self.setup, self.images])

    def dead_letters(self):
        attributes = self.sqs.get_queue_attributes(QueueUrl=self.dead, AttributeNames=["ApproximateNumberOfMessages"])
        return int(attributes["Attributes"]["ApproximateNumberOfMessages"])

    def logs(self):
        return "\n".join(f"== {each.name}\n{each.log_file.read_text()}" for each in [self.web, self.setup, self.images])

    def stop(self):
        for each in [*self.pollers, self.front, self.web, self.setup, self.images]:
            each.stop()


def connect(backend, customer, name):
    integration = backend.call("POST", "integrations", {"region": setup.REGION})
    if backend.environment["SCOUT_TEMPLATE_URL"] not in urllib.parse.unquote(integration["launchURL"]):
        raise setup.RunFailed(f"the launch link has another template: {integration['launchURL']}")
    stack = customer.create(integration, name)
    customer.expect(stack, "CREATE_COMPLETE")
    return integration, stack, backend.await_status(integration["id"], "connected")


def activate_all(backend):
    backend.call("PUT", "settings", {"activatesNewRepositories": True})


def whole_way(backend, customer, registry, analyzer, workdir):
    integration, stack, connected = connect(backend, customer, "lambda")
    activate_all(backend)
    layout, parts = pull_images.multi_platform(workdir / "index")
    index = registry.push(layout, "team/app:v1")
    pull_images.push_events(customer, "team/app", [(parts[0], None), (parts[1], None), (index, "v1")])
    image = backend.await_image(index, "handed-off")
    for part in parts:
        backend.await_image(part, "ignored")
    given = analyzer.images()
    page = urllib.request.urlopen(f"{backend.front.url}/sign-in", timeout=30)
    customer.delete(stack)
    removed = backend.await_status(integration["id"], "removed")
    return {
        "connected": connected["status"],
        "accepted": backend.count("event_accepted", integration=integration["id"]),
        "image": image,
        "faults": layout_faults(given[index]["layout"]),
        "calls": len(analyzer.names("begun")),
        "signInStatus": page.status,
        "removed": removed["status"],
        "metrics": sorted(backend.web.metrics() | backend.setup.metrics() | backend.images.metrics()),
        "deadLetters": backend.dead_letters(),
    }


def killed(backend, customer, registry, analyzer, workdir, rounds):
    """Each round kills the processes of both functions somewhat later."""
    activated = False
    report = []
    for number in range(rounds):
        integration = backend.call("POST", "integrations", {"region": setup.REGION})
        identifier = integration["id"]
        stack = customer.create(integration, f"killed-{number}")
        setup.wait_for(
            "the request is taken",
            lambda: backend.count("message_accepted", integration=identifier, kind="Create"),
            backend.seconds,
        )
        time.sleep(0.05 * number)
        for process in backend.setup.processes:
            process.kill()
        # A death after an answer and before it was noted makes the next process give it again.
        answered = backend.count("stack_answered", integration=identifier)
        before_noted = 0 if backend.has_noted_answer(identifier) else answered
        customer.expect(stack, "CREATE_COMPLETE")
        backend.await_status(identifier, "connected")
        if not activated:
            activate_all(backend)
            activated = True
        layout = Layout(workdir / "killed")
        layers = [{"shared": random_bytes(5_000_000, 1)}, {"own": random_bytes(5_000_000, 100 + number)}]
        digest = registry.push(layout.tag(layout.image(layers), "v1"), f"team/app:v{number}")
        pull_images.push_events(customer, "team/app", [(digest, f"v{number}")])
        setup.wait_for(
            "the event is accepted", lambda: backend.count("event_accepted", digest=digest), backend.seconds
        )
        time.sleep(0.1 * number)
        for process in backend.images.processes:
            process.kill()
        image = backend.await_image(digest, "handed-off")
        given = analyzer.images().get(digest)
        report.append(
            {
                "answers": backend.count("stack_answered", integration=identifier),
                "answersBeforeNoted": before_noted,
                "accepted": backend.count("event_accepted", integration=identifier),
                "faults": layout_faults(given["layout"]) if given else ["the analyzer never had it"],
                "state": image["state"],
            }
        )
        customer.delete(stack)
        backend.await_status(identifier, "removed")
    return {
        "rounds": report,
        "images": len(analyzer.images()),
        "restarts": sum(process.starts for process in backend.setup.processes + backend.images.processes),
        "deadLetters": backend.dead_letters(),
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("scenario", choices=["whole-way", "killed"])
    parser.add_argument("--program", required=True, help="scout-ecr")
    parser.add_argument("--workdir", required=True, type=Path)
    parser.add_argument("--endpoint-url", required=True, help="the local AWS")
    parser.add_argument("--dynamodb-url", required=True, help="DynamoDB, with the table")
    parser.add_argument("--moto", required=True, help="moto_server, for ECR's tokens")
    parser.add_argument("--rounds", type=int, default=4)
    parser.add_argument("--timeout", type=float, default=120)
    arguments = parser.parse_args()
    workdir = arguments.workdir / "lambda"
    workdir.mkdir()

    registry = Registry(workdir / "registry", pull_images.MOTO_PASSWORD).start()
    moto = pull_images.Moto(arguments.moto, workdir)
    backend = None
    try:
        moto.wait()
        analyzer = pull_images.Analyzer(workdir, 0.3 if arguments.scenario == "killed" else 0)
        backend = Backend(arguments, registry, moto, analyzer, workdir)
        customer = setup.Customer(arguments.endpoint_url, backend.template, arguments.timeout)
        if arguments.scenario == "whole-way":
            report = whole_way(backend, customer, registry, analyzer, workdir)
        else:
            report = killed(backend, customer, registry, analyzer, workdir, arguments.rounds)
        print(json.dumps(report, indent=2))
    except (setup.RunFailed, subprocess.TimeoutExpired, RuntimeError) as error:
        sys.exit(f"{error}\n{backend.logs() if backend else ''}")
    finally:
        if backend is not None:
            backend.stop()
        moto.stop()
        registry.stop()
        shutil.rmtree(workdir, ignore_errors=True)


if __name__ == "__main__":
    main()
