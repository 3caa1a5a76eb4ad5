import Console
import ContentStore
import Testing
import World

@testable import libtool

/// What the screen of a watcher says, by what is known of the run.
@Suite struct WatchViewTests {
  private static let now = Timestamp(milliseconds: 1_795_167_060_000)
  private static let reason =
    "20 calls failed one after the other, the last: openai failed (HTTP 503): The server had an error while processing "
    + "your request"

  private static func lines(columns: Int, reason: String = reason, _ change: (inout WatchView) -> Void = { _ in })
    -> [String]
  {
    var run = StoredRun.notBegun(selection: "--section passiv", actor: "ada", budget: nil, currency: "EUR")
    run.uuid = "01a2177a-9f06-7946-ad57-00000000000a"
    run.status = .paused
    run.reason = reason
    run.wanted = 8
    run.startedAt = now
    var view = WatchView(
      run: run, figures: RunFigures(), pulse: RunPulse(), provider: "openai", mode: "production", now: now,
      isWorkedOn: false)
    change(&view)
    return view.lines(width: columns - 1, style: Style(usesColour: false, usesUnicode: true))
  }

  /// However long the reason is, how the run stands is said, and why.
  @Test(arguments: [40, 80, 120, 200]) func whyItRestsHasRoom(columns: Int) {
    let lines = Self.lines(columns: columns)
    #expect(lines[0].hasPrefix("Run 0000000a  paused"))
    let heading = lines.prefix { !$0.isEmpty }
    #expect(heading.allSatisfy { DisplayWidth.of($0) < columns })
    #expect(heading.joined(separator: " ").contains(Self.reason))
    #expect((heading.count == 1) == (columns == 200))
  }

  @Test func aShortReasonStandsBesideTheState() {
    #expect(
      Self.lines(columns: 80, reason: "interrupted")[0]
        == "Run 0000000a  paused: interrupted  0 of 8  under 1 s  --section passiv")
  }

  /// Those whose outcome nobody knows were not answered.
  @Test func callsByWhatBecameOfThem() {
    let lines = Self.lines(columns: 120) {
      $0.figures.calls = 70
      $0.figures.unknownCalls = 5
      $0.figures.failedCalls = 2
      $0.pulse.callsInFlight = 3
      $0.pulse.callsReady = 1
      $0.pulse.callsAnswered = 9
    }
    #expect(
      lines.contains("Calls         61 answered, 3 on their way, 2 failed, 5 unknown; 9 in the last minute"), "\(lines)"
    )
  }
}
