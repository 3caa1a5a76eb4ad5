import Testing

@testable import WebServer

/// What is handed out, by fate: pure tables.
@Suite struct BodyFeedTests {
  /// Runs a feed to its end, or for so many steps.
  private func steps(_ fate: WebResponse.Fate, size: Int, room: Int = 4, atMost limit: Int = 12)
    -> [BodyFeed.Step]
  {
    var feed = BodyFeed(fate: fate, size: size)
    var position = 0
    var steps: [BodyFeed.Step] = []
    while steps.count < limit, position < feed.promisedSize ?? .max {
      let step = feed.next(position: UInt64(position), room: room)
      steps.append(step)
      switch step {
      case .send(let range): position += range.count
      case .pause: break
      case .end: return steps
      }
    }
    return steps
  }

  @Test func aWholeBodyIsSentInPieces() {
    #expect(steps(.whole, size: 10) == [.send(0..<4), .send(4..<8), .send(8..<10)])
    #expect(steps(.whole, size: 0) == [])
  }

  @Test(arguments: [WebResponse.Break.reset, .close, .stall]) func anEarlyEndComesAfterItsPart(
    ending: WebResponse.Break
  ) {
    #expect(steps(.ends(ending, after: .headers), size: 10) == [.end(ending)])
    #expect(
      steps(.ends(ending, after: .halfOfBody), size: 11) == [
        .send(0..<4), .send(4..<5), .end(ending),
      ])
    // Of an empty body a byte is promised: else it would be whole.
    #expect(steps(.ends(ending, after: .halfOfBody), size: 0) == [.end(ending)])
    #expect(BodyFeed(fate: .ends(ending, after: .headers), size: 0).promisedSize == 1)
  }

  @Test func aDripPausesBeforeEachPortion() {
    let pause = Duration.milliseconds(7)
    #expect(
      steps(.drip(bytes: 3, every: pause), size: 7, room: 2) == [
        .pause(pause), .send(0..<2), .send(2..<3), .pause(pause), .send(3..<5), .send(5..<6),
        .pause(pause),
        .send(6..<7),
      ])
  }

  @Test func anEndlessBodyRepeatsItselfAndRests() {
    #expect(
      steps(.endless, size: 6, atMost: 4) == [
        .send(0..<4), .send(4..<6), .send(0..<4), .send(4..<6),
      ])
    let many = steps(.endless, size: 64 << 10, room: 64 << 10, atMost: 10)
    #expect(
      many.enumerated().filter { $0.element == .pause(.milliseconds(5)) }.map(\.offset) == [4, 9])
    #expect(BodyFeed(fate: .endless, size: 6).promisedSize == nil)
    #expect(steps(.endless, size: 0) == [.end(.stall)])
  }
}
