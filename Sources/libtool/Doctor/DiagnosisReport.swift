import Console
import Formats

/// Diagnoses as text and as JSON.
struct DiagnosisReport {
  /// The area with the worst diagnosis first, and in an area the worst diagnosis first; else in the order of the areas.
  let diagnoses: [Diagnosis]

  init(_ diagnoses: [Diagnosis]) {
    var worst: [Diagnosis.Area: Diagnosis.Level] = [:]
    for diagnosis in diagnoses {
      worst[diagnosis.area] = max(worst[diagnosis.area] ?? .ok, diagnosis.level)
    }
    let areas = Diagnosis.Area.allCases
    func rank(_ diagnosis: Diagnosis) -> (Int, Int, Int) {
      func place(_ level: Diagnosis.Level) -> Int { -(Diagnosis.Level.allCases.firstIndex(of: level) ?? 0) }
      // Among areas only trouble counts: what is merely worth knowing stays where readers look for it.
      let trouble = max(worst[diagnosis.area] ?? .ok, .info)
      return (place(trouble), areas.firstIndex(of: diagnosis.area) ?? 0, place(diagnosis.level))
    }
    // Equal ones stay in the order in which they were found.
    self.diagnoses = diagnoses.enumerated().sorted {
      let (left, right) = (rank($0.element), rank($1.element))
      return left == right ? $0.offset < $1.offset : left < right
    }.map(\.element)
  }

  var errors: Int { count(.error) }
  var warnings: Int { count(.warning) }

  private func count(_ level: Diagnosis.Level) -> Int { diagnoses.count { $0.level == level } }

  /// The document of `doctor --json`.
  var json: JSON {
    ["errors": .integer(errors), "warnings": .integer(warnings), "diagnoses": .array(diagnoses.map(\.json))]
  }

  /// The diagnoses under the names of their areas, each with its mend below it, and a line that counts them.
  ///
  /// - Parameters:
  ///   - verbose: Whether to list what is in order too.
  ///   - width: The columns at which texts are wrapped.
  func text(verbose: Bool, width: Int, style: Style) -> String {
    var lines: [String] = []
    var area: Diagnosis.Area?
    for diagnosis in diagnoses where verbose || diagnosis.level != .ok {
      if diagnosis.area != area {
        area = diagnosis.area
        lines.append(style.apply(.bold, to: diagnosis.area.rawValue))
      }
      lines += Self.lines(of: diagnosis, width: width, style: style)
    }
    var summary = "\(counted(errors, "error")), \(counted(warnings, "warning"))"
    let sound = count(.ok)
    if !verbose, sound > 0 { summary += "; \(sound) more in order: --verbose lists them" }
    lines.append(summary)
    return lines.joined(separator: "\n") + "\n"
  }

  private static func lines(of diagnosis: Diagnosis, width: Int, style: Style) -> [String] {
    let mark = diagnosis.level.mark(style)
    // Words differ in length, signs do not.
    let indent = style.usesUnicode ? 4 : 11
    var lines = TextWrap.block(SafeText.line(diagnosis.message), width: width, indent: indent)
    if let first = lines.first {
      let room = String(repeating: " ", count: indent - 2 - DisplayWidth.of(mark))
      lines[0] = "  " + style.apply(diagnosis.level.role, to: mark) + room + first.dropFirst(indent)
    }
    if let mend = diagnosis.mend {
      lines += TextWrap.block(SafeText.line(mend), width: width, indent: indent + 2).map { style.apply(.dim, to: $0) }
    }
    return lines
  }
}

extension Diagnosis.Level {
  /// The sign of a level, or its word where the terminal has no Unicode.
  fileprivate func mark(_ style: Style) -> String {
    switch self {
    case .ok: style.usesUnicode ? "✓" : "ok"
    case .info: style.usesUnicode ? "·" : "note"
    case .warning: style.usesUnicode ? "!" : "warning"
    case .error: style.usesUnicode ? "✗" : "error"
    }
  }

  fileprivate var role: Style.Role {
    switch self {
    case .ok: .good
    case .info: .dim
    case .warning: .warn
    case .error: .bad
    }
  }
}
