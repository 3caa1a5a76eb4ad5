"""OpenAI's own client for Python against `libtool simulate`: the client is unchanged, so what it understands is the format.

usage: LIBTOOL=PROGRAM python test_openai.py
"""

import io
import json
import time
import unittest

import openai

import simulator


class Simulator(simulator.Simulator):
    def client(self, **options):
        options.setdefault("max_retries", 0)
        return openai.OpenAI(base_url=self.base, api_key=options.pop("api_key", "any"), **options)


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


class Batches(unittest.TestCase):
    def lines(self, names, **more):
        return [
            {"custom_id": name, "method": "POST", "url": "/v1/chat/completions",
             "body": {"model": MODEL, "messages": HELLO, "tools": [TOOL], **more}} for name in names]

    def submit(self, client, lines, **options):
        text = "".join(json.dumps(line) + "\n" for line in lines)
        file = client.files.create(file=("lines.jsonl", io.BytesIO(text.encode())), purpose="batch")
        return client.batches.create(
            input_file_id=file.id, endpoint="/v1/chat/completions", completion_window="24h", **options)

    def ended(self, client, batch):
        end = time.monotonic() + 20
        while batch.status not in ("completed", "failed", "expired", "cancelled") and time.monotonic() < end:
            time.sleep(0.02)
            batch = client.batches.retrieve(batch.id)
        return batch

    def results(self, client, file):
        return [json.loads(line) for line in client.files.content(file).text.splitlines()]

    def test_files(self):
        with Simulator() as simulator:
            client = simulator.client()
            content = b"x" * 3_000_000
            file = client.files.create(
                file=("big.jsonl", content), purpose="batch", expires_after={"anchor": "created_at", "seconds": 3600})
            self.assertEqual((file.bytes, file.filename, file.purpose), (len(content), "big.jsonl", "batch"))
            self.assertEqual(file.expires_at, file.created_at + 3600)
            self.assertEqual(client.files.retrieve(file.id), file)
            self.assertEqual(client.files.content(file.id).read(), content)
            self.assertEqual([one.id for one in client.files.list()], [file.id])
            self.assertTrue(client.files.delete(file.id).deleted)
            with self.assertRaises(openai.NotFoundError):
                client.files.retrieve(file.id)

    def test_a_batch_from_its_file_to_its_results(self):
        with Simulator() as simulator:
            client = simulator.client()
            names = [f"n{number}" for number in range(50)]
            batch = self.ended(client, self.submit(client, self.lines(names), metadata={"intent": "abc"}))
            self.assertEqual((batch.status, batch.metadata, batch.errors), ("completed", {"intent": "abc"}, None))
            self.assertEqual(batch.request_counts.completed, 50)
            results = self.results(client, batch.output_file_id)
            self.assertEqual(sorted(line["custom_id"] for line in results), sorted(names))
            body = openai.types.chat.ChatCompletion.model_validate(results[0]["response"]["body"])
            self.assertEqual(body.choices[0].message.tool_calls[0].function.name, "plan_trip")
            self.assertEqual(
                batch.usage.output_tokens, sum(line["response"]["body"]["usage"]["completion_tokens"] for line in results))

    def test_a_file_that_is_wrong(self):
        with Simulator() as simulator:
            client = simulator.client()
            batch = self.ended(client, self.submit(client, self.lines(["a", "a"])))
            self.assertEqual(batch.status, "failed")
            self.assertEqual([(error.code, error.line) for error in batch.errors.data], [("duplicate_custom_id", 2)])

    def test_cancel_and_list(self):
        with Simulator("--batch-delay-ms", "600000", "--batch-done-share", "0.5") as simulator:
            client = simulator.client()
            ids = [self.submit(client, self.lines(["a"])).id for _ in range(5)]
            self.assertEqual([batch.id for batch in client.batches.list(limit=2)], ids[::-1])
            self.assertEqual(client.batches.cancel(ids[0]).status, "cancelling")
            self.assertEqual(self.ended(client, client.batches.retrieve(ids[0])).status, "cancelled")
            with self.assertRaises(openai.ConflictError):
                client.batches.cancel(ids[0])

    def test_faults_are_the_clients_own_exceptions(self):
        with Simulator("--next", "create.internal_error", "--next", "create.reset_before_headers") as simulator:
            client = simulator.client()
            for expected in (openai.InternalServerError, openai.APIConnectionError):
                with self.assertRaises(expected):
                    self.submit(client, self.lines(["a"]))
            # The lost one exists.
            batch = self.ended(client, list(client.batches.list())[0])
            simulator.faults({"next": ["download.bad_gateway", "download.reset_in_body", "poll.empty_file_id"]})
            for expected in (openai.InternalServerError, openai.APIConnectionError):
                with self.assertRaises(expected):
                    client.files.content(batch.output_file_id).read()
            self.assertEqual(client.batches.retrieve(batch.id).error_file_id, "")

    def test_the_clients_own_retries_make_two_batches(self):
        """What a client does that tries a creation again: the answer is lost, and the job is there twice."""
        with Simulator("--next", "create.reset_before_headers") as simulator:
            client = simulator.client(max_retries=1)
            self.submit(client, self.lines(["a"]))
            self.assertEqual(len(list(client.batches.list())), 2)


if __name__ == "__main__":
    unittest.main()
