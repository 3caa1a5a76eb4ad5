import ContentModel

/// What the rows of a report of costs can be grouped by.
public enum CostField: String, Hashable, Sendable, CaseIterable {
  case run, section, kind, model, role, day

  /// The fields of a list such as `section,role`, each once. Throws at the first name that is no field.
  public static func list(_ text: String) throws(UnknownCostField) -> [CostField] {
    var fields: [CostField] = []
    for name in text.split(separator: ",", omittingEmptySubsequences: false) {
      guard let field = CostField(rawValue: String(name)) else { throw UnknownCostField(name: String(name)) }
      if !fields.contains(field) { fields.append(field) }
    }
    return fields
  }

  /// What a call has for this field, where it was made for a draft; empty where it has none.
  func value(of call: LedgerCall, _ draft: LedgerCall.Draft?) -> String {
    switch self {
    case .run: call.run
    case .section: draft?.key.section ?? ""
    case .kind: draft?.kind ?? ""
    case .model: call.model
    case .role: call.role.rawValue
    case .day: call.day
    }
  }
}

/// A name after `--by` that is no field.
public struct UnknownCostField: Failure, Hashable {
  public var name: String

  public var message: String { "costs cannot be grouped by '\(name)'" }
  public var hint: String? { "the fields are " + CostField.allCases.map(\.rawValue).joined(separator: ", ") }
  public var exitCode: ExitCode { .usage }
}
