import Formats

/// The limits of a schema that strict mode does not know, in words for a model to read.
enum SchemaWords {
  /// The keywords that become words.
  static let limits: Set = ["description", "minLength", "maxLength", "minimum", "maximum"]

  /// The description with the limits after it, `One sentence. (5 to 280 characters)`; nil where there is neither.
  static func description(of schema: JSON.Object) -> String? {
    let words = [
      range(nonzero(schema["minLength"]), schema["maxLength"]).map { "\($0) characters" },
      range(schema["minimum"], schema["maximum"]),
    ].compactMap(\.self)
    let limits = words.isEmpty ? nil : words.joined(separator: ", ")
    switch (schema["description"]?.string, limits) {
    case (let text?, let limits?): return "\(text) (\(limits))"
    case (let text, let limits): return text ?? limits
    }
  }

  /// "At least 1 character" says no more than that a text is asked for.
  private static func nonzero(_ limit: JSON?) -> JSON? { limit?.integer ?? 0 > 1 ? limit : nil }

  private static func range(_ low: JSON?, _ high: JSON?) -> String? {
    switch (low?.text, high?.text) {
    case (let low?, let high?): low == high ? low : "\(low) to \(high)"
    case (let low?, nil): "at least \(low)"
    case (nil, let high?): "at most \(high)"
    case (nil, nil): nil
    }
  }
}
