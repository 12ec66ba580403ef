#!/usr/bin/env python3
"""run_proofs.py --seabeam=PATH [--quick] [--keep=DIR] [NAME...]: large programs on `erl` and on Seabeam.

Each must print the same on both, but for times and process numbers. Prints a row for each: wall clock time, processor time
and peak memory of both, and ends with `N passed, N failed`. --quick: a part of the longest, for every change. --keep: the
outputs stay in DIR.
"""

import argparse
import glob
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import time

import debian_libraries

HERE = pathlib.Path(__file__).resolve().parent
LIMIT_SECONDS = 1500
ERL = ["erl", "-noshell", "+fnu", "-kernel", "logger",
       "[{handler,default,logger_std_h,#{config=>#{type=>standard_error}}}]"]
# What differs from run to run.
NOISE = [(rb"\[[0-9.]+ s\] ?", b""), (rb"\b[0-9]+\.[0-9]+ ?s\b", b"T s"), (rb"\b[0-9]+\.[0-9]+ seconds", b"T seconds"),
         (rb"\([0-9.]+s async, [0-9.]+s sync\)", b"(T)"), (rb"[<#]PID<|<0\.[0-9]+\.0>", b"<PID>"),
         (rb"\([0-9.]+ms\)", b"(T ms)"), (rb", max_cases: [0-9]+", b""),
         # A character for each of ExUnit's tests, in the order in which they end.
         (rb"(?m)^[.*]+\n", b""),
         # A module's size: the path of its source is in it, which tools/e2e-otp's two sides call otherwise.
         (rb"<<70, 79, 82, 49, 0, 0, [0-9]+, [0-9]+,", b"<<FOR1,")]


class Run:
    """A finished command: what it printed, and what it cost."""

    def __init__(self, command, cwd):
        start = time.monotonic()
        with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
            child = subprocess.Popen(["timeout", str(LIMIT_SECONDS)] + command, stdin=subprocess.DEVNULL, stdout=out,
                                     stderr=err, cwd=cwd)
            _, self.status, usage = os.wait4(child.pid, 0)
            child.returncode = self.status
            out.seek(0)
            err.seek(0)
            self.stdout, self.stderr = out.read(), err.read()
        self.wall = time.monotonic() - start
        self.cpu = usage.ru_utime + usage.ru_stime
        self.megabytes = usage.ru_maxrss / 1024

    def text(self):
        text = self.stdout
        for pattern, replacement in NOISE:
            text = re.sub(pattern, replacement, text)
        return text


def library(name):
    found = sorted(glob.glob("/usr/lib/erlang/lib/%s-*" % name))
    if not found:
        sys.exit("run_proofs.py: there is no application %s in /usr/lib/erlang/lib" % name)
    return found[-1]


def compile_program(source, folder):
    command = ["erlc", "-o", folder] if source.suffix == ".erl" else ["elixirc", "-o", folder]
    done = subprocess.run(command + [str(source)], stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    if done.returncode != 0:
        sys.exit("run_proofs.py: %s does not compile\n%s" % (source, done.stdout.decode()))


def erlang(name, args, folder, seabeam):
    compile_program(HERE / (name + ".erl"), folder)
    call = "%s:main(%s), halt()." % (name, "init:get_plain_arguments()" if args else "")
    native = ERL + ["-eval", call, "-extra"] + args
    return native, [seabeam, "run", os.path.join(folder, name + ".beam"), "--"] + args


def otp_compiler(folder, seabeam, quick):
    stdlib, compiler = library("stdlib"), library("compiler")
    sources = sorted(glob.glob(stdlib + "/src/*.erl")) + sorted(glob.glob(compiler + "/src/*.erl"))
    if not sources:
        sys.exit("run_proofs.py: OTP's sources are missing (erlang-src)")
    if quick:
        names = ("lists.erl", "gb_trees.erl", "orddict.erl", "io_lib.erl", "c.erl", "sys_core_inline.erl", "beam_clean.erl")
        sources = [s for s in sources if os.path.basename(s) in names]
    includes = [os.path.join(library(a), "include") for a in ("kernel", "stdlib")]
    return erlang("compile_otp", includes + ["--"] + sources, folder, seabeam)


def load(folder, seabeam, quick):
    return erlang("load", ["20", "20000", "200000", "20"] if quick else ["100", "100000", "1000000", "100"], folder, seabeam)


def eunit(folder, seabeam, quick):
    return erlang("units", [], folder, seabeam)


def expressions(folder, seabeam, quick):
    compile_program(HERE / "expressions.ex", folder)
    beam = os.path.join(folder, "Elixir.Expressions.beam")
    return ["elixir", "-pa", folder, "-e", "Expressions.main()"], [seabeam, "run", beam]


def exunit(folder, seabeam, quick):
    script = str(HERE / "suite.exs")
    return ["elixir", script], [seabeam, "run", script]


def libraries(folder, seabeam, quick):
    lib = debian_libraries.lib_folder()
    os.environ["ERL_LIBS"] = str(lib)
    native, here = erlang("libraries", [os.path.join(folder, "work")], folder, seabeam)
    applications = [a for name in ("sasl", "inets", "crypto", "ssl", "public_key", "mnesia") for a in ("--app", name)]
    ebins = [str(ebin) for ebin in sorted(lib.glob("*/ebin"))]
    return native, here[:3] + ebins + applications + here[3:]


PROOFS = {
    "otp_compiler": otp_compiler,  # OTP's compiler makes the same bytes of stdlib and itself
    "expressions": expressions,    # a REPL's expressions, in Elixir
    "exunit": exunit,
    "eunit": eunit,
    "libraries": libraries,        # other people's, as Debian packages them
    "load": load,                  # processes, mailboxes, recursion, binaries, and memory that comes back
}


def difference(expected, actual):
    a, b = expected.decode("utf-8", "replace").splitlines(), actual.decode("utf-8", "replace").splitlines()
    for number, (left, right) in enumerate(zip(a + [""] * len(b), b + [""] * len(a)), 1):
        if left != right:
            return "line %d: %r, on erl %r" % (number, right[:200], left[:200])
    return "the same"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--seabeam", required=True)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--keep")
    parser.add_argument("names", nargs="*")
    options = parser.parse_args()
    unknown = [n for n in options.names if n not in PROOFS]
    if unknown:
        sys.exit("run_proofs.py: there is no %s; there are %s" % (", ".join(unknown), ", ".join(PROOFS)))
    seabeam = os.path.abspath(options.seabeam)
    passed = failed = 0
    print("%-14s %9s %9s %9s %9s %9s %9s %6s" % ("", "erl, s", "cpu, s", "MB", "here, s", "cpu, s", "MB", "ratio"))
    for name in options.names or PROOFS:
        with tempfile.TemporaryDirectory() as folder:
            native_command, command = PROOFS[name](folder, seabeam, options.quick)
            native, here = Run(native_command, folder), Run(command, folder)
        if options.keep:
            os.makedirs(options.keep, exist_ok=True)
            for suffix, run in (("erl", native), ("here", here)):
                pathlib.Path(options.keep, "%s.%s.txt" % (name, suffix)).write_bytes(run.stdout)
                pathlib.Path(options.keep, "%s.%s.err" % (name, suffix)).write_bytes(run.stderr)
        print("%-14s %9.1f %9.1f %9.0f %9.1f %9.1f %9.0f %6.2f" % (
            name, native.wall, native.cpu, native.megabytes, here.wall, here.cpu, here.megabytes, here.cpu / native.cpu), flush=True)
        if native.text() == here.text() and native.status == 0 and here.status == 0 and native.stdout:
            passed += 1
            continue
        failed += 1
        print("FAIL %s: %s; status %d, on erl %d\n%s" % (
            name, difference(native.text(), here.text()), here.status, native.status,
            here.stderr[-2000:].decode("utf-8", "replace")), flush=True)
    print("%d passed, %d failed" % (passed, failed))
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
