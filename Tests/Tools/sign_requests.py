#!/usr/bin/env python3
"""Prints random requests with the signatures that botocore gives them, as JSON.

    sign_requests.py COUNT SEED

Both ways of signing, S3's rules and everybody else's, with and without a session token.
"""
import datetime
import json
import random
import sys
from unittest import mock
from urllib.parse import quote

import botocore.auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

METHODS = ["GET", "PUT", "POST", "DELETE", "HEAD", "PATCH"]
SERVICES = ["sts", "sns", "secretsmanager", "events", "ecr", "execute-api", "s3"]
REGIONS = ["us-east-1", "eu-central-1", "cn-north-1", "us-gov-west-1"]
PIECES = ["a", "B", "7", "-", "_", ".", "~", " ", "%", "+", "é", "ሴ", "😀", "=", "&", "?", "#", "'", "(", ")", "*", ",", ":",
          "@", "!", "$", "\"", "<", "|", "\\", "\t"]
HEADERS = ["X-Amz-Target", "Content-Type", "X-Custom", "x-amz-meta-Note", "Range", "My-Header1", "User-Agent", "Expect"]


def text(chance, longest=8, pieces=PIECES):
    return "".join(chance.choice(pieces) for _ in range(chance.randint(0, longest)))


def path(chance, is_s3):
    segments = []
    for _ in range(chance.randint(0, 5)):
        kind = chance.random()
        if kind < 0.12:
            segments.append("")
        elif kind < 0.24 and not is_s3:
            segments.append(chance.choice([".", "..", "...", "%2E", "%2e%2e"]))
        else:
            segments.append(quote(text(chance), safe="-_.~"))
    return "/" + "/".join(segments) + chance.choice(["", "/"])


def query(chance, keys_repeat):
    names = [text(chance, 4) or "k" for _ in range(chance.randint(0, 6))]
    if keys_repeat:
        names += chance.sample(names, chance.randint(0, len(names)))
    else:
        names = list(dict.fromkeys(names))
    items = []
    for name in names:
        value = chance.choice(["", text(chance, 12), "1", "value"])
        items.append(quote(name, safe="-_.~") + "=" + quote(value, safe="-_.~"))
    chance.shuffle(items)
    return "&".join(items)


def headers(chance):
    result = []
    for name in chance.sample(HEADERS, chance.randint(0, 4)):
        values = ["a  b   c", "  padded ", "text/plain; charset=UTF-8", "\"a   b\"", "x\t y", "1", "a,b,  c", ""]
        for _ in range(2 if chance.random() < 0.15 else 1):
            result.append([name, chance.choice(values)])
    return result


def case(chance):
    service, region = chance.choice(SERVICES + ["s3"] * 4), chance.choice(REGIONS)
    is_s3, is_presigned = service == "s3", chance.random() < 0.4
    host = chance.choice(["example.amazonaws.com", "EXAMPLE.Amazonaws.com:8443", "bucket.s3.amazonaws.com", "127.0.0.1:4566",
                          "example.com:443", "[::1]:8080"])
    scheme = chance.choice(["https", "http"])
    url = f"{scheme}://{host}{path(chance, is_s3)}"
    items = query(chance, keys_repeat=not is_presigned)
    if items:
        url += "?" + items
    body = "" if is_presigned else text(chance, 40)
    time = datetime.datetime.fromtimestamp(chance.randint(0, 4_000_000_000), datetime.timezone.utc)
    result = {
        "method": chance.choice(METHODS), "url": url, "headers": headers(chance), "body": body, "service": service,
        "region": region, "time": int(time.timestamp()), "accessKeyID": "AKID" + str(chance.randint(0, 10**9)),
        "secretAccessKey": "s/" + str(chance.getrandbits(160)), "isPresigned": is_presigned,
        "sessionToken": chance.choice([None, "Fwo+/token==" + str(chance.getrandbits(200))]),
        "seconds": chance.randint(1, 604800),
    }
    credentials = Credentials(result["accessKeyID"], result["secretAccessKey"], result["sessionToken"])
    request = AWSRequest(method=result["method"], url=url, data=body.encode())
    for name, value in result["headers"]:
        request.headers.add_header(name, value)
    if is_presigned:
        signer = botocore.auth.S3SigV4QueryAuth if is_s3 else botocore.auth.SigV4QueryAuth
        signer = signer(credentials, service, region, expires=result["seconds"])
    else:
        signer = botocore.auth.S3SigV4Auth if is_s3 else botocore.auth.SigV4Auth
        signer = signer(credentials, service, region)
    with mock.patch("botocore.auth.get_current_datetime", return_value=time):
        signer.add_auth(request)
    result["signature"] = request.url.rpartition("=")[2] if is_presigned else request.headers["Authorization"]
    return result


def main():
    count, seed = int(sys.argv[1]), int(sys.argv[2])
    chance = random.Random(seed)
    json.dump([case(chance) for _ in range(count)], sys.stdout)


if __name__ == "__main__":
    main()
