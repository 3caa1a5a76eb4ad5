import Providers
import Testing

@Suite struct RateAheadTests {
  @Test(arguments: [(-1, 8), (0, 8), (2, 8), (3, 5), (4, 4), (8, 2), (15, 1), (3600, 1)])
  func theLongerTheLineTheFewer(seconds: Int, number: Int) {
    #expect(RateAhead.allowed(wait: .seconds(seconds)) == number)
  }
}
