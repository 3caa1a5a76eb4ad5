import Quality
import Testing

/// The table of rules in the manual of kinds is made from the catalogue of rules.
@Suite struct RuleTableTests {
  @Test func theTableIsTheCatalogue() throws {
    var text = "| rule | what it wants | weighs | may set |\n|---|---|---|---|\n"
    for rule in RuleCatalog.all {
      let wanted = rule.documentation.split(separator: "\n\n").map { $0.replacing("\n", with: " ") }
        .joined(separator: "<br>")
      let parameters = rule.parameters.map(Self.text).joined(separator: "<br>")
      text += "| `\(rule.id)` | \(cell(wanted)) | \(rule.severity.rawValue) \(rule.penalty) | \(cell(parameters)) |\n"
    }
    try Page.expectRegion("rules", of: "docs/manual-kinds.md", is: text)
  }

  private static func text(_ parameter: RuleParameter) -> String {
    let form =
      switch parameter.form {
      case .count: "number"
      case .percent: "number from 0 to 100"
      case .flag: "true or false"
      case .text: "text"
      case .texts: "list"
      case .fields: "path or list of paths"
      case .patterns: "regular expression or list of them"
      }
    var facts = [form]
    if parameter.isRequired { facts.append("required") }
    if let usual = parameter.usual { facts.append("else `\(usual.text)`") }
    return "`\(parameter.name)`: \(parameter.documentation) (\(facts.joined(separator: ", ")))"
  }

  private func cell(_ text: String) -> String { text.replacing("|", with: "\\|") }
}
