import Providers
import Testing

@testable import Generation

/// What one more batch job can hold.
@Suite struct JobRoomTests {
  private func taken(_ room: JobRoom, _ lines: [(bytes: Int, tokens: Int)]) -> Int {
    var room = room
    return lines.prefix { room.take(bytes: $0.bytes, tokens: $0.tokens) }.count
  }

  @Test func eachLimitHolds() {
    let lines = [(bytes: Int, tokens: Int)](repeating: (bytes: 100, tokens: 25), count: 20)
    #expect(taken(JobRoom(BatchLimits(lines: 7), enqueuedTokens: 0), lines) == 7)
    #expect(taken(JobRoom(BatchLimits(bytes: 1050), enqueuedTokens: 0), lines) == 10)
    #expect(taken(JobRoom(BatchLimits(enqueuedTokens: 100), enqueuedTokens: 0), lines) == 4)
    #expect(taken(JobRoom(BatchLimits(enqueuedTokens: 100), enqueuedTokens: 60), lines) == 1)
  }

  @Test func aFullQueueIsClosed() {
    #expect(!JobRoom(BatchLimits(enqueuedTokens: 100), enqueuedTokens: 100).isOpen)
    #expect(!JobRoom(BatchLimits(enqueuedTokens: 100), enqueuedTokens: 250).isOpen)
    #expect(JobRoom(BatchLimits(), enqueuedTokens: 1_000_000).isOpen)
  }

  /// Else it would wait for ever: alone it is the provider's to refuse.
  @Test func aLineThatIsTooLargeGoesAloneWhenNothingElseIsThere() {
    let large = [(bytes: 500, tokens: 500), (bytes: 1, tokens: 1)]
    #expect(taken(JobRoom(BatchLimits(bytes: 400), enqueuedTokens: 0), large) == 1)
    #expect(taken(JobRoom(BatchLimits(bytes: 400, enqueuedTokens: 1000), enqueuedTokens: 10), large) == 0)
  }
}
