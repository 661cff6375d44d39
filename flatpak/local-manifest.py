#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Prints the manifest for a runtime assembled by assemble-runtime.sh, as JSON.

Usage: local-manifest.py MANIFEST NAME

It is the public manifest with the names of the runtime changed, and without the modules of
libraries: what the public runtime lacks the assembled one holds, so that nothing is fetched.
"""

import json
import os
import sys

import yaml


def main():
    path, name = sys.argv[1:]
    with open(path, encoding="utf-8") as file:
        manifest = yaml.safe_load(file)
    manifest["runtime"] = f"{name}.Platform"
    manifest["sdk"] = f"{name}.Sdk"
    manifest["runtime-version"] = "stable"
    manifest["modules"] = manifest["modules"][-1:]
    for source in manifest["modules"][0]["sources"]:
        source["path"] = os.path.normpath(os.path.join(os.path.dirname(path), source["path"]))
    json.dump(manifest, sys.stdout, indent=2)


if __name__ == "__main__":
    main()
