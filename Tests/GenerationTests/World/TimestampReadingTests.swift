import Testing
import World

/// Dates that people write; `World` has no test target of its own.
@Suite struct TimestampReadingTests {
  @Test(arguments: [
    ("2026-11-20", "2026-11-20T00:00:00.000Z"), ("2024-02-29", "2024-02-29T00:00:00.000Z"),
    ("2026-11-20T09:30", "2026-11-20T09:30:00.000Z"), ("2026-11-20 09:30:15", "2026-11-20T09:30:15.000Z"),
    ("2026-11-20T09:30:15Z", "2026-11-20T09:30:15.000Z"), ("2026-11-20t09:30:15.1239z", "2026-11-20T09:30:15.123Z"),
    ("2026-11-20T00:30:00+01:00", "2026-11-19T23:30:00.000Z"), ("2026-11-20T23:30-05:30", "2026-11-21T05:00:00.000Z"),
    ("1969-12-31T23:59:59.5Z", "1969-12-31T23:59:59.500Z"), ("2000-02-29", "2000-02-29T00:00:00.000Z"),
  ])
  func dates(text: String, moment: String) {
    #expect(Timestamp(reading: text)?.description == moment)
  }

  @Test(arguments: [
    "", "2026", "2026-11", "2026-13-01", "2026-00-10", "2026-02-29", "2100-02-29", "2026-04-31", "2026-11-00",
    "20.11.2026",
    "11/20/2026", "2026-11-20T", "2026-11-20T9:30", "2026-11-20T24:00", "2026-11-20T09:60", "2026-11-20T09:30:61",
    "2026-11-20T09:30:15.", "2026-11-20T09:30:15+1", "2026-11-20T09:30:15Z ", " 2026-11-20", "2026-11-20x",
    "２０２６-11-20", "-026-11-20", "99999-01-01", "2026-11-20T09:30:00+24:00",
  ])
  func noDates(text: String) {
    #expect(Timestamp(reading: text) == nil)
  }

  /// Each day there is is read back.
  @Test func whatIsWrittenIsReadBack() {
    for day in stride(from: Int64(-200_000), through: 200_000, by: 37) {
      let moment = Timestamp(milliseconds: day * 86_400_000 + 12_345_678)
      #expect(Timestamp(reading: moment.description) == moment)
    }
  }
}
