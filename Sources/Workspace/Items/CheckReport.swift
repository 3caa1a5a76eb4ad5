import ContentModel

/// What a check found, by section, kind, rule, prompt or model.
public struct CheckReport: Sendable {
  /// What rows are made by.
  public enum Field: String, ReportField { case rule, section, kind, prompt, model }

  /// One row.
  public struct Row: Hashable, Sendable {
    /// In the order of the fields; nil where the items have none: a prompt of what a person wrote.
    public var values: [String?]
    /// Items judged. In a row of a rule: those of the other fields' group, whether or not the rule spoke.
    public var items = 0
    public var critical = 0
    public var warning = 0
    public var info = 0
    /// Items without a finding; in a row of a rule: without one of that rule.
    public var without = 0
    /// The sum of the scores of all items of the row, 0 to 100 each; in a row of a rule: of those it spoke of.
    public var scores = 0
    public var scored = 0

    /// The share of items without a finding, from 0 to 1.
    public var shareWithout: Double { items == 0 ? 1 : Double(without) / Double(items) }
    /// The mean score, from 0 to 100; nil where there is none.
    public var meanScore: Double? { scored == 0 ? nil : Double(scores) / Double(scored) }

    mutating func count(_ findings: [Finding]) {
      for finding in findings {
        switch finding.severity {
        case .critical: critical += 1
        case .warning: warning += 1
        case .info: info += 1
        }
      }
    }
  }

  public let fields: [Field]
  private var groups: [[String?]: Row] = [:]
  private var rules: [[String?]: [String: Row]] = [:]

  public init(by fields: [Field]) { self.fields = fields }

  /// Takes in what was found in a version.
  public mutating func add(_ version: CheckedVersion) {
    let key = fields.filter { $0 != .rule }.map { $0.value(of: version) }
    let score = version.findings.score
    groups[key, default: Row(values: key)].items += 1
    groups[key]?.count(version.findings)
    groups[key]?.without += version.findings.isEmpty ? 1 : 0
    groups[key]?.scores += score
    groups[key]?.scored += 1
    guard fields.contains(.rule) else { return }
    for (rule, findings) in Dictionary(grouping: version.findings, by: \.rule) {
      var row = rules[key]?[rule] ?? Row(values: [])
      row.count(findings)
      row.scores += score
      row.scored += 1
      rules[key, default: [:]][rule] = row
    }
  }

  /// The rows, those with the most critical findings first, then the most warnings, then by name. By rule there is one
  /// for each rule that spoke.
  public var rows: [Row] {
    var rows: [Row] = []
    for (key, group) in groups {
      guard fields.contains(.rule) else {
        rows.append(group)
        continue
      }
      for (rule, row) in rules[key] ?? [:] {
        var row = row
        var rest = key[...]
        row.values = fields.map { $0 == .rule ? rule : rest.removeFirst() }
        row.items = group.items
        row.without = group.items - row.scored
        rows.append(row)
      }
    }
    return rows.sorted { left, right in
      if left.critical != right.critical { return left.critical > right.critical }
      if left.warning != right.warning { return left.warning > right.warning }
      return left.values.map { $0 ?? "" }.lexicographicallyPrecedes(right.values.map { $0 ?? "" })
    }
  }
}

extension CheckReport.Field {
  fileprivate func value(of version: CheckedVersion) -> String? {
    switch self {
    case .rule: nil
    case .section: version.key.section
    case .kind: version.kind
    case .prompt: version.promptHash
    case .model: version.model
    }
  }
}
