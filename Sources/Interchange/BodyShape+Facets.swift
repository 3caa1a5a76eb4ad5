import Formats

// What XML Schema says about a shape besides its elements.
extension BodyShape {
  /// The built-in or named type that says all there is to say, or nil where a type of its own has to be written.
  var plainType: String? {
    switch form {
    case .string: facets.isEmpty ? "xs:string" : nil
    case .integer: facets.isEmpty ? "xs:integer" : nil
    case .number: facets.isEmpty ? "xs:double" : nil
    case .boolean: "xs:boolean"
    case .dynamic: "anyValue"
    case .object, .array: nil
    }
  }

  /// The limits of a text or a number as facets of XML Schema. Lengths count characters in both schemas' sense, which
  /// are code points; patterns are left out, because the two languages of regular expressions differ.
  var facets: [(name: String, value: String)] {
    var facets: [(name: String, value: String)] = []
    func take(_ keyword: String, as facet: String) {
      if case .number(let text)? = schema[keyword] { facets.append((facet, text)) }
    }
    switch form {
    case .string:
      take("minLength", as: "minLength")
      take("maxLength", as: "maxLength")
      for value in constants { if let text = value.string { facets.append(("enumeration", text)) } }
    case .integer, .number:
      take("minimum", as: "minInclusive")
      take("exclusiveMinimum", as: "minExclusive")
      take("maximum", as: "maxInclusive")
      take("exclusiveMaximum", as: "maxExclusive")
      for value in constants { if case .number(let text) = value { facets.append(("enumeration", text)) } }
    default: break
    }
    return facets
  }

  /// How many elements an array has in XML, where null is one element. A limit too large for a validator to count is
  /// none.
  var elementLimits: (least: Int, most: Int?) {
    let least = min(schema["minItems"]?.integer ?? 0, 1000)
    let most = schema["maxItems"]?.integer.flatMap { $0 > 1000 ? nil : $0 }
    return isNullable ? (min(least, 1), most.map { max($0, 1) }) : (least, most)
  }

  private var constants: [JSON] { schema["enum"]?.array ?? schema["const"].map { [$0] } ?? [] }
}

extension BodyShape.Property {
  /// Whether it is an array that may have no element.
  var mayBeEmptyArray: Bool {
    guard case .array = shape.form else { return false }
    return (shape.schema["minItems"]?.integer ?? 0) == 0
  }
}
