/// What the rows of a report can be grouped by; named on the command line in a list such as `section,language`.
public protocol ReportField: RawRepresentable<String>, CaseIterable, Hashable, Sendable {}

extension ReportField {
  /// The fields of a list, in its order, each once.
  ///
  /// - Throws: The first name that is no field.
  public static func list(_ text: String) throws(UnknownReportField) -> [Self] {
    var fields: [Self] = []
    for name in text.split(separator: ",", omittingEmptySubsequences: false).map(String.init) {
      guard let field = Self(rawValue: name) else {
        throw UnknownReportField(name: name, known: allCases.map(\.rawValue))
      }
      if !fields.contains(field) { fields.append(field) }
    }
    return fields
  }
}

/// A name that is no field of a report.
public struct UnknownReportField: Error, Hashable {
  /// As it was given.
  public var name: String
  /// All fields that the report has, in their order.
  public var known: [String]
}
