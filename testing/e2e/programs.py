"""The programs of run_e2e.py: finding them, compiling them, and what erl makes of them."""

import hashlib
import json
import os
import pathlib
import re
import shutil
import subprocess
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
ORACLE_SOURCE = HERE / "e2e_oracle.erl"
ORACLE_SECONDS = 60
# Programs that one start of erlc or elixirc compiles.
COMPILED_TOGETHER = 24
# erl as the oracle runs it: reports of crashed processes on standard error, as Seabeam's contract says.
ERL = ["erl", "-noshell", "+fnu", "-kernel", "logger",
       "[{handler,default,logger_std_h,#{config=>#{type=>standard_error}}}]"]
ELIXIR_FOLDERS = ["/usr/lib/elixir/lib/%s/ebin" % name for name in ("elixir", "logger", "eex", "ex_unit")]


class Program:
    """One test program: its sources, input, and what erl made of it."""

    def __init__(self, main, sources):
        self.main = main
        self.elixir = main.suffix == ".ex"
        self.name = main.stem
        # The module with the main function: ex_enum.ex has to call it ExEnum.
        self.module = ("Elixir." + self.name.title().replace("_", "")) if self.elixir else self.name
        self.sources = sources
        stdin = main.with_suffix(".stdin")
        args = main.with_suffix(".args")
        config = main.with_suffix(".config")
        self.stdin = stdin.read_bytes() if stdin.exists() else b""
        self.args = args.read_text("utf-8").splitlines() if args.exists() else []
        self.config = str(config.resolve()) if config.exists() else None
        self.applications = sorted(main.parent.glob("*.app")) if main.parent.name == self.name else []
        self.expected = None  # (stdout bytes, exit status)
        self.beams = []  # that of `module` first

    def shared(self):
        """What programs of its kind have in common: headers, or Elixir's modules."""
        return sorted((self.main.parent / "shared").glob("*.ex" if self.elixir else "*.hrl"))

    def uses_shared(self):
        return self.elixir or any(b'-include("shared/' in s.read_bytes() for s in self.sources)

    def digest(self, salt):
        h = hashlib.sha256(salt)
        shared = self.shared() if self.uses_shared() else []
        config = [pathlib.Path(self.config)] if self.config else []
        for source in self.sources + shared + self.applications + config:
            h.update(source.name.encode() + b"\0" + source.read_bytes() + b"\0")
        h.update(self.stdin + b"\0" + "\n".join(self.args).encode())
        return h.hexdigest()

    def choose_beams(self, folder):
        """Takes the program's beams out of a folder with those of several; whether the main module is there."""
        if self.elixir:
            named = ".%s." % self.module[len("Elixir."):]
            beams = [b for b in sorted(folder.glob("*.beam")) if named in b.name or b.name.startswith("Elixir.Shared.")]
        else:
            beams = [b for s in self.sources for b in [folder / (s.stem + ".beam")] if b.exists()]
        self.beams = sorted(beams, key=lambda b: b.stem != self.module)
        return bool(beams) and self.beams[0].stem == self.module and (self.elixir or len(beams) == len(self.sources))


def find_programs(folders, pattern, exclude):
    programs = []
    for folder in map(pathlib.Path, folders):
        if folder.is_file():
            programs.append(Program(folder, [folder]))
            continue
        if not folder.exists():
            continue
        for path in sorted(folder.iterdir()):
            if path.suffix in (".erl", ".ex"):
                programs.append(Program(path, [path]))
            elif path.is_dir() and (path / (path.name + ".erl")).exists():
                main = path / (path.name + ".erl")
                rest = sorted(p for p in path.iterdir() if p.suffix in (".erl", ".S") and p != main)
                programs.append(Program(main, [main] + rest))
    return [p for p in programs if re.search(pattern, p.name) and not re.search(exclude, p.name)]


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


def keep(folder, scratch):
    """Moves a finished folder into the cache; another run may have done so first."""
    shutil.rmtree(folder, ignore_errors=True)
    try:
        scratch.rename(folder)
    except OSError:
        shutil.copytree(scratch, folder, dirs_exist_ok=True)


class Compiler:
    """Compiles programs, several with one start of erlc or elixirc; keeps their beams by content."""

    def __init__(self, scratch, salt, otp):
        self.scratch = scratch
        self.otp = otp
        self.salt = salt
        self.cache = cache_folder("e2e-beams")

    def cached(self, program):
        return self.cache / program.digest(self.salt)

    def groups(self, programs):
        """Lists of programs that are to be compiled together. Those in the cache need nothing and get their beams here."""
        rest = [p for p in programs if not p.choose_beams(self.cached(p))]
        groups = []
        for kind in (True, False):
            alike = [p for p in rest if p.elixir == kind]
            groups += [alike[i:i + COMPILED_TOGETHER] for i in range(0, len(alike), COMPILED_TOGETHER)]
        return groups

    def compile(self, group):
        """A list of (program, error). A group that fails is compiled one by one, to say whose fault it is."""
        out = pathlib.Path(tempfile.mkdtemp(dir=self.scratch))
        sources = [s for p in group for s in p.sources]
        if group[0].elixir:
            command = ["elixirc", "--ignore-module-conflict", "-o", str(out)]
            sources = sorted({s for p in group for s in p.shared()}) + sources
        else:
            command = ["erlc", "+debug_info", "-o", str(out)]
        command, _ = self.otp.command(command + [str(s) for s in sources])
        done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL)
        if done.returncode != 0:
            if len(group) > 1:
                return [pair for p in group for pair in self.compile([p])]
            return [(group[0], done.stdout.decode("utf-8", "replace"))]
        return [(p, self.take(p, out)) for p in group]

    def take(self, program, out):
        if not program.choose_beams(out):
            return "it does not define the module %s" % program.module
        own = pathlib.Path(tempfile.mkdtemp(dir=self.scratch))
        for file in program.beams + program.applications:
            shutil.copy(file, own)
        folder = self.cached(program)
        keep(folder, own)
        return None if program.choose_beams(folder) else "its beams are gone"


class Oracle:
    """OTP itself. What it printed is kept by content."""

    def __init__(self, scratch, otp):
        self.scratch = scratch
        self.otp = otp
        self.folder = scratch / "oracle"
        self.folder.mkdir()
        source = shutil.copy(ORACLE_SOURCE, self.folder)
        subprocess.run(otp.command(["erlc", "-o", str(self.folder), str(source)])[0], check=True)
        release = subprocess.run(
            otp.command(["erl", "-noshell", "-eval", "io:put_chars(erlang:system_info(system_version)), halt()."])[0],
            check=True, stdout=subprocess.PIPE, stdin=subprocess.DEVNULL).stdout
        # Everything cached depends on it.
        self.salt = release + " ".join(ERL + ELIXIR_FOLDERS).encode() + ORACLE_SOURCE.read_bytes()
        self.cache = cache_folder("e2e-oracle")

    def run(self, program):
        """Fills in what is expected; the reason why that is impossible, or None."""
        cached = self.cache / program.digest(self.salt)
        if cached.exists():
            entry = json.loads(cached.read_text("utf-8"))
            program.expected = (bytes.fromhex(entry["stdout"]), entry["status"])
            return None
        path = [program.beams[0].parent, self.folder] + (ELIXIR_FOLDERS if program.elixir else [])
        with tempfile.TemporaryDirectory(dir=self.scratch) as cwd:
            command, cwd = self.otp.command(
                ERL + (["-config", program.config] if program.config else []) + [a for folder in path for a in ("-pa", str(folder))] +
                ["-run", "e2e_oracle", "main", program.module, "-extra"] + program.args, cwd)
            stdout, stderr, status = run_limited(command, program.stdin, ORACLE_SECONDS, cwd)
        if status == "timeout":
            return "erl did not end within %d s" % ORACLE_SECONDS
        program.expected = (stdout, status)
        temporary = cached.with_name("%s.%d.tmp" % (cached.name, os.getpid()))
        temporary.write_text(json.dumps({
            "stdout": stdout.hex(), "status": status,
            "stderr": stderr.decode("utf-8", "replace")}), "utf-8")
        temporary.rename(cached)
        return None
