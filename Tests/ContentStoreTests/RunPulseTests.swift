import ContentModel
import ContentStore
import Testing

@Suite struct RunPulseTests {
  private static let cent = Money(billionths: 10_000_000)
  let library: Library

  init() throws { library = try Library() }

  /// Of the calls that are reserved as many are on their way as there are places.
  @Test(arguments: [(places: 3, inFlight: 3, ready: 2), (5, 5, 0), (64, 5, 0)])
  func whatHasNoPlaceYetIsReady(places: Int, inFlight: Int, ready: Int) throws {
    try library.script { transaction in
      let run = try transaction.sampleRun(budget: nil)
      let other = try transaction.sampleRun(budget: nil)
      let answered = try #require(try transaction.sampleCall(ofRun: run, worstCase: Self.cent))
      try transaction.answer(answered)
      for owner in [run, run, run, run, run, other] {
        _ = try #require(try transaction.sampleCall(ofRun: owner, worstCase: Self.cent))
      }
      let pulse = try transaction.pulse(
        ofRun: run, provider: "simulated", places: places, now: transaction.world.now())
      #expect(pulse.callsInFlight == inFlight && pulse.callsReady == ready)
    }
  }
}
