#!/usr/bin/env python3
"""Checks the sources against the house rules that no compiler checks.

Include rules between the folders (docs/architecture.md), length of files, header guards, and
that no two packages include each other. Prints one finding a line as FILE:LINE: message; exit
status 1 when there are any.
"""

import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent

# Folder to the folders it may include besides itself; the longest match of a file's path counts.
# A folder that is not named here may include everything.
MAY_INCLUDE = {
    "base": set(),
    "abi": {"base"},
    # abi: what an AtomVM host reads.
    "beam": {"base", "abi"},
    # abi: the kinds of types and the lists of primitives and BIFs, which graphs name.
    "ir": {"base", "abi"},
    "passes": {"base", "ir", "abi"},
    "compiler/translate": {"base", "beam", "ir", "abi"},
    "emit": {"base", "ir", "abi"},
    # The wasm writer knows nothing of what is written with it.
    "emit/wasm": {"base"},
    "runtime": {"abi"},
}
OWN = ["base", "abi", "beam", "ir", "passes", "compiler/translate", "compiler", "emit/wasm", "emit",
       "runtime", "testing", "fuzz", "bench", "toolchains", "tools"]

SOURCE_SUFFIXES = {".cc", ".h", ".inc", ".mjs", ".py", ".erl"}
MAX_LINES = 640
MAX_BUILD_LINES = 420
# Tables with one fact a line are as long as there are facts.
LONG_BY_NATURE = {"abi/bif_list.h", "abi/atom_list.h", "ir/opcode_list.h"}

INCLUDE = re.compile(r'^\s*#\s*include\s+"([^"]+)"')


def folder_of(path, known):
    for folder in sorted(known, key=len, reverse=True):
        if path == folder or path.startswith(folder + "/"):
            return folder
    return None


def tracked_files():
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, check=True,
                            stdout=subprocess.PIPE).stdout.decode()
    return [f for f in listed.split("\0") if f and (ROOT / f).is_file()]


def check_includes(name, lines):
    folder = folder_of(name, MAY_INCLUDE)
    if folder is None:
        return
    for number, line in enumerate(lines, 1):
        match = INCLUDE.match(line)
        if not match:
            continue
        target = folder_of(match[1], OWN)
        if target is None or target == folder or target in MAY_INCLUDE[folder]:
            continue
        # emit/ as a whole is made of its sub-folders; emit/wasm is one it builds on.
        if folder == "emit" and target == "emit/wasm":
            continue
        yield number, "%s/ must not include %s" % (folder, match[1])


def check_guard(name, lines):
    if not name.endswith(".h"):
        return
    guard = "SEABEAM_" + re.sub(r"[^A-Za-z0-9]", "_", name).upper() + "_"
    if not any(line.strip() == "#ifndef " + guard for line in lines):
        yield 1, "header guard should be " + guard


def check_length(name, lines):
    path = pathlib.Path(name)
    if name in LONG_BY_NATURE or name.startswith("testdata/"):
        return
    if path.name == "BUILD":
        if len(lines) > MAX_BUILD_LINES:
            yield len(lines), "BUILD has %d lines: split the package" % len(lines)
    elif path.suffix in SOURCE_SUFFIXES and len(lines) > MAX_LINES:
        yield len(lines), "%d lines: split by concept" % len(lines)


def package_of(name):
    """The folder of the layout that a file belongs to; Bazel sees to cycles inside of one."""
    return folder_of(name, OWN) or "."


def check_package_cycles(files):
    """Packages that include each other, directly or around."""
    edges = {}
    for name in files:
        if pathlib.Path(name).suffix not in {".cc", ".h"}:
            continue
        package = package_of(name)
        for line in (ROOT / name).read_text("utf-8", "replace").splitlines():
            match = INCLUDE.match(line)
            if match and (ROOT / match[1]).exists():
                other = package_of(match[1])
                if other != package:
                    edges.setdefault(package, set()).add(other)
    done = set()
    for start in sorted(edges):
        stack = [(start, iter(sorted(edges.get(start, ()))))]
        path = [start]
        while stack:
            node, children = stack[-1]
            child = next(children, None)
            if child is None:
                done.add(node)
                stack.pop()
                path.pop()
            elif child in path:
                yield " -> ".join(path[path.index(child):] + [child])
                done.add(child)
            elif child not in done:
                stack.append((child, iter(sorted(edges.get(child, ())))))
                path.append(child)


def main():
    findings = 0
    files = tracked_files()
    for name in files:
        if pathlib.Path(name).suffix not in SOURCE_SUFFIXES and pathlib.Path(name).name != "BUILD":
            continue
        lines = (ROOT / name).read_text("utf-8", "replace").splitlines()
        for check in (check_includes, check_guard, check_length):
            for number, message in check(name, lines):
                print("%s:%d: %s" % (name, number, message))
                findings += 1
    for cycle in check_package_cycles(files):
        print("packages include each other: %s" % cycle)
        findings += 1
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
