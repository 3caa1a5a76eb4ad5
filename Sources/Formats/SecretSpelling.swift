/// A secret as it may be spelled in URLs and JSON: each of its characters as it is, percent-encoded (RFC 3986, 2.1), or
/// escaped (RFC 8259, 7), and every writer chooses for itself which ones.
struct SecretSpelling: Hashable, Sendable {
  private struct Scalar: Hashable, Sendable {
    var utf8: [UInt8]
    var utf16: [UInt16]
  }

  private let scalars: [Scalar]

  init(_ secret: String) {
    scalars = secret.unicodeScalars.map { Scalar(utf8: Array($0.utf8), utf16: Array($0.utf16)) }
  }

  /// The bytes with which a spelling may begin.
  var beginnings: Set<UInt8> { Set([UInt8(ascii: "%"), UInt8(ascii: "\\")] + (scalars.first?.utf8.prefix(1) ?? [])) }

  /// Where a spelling ends that begins at an index; nil where none does. Linear in the secret's length, but for percent signs
  /// and backslashes of its own: what begins with one may be spelled or stand for itself.
  func end(in bytes: [UInt8], from start: Int) -> Int? { end(in: bytes, from: start, scalar: 0) }

  private func end(in bytes: [UInt8], from start: Int, scalar number: Int) -> Int? {
    if number == scalars.count { return start }
    guard start < bytes.count else { return nil }
    let scalar = scalars[number]
    // Asked at each byte that a secret begins with: what most of them are not is ruled out by one comparison.
    let isMarked = bytes[start] == UInt8(ascii: "\\") || bytes[start] == UInt8(ascii: "%")
    if isMarked {
      let nexts = (
        Self.escapedEnd(of: scalar, in: bytes, from: start), Self.unicodeEnd(of: scalar, in: bytes, from: start),
        Self.encodedEnd(of: scalar, in: bytes, from: start)
      )
      if let next = nexts.0, let end = end(in: bytes, from: next, scalar: number + 1) { return end }
      if let next = nexts.1, let end = end(in: bytes, from: next, scalar: number + 1) { return end }
      if let next = nexts.2, let end = end(in: bytes, from: next, scalar: number + 1) { return end }
    }
    guard bytes[start] == scalar.utf8[0], bytes[start...].starts(with: scalar.utf8) else { return nil }
    return end(in: bytes, from: start + scalar.utf8.count, scalar: number + 1)
  }

  private static func encodedEnd(of scalar: Scalar, in bytes: [UInt8], from start: Int) -> Int? {
    var index = start
    for byte in scalar.utf8 {
      guard index + 2 < bytes.count, bytes[index] == UInt8(ascii: "%"),
        hexadecimal(bytes[(index + 1)...(index + 2)]) == UInt16(byte)
      else { return nil }
      index += 3
    }
    return index
  }

  private static func escapedEnd(of scalar: Scalar, in bytes: [UInt8], from start: Int) -> Int? {
    guard start + 1 < bytes.count, bytes[start] == UInt8(ascii: "\\"), scalar.utf8 == [bytes[start + 1]] else {
      return nil
    }
    return start + 2
  }

  private static func unicodeEnd(of scalar: Scalar, in bytes: [UInt8], from start: Int) -> Int? {
    var index = start
    for unit in scalar.utf16 {
      guard index + 5 < bytes.count, bytes[index] == UInt8(ascii: "\\"), bytes[index + 1] == UInt8(ascii: "u"),
        hexadecimal(bytes[(index + 2)...(index + 5)]) == unit
      else { return nil }
      index += 6
    }
    return index
  }

  private static func hexadecimal(_ digits: ArraySlice<UInt8>) -> UInt16? {
    var value: UInt16 = 0
    for digit in digits {
      guard let part = Character(UnicodeScalar(digit)).hexDigitValue else { return nil }
      value = value << 4 | UInt16(part)
    }
    return value
  }
}
