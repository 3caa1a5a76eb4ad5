/// The forgiving recursive descent behind `TolerantJSON`.
struct TolerantJSONReader {
  /// What reading one value came to.
  private enum Outcome {
    case closed(JSON)
    /// The text broke inside the value: what is worth keeping of it, or nil.
    case open(JSON?)
  }

  private let bytes: UnsafeBufferPointer<UInt8>
  private let end: Int
  private let maximumDepth: Int
  private var index = 0
  private var depth = 0
  private var named: Set<TolerantJSON.Repair> = []
  /// What was mended in the value read last.
  private(set) var repairs: [TolerantJSON.Repair] = []
  /// Where the value read last broke, or nil where it is whole. The line is counted only for the value that is taken:
  /// counting it for every bracket in a prose text would be quadratic.
  private(set) var breakOffset: Int?

  init(_ bytes: UnsafeBufferPointer<UInt8>, maximumDepth: Int) {
    self.bytes = bytes
    self.end = bytes.count
    self.maximumDepth = maximumDepth
  }

  /// Reads the value that begins at an offset; gives it, whole or in part, and the offset after it.
  mutating func read(from start: Int) -> (value: JSON?, end: Int) {
    index = start
    depth = 0
    named = []
    repairs = []
    breakOffset = nil
    switch readValue() {
    case .closed(let value): return (value, index)
    case .open(let value): return (value, index)
    }
  }

  private mutating func note(_ repair: TolerantJSON.Repair) {
    if named.insert(repair).inserted { repairs.append(repair) }
  }

  /// Says where the value broke; reading unwinds from here without going on.
  private mutating func breakOff() {
    if breakOffset == nil { breakOffset = index }
  }

  private mutating func skipSpace() {
    while index < end, TolerantJSON.isSpace(bytes[index]) { index += 1 }
  }

  private mutating func readValue() -> Outcome {
    guard index < end else { return broken() }
    switch bytes[index] {
    case UInt8(ascii: "{"): return readObject()
    case UInt8(ascii: "["): return readArray()
    case UInt8(ascii: "\""):
      guard let text = readString() else { return broken() }
      return .closed(.string(text))
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return readNumber()
    default:
      for (word, value) in [("true", JSON.bool(true)), ("false", .bool(false)), ("null", .null)] {
        let spelled = word.utf8
        if bytes[index...].starts(with: spelled) {
          index += spelled.count
          return .closed(value)
        }
        // A word cut short at the very end is a text that broke off, not nonsense.
        if end - index < spelled.count, spelled.starts(with: bytes[index...]) {
          index = end
          return broken()
        }
      }
      return broken()
    }
  }

  private mutating func broken() -> Outcome {
    breakOff()
    return .open(nil)
  }

  private mutating func readNumber() -> Outcome {
    let start = index
    while index < end, isNumberByte(bytes[index]) { index += 1 }
    // At the end of the text more digits may be missing, unless the number is the whole text.
    if index == end, depth > 0 { return broken() }
    let text = String(decoding: bytes[start..<index], as: UTF8.self)
    guard case .some(.number(let spelled)) = try? JSON.parse(text) else {
      index = start
      return broken()
    }
    return .closed(.number(spelled))
  }

  private func isNumberByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "."),
      UInt8(ascii: "e"), UInt8(ascii: "E"):
      true
    default: false
    }
  }

  private mutating func enter() -> Bool {
    guard depth < maximumDepth else {
      breakOff()
      return false
    }
    depth += 1
    index += 1
    skipSpace()
    return true
  }

  private mutating func readArray() -> Outcome {
    guard enter() else { return .open(nil) }
    defer { depth -= 1 }
    var elements: [JSON] = []
    while true {
      if index < end, bytes[index] == UInt8(ascii: "]") {
        index += 1
        return .closed(.array(elements))
      }
      guard case .closed(let element) = readValue() else { return .open(.array(elements)) }
      elements.append(element)
      guard readComma(before: UInt8(ascii: "]")) else { return .open(.array(elements)) }
    }
  }

  /// Skips the comma after an element, and notes one that nothing follows; false where the value broke.
  private mutating func readComma(before closing: UInt8) -> Bool {
    skipSpace()
    if index < end, bytes[index] == UInt8(ascii: ",") {
      index += 1
      skipSpace()
      if index < end, bytes[index] == closing { note(.trailingComma) }
      return true
    }
    if index < end, bytes[index] == closing { return true }
    breakOff()
    return false
  }

  private mutating func readObject() -> Outcome {
    guard enter() else { return .open(nil) }
    defer { depth -= 1 }
    var members: [(name: String, value: JSON)] = []
    var places: [String: Int] = [:]
    while true {
      if index < end, bytes[index] == UInt8(ascii: "}") {
        index += 1
        return .closed(.object(JSON.Object(distinct: members)))
      }
      guard index < end, bytes[index] == UInt8(ascii: "\""), let name = readString() else { return open(members) }
      skipSpace()
      guard index < end, bytes[index] == UInt8(ascii: ":") else { return open(members) }
      index += 1
      skipSpace()
      let outcome = readValue()
      let value: JSON?
      switch outcome {
      case .closed(let closed): value = closed
      case .open(let kept): value = kept
      }
      if let value {
        if let place = places[name] {
          note(.repeatedName(name))
          members[place].value = value
        } else {
          places[name] = members.count
          members.append((name, value))
        }
      }
      guard case .closed = outcome, readComma(before: UInt8(ascii: "}")) else { return open(members) }
    }
  }

  private mutating func open(_ members: [(name: String, value: JSON)]) -> Outcome {
    breakOff()
    return .open(.object(JSON.Object(distinct: members)))
  }

  /// Reads a string, or gives nil where its closing quote is missing.
  private mutating func readString() -> String? {
    index += 1
    var decoded: [UInt8] = []
    while true {
      let run = index
      if let base = bytes.baseAddress { index = UTF8Bytes.endOfPlainRun(base, from: run, to: end) }
      decoded.append(contentsOf: bytes[run..<index])
      guard index < end else { return nil }
      switch bytes[index] {
      case UInt8(ascii: "\""):
        index += 1
        if let text = String(validating: decoded, as: UTF8.self) { return text }
        note(.notUTF8)
        return String(decoding: decoded, as: UTF8.self)
      case UInt8(ascii: "\\"):
        guard readEscape(to: &decoded) else { return nil }
      default:
        note(.controlCharacter)
        decoded.append(bytes[index])
        index += 1
      }
    }
  }

  /// Reads an escape at `index`; false where the text ends in it.
  private mutating func readEscape(to decoded: inout [UInt8]) -> Bool {
    guard index + 1 < end else {
      index = end
      return false
    }
    let marker = bytes[index + 1]
    index += 2
    switch marker {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): decoded.append(marker)
    case UInt8(ascii: "b"): decoded.append(0x08)
    case UInt8(ascii: "f"): decoded.append(0x0C)
    case UInt8(ascii: "n"): decoded.append(0x0A)
    case UInt8(ascii: "r"): decoded.append(0x0D)
    case UInt8(ascii: "t"): decoded.append(0x09)
    case UInt8(ascii: "u"):
      if end - index < 4 {
        index = end
        return false
      }
      guard let unit = hexadecimal(at: index) else {
        note(.unknownEscape)
        decoded.append(contentsOf: [UInt8(ascii: "\\"), marker])
        return true
      }
      index += 4
      appendUnit(unit, to: &decoded)
    case UInt8(ascii: "'"):
      note(.unknownEscape)
      decoded.append(marker)
    default:
      // A backslash that was meant: `\alpha` of a formula. Both stay; the marker is read again as plain text.
      note(.unknownEscape)
      decoded.append(UInt8(ascii: "\\"))
      index -= 1
    }
    return true
  }

  private mutating func appendUnit(_ unit: UInt32, to decoded: inout [UInt8]) {
    guard unit & 0xF800 == 0xD800 else { return UTF8Bytes.append(unit, to: &decoded) }
    if unit < 0xDC00, end - index >= 6, bytes[index] == UInt8(ascii: "\\"), bytes[index + 1] == UInt8(ascii: "u"),
      let low = hexadecimal(at: index + 2), low & 0xFC00 == 0xDC00
    {
      index += 6
      return UTF8Bytes.append(0x10000 + (unit & 0x3FF) << 10 + (low & 0x3FF), to: &decoded)
    }
    note(.loneSurrogate)
    UTF8Bytes.append(0xFFFD, to: &decoded)
  }

  private func hexadecimal(at offset: Int) -> UInt32? {
    bytes.baseAddress.flatMap { JSONReader.hexadecimal($0 + offset) }
  }
}
