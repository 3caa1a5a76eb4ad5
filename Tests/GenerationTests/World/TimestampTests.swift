import Glibc
import Testing
import World

/// `World` has no test target of its own: this one may import it.
@Suite struct TimestampTests {
  @Test(arguments: [
    (0, "1970-01-01T00:00:00.000Z"), (1, "1970-01-01T00:00:00.001Z"), (-1, "1969-12-31T23:59:59.999Z"),
    (1_795_080_600_000, "2026-11-19T09:30:00.000Z"), (951_782_400_000, "2000-02-29T00:00:00.000Z"),
    (-2_203_891_200_001, "1900-02-28T23:59:59.999Z"), (4_107_542_400_000, "2100-03-01T00:00:00.000Z"),
    (253_402_300_799_999, "9999-12-31T23:59:59.999Z"), (253_402_300_800_000, "10000-01-01T00:00:00.000Z"),
    (-62_167_219_200_000, "0000-01-01T00:00:00.000Z"), (-62_167_219_200_001, "-0001-12-31T23:59:59.999Z"),
    (.max, "292278994-08-17T07:12:55.807Z"), (.min, "-292275055-05-16T16:47:04.192Z"),
  ])
  func moments(milliseconds: Int64, text: String) {
    #expect(Timestamp(milliseconds: milliseconds).description == text)
  }

  @Test func theSameAsTheSystemsCalendar() {
    var generator = SeededGenerator(seed: 10)
    for _ in 0..<2000 {
      let seconds = Int64.random(in: -62_167_219_200...253_402_300_799, using: &generator)
      var time = time_t(seconds)
      var parts = tm()
      gmtime_r(&time, &parts)
      func pad(_ value: Int32, _ width: Int) -> String {
        String(repeating: "0", count: max(0, width - String(value).count)) + String(value)
      }
      let date = "\(pad(parts.tm_year + 1900, 4))-\(pad(parts.tm_mon + 1, 2))-\(pad(parts.tm_mday, 2))"
      let clock = "\(pad(parts.tm_hour, 2)):\(pad(parts.tm_min, 2))"
      let moment = Timestamp(milliseconds: seconds * 1000 + 7)
      #expect(moment.description == "\(date)T\(clock):\(pad(parts.tm_sec, 2)).007Z")
      #expect(moment.shortDescription == "\(date) \(clock)")
    }
  }

  @Test(arguments: [
    (0, "1970-01-01 00:00"), (253_402_300_800_000, "10000-01-01 00:00"), (-62_167_219_200_001, "-0001-12-31 23:59"),
  ])
  func shortMoments(milliseconds: Int64, text: String) {
    #expect(Timestamp(milliseconds: milliseconds).shortDescription == text)
  }

  @Test func momentsAreOrderedAndMoved() {
    let moment = Timestamp(milliseconds: 1000)
    #expect(moment.advanced(byMilliseconds: -1) < moment)
    #expect(moment.advanced(byMilliseconds: 500) == Timestamp(milliseconds: 1500))
  }
}
