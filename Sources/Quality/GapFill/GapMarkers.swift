/// The gap markers of a text, `[1]`, `[2]`, …, as they stand there.
struct GapMarkers {
  /// The numbers, in the order of the text.
  private(set) var numbers: [Int] = []
  /// What was meant as a marker but is not written like one: `[ 1 ]`, `[01]`, `［１］`, `[]`, `___`.
  private(set) var malformed: [String] = []

  /// Linear in the length.
  init(in text: String) {
    var text = text
    text.withUTF8 { bytes in
      var index = 0
      while index < bytes.count {
        switch bytes[index] {
        case UInt8(ascii: "["): index = read(bytes, from: index, contentAt: index + 1)
        case 0xEF where Self.matches(bytes, index, Self.fullWidthOpen):
          index = read(bytes, from: index, contentAt: index + 3)
        case UInt8(ascii: "_"): index = readBlank(bytes, from: index)
        default: index += 1
        }
      }
    }
  }

  private static let fullWidthOpen: [UInt8] = [0xEF, 0xBC, 0xBB]
  private static let fullWidthClose: [UInt8] = [0xEF, 0xBC, 0xBD]
  /// The longest bracket that is looked at, in bytes: enough for any number with spaces in full-width form.
  private static let longest = 32

  /// Reads a bracket and returns where to go on.
  private mutating func read(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int, contentAt content: Int) -> Int {
    var end = content
    while end < bytes.count, end - content < Self.longest, bytes[end] != UInt8(ascii: "]"),
      bytes[end] != UInt8(ascii: "["),
      !Self.matches(bytes, end, Self.fullWidthClose)
    { end += 1 }
    let isClosedPlainly = end < bytes.count && bytes[end] == UInt8(ascii: "]")
    let isClosed = isClosedPlainly || Self.matches(bytes, end, Self.fullWidthClose)
    if isClosedPlainly, content == start + 1, let number = Self.number(bytes[content..<end]) {
      numbers.append(number)
      return end + 1
    }
    if isClosed, Self.meansNumber(String(decoding: bytes[content..<end], as: UTF8.self)) {
      let after = end + (isClosedPlainly ? 1 : 3)
      malformed.append(String(decoding: bytes[start..<after], as: UTF8.self))
      return after
    }
    if !isClosed {
      let digits = bytes[content...].prefix(4).prefix { 0x30...0x39 ~= $0 }
      if !digits.isEmpty { malformed.append(String(decoding: bytes[start..<digits.endIndex], as: UTF8.self)) }
    }
    return content
  }

  /// Three or more underscores are a gap without a number.
  private mutating func readBlank(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    var end = start
    while end < bytes.count, bytes[end] == UInt8(ascii: "_") { end += 1 }
    if end - start >= 3 { malformed.append("___") }
    return end
  }

  /// One to four ASCII digits without a leading zero.
  private static func number(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Int? {
    guard (1...4).contains(bytes.count), bytes.first != UInt8(ascii: "0") else { return nil }
    var number = 0
    for byte in bytes {
      guard 0x30...0x39 ~= byte else { return nil }
      number = number * 10 + Int(byte - 0x30)
    }
    return number
  }

  /// Whether what stands in a bracket is a number in some other form, or nothing, or a line to write on.
  private static func meansNumber(_ content: String) -> Bool {
    Folding.key(content).utf8.allSatisfy { 0x30...0x39 ~= $0 || $0 == UInt8(ascii: "_") || $0 == 0x20 }
  }

  private static func matches(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int, _ pattern: [UInt8]) -> Bool {
    index + pattern.count <= bytes.count && pattern.indices.allSatisfy { bytes[index + $0] == pattern[$0] }
  }
}
