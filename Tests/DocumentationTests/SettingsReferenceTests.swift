import Formats
import Providers
import Testing

@testable import Workspace

/// The keys that `libtool.yaml` may have are those of the table in the operations manual.
@Suite struct SettingsReferenceTests {
  /// Settings with a key that does not exist at some place, by that place.
  private static let strangers = [
    "": "nonsense_key: 1",
    "kinds.KIND.": "kinds: {some_kind: {nonsense_key: 1}}",
    "prices.PROVIDER/MODEL.": "prices: {a/b: {nonsense_key: 1, input: 1, output: 1}}",
    "budgets.": "budgets: {nonsense_key: 1}",
    "budgets.actors.NAME.": "budgets: {actors: {anna: {nonsense_key: 1}}}",
    "costs.": "costs: {nonsense_key: 1}",
    "fill.": "fill: {nonsense_key: 1}",
    "answers.": "answers: {nonsense_key: 1}",
    "exports.JOB.": "exports: {job: {nonsense_key: 1, format: json, output: x}}",
    "notifications.NAME.": "notifications: {desk: {nonsense_key: 1}}",
  ]

  /// Mappings whose keys stand for themselves further down the table.
  private static let groups: Set<String> = [
    "kinds", "providers", "prices", "budgets", "budgets.actors", "costs", "fill", "answers", "exports",
    "notifications",
  ]

  /// The keys that the program reads, in dotted form: the complaint about an unknown key names the known ones.
  private static func keysThatAreRead() throws -> Set<String> {
    var keys: Set<String> = ["prices.as_of"]
    for (prefix, stranger) in strangers {
      var yaml = "mode: rehearsal\n"
      if !stranger.hasPrefix("kinds") { yaml += "kinds: {some_kind: }\n" }
      let error = #expect(throws: YAMLError.self) {
        _ = try Settings(Array((yaml + stranger + "\n").utf8), file: "libtool.yaml")
      }
      let known = Page.code(in: try #require(error?.hint, "\(prefix): \(error?.message ?? "")"))
      keys.formUnion(known.map { prefix + $0 }.filter { !groups.contains($0) })
    }
    keys.formUnion(EndpointSettings.names.map { "providers.NAME.\($0)" })
    keys.formUnion(SimulatedSettings.names.map { "providers.simulated.\($0)" })
    return keys
  }

  @Test func theTableOfEndpointsIsWhatIsKnown() throws {
    let rows = Page.rows(of: try Page("docs/manual-operations.md").region("endpoints"))
    #expect(rows.map { Page.code(in: $0[0]) } == EndpointSettings.knownProviders.map { [$0] })
    for row in rows {
      let settings = try EndpointSettings(
        provider: try #require(Page.code(in: row[0]).first), [:], environment: [:])
      #expect(Page.code(in: row[1]) == [settings.baseURL.text])
      #expect(Page.code(in: row[2]) == (settings.needsKey ? [settings.keyVariable] : []))
    }
  }

  @Test func theTableNamesWhatIsRead() throws {
    let rows = Page.rows(of: try Page("docs/manual-operations.md").region("settings"))
    let written = rows.flatMap { Page.code(in: $0[0]) }
    #expect(Set(written).count == written.count, "a key stands twice")
    #expect(Set(written) == (try Self.keysThatAreRead()))
  }
}
