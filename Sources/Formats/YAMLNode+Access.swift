extension YAMLNode {
  /// Whether nothing stands here: an empty place, `~` or `null`.
  public var isNull: Bool {
    guard case .scalar(let text, isQuoted: false) = content else { return false }
    return ["", "~", "null", "Null", "NULL"].contains(text)
  }

  /// The text of a scalar, quoted or not.
  public func string() throws(YAMLError) -> String {
    guard case .scalar(let text, _) = content else { throw error("a text is expected, found \(phrase)") }
    guard !isNull else { throw error("a text is expected, found nothing", hint: "write \"\" for an empty text") }
    return text
  }

  /// A whole number: decimal, `0x` or `0o`.
  public func int() throws(YAMLError) -> Int {
    guard let value = plain.flatMap(YAMLScalar.int) else { throw unexpected("a whole number") }
    return value
  }

  /// A finite number.
  public func double() throws(YAMLError) -> Double {
    guard let value = plain.flatMap(YAMLScalar.double), value.isFinite else { throw unexpected("a number") }
    return value
  }

  /// `true` or `false`.
  public func bool() throws(YAMLError) -> Bool {
    if let value = plain.flatMap(YAMLScalar.bool) { return value }
    let word = plain?.lowercased() ?? ""
    let isOldStyle = ["yes", "no", "on", "off", "y", "n"].contains(word)
    throw error(
      "true or false is expected, found \(phrase)",
      hint: isOldStyle ? "write `\(["yes", "on", "y"].contains(word))`" : quotesHint)
  }

  /// The elements of a list.
  public func sequence() throws(YAMLError) -> [YAMLNode] {
    guard case .sequence(let elements) = content else {
      throw error("a list is expected, found \(phrase)", hint: "write it as `[a, b]` or as lines that begin with `- `")
    }
    return elements
  }

  /// The texts of a list of scalars.
  public func strings() throws(YAMLError) -> [String] {
    var texts: [String] = []
    for element in try sequence() { texts.append(try element.string()) }
    return texts
  }

  /// The entries of a mapping, in the order of the file.
  public func mapping() throws(YAMLError) -> [Entry] {
    guard case .mapping(let entries) = content else {
      throw error("a mapping is expected, found \(phrase)", hint: "write it as lines of `key: value`")
    }
    return entries
  }

  /// The value of a key; nil where this is no mapping, has no such key, or nothing stands there.
  public subscript(_ key: String) -> YAMLNode? {
    guard case .mapping(let entries) = content, let entry = entries.first(where: { $0.key == key }),
      !entry.value.isNull
    else { return nil }
    return entry.value
  }

  /// The value of a key that must be there.
  public func require(_ key: String) throws(YAMLError) -> YAMLNode {
    let entries = try mapping()
    if let value = self[key] { return value }
    if let empty = entries.first(where: { $0.key == key }) { throw empty.value.error("`\(key)` has no value") }
    throw error("`\(key)` is missing", hint: Suggestion.hint(for: key, among: entries.map(\.key)))
  }

  /// Refuses a mapping with a key that is not among those allowed, and names the one that may have been meant.
  public func rejectUnknownKeys(allowed: some Sequence<String>) throws(YAMLError) {
    let allowed = Array(allowed)
    for entry in try mapping() where !allowed.contains(entry.key) {
      throw YAMLError(
        // A key that was laid over this mapping stands in another file.
        file: entry.value.file, line: entry.line, column: entry.column, problem: "unknown key `\(entry.key)`",
        hint: Suggestion.hint(for: entry.key, among: allowed)
          ?? "the keys here are \(allowed.sorted().map { "`\($0)`" }.joined(separator: ", "))")
    }
  }

  /// The text of a scalar that is not in quotes.
  private var plain: String? {
    if case .scalar(let text, isQuoted: false) = content { text } else { nil }
  }

  private func unexpected(_ wanted: String) -> YAMLError {
    error("\(wanted) is expected, found \(phrase)", hint: quotesHint)
  }

  private var quotesHint: String? {
    if case .scalar(_, isQuoted: true) = content { "take the quotes away" } else { nil }
  }
}

extension YAMLNode {
  /// The node as JSON: plain scalars by their type in the core schema, quoted ones as strings, mappings in order.
  ///
  /// Numbers that JSON spells in the same way keep their spelling; infinities and NaN, which it lacks, become strings.
  public var json: JSON {
    switch content {
    case .sequence(let elements): return .array(elements.map(\.json))
    case .mapping(let entries): return .object(JSON.Object(distinct: entries.map { ($0.key, $0.value.json) }))
    case .scalar(let text, isQuoted: true): return .string(text)
    case .scalar(let text, isQuoted: false):
      if isNull { return .null }
      if let value = YAMLScalar.bool(text) { return .bool(value) }
      if YAMLScalar.isJSONNumber(text) { return .number(text) }
      if let value = YAMLScalar.int(text) { return .integer(value) }
      if let value = YAMLScalar.double(text), value.isFinite { return .double(value) }
      return .string(text)
    }
  }
}
