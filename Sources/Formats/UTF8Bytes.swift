/// Searches in raw UTF-8 that several formats share. Eight bytes at a time, without vector instructions.
enum UTF8Bytes {
  private static let ones: UInt64 = 0x0101_0101_0101_0101
  private static let highs: UInt64 = 0x8080_8080_8080_8080

  /// The offset, from `start`, of the first byte that ends a plain run of a JSON string: `"`, `\` or a control
  /// character below 0x20; `end` where there is none.
  @inline(__always)
  static func endOfPlainRun(_ base: UnsafePointer<UInt8>, from start: Int, to end: Int) -> Int {
    var index = start
    while index &+ 8 <= end {
      let word = UInt64(littleEndian: UnsafeRawPointer(base + index).loadUnaligned(as: UInt64.self))
      // The classical "has a byte that is zero, or less than n" tests; a false hit can only follow a true one.
      let quote = word ^ (ones &* 0x22)
      let backslash = word ^ (ones &* 0x5C)
      let hit =
        ((quote &- ones) & ~quote) | ((backslash &- ones) & ~backslash) | ((word &- (ones &* 0x20)) & ~word)
      let marked = hit & highs
      if marked != 0 { return index &+ marked.trailingZeroBitCount / 8 }
      index &+= 8
    }
    while index < end {
      let byte = base[index]
      if byte < 0x20 || byte == 0x22 || byte == 0x5C { return index }
      index &+= 1
    }
    return end
  }

  /// The offset, from `start`, of the first byte that an XML writer must look at: a control character below 0x20, one
  /// of `& < > "`, or 0xEF, with which the forbidden U+FFFE and U+FFFF begin; `end` where there is none.
  @inline(__always)
  static func endOfXMLRun(_ base: UnsafePointer<UInt8>, from start: Int, to end: Int) -> Int {
    @inline(__always)
    func zeros(_ word: UInt64) -> UInt64 { (word &- ones) & ~word }
    var index = start
    while index &+ 8 <= end {
      let word = UInt64(littleEndian: UnsafeRawPointer(base + index).loadUnaligned(as: UInt64.self))
      // `<` and `>` differ in one bit, `"` and `&` in another: one test finds both of a pair.
      let brackets = zeros((word & ~(ones &* 0x02)) ^ (ones &* 0x3C))
      let quotes = zeros((word & ~(ones &* 0x04)) ^ (ones &* 0x22))
      let controls = (word &- (ones &* 0x20)) & ~word
      let marked = (brackets | quotes | controls | zeros(word ^ (ones &* 0xEF))) & highs
      if marked != 0 { return index &+ marked.trailingZeroBitCount / 8 }
      index &+= 8
    }
    while index < end {
      switch base[index] {
      case 0..<0x20, UInt8(ascii: "&"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\""), 0xEF: return index
      default: index &+= 1
      }
    }
    return end
  }

  /// Gives a closure the UTF-8 of a text, without a copy where the text holds it in one piece, as native ones do.
  @inline(__always)
  static func of<Result>(_ text: String, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    if let result = text.utf8.withContiguousStorageIfAvailable(body) { return result }
    var copy = text
    return copy.withUTF8(body)
  }

  /// The text of bytes, or nil where they are not UTF-8. By way of a span: `String(validating:as:)` looks up metadata at
  /// each call, which costs more than a short text does.
  @inline(__always)
  static func text(_ bytes: UnsafeBufferPointer<UInt8>) -> String? {
    do { return String(copying: try UTF8Span(validating: bytes.span)) } catch { return nil }
  }

  /// The offset of the first byte that is not well-formed UTF-8 (Unicode 15, table 3-7), or nil. Linear.
  static func firstInvalid(in bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    let count = bytes.count
    var index = 0
    while index < count {
      if index &+ 8 <= count,
        UnsafeRawPointer(bytes.baseAddress.unsafelyUnwrapped + index).loadUnaligned(as: UInt64.self) & highs == 0
      {
        index &+= 8
        continue
      }
      let length = sequenceLength(in: bytes, at: index)
      if length == 0 { return index }
      index &+= length
    }
    return nil
  }

  /// How many bytes the well-formed sequence at an offset has, 0 where there is none.
  static func sequenceLength(in bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> Int {
    let lead = bytes[index]
    let length: Int
    var second: ClosedRange<UInt8> = 0x80...0xBF
    switch lead {
    case 0x00...0x7F: return 1
    case 0xC2...0xDF: length = 2
    case 0xE0: (length, second) = (3, 0xA0...0xBF)
    case 0xED: (length, second) = (3, 0x80...0x9F)
    case 0xE1...0xEF: length = 3
    case 0xF0: (length, second) = (4, 0x90...0xBF)
    case 0xF1...0xF3: length = 4
    case 0xF4: (length, second) = (4, 0x80...0x8F)
    default: return 0
    }
    guard index + length <= bytes.count, second.contains(bytes[index + 1]) else { return 0 }
    for offset in 2..<max(2, length) where bytes[index + offset] & 0b1100_0000 != 0b1000_0000 { return 0 }
    return length
  }

  /// Appends a scalar as UTF-8.
  static func append(_ scalar: UInt32, to bytes: inout [UInt8]) {
    switch scalar {
    case 0..<0x80:
      bytes.append(UInt8(truncatingIfNeeded: scalar))
    case 0x80..<0x800:
      bytes.append(UInt8(truncatingIfNeeded: 0xC0 | scalar >> 6))
      bytes.append(UInt8(truncatingIfNeeded: 0x80 | scalar & 0x3F))
    case 0x800..<0x10000:
      bytes.append(UInt8(truncatingIfNeeded: 0xE0 | scalar >> 12))
      bytes.append(UInt8(truncatingIfNeeded: 0x80 | scalar >> 6 & 0x3F))
      bytes.append(UInt8(truncatingIfNeeded: 0x80 | scalar & 0x3F))
    default:
      bytes.append(UInt8(truncatingIfNeeded: 0xF0 | scalar >> 18))
      bytes.append(UInt8(truncatingIfNeeded: 0x80 | scalar >> 12 & 0x3F))
      bytes.append(UInt8(truncatingIfNeeded: 0x80 | scalar >> 6 & 0x3F))
      bytes.append(UInt8(truncatingIfNeeded: 0x80 | scalar & 0x3F))
    }
  }
}
