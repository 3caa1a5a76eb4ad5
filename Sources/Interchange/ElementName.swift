/// Names of JSON members as names of XML elements, there and back.
///
/// Nearly every name stays as it is. A character that an XML name cannot hold becomes `_xHHHH_`, its code in
/// hexadecimal, and so does a `_` that would read as the beginning of such a form; the colon is escaped as well,
/// because it would make a namespace, and the first letter of a name that begins with `xml`, which XML reserves.
/// Source of the form: ISO/IEC 9075-14 (SQL/XML), 9.1.
enum ElementName {
  /// The name of the element for a member. The empty name becomes `_x_`.
  static func encode(_ name: String) -> String {
    if name.isEmpty { return "_x_" }
    let scalars = Array(name.unicodeScalars)
    let isReserved = scalars.count >= 3 && String(String.UnicodeScalarView(scalars[..<3])).lowercased() == "xml"
    var encoded = String.UnicodeScalarView()
    for (index, scalar) in scalars.enumerated() {
      let opensEscape = scalar == "_" && index + 1 < scalars.count && scalars[index + 1] == "x"
      let isAllowed = index == 0 ? isStart(scalar) && !isReserved : isStart(scalar) || isFurther(scalar)
      if isAllowed && !opensEscape {
        encoded.append(scalar)
      } else {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        encoded.append(contentsOf: "_x".unicodeScalars)
        encoded.append(contentsOf: repeatElement("0", count: max(0, 4 - digits.utf8.count)))
        encoded.append(contentsOf: digits.unicodeScalars)
        encoded.append("_")
      }
    }
    return String(encoded)
  }

  /// The name of the member for an element: what `encode` was given.
  static func decode(_ name: String) -> String {
    if name == "_x_" { return "" }
    let scalars = Array(name.unicodeScalars)
    var decoded = String.UnicodeScalarView()
    var index = 0
    while index < scalars.count {
      if let (scalar, next) = escape(in: scalars, at: index) {
        decoded.append(scalar)
        index = next
      } else {
        decoded.append(scalars[index])
        index += 1
      }
    }
    return String(decoded)
  }

  private static func escape(in scalars: [Unicode.Scalar], at index: Int) -> (Unicode.Scalar, next: Int)? {
    guard scalars[index] == "_", index + 1 < scalars.count, scalars[index + 1] == "x",
      let end = scalars[(index + 2)...].firstIndex(of: "_"), end - index >= 6,
      let value = UInt32(String(String.UnicodeScalarView(scalars[(index + 2)..<end])), radix: 16),
      let scalar = Unicode.Scalar(value)
    else { return nil }
    return (scalar, end + 1)
  }

  /// Whether a name may begin with a character. XML allows many more, but what they are differs between its editions,
  /// and libxml2's schemas follow the fourth: letters of Latin-1 are safe everywhere.
  private static func isStart(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x41...0x5A, 0x5F, 0x61...0x7A, 0xC0...0xD6, 0xD8...0xF6, 0xF8...0xFF: true
    default: false
    }
  }

  /// Whether a character may stand in a name after its beginning, besides those it may begin with.
  private static func isFurther(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x2D, 0x2E, 0x30...0x39: true
    default: false
    }
  }
}
