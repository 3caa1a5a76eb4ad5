import ContentModel
import Formats
import Providers
import Testing

/// What becomes of the slots that an answer leaves out, and of an answer that breaks off.
@Suite struct PartialAnswerTests {
  /// Fills five items, of whose first answer only some arrive, and tells of the calls for texts.
  private func fill(
    of wanted: Int = 5, keeping: Int, cutOff: Bool, concurrency: Int = 8
  ) async throws -> (filled: FilledRun, bench: FillBench, slots: [Int]) {
    let bench = try await FillBench(
      targets: ["passiv,,,de,\(wanted),1"],
      settings: [
        "providers.simulated.latency_ms=1000", "fill.concurrency=\(concurrency)",
        "kinds.gap_fill_exercise.batch_size=\(wanted)", "kinds.gap_fill_exercise.assessment_size=\(wanted)",
      ])
    let recorder = Recorder()
    let filled = try await bench.fill(wrapping: { base in
      recorder.wrap(
        ScriptedProvider(base) { request, number, base in
          let answer = try await base.send(request)
          if number > 1 { return answer }
          return try answer.keeping(keeping, cutOff: cutOff)
        })
    })
    try FillJudge.judge(filled, bench)
    return (filled, bench, recorder.calls.filter { !$0.request.isAssessment }.map(\.request.slots.count))
  }

  /// At least half of the slots accepted: the rest is asked for again as a smaller group.
  @Test(arguments: [(5, 4, [5, 1]), (5, 3, [5, 2]), (4, 2, [4, 2]), (2, 1, [2, 1])])
  func atLeastHalf(wanted: Int, keeping: Int, slots: [Int]) async throws {
    let result = try await fill(of: wanted, keeping: keeping, cutOff: false)
    #expect(result.slots == slots)
    #expect(result.filled.figures.accepted == wanted && result.filled.run.fallbacks == 0)
    // Those that came at once are not asked for again.
    let asked = Array(repeating: 1, count: keeping) + Array(repeating: 2, count: wanted - keeping)
    #expect(result.filled.drafts.map(\.asked).sorted() == asked)
  }

  /// Fewer than half: single calls, side by side.
  @Test(arguments: [(5, 2, [5, 1, 1, 1]), (5, 0, [5, 1, 1, 1, 1, 1]), (4, 1, [4, 1, 1, 1])])
  func fewerThanHalf(wanted: Int, keeping: Int, slots: [Int]) async throws {
    let result = try await fill(of: wanted, keeping: keeping, cutOff: false)
    #expect(result.slots == slots)
    #expect(result.filled.run.fallbacks == 1 && result.filled.figures.accepted == wanted)
    // One second each for the group, all single calls, and the assessment.
    #expect(result.filled.took == .seconds(3))
  }

  /// An answer that was cut off: what is closed in it is kept, and the rest comes in groups of half the size.
  @Test(arguments: [(5, 2, [5, 2, 1]), (5, 0, [5, 2, 2, 1]), (5, 4, [5, 1]), (7, 1, [7, 3, 3]), (2, 0, [2, 1, 1])])
  func cutOff(wanted: Int, keeping: Int, slots: [Int]) async throws {
    let result = try await fill(of: wanted, keeping: keeping, cutOff: true)
    // The halves are asked for side by side.
    #expect(result.slots.sorted(by: >) == slots)
    #expect(result.filled.run.halvings == 1 && result.filled.run.fallbacks == 0)
    #expect(result.filled.figures.accepted == wanted && result.filled.figures.dropped == 0)
    // What was asked for again and came then is a first text all the same.
    #expect(result.filled.figures.acceptedFirst == wanted)
  }

  /// A single call that was cut off would be so again: its draft is dropped, and another one takes its place.
  @Test func aSingleCallThatWasCutOffDropsItsDraft() async throws {
    let result = try await fill(of: 1, keeping: 0, cutOff: true)
    #expect(result.slots == [1, 1])
    #expect(result.filled.figures.dropReasons == ["length": 1])
    #expect(result.filled.drafts.map(\.replaces) == [nil, 1])
    #expect(result.filled.figures.accepted == 1)
  }

  /// An assessment that does not come back is asked for thrice more, and costs its text in the end.
  @Test func assessmentsThatNeverCome() async throws {
    let bench = try await FillBench(targets: ["passiv,,,de,5,1"], settings: ["fill.concurrency=1"])
    let filled = try await bench.fill(
      bench.request(maxDrafts: 5),
      wrapping: { base in
        ScriptedProvider(base) { request, _, base in
          let answer = try await base.send(request)
          return request.isAssessment ? try answer.keeping(0, cutOff: false) : answer
        }
      })
    // The group and each alone, and that again.
    #expect(filled.calls == "gen 1, ass 12, reg 0")
    #expect(filled.figures.dropReasons == ["no_assessment": 5])
    #expect(filled.drafts.allSatisfy { $0.body != nil }, "a person can still rescue them")
    try FillJudge.judge(filled, bench)
  }

  /// Items of the wrong shape are no items; the call's reason says so.
  @Test func itemsOfTheWrongShape() async throws {
    let bench = try await FillBench(
      targets: ["passiv,,,de,1,1"], settings: ["kinds.gap_fill_exercise.retries=1", "fill.concurrency=1"])
    let filled = try await bench.fill(
      bench.request(maxDrafts: 1),
      wrapping: { base in
        ScriptedProvider(base) { request, _, base in
          try await base.send(request).with(arguments: #"{"text": 5, "gaps": []}"#)
        }
      })
    #expect(filled.figures.dropReasons == ["invalid_item": 1])
    #expect(filled.calls == "gen 2, ass 0, reg 0")
  }

  /// Plain text where a tool call was asked for is read all the same.
  @Test func anAnswerOutsideOfTheTool() async throws {
    let bench = try await FillBench(targets: ["passiv,,,de,3,1"])
    let filled = try await bench.fill(wrapping: { base in
      ScriptedProvider(base) { request, _, base in
        let answer = try await base.send(request)
        var body = try JSON.parse(answer.body)
        let text = "Sure, here it is:\n```json\n\(answer.arguments ?? "")\n```"
        body["choices"] = [
          ["index": 0, "finish_reason": "stop", "message": ["role": "assistant", "content": .string(text)]]
        ]
        return RawAnswer(status: 200, headers: answer.headers, body: Array(body.text.utf8))
      }
    })
    #expect(filled.figures.accepted == 3 && filled.figures.calls == 2)
  }
}

/// Keeps the recorder that a closure makes.
final class Recorder: @unchecked Sendable {
  // Set once, before the run begins, and read after it has ended.
  private var provider: RecordingProvider?

  func wrap(_ base: any Provider) -> any Provider {
    let provider = RecordingProvider(base)
    self.provider = provider
    return provider
  }

  var calls: [RecordingProvider.Call] { provider?.calls ?? [] }
}

extension RawAnswer {
  /// The answer with the first few of its elements only; cut off within the next one, or closed as if that were all.
  func keeping(_ count: Int, cutOff: Bool) throws -> RawAnswer {
    let arguments = try JSON.parse(arguments ?? "")
    guard let name = ["items", "assessments"].first(where: { arguments[$0] != nil }),
      let elements = arguments[name]?.array
    else {
      // A single one: half of it, or nothing.
      let half = String(arguments.text.prefix(arguments.text.count / 2))
      return try with(arguments: cutOff ? half : "{}", finish: cutOff ? "length" : nil)
    }
    let kept = elements.prefix(count).map(\.text).joined(separator: ",")
    if !cutOff { return try with(arguments: "{\"\(name)\":[\(kept)]}") }
    let next = elements.dropFirst(count).first?.text ?? ""
    let begun = "{\"\(name)\":[" + kept + (count > 0 ? "," : "") + next.prefix(next.count / 2)
    return try with(arguments: begun, finish: "length")
  }
}
