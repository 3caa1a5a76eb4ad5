import ContentModel
import Formats

/// Something a request may ask for, such as the number of gaps: an entry of `options:` in `kind.yaml`.
public struct OptionDefinition: Hashable, Sendable {
  /// What values an option has.
  public enum ValueType: String, Hashable, Sendable, CaseIterable { case text, integer, number, flag }

  public var name: String
  public var description: String
  public var type: ValueType
  /// The value where nobody asks for another.
  public var defaultValue: JSON
  /// Defaults for sections of a level.
  public var defaultsByLevel: [String: JSON]
  /// The only values that may be asked for; empty where all of the type may.
  public var allowed: [JSON]
  /// The least value of a number, or nil.
  public var minimum: Double?
  /// The greatest value of a number, or nil.
  public var maximum: Double?

  public init(
    name: String, description: String = "", type: ValueType, defaultValue: JSON, defaultsByLevel: [String: JSON] = [:],
    allowed: [JSON] = [], minimum: Double? = nil, maximum: Double? = nil
  ) {
    self.name = name
    self.description = description
    self.type = type
    self.defaultValue = defaultValue
    self.defaultsByLevel = defaultsByLevel
    self.allowed = allowed
    self.minimum = minimum
    self.maximum = maximum
  }

  /// A value in this option's type, or nil where it does not fit. Text as it stands in a CSV file is read.
  public func value(from given: JSON) -> JSON? {
    guard let value = typed(given) else { return nil }
    guard allowed.isEmpty || allowed.contains(value) else { return nil }
    if let number = value.double {
      if let minimum, number < minimum { return nil }
      if let maximum, number > maximum { return nil }
    }
    return value
  }

  private func typed(_ given: JSON) -> JSON? {
    switch type {
    case .text: given.string.map(JSON.string)
    case .integer: (given.integer ?? given.string.flatMap { Int($0) }).map { JSON.integer($0) }
    case .number:
      (given.double ?? given.string.flatMap { Double($0) }).flatMap { $0.isFinite ? $0 : nil }.map(JSON.double)
    case .flag: (given.bool ?? given.string.flatMap { Bool($0) }).map(JSON.bool)
    }
  }

  /// What may be asked for, in words: `one of neutral, informal, formal`, `a whole number from 2 to 8`.
  public var expectation: String {
    if !allowed.isEmpty { return "one of " + allowed.map { $0.string ?? $0.text }.joined(separator: ", ") }
    let noun =
      switch type {
      case .text: "a text"
      case .integer: "a whole number"
      case .number: "a number"
      case .flag: "true or false"
      }
    switch (minimum, maximum) {
    case (let low?, let high?): return "\(noun) from \(JSON.double(low).text) to \(JSON.double(high).text)"
    case (let low?, nil): return "\(noun) of at least \(JSON.double(low).text)"
    case (nil, let high?): return "\(noun) of at most \(JSON.double(high).text)"
    case (nil, nil): return noun
    }
  }
}

extension Kind {
  /// The options of a request: what is asked for, else the topic's column of that name, else the section's, else the
  /// default of the section's level, else the default.
  ///
  /// - Throws: `KindError` for an option that the kind does not have, or a value that does not fit.
  public func options(
    section: Section, topic: Topic? = nil, overrides: JSON.Object = JSON.Object()
  ) throws(KindError) -> JSON.Object {
    for name in overrides.names where !options.contains(where: { $0.name == name }) {
      let known = options.map(\.name)
      throw KindError(
        problem: "\(self.name) has no option \(name)",
        hint: Suggestion.hint(for: name, among: known) ?? "it has " + known.joined(separator: ", "))
    }
    var result = JSON.Object()
    for option in options {
      let sources: [(place: String, value: JSON?)] = [
        ("the request", overrides[option.name]),
        ("topic \(topic?.topic ?? "")", Self.filled(topic?.attributes[option.name])),
        ("section \(section.section)", Self.filled(section.attributes[option.name])),
      ]
      var chosen = option.defaultsByLevel[section.level] ?? option.defaultValue
      if let (place, value) = sources.first(where: { $0.value != nil }), let given = value {
        guard let fitting = option.value(from: given) else {
          throw KindError(
            problem: "\(place): the option \(option.name) of \(self.name) cannot be \(given.text)",
            hint: "give \(option.expectation)")
        }
        chosen = fitting
      }
      result[option.name] = chosen
    }
    return result
  }

  /// An empty field of a CSV file asks for nothing.
  private static func filled(_ field: String?) -> JSON? { field.flatMap { $0.isEmpty ? nil : $0 }.map(JSON.string) }
}
