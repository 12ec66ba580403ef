#!/usr/bin/env python3
"""Differential tests: programs compiled by erlc, run by erl and by Seabeam.

    run_e2e.py [--seabeam=BINARY] [--bundle | --atomvm[=label]] [--levels=0,1,2] [--jobs=2] [--filter=RE]
               [--oracle-only] FOLDER...

A program is FOLDER/NAME.erl, or FOLDER/NAME/*.erl and *.S (assembly) with NAME.erl as its main module. NAME.stdin
is its standard input and NAME.args its arguments, one a line, where there are such files. Both
sides run under the contract of `seabeam run`; standard output and exit status must be equal. What
erl printed is kept in $SEABEAM_CACHE/e2e-oracle, by content. The last line is 'N passed, N
failed', counting each program at each level.

--atomvm: `seabeam compile --abi=atomvm` gives each module native code for AtomVM, which runs on runtime/atomvm. What the
compiler refuses is skipped; how often and why is printed. --atomvm=label takes the code generator of the host's own
tests instead of the compiler.
"""

import argparse
import concurrent.futures
import difflib
import hashlib
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import time

import atomvm_mode

HERE = pathlib.Path(__file__).resolve().parent
ORACLE_SOURCE = HERE / "e2e_oracle.erl"
ORACLE_SECONDS = 60
SEABEAM_SECONDS = 120
DIFF_LINES = 24
# erl as the oracle runs it: reports of crashed processes on standard error, as Seabeam's contract says.
ERL = ["erl", "-noshell", "+fnu", "-kernel", "logger",
       "[{handler,default,logger_std_h,#{config=>#{type=>standard_error}}}]"]


class Program:
    """One test program: its sources, input, and what erl made of it."""

    def __init__(self, main, sources):
        self.main = main
        self.name = main.stem
        self.sources = sources
        stdin = main.with_suffix(".stdin")
        args = main.with_suffix(".args")
        self.stdin = stdin.read_bytes() if stdin.exists() else b""
        self.args = args.read_text("utf-8").splitlines() if args.exists() else []
        self.expected = None  # (stdout bytes, exit status)
        self.beams = []

    def digest(self, salt):
        h = hashlib.sha256(salt)
        for source in self.sources:
            h.update(source.name.encode() + b"\0" + source.read_bytes() + b"\0")
        h.update(self.stdin + b"\0" + "\n".join(self.args).encode())
        return h.hexdigest()


def find_programs(folders, pattern, exclude):
    programs = []
    for folder in map(pathlib.Path, folders):
        if folder.is_file():
            programs.append(Program(folder, [folder]))
            continue
        if not folder.exists():
            continue
        for path in sorted(folder.iterdir()):
            if path.suffix == ".erl":
                programs.append(Program(path, [path]))
            elif path.is_dir() and (path / (path.name + ".erl")).exists():
                main = path / (path.name + ".erl")
                rest = sorted(p for p in path.iterdir() if p.suffix in (".erl", ".S") and p != main)
                programs.append(Program(main, [main] + rest))
    return [p for p in programs if re.search(pattern, p.name) and not re.search(exclude, p.name)]


def compile_all(programs, out, oracle_salt):
    """Compiles every program with one erlc each, unless the cache has its beams."""
    cache = cache_folder("e2e-beams")

    def compile_one(program):
        folder = cache / program.digest(oracle_salt)
        beams = [folder / (s.stem + ".beam") for s in program.sources]
        if not all(b.exists() for b in beams):
            scratch = pathlib.Path(tempfile.mkdtemp(dir=out))
            done = subprocess.run(
                ["erlc", "+debug_info", "-o", str(scratch)] + [str(s) for s in program.sources],
                stdout=subprocess.PIPE, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL)
            if done.returncode != 0:
                return done.stdout.decode("utf-8", "replace")
            shutil.rmtree(folder, ignore_errors=True)
            try:
                scratch.rename(folder)
            except OSError:
                shutil.copytree(scratch, folder, dirs_exist_ok=True)
        program.beams = beams
        return None

    return compile_one


def cache_folder(name):
    root = os.environ.get("SEABEAM_CACHE") or os.path.expanduser("~/.cache/seabeam")
    folder = pathlib.Path(root) / name
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        folder = pathlib.Path(tempfile.gettempdir()) / ("seabeam-" + name)
        folder.mkdir(parents=True, exist_ok=True)
    return folder


def run_limited(command, stdin, seconds, cwd):
    """Runs a command; returns (stdout, stderr, status), status 'timeout' past the limit."""
    try:
        done = subprocess.run(command, input=stdin, stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE, timeout=seconds, cwd=cwd)
        return done.stdout, done.stderr, done.returncode
    except subprocess.TimeoutExpired as expired:
        return expired.stdout or b"", expired.stderr or b"", "timeout"


def run_oracle(program, oracle_folder, salt):
    cached = cache_folder("e2e-oracle") / program.digest(salt)
    if cached.exists():
        entry = json.loads(cached.read_text("utf-8"))
        program.expected = (bytes.fromhex(entry["stdout"]), entry["status"])
        return None
    with tempfile.TemporaryDirectory() as cwd:
        stdout, stderr, status = run_limited(
            ERL + [
             "-pa", str(program.beams[0].parent), "-pa", str(oracle_folder),
             "-run", "e2e_oracle", "main", program.name, "-extra"] + program.args,
            program.stdin, ORACLE_SECONDS, cwd)
    if status == "timeout":
        return "erl did not end within %d s" % ORACLE_SECONDS
    program.expected = (stdout, status)
    temporary = cached.with_name("%s.%d.tmp" % (cached.name, os.getpid()))
    temporary.write_text(json.dumps({
        "stdout": stdout.hex(), "status": status,
        "stderr": stderr.decode("utf-8", "replace")}), "utf-8")
    temporary.rename(cached)
    return None


def show_difference(expected, actual):
    left = expected.decode("utf-8", "replace").splitlines()
    right = actual.decode("utf-8", "replace").splitlines()
    lines = list(difflib.unified_diff(left, right, "erl", "seabeam", lineterm="", n=2))
    if len(lines) > DIFF_LINES:
        lines = lines[:DIFF_LINES] + ["... %d more lines" % (len(lines) - DIFF_LINES)]
    return "\n".join("    " + line for line in lines)


def run_seabeam(program, level, binary, extra, bundle, atomvm):
    """None when stdout and status agree, else what differs. Raises atomvm_mode.Refused."""
    inputs = [str(b) for b in program.beams] + ["-O%s" % level] + extra
    with tempfile.TemporaryDirectory() as cwd, tempfile.TemporaryDirectory() as out:
        if atomvm:
            try:
                command = atomvm.command(program, level, out)
            except RuntimeError as error:
                return "    %s" % error
        elif bundle:
            stdout, stderr, status = run_limited([binary, "build", "-o", out] + inputs, b"", SEABEAM_SECONDS, cwd)
            if status != 0:
                return "    building ended with %s\n      %s" % (status, stderr.decode("utf-8", "replace"))
            command = [os.environ.get("SEABEAM_NODE", "node"), os.path.join(out, "main.mjs")] + program.args
        else:
            command = [binary, "run"] + inputs
            if program.args:
                command += ["--"] + program.args
        stdout, stderr, status = run_limited(command, program.stdin, SEABEAM_SECONDS, cwd)
    expected_stdout, expected_status = program.expected
    if stdout == expected_stdout and status == expected_status:
        return None
    report = []
    if status != expected_status:
        report.append("    exit status %s, erl's is %s" % (status, expected_status))
    if stdout != expected_stdout:
        report.append(show_difference(expected_stdout, stdout))
    tail = stderr.decode("utf-8", "replace").splitlines()[-8:]
    if tail:
        report.append("    stderr ends with:")
        report += ["      " + line for line in tail]
    return "\n".join(report)


def parse_arguments(argv):
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folders", nargs="+")
    parser.add_argument("--seabeam", default="bazel-bin/compiler/seabeam")
    parser.add_argument("--levels", default="0,1,2")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--filter", default="")
    parser.add_argument("--exclude", default="^$", help="leave out programs whose name matches")
    parser.add_argument("--bundle", action="store_true",
                        help="run what `seabeam build` makes instead of `seabeam run`")
    parser.add_argument("--atomvm", nargs="?", const="seabeam", choices=["seabeam", "label"],
                        help="run native code for AtomVM on runtime/atomvm")
    parser.add_argument("--atomvm-runtime", default="bazel-bin/runtime/atomvm/atomvm_runtime.wasm")
    parser.add_argument("--host-arg", action="append", default=[],
                        help="with --atomvm: one more option of runtime/atomvm/host/run.mjs")
    parser.add_argument("--seabeam-arg", action="append", default=[],
                        help="one more argument of `seabeam run`, `build` or `compile`")
    parser.add_argument("--oracle-only", action="store_true",
                        help="run erl only and say what looks unfit for a test")
    parser.add_argument("--show", action="store_true", help="with --oracle-only: print the output")
    return parser.parse_args(argv)


def atomvm_of(options, binary, scratch):
    if not options.atomvm:
        return None
    label = atomvm_mode.LabelCompiler(scratch)
    compiler = label if options.atomvm == "label" else atomvm_mode.SeabeamCompiler(binary, options.seabeam_arg, label)
    return atomvm_mode.AtomVmMode(compiler, scratch, cache_folder("e2e-atomvm"), os.path.abspath(options.atomvm_runtime),
                                  options.host_arg)


def prepare_oracle(scratch):
    """Compiles the oracle module; returns its folder and the salt of everything cached."""
    folder = scratch / "oracle"
    folder.mkdir()
    subprocess.run(["erlc", "-o", str(folder), str(ORACLE_SOURCE)], check=True)
    release = subprocess.run(
        ["erl", "-noshell", "-eval",
         "io:put_chars(erlang:system_info(system_version)), halt()."],
        check=True, stdout=subprocess.PIPE, stdin=subprocess.DEVNULL).stdout
    return folder, release + " ".join(ERL).encode() + ORACLE_SOURCE.read_bytes()


def main(argv):
    options = parse_arguments(argv)
    programs = find_programs(options.folders, options.filter, options.exclude)
    if not programs:
        print("no programs in %s" % ", ".join(options.folders))
        print("0 passed, 1 failed")
        return 1
    binary = os.path.abspath(options.seabeam)
    levels = options.levels.split(",")
    failures = []
    passed = 0
    started = time.monotonic()
    atomvm = None

    with tempfile.TemporaryDirectory() as scratch, \
            concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        scratch = pathlib.Path(scratch)
        oracle_folder, salt = prepare_oracle(scratch)
        compile_one = compile_all(programs, scratch, salt)

        def prepare(program):
            error = compile_one(program)
            return error or run_oracle(program, oracle_folder, salt)

        ready = []
        for program, error in zip(programs, pool.map(prepare, programs)):
            if error:
                failures.append((program.name, "oracle", error))
            else:
                ready.append(program)

        if options.oracle_only:
            for program in ready:
                stdout, status = program.expected
                print("%-32s status %s, %5d lines" % (program.name, status, stdout.count(b"\n")))
                if options.show:
                    print(stdout.decode("utf-8", "replace"))
                passed += 1
        else:
            atomvm = atomvm_of(options, binary, scratch)
            work = [(p, level) for p in ready for level in levels]
            if atomvm:
                for level in levels:
                    atomvm.library(level)

            def run_one(item):
                try:
                    return run_seabeam(*item, binary, options.seabeam_arg, options.bundle, atomvm)
                except atomvm_mode.Refused as refused:
                    return refused

            for (program, level), difference in zip(work, pool.map(run_one, work)):
                if isinstance(difference, atomvm_mode.Refused):
                    atomvm.skipped[str(difference)] += 1
                elif difference:
                    failures.append((program.name, "-O" + level, difference))
                    print("FAILED %s -O%s\n%s" % (program.name, level, difference), flush=True)
                else:
                    passed += 1

    if atomvm:
        print("\n".join(atomvm.report()))
    for name, where, what in failures:
        if where == "oracle":
            print("FAILED %s: %s" % (name, what))
    if failures:
        print("failed: " + " ".join(sorted({"%s(%s)" % (n, w) for n, w, _ in failures})))
    print("%d programs, %.0f s" % (len(programs), time.monotonic() - started))
    print("%d passed, %d failed" % (passed, len(failures)))
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
