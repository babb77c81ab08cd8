"""Serves an image with layers of random bytes from a real registry on loopback, prints its name, and stays."""

import argparse
import os
import signal
from pathlib import Path

import image_registry


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="an empty folder")
    parser.add_argument("--layers", type=int, default=4)
    parser.add_argument("--megabytes", type=int, default=64, help="the size of a layer")
    arguments = parser.parse_args()
    layout = image_registry.Layout(arguments.folder / "layout")
    files = [
        {"file": image_registry.random_bytes(arguments.megabytes << 20, seed)} for seed in range(arguments.layers)
    ]
    source = layout.tag(layout.image(files), "v1")
    registry = image_registry.Registry(arguments.folder / "registry").start()
    # Whoever starts this ends it by SIGTERM, and the registry must not outlive it.
    signal.signal(signal.SIGTERM, lambda *_: (registry.stop(), os._exit(0)))
    registry.push(source, "team/app:v1")
    print(f"{registry.host}/team/app:v1", flush=True)
    signal.pause()


if __name__ == "__main__":
    main()
