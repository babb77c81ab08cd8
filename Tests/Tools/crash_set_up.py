"""Kills a real `scout-ecr serve` by SIGKILL before every call of the system that it makes for a set-up, and reports what came
of each run as JSON.

A run plays SNS and a stack: a confirmation of the subscription, the stack's request to create, its request to update, its
request to delete; moto is AWS. The service ends before its Nth call (kill_at_call.c), is started again, ends once more before a
call of that second life, and is started again. A message that is not answered with 200 is delivered again, as SNS does.

    crash_set_up.py --program scout-ecr --workdir DIR [--every K]

Exit 0 with the report on stdout, or 1 with the reason and the service's log on stderr. Every wait has a limit.
"""

import argparse
import json
import shutil
import subprocess
import sys
from pathlib import Path

from played_stack import Outside, RunFailed, Service, Stack, aws


def play(stack):
    stack.keep_alive()
    stack.confirm()
    create = stack.request("Create")
    stack.await_status("connected")
    stack.await_rest()
    current, others = stack.keys()
    statuses = {"current": stack.event_status(current), "others": sorted({stack.event_status(each) for each in others})}
    update = stack.request("Update")
    stack.await_rest()
    statuses["afterUpdate"] = stack.event_status(stack.keys()[0])
    delete = stack.request("Delete")
    stack.await_status("removed")
    stack.await_rest()
    statuses["afterDelete"] = stack.event_status(current)
    return {
        "deaths": stack.service.deaths,
        "events": statuses,
        "answers": [stack.answers_to(each) for each in (create, update, delete)],
        "calls": stack.service.calls(),
    }


def compile_shim(folder):
    compiler = shutil.which("cc") or shutil.which("clang") or sys.exit("there is no cc and no clang")
    source, shim = Path(__file__).with_name("kill_at_call.c"), folder / "kill_at_call.so"
    subprocess.run([compiler, "-O2", "-shared", "-fPIC", "-o", shim, source, "-ldl"], check=True)
    return shim


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--program", required=True, help="scout-ecr")
    parser.add_argument("--workdir", required=True, type=Path)
    parser.add_argument("--every", type=int, default=1, help="kill before every Kth call only")
    arguments = parser.parse_args()
    shim, outside = compile_shim(arguments.workdir), Outside()

    with aws() as (endpoint, client):

        def run(name, kills):
            folder = arguments.workdir / name
            folder.mkdir()
            service = Service(arguments.program, folder, endpoint, shim, kills)
            try:
                return {"kills": kills, **play(Stack(service, outside, client("secretsmanager"), client("sns")))}
            except (RunFailed, subprocess.TimeoutExpired) as error:
                sys.exit(f"{name}, killed before {kills}: {error}\n{(folder / 'serve.log').read_text()}")
            finally:
                service.kill()

        whole = run("whole", [])
        # Some calls are made by several threads, so the last of them may come a little later.
        calls = range(1, whole["calls"] + 6, arguments.every)
        print(json.dumps({"whole": whole, "runs": [run(f"run-{call}", [call, call * 7 % 40 + 1]) for call in calls]}))


if __name__ == "__main__":
    main()
