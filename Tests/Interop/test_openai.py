"""OpenAI's own client for Python against `libtool simulate`: the client is unchanged, so what it understands is the format.

usage: LIBTOOL=PROGRAM python test_openai.py
"""

import json
import os
import subprocess
import time
import unittest
import urllib.request

import openai


class Simulator:
    """A simulator in a process of its own, as a context."""

    def __init__(self, *arguments):
        self.arguments = arguments

    def __enter__(self):
        self.process = subprocess.Popen(
            [os.environ["LIBTOOL"], "simulate", "--json", *self.arguments],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        line = self.process.stdout.readline()
        assert line, self.process.stderr.read()
        self.base = json.loads(line)["base_url"]
        return self

    def __exit__(self, *_):
        self.process.terminate()
        _, errors = self.process.communicate(timeout=10)
        if self.process.returncode != 0:
            raise AssertionError(f"it ended with {self.process.returncode}: {errors}")

    def client(self, **options):
        options.setdefault("max_retries", 0)
        return openai.OpenAI(base_url=self.base, api_key=options.pop("api_key", "any"), **options)

    def faults(self, document):
        request = urllib.request.Request(
            self.base.removesuffix("/v1") + "/simulator/faults", json.dumps(document).encode(), method="POST")
        urllib.request.urlopen(request).read()

    def state(self):
        return json.load(urllib.request.urlopen(self.base.removesuffix("/v1") + "/simulator"))


MODEL = "simulated-1"
HELLO = [{"role": "user", "content": "Hello"}]
SCHEMA = {
    "type": "object",
    "properties": {"city": {"type": "string"}, "days": {"type": "integer", "minimum": 1, "maximum": 9}},
    "required": ["city", "days"],
    "additionalProperties": False,
}
TOOL = {"type": "function", "function": {"name": "plan_trip", "parameters": SCHEMA, "strict": True}}


class Answers(unittest.TestCase):
    def test_models(self):
        with Simulator() as simulator:
            client = simulator.client()
            self.assertEqual([model.id for model in client.models.list()], [MODEL])
            self.assertEqual(client.models.retrieve(MODEL).object, "model")

    def test_tools(self):
        with Simulator() as simulator:
            for choice in ["auto", "required", {"type": "function", "function": {"name": "plan_trip"}}]:
                answer = simulator.client().chat.completions.create(
                    model=MODEL, messages=HELLO, tools=[TOOL], tool_choice=choice)
                call = answer.choices[0].message.tool_calls[0]
                self.assertEqual(answer.choices[0].finish_reason, "tool_calls")
                self.assertEqual(call.function.name, "plan_trip")
                self.assertIn(json.loads(call.function.arguments)["days"], range(1, 10))
                self.assertEqual(answer.system_fingerprint, "simulated")
                usage = answer.usage
                self.assertEqual(usage.total_tokens, usage.prompt_tokens + usage.completion_tokens)

    def test_response_format(self):
        with Simulator() as simulator:
            create = simulator.client().chat.completions.create
            schema = {"type": "json_schema", "json_schema": {"name": "trip", "schema": SCHEMA, "strict": True}}
            answer = create(model=MODEL, messages=HELLO, response_format=schema)
            self.assertEqual(set(json.loads(answer.choices[0].message.content)), {"city", "days"})
            self.assertEqual(answer.choices[0].finish_reason, "stop")
            some = [{"role": "user", "content": "Any JSON"}]
            answer = create(model=MODEL, messages=some, response_format={"type": "json_object"})
            self.assertIsInstance(json.loads(answer.choices[0].message.content), dict)
            self.assertIn("simulated", create(model=MODEL, messages=HELLO).choices[0].message.content)

    def test_cached_tokens(self):
        with Simulator() as simulator:
            create = simulator.client().chat.completions.create
            long = [{"role": "system", "content": "All work and no play. " * 400}, *HELLO]
            counts = [create(model=MODEL, messages=long).usage.prompt_tokens_details.cached_tokens for _ in range(2)]
            self.assertEqual(counts[0], 0)
            self.assertGreater(counts[1], 1024)

    def test_streams(self):
        with Simulator() as simulator:
            create = simulator.client().chat.completions.create
            chunks = list(create(model=MODEL, messages=HELLO, stream=True, stream_options={"include_usage": True}))
            text = "".join(chunk.choices[0].delta.content or "" for chunk in chunks if chunk.choices)
            self.assertIn("simulated answer", text)
            self.assertGreater(chunks[-1].usage.completion_tokens, 0)
            pieces = list(create(model=MODEL, messages=HELLO, tools=[TOOL], stream=True))
            calls = [chunk.choices[0].delta.tool_calls for chunk in pieces]
            arguments = "".join(call[0].function.arguments for call in calls if call)
            self.assertEqual(set(json.loads(arguments)), {"city", "days"})


class Errors(unittest.TestCase):
    def test_refusals_are_the_clients_own_exceptions(self):
        with Simulator("--key", "secret") as simulator:
            with self.assertRaises(openai.AuthenticationError) as caught:
                simulator.client(api_key="wrong").chat.completions.create(model=MODEL, messages=HELLO)
            self.assertEqual(caught.exception.code, "invalid_api_key")
            client = simulator.client(api_key="secret")
            with self.assertRaises(openai.NotFoundError) as caught:
                client.chat.completions.create(model="gpt-x", messages=HELLO)
            self.assertEqual((caught.exception.code, caught.exception.param), ("model_not_found", "model"))
            with self.assertRaises(openai.BadRequestError):
                client.chat.completions.create(model=MODEL, messages=[])
            with self.assertRaises(openai.BadRequestError):
                client.chat.completions.create(model=MODEL, messages=HELLO, n=2)

    def test_faults_are_the_clients_own_exceptions(self):
        cases = {
            "quota": openai.RateLimitError, "unauthorized": openai.AuthenticationError,
            "request_timeout": openai.APIStatusError, "conflict": openai.ConflictError,
            "internal_error": openai.InternalServerError, "html_error": openai.InternalServerError,
            "overloaded": openai.InternalServerError, "no_tools": openai.BadRequestError,
            "reset_before_headers": openai.APIConnectionError, "reset_in_body": openai.APIConnectionError,
            "broken_body": openai.APIConnectionError,
        }
        with Simulator() as simulator:
            for fault, expected in cases.items():
                with self.subTest(fault):
                    simulator.faults({"next": [fault]})
                    with self.assertRaises(expected):
                        simulator.client().chat.completions.create(model=MODEL, messages=HELLO, tools=[TOOL])

    def test_odd_answers_are_read(self):
        with Simulator() as simulator:
            create = simulator.client().chat.completions.create
            for fault, reason in [("finish_unknown", "eos_token"), ("finish_missing", None), ("truncation", "length")]:
                simulator.faults({"next": [fault]})
                answer = create(model=MODEL, messages=HELLO, tools=[TOOL])
                self.assertEqual(answer.choices[0].finish_reason, reason)
            simulator.faults({"next": ["missing_usage", "refusal"]})
            self.assertIsNone(create(model=MODEL, messages=HELLO).usage)
            self.assertIsNotNone(create(model=MODEL, messages=HELLO).choices[0].message.refusal)


class Patience(unittest.TestCase):
    def timed(self, call):
        start = time.monotonic()
        call()
        return time.monotonic() - start

    def test_retries_obey_retry_after(self):
        with Simulator() as simulator:
            create = simulator.client(max_retries=2).chat.completions.create
            simulator.faults({"next": ["rate_limit"]})
            taken = self.timed(lambda: create(model=MODEL, messages=HELLO))
            self.assertGreaterEqual(taken, 1)
            self.assertLess(taken, 3)
            simulator.faults({"next": ["rate_limit_ms", "unavailable"]})
            self.assertGreaterEqual(self.timed(lambda: create(model=MODEL, messages=HELLO)), 0.25)
            self.assertEqual(simulator.state()["statuses"], {"200": 2, "429": 2, "503": 1})

    def test_the_limit_is_waited_for(self):
        with Simulator("--requests-per-minute", "1") as simulator:
            client = simulator.client()
            raw = client.chat.completions.with_raw_response.create(model=MODEL, messages=HELLO)
            self.assertEqual(raw.headers["x-ratelimit-remaining-requests"], "0")
            with self.assertRaises(openai.RateLimitError) as caught:
                client.chat.completions.create(model=MODEL, messages=HELLO)
            self.assertEqual(caught.exception.code, "rate_limit_exceeded")
            self.assertIn(int(caught.exception.response.headers["retry-after"]), range(50, 61))

    def test_time_outs_end_a_stall(self):
        with Simulator("--fault", "stall=1") as simulator:
            client = simulator.client(timeout=0.5)
            taken = self.timed(
                lambda: self.assertRaises(
                    openai.APITimeoutError, client.chat.completions.create, model=MODEL, messages=HELLO))
            self.assertLess(taken, 3)

    def test_a_client_that_gives_up_is_counted(self):
        with Simulator("--latency-ms", "30000") as simulator:
            client = simulator.client(timeout=0.3)
            with self.assertRaises(openai.APITimeoutError):
                client.chat.completions.create(model=MODEL, messages=HELLO)
            end = time.monotonic() + 5
            while simulator.state()["calls"]["aborted"] == 0 and time.monotonic() < end:
                time.sleep(0.02)
            self.assertEqual(simulator.state()["calls"]["aborted"], 1)


if __name__ == "__main__":
    unittest.main()
