"""DynamoDB on 127.0.0.1 for tests: moto's, with the table of the service.

The first line of output is the URL. It ends with SIGTERM, or when its standard input does, so that it cannot outlive the test
that started it. Everything is in memory. moto does not delete items whose time is over; neither does AWS at once.

moto checks a condition and writes in two steps, so that two threads could both find that an item is missing and both put it.
AWS's conditional writes are atomic; here each request waits until the one before it is answered.
"""

import argparse
import logging
import os
import signal
import sys
import threading

# Before moto and boto3 are loaded: only what stands here decides where calls go.
os.environ |= {
    "AWS_CONFIG_FILE": os.devnull,
    "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
}

import boto3  # noqa: E402
from moto.server import DomainDispatcherApplication, MotoRequestHandler, create_backend_app  # noqa: E402
from werkzeug.serving import make_server  # noqa: E402

TARGET_PREFIX = "DynamoDB_20120810."


class OneAtATime:
    """A WSGI application that handles one of DynamoDB's requests after the other and knows no other service."""

    def __init__(self, application):
        self._application = application
        self._lock = threading.Lock()

    def __call__(self, environ, start_response):
        if not environ.get("HTTP_X_AMZ_TARGET", "").startswith(TARGET_PREFIX):
            start_response("404 Not Found", [("Content-Type", "text/plain")])
            return [b"only DynamoDB is here\n"]
        with self._lock:
            answer = self._application(environ, start_response)
            try:
                return [b"".join(answer)]
            finally:
                if hasattr(answer, "close"):
                    answer.close()


def make_table(url, arguments):
    client = boto3.client(
        "dynamodb",
        endpoint_url=url,
        region_name=arguments.region,
        aws_access_key_id="test",
        aws_secret_access_key="test",
    )
    keys = ["pk", "sk", "organization", "createdAt"]
    client.create_table(
        TableName=arguments.table,
        BillingMode="PAY_PER_REQUEST",
        AttributeDefinitions=[{"AttributeName": name, "AttributeType": "S"} for name in keys],
        KeySchema=key_schema("pk", "sk"),
        GlobalSecondaryIndexes=[
            {
                "IndexName": "byOrganization",
                "KeySchema": key_schema("organization", "createdAt"),
                "Projection": {"ProjectionType": "ALL"},
            }
        ],
    )
    if arguments.ttl:
        client.update_time_to_live(
            TableName=arguments.table,
            TimeToLiveSpecification={"Enabled": True, "AttributeName": "expiresAt"},
        )


def key_schema(hash_key, range_key):
    return [
        {"AttributeName": hash_key, "KeyType": "HASH"},
        {"AttributeName": range_key, "KeyType": "RANGE"},
    ]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--port", type=int, default=0, help="a free one by default")
    parser.add_argument("--region", default="us-east-1", help="the region that has the table")
    parser.add_argument("--table", help="the name of a table with pk and sk, and the index byOrganization")
    parser.add_argument("--ttl", action="store_true", help="let the table's items expire by expiresAt")
    arguments = parser.parse_args()

    logging.disable(logging.ERROR)  # a line for every request
    application = OneAtATime(DomainDispatcherApplication(create_backend_app))
    server = make_server("127.0.0.1", arguments.port, application, threaded=True, request_handler=MotoRequestHandler)
    server.daemon_threads = True
    signal.signal(signal.SIGTERM, lambda *_: os._exit(0))
    # Whoever starts it may block signals, and a process inherits that.
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGTERM})
    threading.Thread(target=server.serve_forever, daemon=True).start()
    url = f"http://127.0.0.1:{server.server_port}"
    if arguments.table:
        make_table(url, arguments)
    print(url, flush=True)
    while os.read(sys.stdin.fileno(), 4096):
        pass
    # Requests that are under way end with the process.
    os._exit(0)


if __name__ == "__main__":
    main()
