import Formats

/// Readers of `kind.yaml` that name the setting they wanted; what is wrong comes as a `KindError`.
extension YAMLNode {
  /// An error at this place.
  func fault(_ problem: String, hint: String? = nil) -> KindError {
    KindError(file: file, line: line, column: column, problem: problem, hint: hint)
  }

  /// The entries of a mapping, in order; none where nothing stands here.
  func entries(_ name: String) throws(KindError) -> [Entry] {
    if isNull { return [] }
    guard case .mapping(let entries) = content else {
      throw fault("`\(name)` is a mapping", hint: "write it as lines of `key: value`")
    }
    return entries
  }

  /// The values of a mapping by key, none of them unknown.
  func values(_ name: String, known: [String]) throws(KindError) -> [String: YAMLNode] {
    var values: [String: YAMLNode] = [:]
    for entry in try entries(name) {
      guard known.contains(entry.key) else {
        throw KindError(
          file: file, line: entry.line, column: entry.column, problem: "unknown key `\(entry.key)`",
          hint: Suggestion.hint(for: entry.key, among: known) ?? "known here: " + known.joined(separator: ", "))
      }
      values[entry.key] = entry.value
    }
    return values
  }

  /// The elements of a list.
  func elements(_ name: String) throws(KindError) -> [YAMLNode] {
    if case .sequence(let elements) = content { return elements }
    throw fault("`\(name)` is a list", hint: "write it as `[a, b]` or as lines that begin with `- `")
  }

  /// A text that is not empty.
  func text(_ name: String) throws(KindError) -> String {
    if case .scalar(let text, _) = content, !isNull, !text.isEmpty { return text }
    throw fault("`\(name)` is a text", hint: "write it after the colon")
  }

  /// A whole number within a range.
  func integer(_ name: String, in range: ClosedRange<Int>) throws(KindError) -> Int {
    if let integer = json.integer, range.contains(integer) { return integer }
    throw fault("`\(name)` is a whole number from \(range.lowerBound) to \(range.upperBound)")
  }

  /// A number within a range.
  func number(_ name: String, in range: ClosedRange<Double>) throws(KindError) -> Double {
    if let number = json.double, range.contains(number) { return number }
    let (low, high) = (JSON.double(range.lowerBound).text, JSON.double(range.upperBound).text)
    throw fault("`\(name)` is a number from \(low) to \(high)")
  }

  /// One of a few words.
  func choice<Choice: CaseIterable & RawRepresentable<String>>(_ name: String) throws(KindError) -> Choice {
    let known = Choice.allCases.map(\.rawValue)
    let text = if case .scalar(let text, _) = content { text } else { json.text }
    guard let choice = Choice(rawValue: text) else {
      let all = known.joined(separator: ", ")
      throw fault(
        "`\(name)` cannot be `\(text)`", hint: Suggestion.hint(for: text, among: known) ?? "it is one of: \(all)")
    }
    return choice
  }
}
