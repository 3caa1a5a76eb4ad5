import ContentModel
import Formats
import Testing
import Workspace

/// Prices as `libtool.yaml` has them.
@Suite struct PriceSettingsTests {
  private static func price(_ text: String) throws -> Price? {
    let yaml = "mode: rehearsal\nkinds: {some_kind: }\nprices:\n  a/b: \(text)\n"
    return try Settings(Array(yaml.utf8), file: "libtool.yaml").prices["a/b"]
  }

  @Test func everyMemberIsRead() throws {
    #expect(
      try Self.price("{input: 3.00, cached_input: 0.30, cache_write: 3.75, output: 15, batch: 0.5}")
        == Price(
          input: Money(billionths: 3_000_000_000), cachedInput: Money(billionths: 300_000_000),
          cacheWrite: Money(billionths: 3_750_000_000), output: Money(billionths: 15_000_000_000), batch: 0.5))
  }

  @Test func whatIsLeftOutIsNotMadeUp() throws {
    let price = try #require(try Self.price("{input: 3, output: 15}"))
    #expect(price.cachedInput == price.input && price.cacheWrite == nil && price.batch == nil)
  }

  @Test(arguments: ["1.5", "-0.1"]) func aShareOutOfItsRange(text: String) throws {
    let error = #expect(throws: YAMLError.self) { _ = try Self.price("{input: 3, output: 15, batch: \(text)}") }
    #expect(error?.message == "libtool.yaml:4:38: \(text) is not from 0 to 1")
    #expect(error?.hint == "write the share of the price that a batch job pays, for example 0.5")
  }
}
