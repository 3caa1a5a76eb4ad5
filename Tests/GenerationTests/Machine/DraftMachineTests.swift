import ContentModel
import ContentStore
import Formats
import Generation
import Testing

/// The whole table: every state with every event.
@Suite struct DraftMachineTests {
  /// One retry, and in each state a draft that has been asked for as often as is usual there.
  private static let policy = DraftPolicy(retries: 1, threshold: 70, assesses: true, reviewsAll: false)

  private static let events: [String: DraftEvent] = [
    "good text": .answered(MachineSamples.good), "flagged text": .answered(MachineSamples.flagged),
    "critical text": .answered(MachineSamples.critical), "passed": .assessed(MachineSamples.passed),
    "failed": .assessed(MachineSamples.failed), "left without": .leftWithout(reason: "missing_slot"),
    "left unassessed": .leftUnassessed(reason: "no_assessment"), "cut off": .cutOff,
    "released": .released(reason: "cancelled"),
  ]

  /// The state afterwards and the action, or what the error says.
  enum Expected: Sendable {
    case becomes(DraftState, DraftAction, reason: String? = nil)
    case impossible(String)
  }

  /// A row of the table.
  struct Pair: Sendable, CustomTestStringConvertible {
    var state: DraftState
    var asked: Int
    var event: String
    var expected: Expected
    var testDescription: String { "\(state.rawValue) after \(asked): \(event)" }
  }

  private static func pairs(_ state: DraftState, asked: Int, _ rows: KeyValuePairs<String, Expected>) -> [Pair] {
    precondition(rows.count == events.count, "a pair is missing")
    return rows.map { Pair(state: state, asked: asked, event: $0.key, expected: $0.value) }
  }

  private static let table: [Pair] =
    pairs(
      .pendingGeneration, asked: 0,
      [
        "good text": .becomes(.pendingAssessment, .goOn),
        "flagged text": .becomes(.pendingRegeneration, .goOn),
        "critical text": .becomes(.pendingRegeneration, .goOn),
        "passed": .impossible("a draft that is pending_generation cannot be assessed"),
        "failed": .impossible("a draft that is pending_generation cannot be assessed"),
        "left without": .becomes(.pendingGeneration, .goOn),
        "left unassessed": .impossible("a draft that is pending_generation cannot be left unassessed"),
        "cut off": .becomes(.dropped, .replace, reason: "length"),
        "released": .becomes(.dropped, .forget, reason: "cancelled"),
      ])
    + pairs(
      .pendingRegeneration, asked: 1,
      [
        "good text": .becomes(.pendingAssessment, .goOn),
        "flagged text": .becomes(.pendingAssessment, .goOn),
        "critical text": .becomes(.dropped, .replace, reason: "gap_numbering"),
        "passed": .impossible("a draft that is pending_regeneration cannot be assessed"),
        "failed": .impossible("a draft that is pending_regeneration cannot be assessed"),
        "left without": .becomes(.dropped, .replace, reason: "missing_slot"),
        "left unassessed": .impossible("a draft that is pending_regeneration cannot be left unassessed"),
        "cut off": .becomes(.dropped, .replace, reason: "length"),
        "released": .becomes(.dropped, .forget, reason: "cancelled"),
      ])
    + pairs(
      .pendingAssessment, asked: 1,
      [
        "good text": .impossible("a draft that is pending_assessment cannot be answered"),
        "flagged text": .impossible("a draft that is pending_assessment cannot be answered"),
        "critical text": .impossible("a draft that is pending_assessment cannot be answered"),
        "passed": .becomes(.completed, .accept(review: false)),
        "failed": .becomes(.pendingRegeneration, .goOn),
        "left without": .impossible("a draft that is pending_assessment cannot be left without a text"),
        "left unassessed": .becomes(.dropped, .replace, reason: "no_assessment"),
        "cut off": .impossible("a draft that is pending_assessment cannot be cut off"),
        "released": .becomes(.dropped, .forget, reason: "cancelled"),
      ])
    + [DraftState.completed, .dropped].flatMap { state in
      pairs(
        state, asked: 2,
        [
          "good text": .impossible("a draft that is \(state.rawValue) cannot be answered"),
          "flagged text": .impossible("a draft that is \(state.rawValue) cannot be answered"),
          "critical text": .impossible("a draft that is \(state.rawValue) cannot be answered"),
          "passed": .impossible("a draft that is \(state.rawValue) cannot be assessed"),
          "failed": .impossible("a draft that is \(state.rawValue) cannot be assessed"),
          "left without": .impossible("a draft that is \(state.rawValue) cannot be left without a text"),
          "left unassessed": .impossible("a draft that is \(state.rawValue) cannot be left unassessed"),
          "cut off": .impossible("a draft that is \(state.rawValue) cannot be cut off"),
          "released": .impossible("a draft that is \(state.rawValue) cannot be released"),
        ])
    }

  @Test func everyStateIsInTheTable() {
    #expect(Set(Self.table.map(\.state)) == Set(DraftState.allCases))
  }

  @Test(arguments: table)
  func statesAndEvents(_ pair: Pair) throws {
    let event = try #require(Self.events[pair.event])
    var draft = MachineSamples.draft(1, state: pair.state)
    draft.asked = pair.asked
    let before = draft
    switch pair.expected {
    case .becomes(let state, let action, let reason):
      #expect(try DraftMachine.apply(event, to: &draft, policy: Self.policy) == action)
      #expect(draft.state == state)
      #expect(draft.dropReason == reason)
    case .impossible(let message):
      let error = #expect(throws: ImpossibleDraftEvent.self) {
        try DraftMachine.apply(event, to: &draft, policy: Self.policy)
      }
      #expect(error?.message == message)
      #expect(error?.hint == "the store may have been changed by another program; restore a backup")
      #expect(error?.exitCode == .failed)
      #expect(draft == before)
    }
  }
}
