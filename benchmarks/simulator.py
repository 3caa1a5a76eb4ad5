"""`libtool simulate` as a process of its own, and what its call log says of those who called it."""

import datetime
import json
import subprocess
import tempfile
import urllib.request
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Call:
    """One call as the simulator has seen it; times in seconds since the epoch."""

    received: float
    answered: float
    status: int
    tokens: int  # input and output, as its `usage` says


class Simulator:
    """Runs as long as the block that it is used for. Its log lies in memory, so that it keeps no disk busy."""

    def __init__(self, libtool, library, *options):
        self.command = [libtool, "--library", library, "simulate", "--json", *options]

    def __enter__(self):
        memory = Path("/dev/shm")
        self.folder = tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else None)
        self.log = Path(self.folder.name) / "calls.jsonl"
        command = [str(word) for word in [*self.command, "--call-log", self.log]]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        self.url = json.loads(self.process.stdout.readline())["base_url"]
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()
        self.process.stdout.close()
        self.folder.cleanup()

    def reset(self):
        """Begins anew: calls that were made before are out of its figures, and out of `calls`."""
        self.ask("reset", {})
        self.log.write_bytes(b"")

    def set_faults(self, **rates):
        self.ask("faults", rates)

    def received(self):
        """How many calls have come since the last reset."""
        return self.ask()["calls"]["received"]

    def ask(self, path="", body=None):
        url = self.url.removesuffix("/v1") + "/simulator" + (f"/{path}" if path else "")
        data = None if body is None else json.dumps(body).encode()
        with urllib.request.urlopen(urllib.request.Request(url, data=data), timeout=10) as answer:
            return json.loads(answer.read())

    def calls(self):
        """The calls since the last reset, in the order in which they came."""
        begun, ended = {}, []
        for line in self.log.read_text().splitlines():
            event = json.loads(line)
            time = datetime.datetime.fromisoformat(event["time"]).timestamp()
            if event["event"] == "received":
                begun[event["call"]] = time
            elif event["event"] == "answered":
                usage = event["usage"]
                ended.append(Call(
                    begun[event["call"]], time, event["status"], usage["input"] + usage["output"]))
        return sorted(ended, key=lambda call: call.received)
