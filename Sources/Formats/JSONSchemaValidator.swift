/// Checks JSON values against a schema in a subset of JSON Schema (draft 2020-12).
///
/// Understood: `type`, `properties`, `required`, `additionalProperties` (true or false), `items`, `minItems`, `maxItems`,
/// `minLength` and `maxLength` (Unicode scalars), `minimum`, `maximum`, `enum`, `const`, and `$ref` to the schema's own
/// `$defs`. `title`, `description`, `$schema`, `$id`, `$comment` and names that begin with `x-` are passed over. Any
/// other keyword makes the schema unusable: a rule that is silently not checked is worse than none.
public struct JSONSchemaValidator: Sendable {
  /// One way in which a value breaks the schema.
  public struct Violation: Hashable, Sendable, CustomStringConvertible {
    /// Where in the value.
    public let path: JSONPath
    /// What is wrong there.
    public let message: String

    public init(path: JSONPath, message: String) {
      self.path = path
      self.message = message
    }

    /// `gaps #2 correct: must be a string, is the number 3`.
    public var description: String {
      "\(path.steps.isEmpty ? path.description : path.spelledForPeople): \(message)"
    }
  }

  private let rules: [JSONSchemaRule]

  /// Takes a schema in; throws where it holds what is not understood.
  public init(schema: JSON) throws(JSONSchemaError) {
    var compiler = JSONSchemaCompiler(schema: schema)
    rules = try compiler.compile()
  }

  /// What is wrong with a value, outermost first, in the order of the value; empty where it is valid.
  ///
  /// Linear in the size of the value, times the length of an `enum`.
  public func violations(in value: JSON) -> [Violation] {
    var found: [Violation] = []
    var path = JSONPath()
    check(value, rule: 0, at: &path, &found)
    return found
  }

  /// Whether a value is valid.
  public func isValid(_ value: JSON) -> Bool { violations(in: value).isEmpty }

  /// Checks a value and what lies in it. The path is one for all, taken back after each step: most values are valid, and
  /// then nobody asks where they stand.
  private func check(_ value: JSON, rule index: Int, at path: inout JSONPath, _ found: inout [Violation]) {
    let rule = rules[index]
    func report(_ message: String) { found.append(Violation(path: path, message: message)) }

    if let reference = rule.reference { check(value, rule: reference, at: &path, &found) }
    if let types = rule.types, !types.contains(where: { $0.holds(for: value) }) {
      report("must be \(Self.list(types.map(\.phrase))), is \(JSONSchemaType.phrase(of: value))")
      return
    }
    if let constant = rule.constant, !Self.areEqual(value, constant) { report("must be \(constant.text)") }
    if let allowed = rule.enumeration, !allowed.contains(where: { Self.areEqual(value, $0) }) {
      report("must be \(Self.list(allowed.map(\.text))), is \(Self.excerpt(value))")
    }
    switch value {
    case .null, .bool: break
    case .number: checkNumber(value, rule, report)
    case .string(let text):
      guard rule.length != nil else { break }
      check(text.unicodeScalars.count, rule.length, one: "character", many: "characters", report)
    case .array(let elements):
      check(elements.count, rule.count, one: "element", many: "elements", report)
      guard let items = rule.items else { break }
      for (index, element) in elements.enumerated() {
        path.steps.append(.index(index))
        check(element, rule: items, at: &path, &found)
        path.steps.removeLast()
      }
    case .object(let object): checkObject(object, rule, at: &path, &found)
    }
  }

  private func checkNumber(_ value: JSON, _ rule: JSONSchemaRule, _ report: (String) -> Void) {
    guard let number = value.double else { return }
    if let minimum = rule.minimum, let bound = minimum.double, number < bound {
      report("is \(value.text), must be at least \(minimum.text)")
    }
    if let maximum = rule.maximum, let bound = maximum.double, number > bound {
      report("is \(value.text), must be at most \(maximum.text)")
    }
  }

  private func check(
    _ count: Int, _ bounds: ClosedRange<Int>?, one: String, many: String, _ report: (String) -> Void
  ) {
    guard let bounds, !bounds.contains(count) else { return }
    let has = "has \(count) \(count == 1 ? one : many)"
    if count < bounds.lowerBound {
      report("\(has), needs \(bounds.lowerBound == bounds.upperBound ? "" : "at least ")\(bounds.lowerBound)")
    } else {
      report("\(has), may have \(bounds.lowerBound == bounds.upperBound ? "" : "at most ")\(bounds.upperBound)")
    }
  }

  private func checkObject(
    _ object: JSON.Object, _ rule: JSONSchemaRule, at path: inout JSONPath, _ found: inout [Violation]
  ) {
    for name in rule.required where object[name] == nil {
      found.append(Violation(path: path, message: "the member `\(name)` is missing"))
    }
    guard !rule.properties.isEmpty || !rule.allowsOthers else { return }
    for member in object.members {
      if let property = rule.properties[member.name] {
        path.steps.append(.name(member.name))
        check(member.value, rule: property, at: &path, &found)
        path.steps.removeLast()
      } else if !rule.allowsOthers {
        let hint = Suggestion.hint(for: member.name, among: rule.properties.keys.sorted())
        found.append(
          Violation(
            path: path.appending(member.name), message: "is no member of the schema" + (hint.map { "; " + $0 } ?? "")))
      }
    }
  }

  /// Equality as JSON Schema has it: numbers by value, not by spelling.
  private static func areEqual(_ left: JSON, _ right: JSON) -> Bool {
    switch (left, right) {
    case (.string(let left), .string(let right)): left == right
    default: left == right || left.canonicalBytes() == right.canonicalBytes()
    }
  }

  private static func list(_ words: [String]) -> String {
    words.count < 2 ? words.joined() : words.dropLast().joined(separator: ", ") + " or " + words[words.count - 1]
  }

  /// The beginning of a value, for a message.
  private static func excerpt(_ value: JSON) -> String {
    let text = value.text
    return text.unicodeScalars.count <= 60 ? text : String(text.prefix(60)) + "…"
  }
}
