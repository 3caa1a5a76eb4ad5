extension JSON {
  /// The value as bytes that are the same for equal values: for digests and comparisons.
  ///
  /// Compact; members sorted by the UTF-8 bytes of their names; numbers by their exact decimal value, so that `1`,
  /// `1.0` and `10e-1` are one. Texts are not normalised: two spellings of an accented letter stay two.
  public func canonicalBytes() -> [UInt8] {
    var bytes: [UInt8] = []
    writeCanonical(to: &bytes)
    return bytes
  }

  private func writeCanonical(to bytes: inout [UInt8]) {
    switch self {
    case .null, .bool, .string: write(to: &bytes)
    case .number(let text):
      // A whole number of some digits is its own normal form.
      let isPlain = text.utf8.count <= 15 && text.utf8.first != UInt8(ascii: "0") && text.utf8.allSatisfy(Self.isDigit)
      bytes.append(contentsOf: isPlain ? text.utf8 : Self.normalised(number: text).utf8)
    case .array(let elements):
      bytes.append(UInt8(ascii: "["))
      for (index, element) in elements.enumerated() {
        if index > 0 { bytes.append(UInt8(ascii: ",")) }
        element.writeCanonical(to: &bytes)
      }
      bytes.append(UInt8(ascii: "]"))
    case .object(let object):
      bytes.append(UInt8(ascii: "{"))
      let members = object.members
      // `<` of texts compares bytes where both are ASCII; only other names need the slow way.
      let isASCII = members.allSatisfy { $0.name.utf8.allSatisfy { $0 < 0x80 } }
      let order = members.indices.sorted {
        isASCII
          ? members[$0].name < members[$1].name
          : members[$0].name.utf8.lexicographicallyPrecedes(members[$1].name.utf8)
      }
      for (index, position) in order.enumerated() {
        if index > 0 { bytes.append(UInt8(ascii: ",")) }
        JSONWriter.appendString(members[position].name, to: &bytes)
        bytes.append(UInt8(ascii: ":"))
        members[position].value.writeCanonical(to: &bytes)
      }
      bytes.append(UInt8(ascii: "}"))
    }
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }

  /// One spelling for each decimal value: as ECMAScript spells numbers (plain digits for exponents from -6 to 20,
  /// else `d.ddde±x`), but exact, not by way of a double. A text whose exponent passes 18 digits stays as it is.
  static func normalised(number text: String) -> String {
    var digits: [UInt8] = []
    var isNegative = false
    var pointAfter: Int?
    var exponentText = ""
    var scalars = Substring(text)
    if scalars.first == "-" {
      isNegative = true
      scalars.removeFirst()
    }
    if let mark = scalars.firstIndex(where: { $0 == "e" || $0 == "E" }) {
      exponentText = String(scalars[scalars.index(after: mark)...])
      scalars = scalars[..<mark]
    }
    for byte in scalars.utf8 {
      if byte == UInt8(ascii: ".") { pointAfter = digits.count } else { digits.append(byte) }
    }
    // The value is 0.DIGITS times ten to the power of `exponent`.
    guard let given = exponentText.isEmpty ? 0 : Int(exponentText), abs(given) < 1_000_000_000_000_000_000 else {
      return text
    }
    var exponent = given + (pointAfter ?? digits.count)
    let zeros = digits.prefix { $0 == UInt8(ascii: "0") }.count
    digits.removeFirst(zeros)
    exponent -= zeros
    while digits.last == UInt8(ascii: "0") { digits.removeLast() }
    if digits.isEmpty { return "0" }

    let sign = isNegative ? "-" : ""
    let all = String(decoding: digits, as: UTF8.self)
    let count = digits.count
    if exponent > 21 || exponent <= -6 {
      let power = exponent - 1
      let rest = count > 1 ? "." + String(decoding: digits[1...], as: UTF8.self) : ""
      return "\(sign)\(String(decoding: digits[..<1], as: UTF8.self))\(rest)e\(power < 0 ? "-" : "+")\(abs(power))"
    }
    if exponent <= 0 { return sign + "0." + String(repeating: "0", count: -exponent) + all }
    if exponent >= count { return sign + all + String(repeating: "0", count: exponent - count) }
    return sign + String(decoding: digits[..<exponent], as: UTF8.self) + "."
      + String(decoding: digits[exponent...], as: UTF8.self)
  }
}
