import ContentModel
import ContentStore
import Testing

@testable import Workspace

/// What new findings change, rule by rule.
@Suite struct RuleEffectsTests {
  private func finding(_ rule: String, _ severity: Severity, _ message: String = "m") -> Finding {
    Finding(rule: rule, ruleVersion: 1, severity: severity, penalty: 5, message: message, fix: "")
  }

  private func version(_ uuid: String, _ former: [Finding]?, _ now: [Finding]) -> CheckedVersion {
    CheckedVersion(
      uuid: uuid, kind: "k", key: Key(section: "s", language: "de"), number: 1, findings: now, former: former)
  }

  @Test func `New, gone, another severity, in and out of the exports`() {
    var effects = RuleEffects()
    effects.add(version("same", [finding("a", .warning)], [finding("a", .warning)]))
    effects.add(version("reworded", [finding("a", .warning, "80 to 100")], [finding("a", .warning, "80 to 110")]))
    effects.add(version("leaves", [], [finding("b", .critical), finding("a", .warning)]))
    effects.add(version("back", [finding("b", .critical)], [finding("b", .warning)]))
    effects.add(version("fewer", [finding("a", .info, "x"), finding("a", .info, "y")], [finding("a", .info, "y")]))
    effects.add(version("fresh", nil, [finding("c", .info)]))
    #expect(effects.versions == 6 && effects.unchecked == 1 && effects.changed == 4 && effects.changedJudged == 3)
    #expect(effects.losesExport == ["leaves"] && effects.gainsExport == ["back"])
    let (a, b, c) = (effects.byRule["a"], effects.byRule["b"], effects.byRule["c"])
    #expect(a?.new == 1 && a?.gone == 1 && a?.severity == 0 && a?.losesExport == 0)
    #expect(b?.new == 1 && b?.gone == 0 && b?.severity == 1 && b?.losesExport == 1 && b?.gainsExport == 1)
    #expect(c?.new == 1 && c?.examples.map(\.uuid) == ["fresh"])
    #expect(b?.examples.map(\.what) == [.new, .severity] && b?.examples.last?.former == .critical)
    #expect(effects.counts == [.critical: 1, .warning: 4, .info: 2])
  }

  @Test func `Three examples of a sort are kept`() {
    var effects = RuleEffects()
    for number in 1...9 { effects.add(version("\(number)", [], [finding("a", .warning)])) }
    #expect(effects.byRule["a"]?.new == 9 && effects.byRule["a"]?.examples.map(\.uuid) == ["1", "2", "3"])
  }

  @Test func `A report by rule counts the items of its group`() {
    var report = CheckReport(by: [.section, .rule])
    var plain = CheckReport(by: [.model])
    for found in [[], [finding("a", .warning)], [finding("a", .critical), finding("a", .info), finding("b", .info)]] {
      report.add(version("x", nil, found))
      plain.add(version("x", nil, found))
    }
    let rows = report.rows
    #expect(rows.map(\.values) == [["s", "a"], ["s", "b"]])
    #expect(rows.map(\.items) == [3, 3] && rows.map(\.without) == [1, 2])
    #expect(rows[0].critical == 1 && rows[0].warning == 1 && rows[0].info == 1 && rows[0].meanScore == 90)
    #expect(
      plain.rows.map(\.values) == [[nil]] && plain.rows[0].without == 1 && plain.rows[0].meanScore == 93.33333333333333)
  }

  @Test func `Changes of checks are told apart`() {
    let place = RulesPlace(kind: "k", language: "de")
    func print(_ rule: String, _ version: Int, _ settings: String) -> RuleFingerprint {
      RuleFingerprint(rule: rule, version: version, settings: settings)
    }
    let former = [
      "a": print("words", 1, "x"), "b": print("words", 1, "x"), "c": print("words", 1, "x"),
      "e": print("words", 1, "x"),
    ]
    let now = [
      "a": print("words", 1, "x"), "b": print("words", 1, "y"), "c": print("words", 2, "y"),
      "d": print("words", 1, "x"),
    ]
    let changes = RuleChange.between(former, now, place)
    #expect(changes.map(\.check) == ["b", "c", "d", "e"] && changes.map(\.what) == [.settings, .rule, .new, .gone])
  }
}
