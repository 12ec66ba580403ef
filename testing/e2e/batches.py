"""Several programs in one start of Seabeam, for the ways of running them whose start costs more than the programs.

A batch is a stand-in for the runs it saves: a program whose part of a batch's output is not what erl printed runs again
alone, and that run counts.
"""

import pathlib
import re
import subprocess

SOURCE = pathlib.Path(__file__).resolve().parent / "e2e_batch.erl"
SIZE = 12


class Batch:
    """Looks like a Program to whoever runs it: several programs behind the main function of e2e_batch."""

    elixir = False
    config = None
    stdin = b""

    def __init__(self, members, main_beam):
        self.members = members
        self.name = self.module = main_beam.stem
        self.beams = [main_beam] + list({b.name: b for p in members for b in p.beams}.values())
        self.args = [p.module for p in members]

    def failed(self, stdout):
        """The members that printed or ended otherwise than on erl."""
        return [p for p in self.members if part_of(stdout, p.module) != p.expected]


def part_of(stdout, module):
    """(stdout, status) of one program in a batch's output; None when it did not come to its end."""
    begin = b"\n<e2e begin %s>\n" % module.encode()
    found = re.search(re.escape(begin) + rb"(.*?)\n<e2e end " + re.escape(module.encode()) + rb" (\d)>\n", stdout, re.S)
    return (found.group(1), int(found.group(2))) if found else None


def batches_of(programs, scratch):
    """(batches, programs that have to run alone). Those alone end the node, read or take arguments, or tell of the node
    as a whole, as their subjects say."""
    subprocess.run(["erlc", "-o", str(scratch), str(SOURCE)], check=True)
    main_beam = scratch / (SOURCE.stem + ".beam")
    alone = [p for p in programs if p.stdin or p.args or p.expected[1] not in (0, 1) or p.config or
             re.match(r"(halt|code|io|node|app|kernel|logger)_", p.name)]
    rest = [p for p in programs if p not in alone]
    groups = []
    for kind in (False, True):
        alike = [p for p in rest if p.elixir == kind]
        groups += [alike[i:i + SIZE] for i in range(0, len(alike), SIZE)]
    return [Batch(g, main_beam) for g in groups], alone
