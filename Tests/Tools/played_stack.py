"""A vendor's real `scout-ecr serve` with moto as AWS, and a script that plays SNS and the stacks of customers.

Every wait has a limit.
"""


import contextlib
import datetime
import http.client
import http.server
import json
import logging
import os
import signal
import socket
import subprocess
import threading
import time
import uuid
from pathlib import Path

import boto3
from moto.server import ThreadedMotoServer
from sns_signer import Signer

ACCOUNT = "123456789012"
REGION = "us-east-1"
STACK = f"arn:aws:cloudformation:{REGION}:{ACCOUNT}:stack/Scout/01234567-89ab-cdef-0123-456789abcdef"
POLL_SECONDS = 0.01
TIMEOUT_SECONDS = 30
SIGNER = Signer()


class RunFailed(Exception):
    """Something did not happen in time; the message says what."""


def wait_for(what, condition, seconds=TIMEOUT_SECONDS):
    """What the condition gives, once it gives anything true."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if result := condition():
            return result
        time.sleep(POLL_SECONDS)
    raise RunFailed(f"{what}: not within {seconds} seconds")


class Outside:
    """A server of the certificate that messages are signed with, and of the URLs that a stack is answered at."""

    def __init__(self):
        year = datetime.date.today().year
        pem, answers = SIGNER.certificate(year - 1, year + 1).encode(), []

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self):
                self._answer(200 if self.path == "/sns.pem" else 404, pem)

            def do_PUT(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                answers.append((self.path, body, self.headers["Content-Type"]))
                self._answer(200, b"")

            def _answer(self, status, body):
                self.send_response(status)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_):
                pass

        self._answers = answers
        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def answers(self, request):
        return [each for each in list(self._answers) if each[0] == f"/{request}"]


class Service:
    """A `serve` that is started again whenever it was killed; `kills` says before which call of each life (kill_at_call.c)."""

    def __init__(self, program, folder, endpoint_url, shim=None, kills=()):
        self.folder, self._shim, self._kills, self.deaths = folder, shim, list(kills), []
        with socket.socket() as found:
            found.bind(("127.0.0.1", 0))
            self.port = found.getsockname()[1]
        self._program, self._process, self._calls = program, None, folder / "calls"
        self._environment = os.environ | {
            "AWS_ACCESS_KEY_ID": "vendor",
            "AWS_SECRET_ACCESS_KEY": "test",
            "AWS_ENDPOINT_URL": endpoint_url,
            "SCOUT_DATA": str(folder / "data"),
            "SCOUT_LISTEN": f"127.0.0.1:{self.port}",
            "SCOUT_PUBLIC_URL": f"http://127.0.0.1:{self.port}",
            "SCOUT_ACCOUNT_ID": "111122223333",
            "SCOUT_TEMPLATE_URL": "https://templates.s3.us-east-1.amazonaws.com/docker-scout-ecr.json",
            "SCOUT_ALLOW_LOOPBACK": "1",
        }

    def command(self, *arguments):
        result = subprocess.run(
            [self._program, "integrations", *arguments, "--json"],
            env=self._environment,
            capture_output=True,
            text=True,
            timeout=TIMEOUT_SECONDS,
        )
        if result.returncode != 0:
            raise RunFailed(f"integrations {' '.join(arguments)}: {result.stderr}")
        return json.loads(result.stdout)

    def keep_alive(self, moment):
        """Starts the service where it does not run. A death is noted with what the world looked like then."""
        if self._process is not None:
            if self._process.poll() is None:
                return
            if self._process.returncode != -signal.SIGKILL:
                raise RunFailed(f"the service has ended by itself: {self._process.returncode}")
            self.deaths.append({"before": self._calls.read_text().splitlines()[-1], **moment()})
        kill = self._kills.pop(0) if self._kills else 0
        self._calls.write_text("")
        counted = {"KILL_AT_CALL": str(kill), "KILL_LOG": str(self._calls), "LD_PRELOAD": str(self._shim)}
        with (self.folder / "serve.log").open("ab") as log:
            self._process = subprocess.Popen(
                [self._program, "serve"],
                env=self._environment | (counted if self._shim else {}),
                stdout=log,
                stderr=log,
                stdin=subprocess.DEVNULL,
            )

    def calls(self):
        return len(self._calls.read_text().splitlines())

    def post(self, path, body, headers):
        """The status of the answer, or nothing where there was none."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=TIMEOUT_SECONDS)
        with contextlib.closing(connection):
            try:
                connection.request("POST", path, body, headers)
                return connection.getresponse().status
            except (OSError, http.client.HTTPException):
                return None

    def kill(self):
        if self._process is not None and self._process.poll() is None:
            self._process.kill()
            self._process.wait(TIMEOUT_SECONDS)


class Stack:
    """A stack of a customer, and the SNS topic that it publishes to."""

    def __init__(self, service, outside, secrets, sns):
        self.service, self.outside, self.secrets = service, outside, secrets
        self.name = uuid.uuid4().hex
        self.topic = sns.create_topic(Name=self.name)["TopicArn"]
        self.secret = self.secrets.create_secret(Name=self.name, SecretString="{}")["ARN"]
        self.integration = service.command("add", "--organization", "acme", "--region", REGION)["id"]
        self._requests = []

    def keep_alive(self):
        self.service.keep_alive(lambda: {"unnoted": self._unnoted()})

    def _stored(self):
        path = self.service.folder / "data" / "integrations" / f"{self.integration}.json"
        return json.loads(path.read_text())

    def _unnoted(self):
        """Requests that have been answered, which the service does not know if it is dead now."""
        noted = self._stored()["answered"]
        return [each for each in self._requests if self.outside.answers(each) and each not in noted]

    def await_(self, what, condition):
        def alive():
            result = condition()
            self.keep_alive()
            return result

        return wait_for(what, alive)

    def deliver(self, kind, message, **fields):
        body = SIGNER.signed(
            {
                "Type": kind,
                "MessageId": str(uuid.uuid4()),
                "TopicArn": self.topic,
                "Message": message,
                "Timestamp": datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%S.000Z"),
                "SignatureVersion": "2",
                "SigningCertURL": f"{self.outside.url}/sns.pem",
            }
            | fields
        ).encode()
        path, headers = f"/v1/setup/{self.integration}", {"Content-Type": "text/plain; charset=UTF-8"}
        self.await_(f"{kind} is taken", lambda: self.service.post(path, body, headers) == 200)

    def request(self, kind):
        """Delivers a request of the stack and waits until it is answered; gives its id."""
        identifier = self.ask(kind)
        self.await_(f"{kind} is answered", lambda: self.outside.answers(identifier))
        return identifier

    def ask(self, kind):
        """Delivers a request of the stack; gives its id."""
        identifier = f"{kind}-{uuid.uuid4()}"
        self._requests.append(identifier)
        content = {
            "RequestType": kind,
            "ServiceToken": self.topic,
            "ResponseURL": f"{self.outside.url}/{identifier}",
            "StackId": STACK,
            "RequestId": identifier,
            "LogicalResourceId": "ScoutSetup",
            "ResourceType": "Custom::ScoutSetup",
            "ResourceProperties": {
                "ServiceToken": self.topic,
                "IntegrationId": self.integration,
                "SetupRoleArn": f"arn:aws:iam::{ACCOUNT}:role/Scout-setup",
                "EcrAccessRoleArn": f"arn:aws:iam::{ACCOUNT}:role/Scout-ecr",
                "SecretArn": self.secret,
            },
        }
        if kind != "Create":
            content["PhysicalResourceId"] = f"scout-integration-{self.integration}"
        self.deliver("Notification", json.dumps(content), Subject="AWS CloudFormation custom resource request")
        return identifier

    def await_status(self, status):
        def reached():
            listed = self.service.command("list", "--all")
            return next(each for each in listed if each["id"] == self.integration)["status"] == status

        self.await_(f"the integration is {status}", reached)

    def await_rest(self):
        """Waits until nothing is left to do: the service notes an answer after it was given."""

        def rests():
            stored = self._stored()
            answered = set(self._requests) <= set(stored["answered"])
            return answered and "attempt" not in stored and not stored["confirmations"]

        self.await_("everything is noted", rests)

    def event_status(self, key):
        event = {
            "version": "0",
            "id": str(uuid.uuid4()),
            "detail-type": "ECR Image Action",
            "source": "aws.ecr",
            "account": ACCOUNT,
            "time": datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ"),
            "region": REGION,
            "resources": [],
            "detail": {
                "result": "SUCCESS",
                "repository-name": "team/app",
                "image-digest": "sha256:" + "a" * 64,
                "action-type": "PUSH",
                "image-tag": "latest",
            },
        }
        headers = {"Content-Type": "application/json; charset=utf-8", "X-Scout-Api-Key": key}

        def answered():
            return self.service.post(f"/v1/events/{self.integration}", json.dumps(event), headers)

        return self.await_("an event is answered", answered)

    def keys(self):
        """The key that the secret holds, and those that it held before."""

        def key(**version):
            text = self.secrets.get_secret_value(SecretId=self.secret, **version)["SecretString"]
            return json.loads(text).get("apiKey")

        versions = self.secrets.list_secret_version_ids(SecretId=self.secret, IncludeDeprecated=True)["Versions"]
        current = key()
        others = {key(VersionId=version["VersionId"]) for version in versions} - {current, None}
        return current, sorted(others)

    def confirm(self):
        token = uuid.uuid4().hex
        subscribe = f"{self.outside.url}/?Action=ConfirmSubscription&TopicArn={self.topic}&Token={token}"
        self.deliver("SubscriptionConfirmation", "You have chosen to subscribe.", Token=token, SubscribeURL=subscribe)

    def answers_to(self, identifier):
        found = self.outside.answers(identifier)
        # A death after an answer and before it was noted makes the service give it again.
        deaths = [death for death in self.service.deaths if identifier in death["unnoted"]]
        return {
            "statuses": sorted({json.loads(body)["Status"] for _, body, _ in found}),
            "texts": len({body for _, body, _ in found}),
            "contentTypes": sorted({kind for _, _, kind in found}),
            "count": len(found),
            "deathsBeforeNoted": len(deaths),
        }


@contextlib.contextmanager
def aws():
    """moto's endpoint and a maker of its clients, in the customer's name."""
    os.environ["MOTO_ACCOUNT_ID"] = ACCOUNT
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    endpoint = "http://{}:{}".format(*server.get_host_and_port())

    def client(service):
        return boto3.client(
            service, region_name=REGION, endpoint_url=endpoint, aws_access_key_id="customer", aws_secret_access_key="test"
        )

    try:
        yield endpoint, client
    finally:
        server.stop()
