"""Stands in for AWS Lambda on loopback: the Runtime API for real `scout-ecr-service lambda` processes, a function URL, and the
pollers of event sources.

- A process handles one invocation at a time; what comes meanwhile goes to another process, up to the function's number.
- A process that ends is started again with its next invocation; its invocation has failed.
- A poller takes messages of a real SQS queue, has the function handle them, and deletes those that it does not report as
  failed. A function that fails leaves all of them, which the queue shows again after its visibility timeout.
"""

import base64
import json
import os
import queue
import signal
import subprocess
import threading
import time
import urllib.parse
import uuid
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

ACCOUNT = "111122223333"
TEXT_TYPES = ("text/", "application/json", "application/x-www-form-urlencoded", "application/problem+json")


class FunctionError(Exception):
    """The function has failed, or its process has ended."""


class Invocation:
    def __init__(self, event, seconds):
        self.id, self.event = str(uuid.uuid4()), event
        self.deadline = time.time() + seconds
        self.answer = queue.Queue(1)


class Process:
    """One execution environment: a process and the Runtime API that it alone calls."""

    def __init__(self, program, environment, log_file):
        self._program, self._log_file = program, log_file
        self._waiting, self._running = queue.Queue(), None
        self._lock = threading.Lock()
        self._server = serve(self._handler())
        api = f"127.0.0.1:{self._server.server_port}"
        self._environment = environment | {"AWS_LAMBDA_RUNTIME_API": api, "LAMBDA_TASK_ROOT": os.path.dirname(program)}
        self._process = None
        self.starts = 0

    def _start(self):
        if self._process is not None and self._process.poll() is None:
            return
        self.starts += 1
        with self._log_file.open("ab") as log:
            self._process = subprocess.Popen(
                [self._program, "lambda"], env=self._environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log
            )
        threading.Thread(target=self._reap, args=(self._process,), daemon=True).start()

    def _reap(self, process):
        process.wait()
        with self._lock:
            running, self._running = self._running, None
        if running is not None:
            running.answer.put(FunctionError(f"the process ended with status {process.returncode}"))

    def invoke(self, event, seconds):
        """What the function answers."""
        self._start()
        invocation = Invocation(event, seconds)
        self._waiting.put(invocation)
        try:
            answer = invocation.answer.get(timeout=seconds)
        except queue.Empty:
            self.kill()
            raise FunctionError(f"the function took more than {seconds} seconds") from None
        if isinstance(answer, FunctionError):
            raise answer
        return answer

    @property
    def is_busy(self):
        return self._running is not None

    def kill(self):
        if self._process is not None and self._process.poll() is None:
            self._process.send_signal(signal.SIGKILL)
            self._process.wait(30)

    def stop(self):
        self.kill()
        self._server.shutdown()
        self._server.server_close()

    def _take(self):
        process = self._process
        while process.poll() is None:
            try:
                invocation = self._waiting.get(timeout=0.1)
            except queue.Empty:
                continue
            with self._lock:
                self._running = invocation
            return invocation
        return None

    def _finish(self, identifier, answer):
        with self._lock:
            running = self._running
            if running is None or running.id != identifier:
                return False
            self._running = None
        running.answer.put(answer)
        return True

    def _handler(process):
        class RuntimeAPI(Handler):
            def do_GET(self):
                if self.path != "/2018-06-01/runtime/invocation/next":
                    return self.answer(404)
                invocation = process._take()
                if invocation is None:
                    return self.answer(410)
                return self.answer(
                    200,
                    json.dumps(invocation.event).encode(),
                    {
                        "Content-Type": "application/json",
                        "Lambda-Runtime-Aws-Request-Id": invocation.id,
                        "Lambda-Runtime-Deadline-Ms": str(int(invocation.deadline * 1000)),
                        "Lambda-Runtime-Invoked-Function-Arn": f"arn:aws:lambda:us-east-1:{ACCOUNT}:function:scout",
                        "Lambda-Runtime-Trace-Id": "Root=1-5759e988-bd862e3fe1be46a994272793;Sampled=0",
                    },
                )

            def do_POST(self):
                parts = self.path.removeprefix("/2018-06-01/runtime/").split("/")
                body = self.body()
                if parts[0] == "invocation" and parts[2:] == ["response"]:
                    return self.answer(202 if process._finish(parts[1], json.loads(body)) else 404)
                if parts[0] == "invocation" and parts[2:] == ["error"]:
                    error = FunctionError(json.loads(body)["errorMessage"])
                    return self.answer(202 if process._finish(parts[1], error) else 404)
                return self.answer(202 if parts == ["init", "error"] else 404)

        return RuntimeAPI


class Function:
    """A function: some processes, of which any free one takes the next invocation."""

    def __init__(self, name, program, environment, folder, processes=1, seconds=30):
        self.name, self.seconds = name, seconds
        self.log_file = folder / f"{name}.log"
        self.log_file.touch()
        self.processes = [Process(program, environment, self.log_file) for _ in range(processes)]
        self._free = queue.Queue()
        for process in self.processes:
            self._free.put(process)

    def invoke(self, event):
        process = self._free.get()
        try:
            return process.invoke(event, self.seconds)
        finally:
            self._free.put(process)

    def lines(self, event=None, **fields):
        """Log lines of an event; a line that was cut by a kill is none, and metrics are none."""
        found = []
        for text in self.log_file.read_text(errors="replace").splitlines():
            try:
                line = json.loads(text)
            except ValueError:
                continue
            if "event" in line and event in (None, line["event"]) and all(line.get(k) == v for k, v in fields.items()):
                found.append(line)
        return found

    def metrics(self):
        """The names of the metrics that the function has told of."""
        names = set()
        for text in self.log_file.read_text(errors="replace").splitlines():
            if text.startswith('{"_aws"'):
                directive = json.loads(text)["_aws"]["CloudWatchMetrics"][0]
                names.update(metric["Name"] for metric in directive["Metrics"])
        return names

    def stop(self):
        for process in self.processes:
            process.stop()


class FunctionURL:
    """An HTTP endpoint whose requests a function answers, in payloads of version 2.0.

    With `subscribed`, notifications of SNS come as the events of a function that is subscribed to the topic itself.
    """

    def __init__(self, port, function, subscribed=False):
        self._server = serve(self._handler(function, subscribed), port)
        self.url = f"http://127.0.0.1:{self._server.server_port}"

    def stop(self):
        self._server.shutdown()
        self._server.server_close()

    @staticmethod
    def _handler(function, subscribed):
        class Requests(Handler):
            def handle_any(self):
                path, _, query = self.path.partition("?")
                body = self.body()
                headers = {name.lower(): value for name, value in self.headers.items()}
                if subscribed and headers.get("x-amz-sns-message-type") == "Notification":
                    return self.notify(body)
                cookies = [each.strip() for each in headers.pop("cookie", "").split(";") if each.strip()]
                is_text = headers.get("content-type", "").startswith(TEXT_TYPES)
                event = {
                    "version": "2.0",
                    "routeKey": "$default",
                    "rawPath": path,
                    "rawQueryString": query,
                    "headers": headers,
                    "requestContext": {
                        "accountId": "anonymous",
                        "http": {
                            "method": self.command,
                            "path": urllib.parse.unquote(path),
                            "protocol": "HTTP/1.1",
                            "sourceIp": self.client_address[0],
                            "userAgent": headers.get("user-agent", ""),
                        },
                        "requestId": str(uuid.uuid4()),
                        "stage": "$default",
                    },
                    "isBase64Encoded": bool(body) and not is_text,
                }
                if cookies:
                    event["cookies"] = cookies
                if body:
                    event["body"] = body.decode() if is_text else base64.b64encode(body).decode()
                try:
                    answer = function.invoke(event)
                except FunctionError:
                    return self.answer(502, b"Internal Server Error")
                text = answer.get("body", "")
                content = base64.b64decode(text) if answer.get("isBase64Encoded") else text.encode()
                fields = list(answer.get("headers", {}).items())
                fields += [("Set-Cookie", cookie) for cookie in answer.get("cookies", [])]
                return self.answer(answer["statusCode"], content, fields)

            def notify(self, body):
                try:
                    function.invoke(notification_event([body]))
                except FunctionError:
                    return self.answer(502)
                return self.answer(200)

            do_GET = do_HEAD = do_POST = do_PUT = do_PATCH = do_DELETE = handle_any

        return Requests


class Poller:
    """Takes messages of a queue to a function, with so many invocations at once."""

    def __init__(self, sqs, queue_url, function, batch, concurrency):
        self._sqs, self._queue_url, self._function, self._batch = sqs, queue_url, function, batch
        self._arn = sqs.get_queue_attributes(QueueUrl=queue_url, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]
        self._is_stopping = threading.Event()
        self._threads = [threading.Thread(target=self._run, daemon=True) for _ in range(concurrency)]
        for thread in self._threads:
            thread.start()

    def _run(self):
        while not self._is_stopping.is_set():
            messages = self._sqs.receive_message(
                QueueUrl=self._queue_url, MaxNumberOfMessages=self._batch, WaitTimeSeconds=1, AttributeNames=["All"]
            ).get("Messages", [])
            if messages:
                self._handle(messages)

    def _handle(self, messages):
        records = [
            {
                "messageId": each["MessageId"],
                "receiptHandle": each["ReceiptHandle"],
                "body": each["Body"],
                "attributes": each.get("Attributes", {}),
                "messageAttributes": {},
                "eventSource": "aws:sqs",
                "eventSourceARN": self._arn,
                "awsRegion": "us-east-1",
            }
            for each in messages
        ]
        try:
            answer = self._function.invoke({"Records": records})
        except FunctionError:
            return
        failed = {each["itemIdentifier"] for each in answer["batchItemFailures"]}
        for each in messages:
            if each["MessageId"] not in failed:
                self._sqs.delete_message(QueueUrl=self._queue_url, ReceiptHandle=each["ReceiptHandle"])

    def stop(self):
        self._is_stopping.set()
        for thread in self._threads:
            thread.join(30)


def notification_event(bodies):
    """The event of a function that is subscribed to a topic, for messages as SNS sends them over HTTP."""
    records = []
    for body in bodies:
        message = json.loads(body)
        for name in ["SigningCertURL", "UnsubscribeURL"]:
            message[name.removesuffix("URL") + "Url"] = message.pop(name)
        records.append(
            {
                "EventVersion": "1.0",
                "EventSubscriptionArn": f"{message['TopicArn']}:{uuid.uuid4()}",
                "EventSource": "aws:sns",
                "Sns": message | {"Subject": message.get("Subject"), "MessageAttributes": {}},
            }
        )
    return {"Records": records}


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def body(self):
        return self.rfile.read(int(self.headers.get("Content-Length", 0)))

    def answer(self, status, body=b"", fields=()):
        self.send_response(status)
        for name, value in fields.items() if isinstance(fields, dict) else fields:
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        try:
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(body)
        except OSError:
            # Whoever asked is gone, as a process that was killed.
            self.close_connection = True

    def log_message(self, *arguments):
        pass


def serve(handler, port=0):
    server = ThreadingHTTPServer(("127.0.0.1", port), handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server
