extension Terminal.Traits {
  /// What a channel is, by the environment.
  ///
  /// Colour: `NO_COLOR` (not empty) turns it off, else `CLICOLOR_FORCE` (not empty and not `0`) turns it on, else a
  /// terminal that is not `dumb` has it (https://no-color.org, https://bixense.com/clicolors/). Characters beyond
  /// ASCII: when the first of `LC_ALL`, `LC_CTYPE`, `LANG` that is set names UTF-8.
  public init(isTerminal: Bool, environment: [String: String]) {
    let kind = environment["TERM"] ?? ""
    let movesCursor = isTerminal && !kind.isEmpty && kind != "dumb"
    let force = environment["CLICOLOR_FORCE"] ?? ""
    let usesColour: Bool
    if let off = environment["NO_COLOR"], !off.isEmpty {
      usesColour = false
    } else if !force.isEmpty && force != "0" {
      usesColour = true
    } else {
      usesColour = movesCursor
    }
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"].lazy.compactMap { environment[$0] }.first { !$0.isEmpty } ?? ""
    let encoding = locale.lowercased()
    self.init(
      isTerminal: isTerminal, movesCursor: movesCursor,
      style: Style(
        usesColour: usesColour, usesUnicode: encoding.hasSuffix("utf-8") || encoding.hasSuffix("utf8")))
  }
}

extension Terminal {
  /// The width that `COLUMNS` names, when it is a whole number from 20 to 10,000: narrower cannot be laid out.
  static func width(environment: [String: String]) -> Int? {
    guard let columns = environment["COLUMNS"].flatMap({ Int($0) }), (20...10_000).contains(columns) else { return nil }
    return columns
  }
}
