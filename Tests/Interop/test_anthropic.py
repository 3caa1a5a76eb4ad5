"""Anthropic's own client for Python against `libtool simulate`: the client is unchanged, so what it understands is the format.

usage: LIBTOOL=PROGRAM python test_anthropic.py
"""

import time
import unittest

import anthropic

import simulator


class Simulator(simulator.Simulator):
    def client(self, **options):
        options.setdefault("max_retries", 0)
        return anthropic.Anthropic(base_url=self.root, api_key=options.pop("api_key", "any"), **options)


MODEL = "simulated-1"
HELLO = [{"role": "user", "content": "Hello"}]
TOOL = {
    "name": "plan_trip",
    "description": "Plans a trip",
    "input_schema": {
        "type": "object",
        "properties": {"city": {"type": "string"}, "days": {"type": "integer", "minimum": 1, "maximum": 9}},
        "required": ["city", "days"],
    },
}


class Messages(unittest.TestCase):
    def test_models(self):
        with Simulator() as simulator:
            client = simulator.client()
            self.assertEqual([model.id for model in client.models.list()], [MODEL])
            self.assertEqual(client.models.retrieve(MODEL).type, "model")

    def test_words(self):
        with Simulator() as simulator:
            message = simulator.client().messages.create(model=MODEL, max_tokens=100, messages=HELLO, system="Be short.")
            self.assertEqual((message.role, message.stop_reason, message.model), ("assistant", "end_turn", MODEL))
            self.assertIn("simulated answer", message.content[0].text)

    def test_tools(self):
        with Simulator() as simulator:
            for choice in [{"type": "auto"}, {"type": "any"}, {"type": "tool", "name": "plan_trip"}]:
                message = simulator.client().messages.create(
                    model=MODEL, max_tokens=100, messages=HELLO, tools=[TOOL], tool_choice=choice)
                self.assertEqual(message.stop_reason, "tool_use")
                self.assertEqual((message.content[0].type, message.content[0].name), ("tool_use", "plan_trip"))
                self.assertIn(message.content[0].input["days"], range(1, 10))

    def test_limits_of_output_and_refusals(self):
        with Simulator() as simulator:
            create = simulator.client().messages.create
            self.assertEqual(create(model=MODEL, max_tokens=2, messages=HELLO).stop_reason, "max_tokens")
            simulator.faults({"next": ["refusal"]})
            self.assertEqual(create(model=MODEL, max_tokens=90, messages=HELLO).stop_reason, "refusal")

    def test_marks_are_cached(self):
        with Simulator() as simulator:
            system = [{"type": "text", "text": "All work and no play. " * 400, "cache_control": {"type": "ephemeral"}}]
            usages = [
                simulator.client().messages.create(model=MODEL, max_tokens=50, messages=HELLO, system=system).usage
                for _ in range(2)]
            self.assertEqual(usages[0].cache_creation_input_tokens, 2200)
            self.assertEqual(usages[0].cache_creation.ephemeral_5m_input_tokens, 2200)
            self.assertEqual((usages[1].cache_creation_input_tokens, usages[1].cache_read_input_tokens), (0, 2200))

    def test_tokens_are_counted(self):
        with Simulator() as simulator:
            client = simulator.client()
            count = client.messages.count_tokens(model=MODEL, messages=HELLO, tools=[TOOL])
            used = client.messages.create(model=MODEL, max_tokens=90, messages=HELLO, tools=[TOOL]).usage
            self.assertEqual(count.input_tokens, used.input_tokens)

    def test_refusals_and_faults_are_the_clients_own_exceptions(self):
        with Simulator("--key", "secret") as simulator:
            with self.assertRaises(anthropic.AuthenticationError):
                simulator.client(api_key="wrong").messages.create(model=MODEL, max_tokens=9, messages=HELLO)
            create = simulator.client(api_key="secret").messages.create
            with self.assertRaises(anthropic.NotFoundError):
                create(model="claude-x", max_tokens=9, messages=HELLO)
            cases = {
                "rate_limit_bare": anthropic.RateLimitError, "quota": anthropic.BadRequestError,
                "internal_error": anthropic.InternalServerError, "overloaded": anthropic.APIStatusError,
                "html_error": anthropic.InternalServerError, "reset_in_body": anthropic.APIConnectionError,
            }
            for fault, expected in cases.items():
                with self.subTest(fault):
                    simulator.faults({"next": [fault]})
                    with self.assertRaises(expected):
                        create(model=MODEL, max_tokens=9, messages=HELLO)

    def test_retries_obey_retry_after(self):
        with Simulator("--next", "rate_limit") as simulator:
            start = time.monotonic()
            simulator.client(max_retries=1).messages.create(model=MODEL, max_tokens=9, messages=HELLO)
            self.assertGreaterEqual(time.monotonic() - start, 1)


class Batches(unittest.TestCase):
    def submit(self, client, names):
        params = {"model": MODEL, "max_tokens": 500, "messages": HELLO, "tools": [TOOL]}
        return client.messages.batches.create(requests=[{"custom_id": name, "params": params} for name in names])

    def ended(self, client, batch):
        end = time.monotonic() + 20
        while batch.processing_status != "ended" and time.monotonic() < end:
            time.sleep(0.02)
            batch = client.messages.batches.retrieve(batch.id)
        return batch

    def test_a_batch_from_its_requests_to_its_results(self):
        with Simulator() as simulator:
            client = simulator.client()
            names = [f"n{number}" for number in range(50)]
            batch = self.ended(client, self.submit(client, names))
            self.assertEqual((batch.processing_status, batch.request_counts.succeeded), ("ended", 50))
            results = list(client.messages.batches.results(batch.id))
            self.assertEqual(sorted(result.custom_id for result in results), sorted(names))
            self.assertTrue(all(result.result.type == "succeeded" for result in results))
            self.assertEqual(results[0].result.message.stop_reason, "tool_use")
            self.assertEqual(client.messages.batches.delete(batch.id).type, "message_batch_deleted")

    def test_cancel_and_list(self):
        with Simulator("--batch-delay-ms", "600000", "--batch-done-share", "0.5") as simulator:
            client = simulator.client()
            ids = [self.submit(client, ["a", "b"]).id for _ in range(5)]
            self.assertEqual([batch.id for batch in client.messages.batches.list(limit=2)], ids[::-1])
            page = client.messages.batches.list(limit=2, before_id=ids[0])
            self.assertEqual([batch.id for batch in page.data], [ids[2], ids[1]])
            self.assertEqual(client.messages.batches.cancel(ids[0]).processing_status, "canceling")
            batch = self.ended(client, client.messages.batches.retrieve(ids[0]))
            self.assertEqual((batch.request_counts.succeeded, batch.request_counts.canceled), (1, 1))
            types = sorted(result.result.type for result in client.messages.batches.results(ids[0]))
            self.assertEqual(types, ["canceled", "succeeded"])

    def test_requests_that_fail_and_expire(self):
        with Simulator("--next", "line.error", "--next", "job.expired", "--batch-done-share", "0.5") as simulator:
            client = simulator.client()
            batch = self.ended(client, self.submit(client, ["a", "b"]))
            results = {result.result.type: result.result for result in client.messages.batches.results(batch.id)}
            self.assertEqual(set(results), {"errored", "expired"})
            self.assertEqual(results["errored"].error.error.type, "api_error")
            self.assertEqual((batch.request_counts.errored, batch.request_counts.expired), (1, 1))

    def test_a_creation_that_is_lost_exists(self):
        with Simulator("--next", "create.reset_before_headers") as simulator:
            client = simulator.client()
            with self.assertRaises(anthropic.APIConnectionError):
                self.submit(client, ["a"])
            self.assertEqual(len(list(client.messages.batches.list())), 1)


if __name__ == "__main__":
    unittest.main()
