"""Erlang libraries from Debian's packages, unpacked into the cache folder and not installed."""

import glob
import io
import os
import pathlib
import subprocess
import sys
import tempfile
import zipfile

PACKAGES = ["erlang-luerl", "erlang-bbmustache", "erlang-mochiweb", "erlang-cowlib", "erlang-idna",
            "erlang-unicode-util-compat", "erlang-mimerl", "erlang-getopt", "erlang-bear", "erlang-proper",
            "erlang-proper-dev", "erlang-meck", "erlang-poolboy", "erlang-neotoma", "erlang-lager", "erlang-goldrush",
            "erlang-edoc", "rebar3"]


def run(command, folder):
    done = subprocess.run(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    if done.returncode != 0:
        sys.exit("debian_libraries.py: %s\n%s" % (" ".join(command), done.stdout.decode()[-2000:]))


def unpack_escript(path, folder):
    """The modules of an escript, a zip file behind some text, into FOLDER/NAME/ebin."""
    data = path.read_bytes()
    with zipfile.ZipFile(io.BytesIO(data[data.index(b"PK\x03\x04"):])) as archive:
        archive.extractall(folder)


def lib_folder():
    """A folder as ERL_LIBS wants it: NAME/ebin."""
    cache = pathlib.Path(os.environ.get("SEABEAM_CACHE") or os.path.expanduser("~/.cache/seabeam"), "libraries")
    lib = cache / "usr/lib/erlang/lib"
    if not (cache / "complete").exists():
        cache.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory() as debs:
            run(["apt-get", "-qq", "download"] + PACKAGES, debs)
            for deb in glob.glob(debs + "/*.deb"):
                run(["dpkg-deb", "-x", deb, str(cache)], debs)
        unpack_escript(cache / "usr/bin/rebar3", lib)
        (cache / "complete").touch()
    return lib
