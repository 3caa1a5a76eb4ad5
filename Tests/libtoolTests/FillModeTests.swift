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
}
