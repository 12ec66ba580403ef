"""count_tests.py EVENTS STATUS: sums up a `bazel test` from its build events.

Prints the failed tests and, as the last line, 'N passed, N failed'. STATUS is
Bazel's exit status; one that the events do not explain counts as a failure.
"""

import json
import re
import sys
from urllib.parse import unquote, urlparse

_COUNT = re.compile(r"^(?:\w+: )?(\d+) passed, (\d+) failed(?:, \d+ skipped)?$")


def closing_count(path):
    """The counts that a test's own log closes with, or None."""
    try:
        with open(path, encoding="utf-8", errors="replace") as log:
            lines = [line.strip() for line in log if line.strip()]
    except OSError:
        return None
    match = _COUNT.match(lines[-1]) if lines else None
    return (int(match[1]), int(match[2])) if match else None


def main():
    events_path, status = sys.argv[1], int(sys.argv[2])
    logs = {}
    verdicts = {}
    unbuilt = set()
    with open(events_path, encoding="utf-8") as events:
        for line in events:
            event = json.loads(line)
            identity = event.get("id", {})
            if "testResult" in event:
                for output in event["testResult"].get("testActionOutput", []):
                    if output["name"] == "test.log":
                        logs[identity["testResult"]["label"]] = unquote(urlparse(output["uri"]).path)
            elif "testSummary" in event:
                verdicts[identity["testSummary"]["label"]] = event["testSummary"]["overallStatus"]
            elif "targetCompleted" in identity and not event.get("completed", {}).get("success"):
                unbuilt.add(identity["targetCompleted"]["label"])

    passed = failed = 0
    for label, verdict in sorted(verdicts.items()):
        good = verdict in ("PASSED", "FLAKY")
        count = closing_count(logs[label]) if label in logs else None
        if count and good == (count[1] == 0):
            passed += count[0]
            failed += count[1]
        elif good:
            passed += 1
        else:
            failed += 1
        if not good:
            print("failed: %s (%s)" % (label, verdict.lower()))
    for label in sorted(unbuilt - set(verdicts)):
        print("did not build: %s" % label)
        failed += 1
    if status != 0 and failed == 0:
        print("bazel ended with status %d" % status)
        failed = 1
    print("%d passed, %d failed" % (passed, failed))
    return 0 if failed == 0 and passed > 0 else 1


if __name__ == "__main__":
    sys.exit(main())
