import ContentModel

/// What the rows of a report of costs can be grouped by.
public enum CostField: String, ReportField {
  case run, section, kind, model, role, day

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
