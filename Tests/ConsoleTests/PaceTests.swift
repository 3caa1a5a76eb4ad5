import Testing

@testable import Console

@Suite struct PaceTests {
  @Test(arguments: [
    (0, 10.0, nil), (5, 0.0, nil), (21, 10.0, "2.1/s"), (1000, 8.0, "125/s"), (5, 10.0, "30/min"), (1, 50.0, "1.2/min"),
    (1, 1200.0, "3.0/h"),
  ])
  func rates(done: Int, seconds: Double, expected: String?) {
    #expect(Pace.rate(done: done, in: .seconds(seconds)) == expected)
  }

  @Test func remainingTime() {
    #expect(Pace.remaining(done: 0, of: 10, in: .seconds(5)) == nil)
    #expect(Pace.remaining(done: 5, of: 10, in: .seconds(5)) == .seconds(5))
    #expect(Pace.remaining(done: 12, of: 10, in: .seconds(5)) == .zero)
  }

  @Test(arguments: [
    (0.0, "0:00"), (9.4, "0:09"), (59.6, "1:00"), (65.0, "1:05"), (3599.0, "59:59"), (7380.0, "2:03:00"),
    (-1.0, "0:00"),
  ])
  func clocks(seconds: Double, expected: String) {
    #expect(Pace.clock(.seconds(seconds)) == expected)
  }
}
