#!/usr/bin/env python3
"""atomvm_corpus.py OUT LOG PATH...: what `seabeam compile --abi=atomvm PATH... -o OUT` made.

PATH: folders of .beam files. LOG: what the compiler printed. Prints how many modules there are, those that were refused by
reason, and the size of the avmN chunks against that of the Code chunks of the same modules; validates the wasm modules.
The exit status is 0 only when there are modules and all of them are valid.
"""
import collections
import os
import re
import struct
import subprocess
import sys
import tempfile


def chunks(path):
    """Chunk name -> bytes of a BEAM file."""
    with open(path, "rb") as f:
        data = f.read()
    result, at = {}, 12
    while at + 8 <= len(data):
        name, size = data[at : at + 4].decode("latin1"), struct.unpack(">I", data[at + 4 : at + 8])[0]
        result[name] = data[at + 8 : at + 8 + size]
        at += 8 + (size + 3) // 4 * 4
    return result


def wasm_of(native):
    """The wasm module of an avmN chunk with one architecture."""
    info = struct.unpack(">I", native[:4])[0]
    stream = native[4 + info :]
    _, start, end = struct.unpack("<III", stream[:12])
    return stream[start:end]


def beams(folders):
    for folder in folders:
        for root, _, files in sorted(os.walk(folder)):
            for name in sorted(files):
                if name.endswith(".beam"):
                    yield os.path.join(root, name)


def reason_of(message):
    """An error without the names in it."""
    message = re.sub(r"^.*\.beam: ", "", message)
    message = re.sub(r"^module \S+: |function \S+: |Code/\S+: |offset \d+: ", "", message)
    message = re.sub(r"^module \S+: |function \S+: |Code/\S+: |offset \d+: ", "", message)
    return re.sub(r"\d+", "N", message)


def main():
    out, log, folders = sys.argv[1], sys.argv[2], sys.argv[3:]
    made = {os.path.basename(p): p for p in beams([out])}
    sources = {os.path.basename(p): p for p in beams(folders)}
    code = native = invalid = 0
    ratios = []
    for name, path in sorted(made.items()):
        before, after = chunks(sources[name]), chunks(path)
        code += len(before["Code"])
        native += len(after["avmN"])
        ratios.append((len(after["avmN"]) / len(before["Code"]), name))
        with tempfile.NamedTemporaryFile(suffix=".wasm") as wasm:
            wasm.write(wasm_of(after["avmN"]))
            wasm.flush()
            if subprocess.run(["wasm-validate", "--enable-tail-call", "--enable-threads", wasm.name], check=False).returncode:
                print(f"invalid: {path}", file=sys.stderr)
                invalid += 1
    reasons = collections.defaultdict(list)
    with open(log, encoding="utf-8", errors="replace") as f:
        for line in f:
            match = re.match(r"(?:error: )?(\S+)\.beam: (.*)", line.rstrip())
            if match:
                reasons[reason_of(match.group(2))].append(os.path.basename(match.group(1)))
    print(f"{len(made)} of {len(sources)} modules compiled, {invalid} of them invalid")
    for reason, names in sorted(reasons.items(), key=lambda r: (-len(r[1]), r[0])):
        print(f"  {len(names)} refused: {reason}: {' '.join(sorted(names))}")
    if code:
        ratios.sort()
        print(f"avmN {native} bytes, Code {code} bytes: {native / code:.2f} times; "
              f"median {ratios[len(ratios) // 2][0]:.2f}, least {ratios[0][0]:.2f} ({ratios[0][1]}), "
              f"most {ratios[-1][0]:.2f} ({ratios[-1][1]})")
    sys.exit(0 if made and not invalid else 1)


main()
