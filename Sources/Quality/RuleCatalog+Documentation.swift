extension RuleCatalog {
  static let documentation: [String: String] = [:]
}
