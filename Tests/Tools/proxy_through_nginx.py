"""Puts nginx, with the example's configuration, in front of a server that writes down what reaches it, and of a real service.

    proxy_through_nginx.py CONFIGURATION SERVICE_URL

Ports, certificate and the upstream's address are replaced; all else is the example's own. Prints what was seen as one JSON
object; exit 1 when nginx does not take the configuration or something else could not be done.
"""

import contextlib
import http.client
import http.server
import json
import re
import socket
import ssl
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse
from pathlib import Path

DOMAIN = "scout.example.com"
SECONDS = 20
MEBIBYTE = 1024 * 1024


class Failed(Exception):
    """Something could not be done; the message says what."""


class Recorder(http.server.BaseHTTPRequestHandler):
    """Answers everything, and keeps the requests."""

    protocol_version = "HTTP/1.1"
    requests = []

    def do_GET(self):
        self.answer()

    def do_POST(self):
        self.answer()

    def answer(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.requests.append(
            {
                "path": self.path,
                "version": self.request_version,
                "headers": {name.lower(): self.headers.get_all(name) for name in self.headers},
                "body": body,
                "connection": self.client_address[1],
            }
        )
        self.send_response(200)
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"ok")

    def log_message(self, *_):
        pass


@contextlib.contextmanager
def recorder():
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Recorder)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server.server_address[1]
    finally:
        server.shutdown()
        server.server_close()


def free_port():
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


def replaced(text, pattern, replacement):
    """The text with what the pattern means replaced; it has to be there, or the example is not what this was written for."""
    result, count = re.subn(pattern, replacement, text, flags=re.MULTILINE)
    if not count:
        raise Failed(f"the configuration has nothing like {pattern}")
    return result


def make_certificate(folder):
    command = [
        "openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", "-subj", f"/CN={DOMAIN}",
        "-addext", f"subjectAltName=DNS:{DOMAIN}", "-keyout", folder / "privkey.pem", "-out", folder / "fullchain.pem",
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=60)


@contextlib.contextmanager
def nginx(folder, configuration, upstream):
    """nginx with the configuration; gives the ports of http and https."""
    folder.mkdir()
    make_certificate(folder)
    http_port, https_port = free_port(), free_port()
    site = replaced(configuration, r"^ *listen \[::\]:\d+.*;\n", "")
    site = replaced(site, r"listen 80;", f"listen 127.0.0.1:{http_port};")
    site = replaced(site, r"listen 443 ", f"listen 127.0.0.1:{https_port} ")
    site = replaced(site, rf"/etc/letsencrypt/live/{re.escape(DOMAIN)}", str(folder))
    site = replaced(site, r"server 127\.0\.0\.1:8080;", f"server {upstream};")
    (folder / "site.conf").write_text(site)
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    main = folder / "nginx.conf"
    main.write_text(
        f"daemon off; pid {folder}/pid; error_log stderr;\nevents {{}}\nhttp {{\n access_log off;\n"
        + "".join(f" {kind}_temp_path {folder}/{kind};\n" for kind in kinds)
        + f" include {folder}/site.conf;\n}}\n"
    )
    command = ["nginx", "-p", str(folder), "-e", "stderr", "-c", str(main)]
    test = subprocess.run([*command, "-t"], capture_output=True, text=True, timeout=30)
    # A warning, for instance of a directive that is going away, counts as well.
    if test.returncode or "[warn]" in test.stderr:
        raise Failed(f"nginx -t: {test.stderr}")
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    try:
        await_port(https_port, process)
        yield http_port, https_port
    finally:
        process.terminate()
        process.wait(SECONDS)


def await_port(port, process):
    deadline = time.monotonic() + SECONDS
    while process.poll() is None and time.monotonic() < deadline:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(0.05)
    raise Failed("nginx does not listen")


class Client:
    """Connections of https to a port of this machine, for the domain, whose certificate is checked."""

    def __init__(self, port, certificate):
        self._port, self._context = port, ssl.create_default_context(cafile=certificate)

    def connect(self):
        plain = socket.create_connection(("127.0.0.1", self._port), SECONDS)
        return self._context.wrap_socket(plain, server_hostname=DOMAIN)

    def request(self, method, path, headers=None, body=None):
        connection = http.client.HTTPConnection(DOMAIN, timeout=SECONDS)
        connection.sock = self.connect()
        try:
            connection.request(method, path, body, headers or {})
            answer = connection.getresponse()
            return {"status": answer.status, "headers": dict(answer.getheaders()), "body": answer.read()}
        finally:
            connection.close()


def requests_of(path):
    return [each for each in Recorder.requests if each["path"] == path]


def look(client, http_port):
    report = {}
    claimed = {"X-Forwarded-For": "203.0.113.7", "X-Scout-Api-Key": "k"}
    report["status"] = client.request("POST", "/v1/events/int-1?a=b", claimed, b"{}")["status"]
    seen = requests_of("/v1/events/int-1?a=b")[0]
    report["seen"] = {
        "version": seen["version"],
        "host": seen["headers"]["host"],
        "forwardedFor": seen["headers"]["x-forwarded-for"],
        "connection": seen["headers"].get("connection", []),
        "apiKey": seen["headers"]["x-scout-api-key"],
    }

    body = bytes(range(256)) * (4 * MEBIBYTE // 256)
    report["largeBody"] = client.request("POST", "/large", {}, body)["status"]
    report["largeBodyArrives"] = [each["body"] for each in requests_of("/large")] == [body]
    try:
        report["tooLargeBody"] = client.request("POST", "/too-large", {}, body + b"x")["status"]
    except OSError as refused:  # nginx may end the connection while the body is on its way
        report["tooLargeBody"] = f"{type(refused).__name__}"
    report["tooLargeBodyArrives"] = bool(requests_of("/too-large"))

    connections = set()
    for path in ("/first", "/second"):
        client.request("GET", path)
        connections.add(requests_of(path)[0]["connection"])
    report["upstreamConnections"] = len(connections)

    report["slowBodyArrivesEarly"] = send_slowly(client)
    report["metrics"] = client.request("GET", "/metrics")["status"]
    report["metricsArrive"] = bool(requests_of("/metrics"))
    report["plain"] = ask_plainly(http_port)
    return report


def send_slowly(client):
    """Whether a request reaches the server before its body is complete. What comes after it shows that nginx has been busy."""
    with client.connect() as slow:
        slow.sendall(f"POST /slow HTTP/1.1\r\nHost: {DOMAIN}\r\nContent-Length: 10\r\n\r\nhello".encode())
        client.request("GET", "/meanwhile")
        early = bool(requests_of("/slow"))
        slow.sendall(b"world")
        slow.recv(1024)
    if [each["body"] for each in requests_of("/slow")] != [b"helloworld"]:
        raise Failed("the slow request did not arrive")
    return early


def ask_plainly(port):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=SECONDS)
    connection.request("GET", "/a?b=c", headers={"Host": DOMAIN})
    answer = connection.getresponse()
    connection.close()
    return {"status": answer.status, "location": answer.getheader("Location")}


def look_at_service(client):
    """The real service behind nginx: its pages, and its answer to a request that it cannot take."""
    page = client.request("GET", "/sign-in")
    return {
        "health": client.request("GET", "/healthz")["status"],
        "signIn": page["status"],
        "signInHasForm": b"<form" in page["body"],
        "unauthenticated": client.request("POST", "/v1/events/int-1", {"X-Scout-Api-Key": "k"}, b"{}")["status"],
    }


def main():
    configuration, service = Path(sys.argv[1]).read_text(), urllib.parse.urlsplit(sys.argv[2]).netloc
    try:
        with tempfile.TemporaryDirectory() as scratch:
            folder = Path(scratch)
            # nginx's workers are another user, who has to get at the temporary files.
            folder.chmod(0o755)
            with recorder() as port, nginx(folder / "recorder", configuration, f"127.0.0.1:{port}") as (plain, https):
                report = look(Client(https, folder / "recorder/fullchain.pem"), plain)
            with nginx(folder / "service", configuration, service) as (_, https):
                report["service"] = look_at_service(Client(https, folder / "service/fullchain.pem"))
    except (Failed, OSError, IndexError, KeyError, subprocess.SubprocessError, http.client.HTTPException) as failure:
        print(f"proxy_through_nginx: {type(failure).__name__}: {failure}", file=sys.stderr)
        return 1
    print(json.dumps(report, indent=2, sort_keys=True))
    return 0


if __name__ == "__main__":
    sys.exit(main())
