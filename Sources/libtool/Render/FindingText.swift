import Console
import ContentModel
import Formats

extension Severity {
  /// How it looks.
  var role: Style.Role {
    switch self {
    case .critical: .bad
    case .warning: .warn
    case .info: .dim
    }
  }
}

extension Finding {
  /// As documents show it.
  var json: JSON {
    [
      "rule": .string(rule), "severity": .string(severity.rawValue), "message": .string(message), "fix": .string(fix),
    ]
  }

  /// One finding as text: `critical gap_numbering: what is wrong`, and the mend below it.
  ///
  /// - Parameter waivedBy: Who let it pass, or nil.
  func lines(width: Int, style: Style, waivedBy: String? = nil) -> [String] {
    let head = "\(severity.rawValue) \(rule): "
    let note = waivedBy.map { " (waived by \($0))" } ?? ""
    var lines = TextWrap.block(SafeText.line(head + message + note), width: width, indent: 2)
    if let first = lines.first {
      let name = "  " + severity.rawValue
      if first.hasPrefix(name) {
        let role: Style.Role = waivedBy == nil ? severity.role : .dim
        lines[0] = "  " + style.apply(role, to: severity.rawValue) + first.dropFirst(name.count)
      }
    }
    if !fix.isEmpty {
      lines += TextWrap.block(SafeText.line(fix), width: width, indent: 4).map { style.apply(.dim, to: $0) }
    }
    return lines
  }
}

extension Severity {
  /// `2 critical`, `1 warning`, `2 warnings`, `3 info`.
  func counted(_ count: Int) -> String {
    "\(Quantity.grouped(count)) \(rawValue)\(self == .warning && count != 1 ? "s" : "")"
  }
}

extension [Finding] {
  /// `2 critical, 1 warning`, or the empty string.
  var summary: String {
    Severity.allCases.reversed().compactMap { severity in
      let count = count { $0.severity == severity }
      return count == 0 ? nil : severity.counted(count)
    }.joined(separator: ", ")
  }
}
