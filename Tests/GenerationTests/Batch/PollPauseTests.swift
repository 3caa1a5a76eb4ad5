import Testing

@testable import Generation

@Suite struct PollPauseTests {
  @Test func growsUpToTheLongest() {
    let pauses = [0, 1, 2, 4, 6, 8, 11, 40, 1000].map {
      PollPause.after(looks: $0, retryAfter: nil, longest: .seconds(60)) / .milliseconds(100)
    }
    #expect(pauses.map { $0.rounded() } == [10, 15, 23, 51, 114, 256, 600, 600, 600])
  }

  @Test func theProvidersWishIsObeyed() {
    #expect(PollPause.after(looks: 0, retryAfter: .seconds(300), longest: .seconds(60)) == .seconds(300))
    #expect(PollPause.after(looks: 20, retryAfter: .seconds(2), longest: .seconds(60)) == .seconds(60))
  }
}
