import Testing

@testable import libtool

/// What `fill` says of modes that do not go together.
@Suite struct FillModeTests {
  @Test(arguments: [
    (["--detach"], "--detach needs --mode batch or auto"),
    (["--within", "2h"], "--within needs --mode auto"),
    (["--by", "18:00", "--mode", "batch"], "--by needs --mode auto"),
    (["--mode", "auto", "--by", "18:00", "--within", "2h"], "--by and --within cannot be combined"),
  ])
  func refuses(options: [String], message: String) async throws {
    let library = try TestLibrary(.tiny)
    let result = await library.run(["fill"] + options)
    #expect(result.code == .usage)
    #expect(result.errors.hasPrefix("error: \(message)\n"))
  }

  @Test(arguments: [
    ("45s", 45.0), ("90m", 5400), ("2h", 7200), ("1h30m", 5400), ("1d", 86_400), ("1d2h3m4s", 93_784), ("0h5m", 300),
    ("", nil), ("2", nil), ("h", nil), ("0h", nil), ("1h2", nil), ("30m1h", nil), ("1h1h", nil), ("1.5h", nil),
    ("-1h", nil), ("1 h", nil), ("1w", nil), ("99999999999999999999h", nil), ("١h", nil),
  ])
  func spansOfTime(text: String, seconds: Double?) {
    #expect(TimeSpan(argument: text)?.seconds == seconds)
  }
}
