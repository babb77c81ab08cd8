"""Has many stacks call back at once to one real `scout-ecr serve`, while the command line adds integrations to its folder and
lists them, and reports what came of each as JSON. moto is AWS.

    connect_many.py --program scout-ecr --workdir DIR [--stacks N]

Exit 0 with the report on stdout, or 1 with the reason and the service's log on stderr. Every wait has a limit.
"""

import argparse
import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from played_stack import Outside, RunFailed, Service, Stack, aws, wait_for

CLIENTS = 64
SECONDS_TO_CONNECT = 240


def connect(service, outside, client, count):
    secrets, sns = client("secretsmanager"), client("sns")
    service.keep_alive(dict)
    wait_for("the service answers", lambda: service.post("/", "", {}) is not None)
    with ThreadPoolExecutor(CLIENTS) as pool:
        stacks = list(pool.map(lambda _: Stack(service, outside, secrets, sns), range(count)))
        list(pool.map(lambda stack: stack.confirm(), stacks))
        requests = list(pool.map(lambda stack: stack.ask("Create"), stacks))
        wait_for("all stacks are answered", lambda: all(map(outside.answers, requests)), SECONDS_TO_CONNECT)
        list(pool.map(lambda stack: stack.await_rest(), stacks))
        status = {each["id"]: each["status"] for each in service.command("list")}

        def report(pair):
            stack, request = pair
            current, others = stack.keys()
            return {
                "status": status.get(stack.integration),
                "event": stack.event_status(current),
                "otherKeys": len(others),
                **stack.answers_to(request),
            }

        return list(pool.map(report, zip(stacks, requests)))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--program", required=True, help="scout-ecr")
    parser.add_argument("--workdir", required=True, type=Path)
    parser.add_argument("--stacks", type=int, default=500)
    arguments = parser.parse_args()
    with aws() as (endpoint, client):
        service = Service(arguments.program, arguments.workdir, endpoint)
        try:
            print(json.dumps(connect(service, Outside(), client, arguments.stacks)))
        except (RunFailed, subprocess.TimeoutExpired) as error:
            sys.exit(f"{error}\n{(arguments.workdir / 'serve.log').read_text()}")
        finally:
            service.kill()


if __name__ == "__main__":
    main()
