#!/usr/bin/env python3
"""Differential tests: programs compiled by erlc, run by erl and by Seabeam.

    run_e2e.py [--seabeam=BINARY] [--bundle | --atomvm[=label]] [--levels=0,1,2] [--jobs=2] [--filter=RE]
               [--otp=ROOT] [--batch] [--oracle-only] FOLDER...

A program is FOLDER/NAME.erl, or FOLDER/NAME/*.erl and *.S (assembly) with NAME.erl as its main module and *.app for its
applications, or FOLDER/NAME.ex with a main module of the name in camel case, which is part of the name of every module it defines.
FOLDER/shared holds headers and Elixir modules for all of them. NAME.stdin is its standard input, NAME.args its arguments, one a line,
and NAME.config what -config reads, where there are such files. Both
sides run under the contract of `seabeam run`; standard output and exit status must be equal. What
erl printed is kept in $SEABEAM_CACHE/e2e-oracle, by content. The last line is 'N passed, N
failed', counting each program at each level.

--atomvm: `seabeam compile --abi=atomvm` gives each module native code for AtomVM, which runs on runtime/atomvm. What the
compiler refuses is skipped; how often and why is printed. --atomvm=label takes the code generator of the host's own
tests instead of the compiler.

--otp: erlc, elixirc, erl and the library are those of the system in the folder ROOT (tools/e2e-otp makes one).
"""

import argparse
import concurrent.futures
import difflib
import os
import pathlib
import sys
import tempfile
import time

import atomvm_mode
import batches
import installed_otp
from programs import Compiler, Oracle, cache_folder, find_programs, run_limited

SEABEAM_SECONDS = 120
BATCH_SECONDS = 400
DIFF_LINES = int(os.environ.get("SEABEAM_E2E_DIFF_LINES", "24"))


def show_difference(expected, actual):
    left = expected.decode("utf-8", "replace").splitlines()
    right = actual.decode("utf-8", "replace").splitlines()
    lines = list(difflib.unified_diff(left, right, "erl", "seabeam", lineterm="", n=2))
    if len(lines) > DIFF_LINES:
        lines = lines[:DIFF_LINES] + ["... %d more lines" % (len(lines) - DIFF_LINES)]
    return "\n".join("    " + line for line in lines)


def run_program(program, level, binary, extra, bundle, bundle_runner, atomvm):
    """(stdout, stderr, status), or a message. Raises atomvm_mode.Refused."""
    inputs = [str(b) for b in program.beams] + ["-O%s" % level] + extra
    if program.config:
        inputs.append("--config=" + program.config)
    seconds = BATCH_SECONDS if isinstance(program, batches.Batch) else SEABEAM_SECONDS
    with tempfile.TemporaryDirectory() as cwd, tempfile.TemporaryDirectory() as out:
        if atomvm:
            try:
                command = atomvm.command(program, level, out)
            except RuntimeError as error:
                return "    %s" % error
        elif bundle:
            stdout, stderr, status = run_limited([binary, "build", "-o", out] + inputs, b"", seconds, cwd)
            if status != 0:
                return "    building ended with %s\n      %s" % (status, stderr.decode("utf-8", "replace"))
            started = [bundle_runner, out] if bundle_runner else [os.path.join(out, "main.mjs")]
            command = [os.environ.get("SEABEAM_NODE", "node")] + started + program.args
        else:
            command = [binary, "run"] + inputs
            if program.args:
                command += ["--"] + program.args
        return run_limited(command, program.stdin, seconds, cwd)


def difference_of(program, done):
    """None when stdout and status agree, else what differs."""
    if isinstance(done, str):
        return done
    stdout, stderr, status = done
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
    parser.add_argument("--no-shared", action="store_true", help="leave out programs that use FOLDER/shared")
    parser.add_argument("--bundle", action="store_true",
                        help="run what `seabeam build` makes instead of `seabeam run`")
    parser.add_argument("--bundle-runner", metavar="MODULE",
                        help="with --bundle: node runs MODULE FOLDER ARG... instead of FOLDER/main.mjs ARG...")
    parser.add_argument("--atomvm", nargs="?", const="seabeam", choices=["seabeam", "label"],
                        help="run native code for AtomVM on runtime/atomvm")
    parser.add_argument("--atomvm-runtime", default="bazel-bin/runtime/atomvm/atomvm_runtime.wasm")
    parser.add_argument("--atomvm-threads", type=int, default=1,
                        help="with --atomvm: code for shared memory, on so many threads of a runtime built for them")
    parser.add_argument("--host-arg", action="append", default=[],
                        help="with --atomvm: one more option of runtime/atomvm/host/run.mjs")
    parser.add_argument("--seabeam-arg", action="append", default=[],
                        help="one more argument of `seabeam run`, `build` or `compile`")
    parser.add_argument("--otp", help="the root of another system with OTP and Elixir")
    parser.add_argument("--batch", action="store_true",
                        help="run several programs at a time, and alone what differs then")
    parser.add_argument("--oracle-only", action="store_true",
                        help="run erl only and say what looks unfit for a test")
    parser.add_argument("--show", action="store_true", help="with --oracle-only: print the output")
    return parser.parse_args(argv)


def atomvm_of(options, binary, scratch):
    if not options.atomvm:
        return None
    label = atomvm_mode.LabelCompiler(scratch, options.atomvm_threads > 1)
    arguments, host_arguments = list(options.seabeam_arg), list(options.host_arg)
    if options.atomvm_threads > 1:
        host_arguments.append("--threads=%d" % options.atomvm_threads)
    else:
        arguments.append("--no-shared-memory")
    compiler = label if options.atomvm == "label" else atomvm_mode.SeabeamCompiler(binary, arguments, label)
    return atomvm_mode.AtomVmMode(compiler, scratch, cache_folder("e2e-atomvm"), os.path.abspath(options.atomvm_runtime),
                                  host_arguments)


def main(argv):
    options = parse_arguments(argv)
    binary = os.path.abspath(options.seabeam)
    with tempfile.TemporaryDirectory(dir=os.path.join(options.otp, "tmp") if options.otp else None) as scratch:
        otp = installed_otp.OtherOtp(options.otp, scratch, options.folders) if options.otp else installed_otp.InstalledOtp()
        try:
            return run_tests(options, binary, otp, pathlib.Path(scratch))
        finally:
            os.chdir("/")


def run_tests(options, binary, otp, scratch):
    programs = find_programs(options.folders, options.filter, options.exclude)
    if options.no_shared:
        programs = [p for p in programs if not p.uses_shared()]
    if not programs:
        print("no programs in %s" % ", ".join(options.folders))
        print("0 passed, 1 failed")
        return 1
    options.seabeam_arg += otp.seabeam_args
    levels = options.levels.split(",")
    failures = []
    passed = 0
    started = time.monotonic()
    atomvm = None

    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        oracle = Oracle(scratch, otp)
        compiler = Compiler(scratch, oracle.salt, otp)
        errors = {p: e for pairs in pool.map(compiler.compile, compiler.groups(programs)) for p, e in pairs if e}
        compiled = [p for p in programs if p not in errors]
        errors.update((p, e) for p, e in zip(compiled, pool.map(oracle.run, compiled)) if e)
        failures += [(p.name, "oracle", e) for p, e in errors.items()]
        ready = [p for p in programs if p not in errors]

        if options.oracle_only:
            for program in ready:
                stdout, status = program.expected
                print("%-32s status %s, %5d lines" % (program.name, status, stdout.count(b"\n")))
                if options.show:
                    print(stdout.decode("utf-8", "replace"))
                passed += 1
        else:
            atomvm = atomvm_of(options, binary, scratch)
            if atomvm:
                for level in levels:
                    atomvm.library(level)

            bundle_runner = os.path.abspath(options.bundle_runner) if options.bundle_runner else None

            def run(program, level):
                return run_program(program, level, binary, options.seabeam_arg, options.bundle, bundle_runner, atomvm)

            def run_batch(item):
                """What has to run alone after all."""
                batch, level = item
                try:
                    done = run(batch, level)
                except atomvm_mode.Refused:
                    return [(p, level) for p in batch.members]
                return [(p, level) for p in (batch.members if isinstance(done, str) else batch.failed(done[0]))]

            def run_one(item):
                try:
                    return difference_of(item[0], run(*item))
                except atomvm_mode.Refused as refused:
                    return refused

            groups, alone = batches.batches_of(ready, scratch) if options.batch else ([], ready)
            again = [item for items in pool.map(run_batch, [(g, level) for g in groups for level in levels]) for item in items]
            work = [(p, level) for p in alone for level in levels] + again
            passed = (len(ready) - len(alone)) * len(levels) - len(again)
            if groups:
                print("%d batches; alone after all: %s" % (len(groups), " ".join("%s(-O%s)" % (p.name, l) for p, l in again)))

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
