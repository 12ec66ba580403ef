"""The way of a program over AtomVM's native ABI: compiled to avmN chunks, packed into an .avm file, run on
runtime/atomvm. Used by run_e2e.py."""

import collections
import hashlib
import os
import pathlib
import re
import shutil
import struct
import subprocess
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
LIBRARY = ROOT / "runtime" / "lib"
LABEL_CODEGEN = ROOT / "runtime" / "atomvm" / "testdata"
HOST = ROOT / "runtime" / "atomvm" / "host" / "run.mjs"
# Applications whose modules programs may call.
APPLICATIONS = ["stdlib", "kernel"]
COMPILE_SECONDS = 600
EXIT_INTERNAL = 3

MAGIC = b"#!/usr/bin/env AtomVM\n\0\0"
FLAG_START = 1
FLAG_BEAM = 2


def pack(sections):
    """An .avm file of [(name, flags, bytes)]."""
    out = [MAGIC]
    for name, flags, content in sections + [("end", 0, b"")]:
        head = name.encode() + b"\0"
        head += b"\0" * (-len(head) % 4)
        body = head + content
        body += b"\0" * (-len(body) % 4)
        out.append(struct.pack(">III", len(body) + 12 if flags else 0, flags, 0) + body)
    return b"".join(out)


class Refused(Exception):
    """The compiler has no code for a program; the text says why, without names and numbers of this program."""


def reason_of(message):
    """What a refusal has in common with others of its kind: no file, function or number."""
    reason = re.sub(r"^\S+: ((module|chunk) \S+: )?", "", message.strip())
    reason = re.sub(r"^\S+/\d+( \([^)]*\))?: ", "", reason)
    reason = re.sub(r"\b\S+/\d+\b", "M:F/A", reason)
    return re.sub(r"\b\d+\b", "N", reason)


class SeabeamCompiler:
    """`seabeam compile --abi=atomvm`; modules of the library that it refuses come from `rest`."""

    def __init__(self, binary, arguments, rest):
        self.binary = binary
        self.arguments = arguments
        self.rest = rest

    def digest(self):
        return pathlib.Path(self.binary).read_bytes() + "\0".join(self.arguments).encode() + self.rest.digest()

    def compile(self, beams, level, out):
        """Files in `out` for the modules it has code for; the messages for the others."""
        done = subprocess.run(
            [self.binary, "compile", "--abi=atomvm", "--no-stdlib", "-O%s" % level, "-o", str(out)]
            + self.arguments + [str(b) for b in beams],
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=COMPILE_SECONDS)
        messages = [m for m in done.stderr.decode("utf-8", "replace").splitlines()
                    if m.strip() and not re.match(r"\d+ modules built", m)]
        if done.returncode not in (0, 1):
            raise RuntimeError("compiling ended with %s\n%s" % (done.returncode, "\n".join(messages[-8:])))
        return messages if done.returncode == 1 else []


class LabelCompiler:
    """runtime/atomvm/testdata/label_codegen.erl, which tests the host and not the compiler."""

    rest = None

    def __init__(self, scratch, shared_memory):
        self.environment = dict(os.environ, LABEL_CODEGEN_MEMORY="shared" if shared_memory else "plain")
        self.sources = sorted(LABEL_CODEGEN.glob("label_*.erl"))
        self.folder = scratch / "label_codegen"
        self.folder.mkdir()
        subprocess.run(["erlc", "-o", str(self.folder)] + [str(s) for s in self.sources], check=True)

    def digest(self):
        return self.environment["LABEL_CODEGEN_MEMORY"].encode() + b"".join(s.read_bytes() for s in self.sources)

    def compile(self, beams, level, out):
        done = subprocess.run(
            ["erl", "-noshell", "-pa", str(self.folder), "-run", "label_codegen", "main", str(out)] +
            [str(b) for b in beams],
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=COMPILE_SECONDS,
            env=self.environment)
        if done.returncode != 0:
            raise RuntimeError("compiling ended with %s\n%s" % (done.returncode, done.stderr.decode("utf-8", "replace")))
        return done.stdout.decode().splitlines()


class AtomVmMode:
    def __init__(self, compiler, scratch, cache, runtime, host_arguments):
        self.compiler = compiler
        self.scratch = scratch
        self.cache = cache
        self.runtime = runtime
        self.host_arguments = host_arguments
        self.libraries = {}
        self.left_out = collections.Counter()
        self.skipped = collections.Counter()

    def library(self, level):
        """The .avm with the modules of OTP and of runtime/lib, compiled once for each compiler and level."""
        if level not in self.libraries:
            self.libraries[level] = self.make_library(level)
        return self.libraries[level]

    def make_library(self, level):
        own = self.scratch / "lib"
        if not own.exists():
            own.mkdir()
            subprocess.run(["erlc", "+debug_info", "-o", str(own)] + [str(s) for s in sorted(LIBRARY.glob("*.erl"))],
                           check=True)
        own_beams = sorted(own.glob("*.beam"))
        found = subprocess.run(
            ["erl", "-noshell", "-eval",
             "[io:format(\"~s~n\", [code:lib_dir(A, ebin)]) || A <- [" + ",".join(APPLICATIONS) + "]], halt()."],
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, check=True).stdout.decode().split()
        names = {b.name for b in own_beams}
        otp_beams = [b for folder in found for b in sorted(pathlib.Path(folder).glob("*.beam")) if b.name not in names]
        digest = hashlib.sha256(self.compiler.digest() + level.encode())
        for beam in own_beams + otp_beams:
            digest.update(beam.read_bytes())
        path = self.cache / (digest.hexdigest() + ".avm")
        notes = path.with_suffix(".left_out")
        if not path.exists() or not notes.exists():
            with tempfile.TemporaryDirectory(dir=self.scratch) as out:
                messages = self.compiler.compile(own_beams + otp_beams, level, out)
                made = {b.name: b.read_bytes() for b in sorted(pathlib.Path(out).glob("**/*.beam"))}
            left = [b for b in own_beams + otp_beams if b.name not in made]
            if left and self.compiler.rest:
                with tempfile.TemporaryDirectory(dir=self.scratch) as out:
                    self.compiler.rest.compile(left, level, out)
                    made.update((b.name, b.read_bytes()) for b in sorted(pathlib.Path(out).glob("*.beam")))
            missing = [b.name for b in own_beams if b.name not in made]
            if missing:
                raise RuntimeError("no code for %s:\n%s" % (", ".join(missing), "\n".join(messages[:8])))
            for kept, content in ((notes, "\n".join(messages).encode()),
                                  (path, pack([(n, FLAG_BEAM, c) for n, c in sorted(made.items())]))):
                temporary = kept.with_name("%s.%d.tmp" % (kept.name, os.getpid()))
                temporary.write_bytes(content)
                temporary.rename(kept)
        self.left_out.update(reason_of(m) for m in notes.read_text().splitlines())
        return path

    def program(self, program, level, out):
        """The program's own .avm in `out`. Raises Refused."""
        folder = pathlib.Path(out) / "beams"
        folder.mkdir()
        messages = self.compiler.compile(program.beams, level, folder)
        made = {b.name: b.read_bytes() for b in folder.glob("**/*.beam")}
        if any(b.name not in made for b in program.beams):
            raise Refused(reason_of(messages[0] if messages else "no code and no message"))
        main = program.module + ".beam"
        sections = [(main, FLAG_START | FLAG_BEAM, made[main])]
        sections += [(n, FLAG_BEAM, c) for n, c in sorted(made.items()) if n != main]
        path = pathlib.Path(out) / "program.avm"
        path.write_bytes(pack(sections))
        shutil.rmtree(folder)
        return path

    def command(self, program, level, out):
        """What runs the program; files it needs go to `out`. Raises Refused."""
        library = self.library(level)
        command = [os.environ.get("SEABEAM_NODE", "node"), str(HOST), "--runtime=" + str(self.runtime),
                   "--like-otp", "--main=" + program.module] + self.host_arguments
        command += [str(self.program(program, level, out)), str(library)]
        return command + (["--"] + program.args if program.args else [])

    def report(self):
        """Lines about what was not run."""
        lines = []
        for what, counts in (("modules of the library left out", self.left_out), ("programs skipped", self.skipped)):
            if counts:
                lines.append("%s: %d" % (what, sum(counts.values())))
                lines += ["  %4d  %s" % (n, reason) for reason, n in counts.most_common()]
        return lines
