"""Which OTP compiles the programs and is the oracle: this machine's, or that of another system's folder tree."""

import os
import pathlib
import shutil


class InstalledOtp:
    """This machine's: commands are what they are."""

    seabeam_args = []

    def command(self, argv, cwd=None):
        return argv, cwd


class OtherOtp:
    """That of a system in `root`, run with chroot. Programs are copied into it, to the same relative paths, and everything that the
    tests write lies in it. `scratch` is a folder in it. Changes the current directory to the copy."""

    def __init__(self, root, scratch, folders):
        self.root = os.path.realpath(root)
        # Caches of its own, where both sides see them.
        os.environ["SEABEAM_CACHE"] = os.path.join(self.root, "var/cache/seabeam")
        self.seabeam_args = ["--otp-root=" + os.path.join(self.root, "usr/lib/erlang"),
                             "--elixir-root=" + os.path.join(self.root, "usr/lib/elixir")]
        sources = pathlib.Path(scratch) / "sources"
        for folder in folders:
            if os.path.isdir(folder):
                shutil.copytree(folder, sources / folder)
            elif os.path.exists(folder):
                (sources / folder).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(folder, sources / folder)
        os.chdir(sources)

    def inside(self, text):
        return text[len(self.root):] if text.startswith(self.root + "/") else text

    def command(self, argv, cwd=None):
        """The same in there; its folder is the current one there."""
        here = self.inside(os.path.realpath(cwd or os.getcwd()))
        return (["chroot", self.root, "sh", "-c", 'cd "$0" && exec "$@"', here] + [self.inside(a) for a in argv]), None
