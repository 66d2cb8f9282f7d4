"""Counts tool calls the simplest way: split lines, parse JSON, look at every record. Shares nothing with the program.

Prints one JSON object: for each kind of thing the sorted ids, and the lines that are no JSON object.
"""

import json
import os
import sys


def blocks(message, kind):
    content = message.get("content") if isinstance(message, dict) else None
    listed = content if isinstance(content, list) else []
    return [b for b in listed if isinstance(b, dict) and b.get("type") == kind]


def messages(record):
    """The record's own message, and the one that a progress record carries."""
    yield record.get("message"), record.get("timestamp"), False
    data = record.get("data")
    inner = data.get("message") if isinstance(data, dict) else None
    if isinstance(inner, dict):
        yield inner.get("message"), inner.get("timestamp") or record.get("timestamp"), True


def main(projects):
    calls, results, failed, broken, modes = {}, set(), set(), [], {}
    waiting = []
    for folder, _, names in sorted(os.walk(projects)):
        for name in sorted(names):
            if not name.endswith(".jsonl"):
                continue
            path, mode = os.path.join(folder, name), None
            agent_file = name.startswith("agent-")
            with open(path, "rb") as lines:
                for number, line in enumerate(lines, 1):
                    if not line.strip():
                        continue
                    try:
                        record = json.loads(line)
                    except ValueError:
                        record = None
                    if not isinstance(record, dict):
                        broken.append([os.path.relpath(path, projects), number])
                        continue
                    session = record.get("sessionId")
                    inside = agent_file or record.get("isSidechain") is True
                    if record.get("type") == "user" and record.get("permissionMode"):
                        mode = record["permissionMode"]
                        if not inside:
                            modes.setdefault(session, []).append((record.get("timestamp") or "", mode))
                    for message, at, copied in messages(record):
                        for block in blocks(message, "tool_use"):
                            waiting.append((block.get("id"), copied, at or "", session, mode, inside or copied, agent_file))
                        for block in blocks(message, "tool_result"):
                            results.add(block.get("tool_use_id"))
                            if block.get("is_error") is True:
                                failed.add(block.get("tool_use_id"))
    for one in sorted(waiting, key=lambda call: (call[1], call[2])):
        calls.setdefault(one[0], one)
    bypass = set()
    for identity, _, at, session, mode, inside, agent_file in calls.values():
        if inside and not (agent_file and mode):
            before = [m for t, m in sorted(modes.get(session, [])) if t <= at]
            mode = before[-1] if before else mode
        if mode == "bypassPermissions":
            bypass.add(identity)
    kinds = {"calls": calls, "results": results & calls.keys(), "failed": failed & calls.keys(), "bypass": bypass}
    print(json.dumps({**{name: sorted(ids) for name, ids in kinds.items()}, "broken": broken}))


main(sys.argv[1])
