"""A simulator in a process of its own, for the tests of clients."""

import json
import os
import subprocess
import urllib.request


class Simulator:
    """A simulator as a context: `base` is OpenAI's address, `root` Anthropic's."""

    def __init__(self, *arguments):
        self.arguments = arguments

    def __enter__(self):
        self.process = subprocess.Popen(
            [os.environ["LIBTOOL"], "simulate", "--json", *self.arguments],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        line = self.process.stdout.readline()
        assert line, self.process.stderr.read()
        address = json.loads(line)
        self.base, self.root = address["base_url"], address["anthropic_base_url"]
        return self

    def __exit__(self, *_):
        self.process.terminate()
        _, errors = self.process.communicate(timeout=10)
        if self.process.returncode != 0:
            raise AssertionError(f"it ended with {self.process.returncode}: {errors}")

    def tell(self, path, document):
        request = urllib.request.Request(
            f"{self.root}/simulator/{path}", json.dumps(document).encode(), method="POST")
        urllib.request.urlopen(request).read()

    def faults(self, document):
        self.tell("faults", document)

    def state(self):
        return json.load(urllib.request.urlopen(f"{self.root}/simulator"))
