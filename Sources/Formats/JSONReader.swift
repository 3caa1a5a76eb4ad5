/// The strict reader behind `JSON.parse`: recursive descent over bytes, one pass.
struct JSONReader {
  private let bytes: UnsafeBufferPointer<UInt8>
  private let base: UnsafePointer<UInt8>
  private let end: Int
  private let maximumDepth: Int
  private var index = 0
  private var depth = 0
  /// The decoded bytes of a string with escapes; kept between strings for its storage.
  private var decoded: [UInt8] = []

  init(_ bytes: UnsafeBufferPointer<UInt8>, maximumDepth: Int) {
    self.bytes = bytes
    // An empty buffer may have no address; this one stands in and is never read.
    self.base = bytes.baseAddress ?? ("" as StaticString).utf8Start
    self.end = bytes.count
    self.maximumDepth = maximumDepth
  }

  mutating func readDocument() throws(JSONError) -> JSON {
    if end >= 3, base[0] == 0xEF, base[1] == 0xBB, base[2] == 0xBF { index = 3 }
    skipSpace()
    guard index < end else { throw fault("the text is empty", at: index) }
    let value = try readValue()
    skipSpace()
    guard index == end else { throw fault("\(seen(at: index)) follows the end of the value", at: index) }
    return value
  }

  @inline(__always)
  private mutating func skipSpace() {
    while index < end {
      let byte = base[index]
      guard byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 else { return }
      index &+= 1
    }
  }

  private mutating func readValue() throws(JSONError) -> JSON {
    guard index < end else { throw fault("the text ends where a value is expected", at: index) }
    switch base[index] {
    case UInt8(ascii: "\""): return .string(try readString())
    case UInt8(ascii: "{"): return try readObject()
    case UInt8(ascii: "["): return try readArray()
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return .number(try readNumber())
    case UInt8(ascii: "t"):
      try readWord("true")
      return .bool(true)
    case UInt8(ascii: "f"):
      try readWord("false")
      return .bool(false)
    case UInt8(ascii: "n"):
      try readWord("null")
      return .null
    default: throw fault("\(seen(at: index)) stands where a value is expected", at: index)
    }
  }

  private mutating func readWord(_ word: StaticString) throws(JSONError) {
    let length = word.utf8CodeUnitCount
    guard index &+ length <= end else {
      throw fault("\(seen(at: index)) stands where a value is expected", at: index)
    }
    for offset in 0..<length where base[index &+ offset] != word.utf8Start[offset] {
      throw fault("\(seen(at: index)) stands where a value is expected", at: index)
    }
    index &+= length
  }

  private mutating func enter() throws(JSONError) {
    depth &+= 1
    guard depth <= maximumDepth else { throw fault("nested deeper than \(maximumDepth) levels", at: index) }
    index &+= 1
    skipSpace()
  }

  private mutating func readArray() throws(JSONError) -> JSON {
    try enter()
    defer { depth &-= 1 }
    var elements: [JSON] = []
    if index < end, base[index] == UInt8(ascii: "]") {
      index &+= 1
      return .array(elements)
    }
    while true {
      elements.append(try readValue())
      skipSpace()
      guard index < end else { throw fault("the text ends inside an array", at: index) }
      switch base[index] {
      case UInt8(ascii: ","):
        index &+= 1
        skipSpace()
      case UInt8(ascii: "]"):
        index &+= 1
        return .array(elements)
      default: throw fault("\(seen(at: index)) stands where , or ] is expected", at: index)
      }
    }
  }

  private mutating func readObject() throws(JSONError) -> JSON {
    try enter()
    defer { depth &-= 1 }
    var members: [(name: String, value: JSON)] = []
    var names: Set<String> = []
    if index < end, base[index] == UInt8(ascii: "}") {
      index &+= 1
      return .object(Object(distinct: members))
    }
    while true {
      let start = index
      guard index < end else { throw fault("the text ends inside an object", at: index) }
      guard base[index] == UInt8(ascii: "\"") else {
        throw fault("\(seen(at: index)) stands where a member name is expected", at: index)
      }
      let name = try readString()
      guard isNew(name, members, &names) else {
        throw fault("the member name \(JSON.string(name).text) occurs twice in one object", at: start)
      }
      skipSpace()
      guard index < end, base[index] == UInt8(ascii: ":") else {
        throw fault("\(seen(at: index)) stands where : is expected", at: index)
      }
      index &+= 1
      skipSpace()
      members.append((name, try readValue()))
      skipSpace()
      guard index < end else { throw fault("the text ends inside an object", at: index) }
      switch base[index] {
      case UInt8(ascii: ","):
        index &+= 1
        skipSpace()
      case UInt8(ascii: "}"):
        index &+= 1
        return .object(Object(distinct: members))
      default: throw fault("\(seen(at: index)) stands where , or } is expected", at: index)
      }
    }
  }

  private typealias Object = JSON.Object

  /// Whether a name is not yet among the members. A set takes over where an object is large: comparing with each
  /// would be quadratic.
  @inline(__always)
  private func isNew(
    _ name: String, _ members: [(name: String, value: JSON)], _ names: inout Set<String>
  ) -> Bool {
    if members.count < 24 {
      for member in members where member.name == name { return false }
      return true
    }
    if names.isEmpty { names = Set(members.map { $0.name }) }
    return names.insert(name).inserted
  }

  private mutating func readNumber() throws(JSONError) -> String {
    let start = index
    if base[index] == UInt8(ascii: "-") { index &+= 1 }
    if index < end, base[index] == UInt8(ascii: "0") {
      index &+= 1
      if index < end, isDigit(base[index]) { throw fault("a number begins with a needless 0", at: start) }
    } else {
      try readDigits(start)
    }
    if index < end, base[index] == UInt8(ascii: ".") {
      index &+= 1
      try readDigits(start)
    }
    if index < end, base[index] | 0x20 == UInt8(ascii: "e") {
      index &+= 1
      if index < end, base[index] == UInt8(ascii: "+") || base[index] == UInt8(ascii: "-") { index &+= 1 }
      try readDigits(start)
    }
    return String(decoding: UnsafeBufferPointer(start: base + start, count: index &- start), as: UTF8.self)
  }

  private mutating func readDigits(_ start: Int) throws(JSONError) {
    let first = index
    while index < end, isDigit(base[index]) { index &+= 1 }
    guard index > first else { throw fault("a number lacks its digits", at: start) }
  }

  @inline(__always)
  private func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }

  private mutating func readString() throws(JSONError) -> String {
    let start = index
    index &+= 1
    let first = index
    index = UTF8Bytes.endOfPlainRun(base, from: index, to: end)
    if index < end, base[index] == UInt8(ascii: "\"") {
      let run = UnsafeBufferPointer(start: base + first, count: index &- first)
      index &+= 1
      if let text = UTF8Bytes.text(run) { return text }
      throw notUTF8(run, from: first)
    }
    return try readEscapedString(openedAt: start, from: first)
  }

  /// The rest of a string whose first escape, or whose fault, stands at `index`.
  private mutating func readEscapedString(openedAt start: Int, from first: Int) throws(JSONError) -> String {
    decoded.removeAll(keepingCapacity: true)
    var run = first
    while true {
      decoded.append(contentsOf: UnsafeBufferPointer(start: base + run, count: index &- run))
      guard index < end else { throw fault("a string has no closing quote", at: start) }
      switch base[index] {
      case UInt8(ascii: "\""):
        let whole = UnsafeBufferPointer(start: base + first, count: index &- first)
        index &+= 1
        if let text = decoded.withUnsafeBufferPointer({ UTF8Bytes.text($0) }) { return text }
        throw notUTF8(whole, from: first)
      case UInt8(ascii: "\\"):
        try readEscape()
      default:
        throw fault(
          "the control character \(seen(at: index)) stands in a string", hint: "write it as an escape such as \\n",
          at: index)
      }
      run = index
      index = UTF8Bytes.endOfPlainRun(base, from: index, to: end)
    }
  }

  private mutating func readEscape() throws(JSONError) {
    let start = index
    guard index &+ 1 < end else { throw fault("the text ends inside a string", at: end) }
    index &+= 2
    switch base[index &- 1] {
    case UInt8(ascii: "\""): decoded.append(0x22)
    case UInt8(ascii: "\\"): decoded.append(0x5C)
    case UInt8(ascii: "/"): decoded.append(0x2F)
    case UInt8(ascii: "b"): decoded.append(0x08)
    case UInt8(ascii: "f"): decoded.append(0x0C)
    case UInt8(ascii: "n"): decoded.append(0x0A)
    case UInt8(ascii: "r"): decoded.append(0x0D)
    case UInt8(ascii: "t"): decoded.append(0x09)
    case UInt8(ascii: "u"):
      var scalar = try readHexadecimal(start)
      if scalar & 0xFC00 == 0xD800, index &+ 1 < end, base[index] == UInt8(ascii: "\\"),
        base[index &+ 1] == UInt8(ascii: "u")
      {
        index &+= 2
        let low = try readHexadecimal(start)
        guard low & 0xFC00 == 0xDC00 else { throw loneSurrogate(at: start) }
        scalar = 0x10000 &+ (scalar & 0x3FF) << 10 &+ (low & 0x3FF)
      }
      guard scalar & 0x1F_F800 != 0xD800 else { throw loneSurrogate(at: start) }
      UTF8Bytes.append(scalar, to: &decoded)
    default:
      throw fault("a backslash is followed by \(seen(at: index &- 1))", hint: "write \\\\ for a backslash", at: start)
    }
  }

  private mutating func readHexadecimal(_ start: Int) throws(JSONError) -> UInt32 {
    guard index &+ 4 <= end, let value = Self.hexadecimal(base + index) else {
      throw fault("\\u is not followed by four hexadecimal digits", at: start)
    }
    index &+= 4
    return value
  }

  /// The value of four hexadecimal digits, or nil.
  @inline(__always)
  static func hexadecimal(_ digits: UnsafePointer<UInt8>) -> UInt32? {
    var value: UInt32 = 0
    for offset in 0..<4 {
      let byte = digits[offset]
      let digit: UInt8
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = byte &- UInt8(ascii: "0")
      case UInt8(ascii: "a")...UInt8(ascii: "f"): digit = byte &- UInt8(ascii: "a") &+ 10
      case UInt8(ascii: "A")...UInt8(ascii: "F"): digit = byte &- UInt8(ascii: "A") &+ 10
      default: return nil
      }
      value = value << 4 | UInt32(digit)
    }
    return value
  }
}

// Errors, kept out of the way of the hot path.
extension JSONReader {
  @inline(never)
  private func fault(_ problem: String, hint: String? = nil, at offset: Int) -> JSONError {
    let position = TextPosition(of: offset, in: bytes)
    return JSONError(problem: problem, hint: hint, line: position.line, column: position.column)
  }

  private func loneSurrogate(at offset: Int) -> JSONError {
    fault("the escape of half a surrogate pair has no partner", at: offset)
  }

  private func notUTF8(_ run: UnsafeBufferPointer<UInt8>, from first: Int) -> JSONError {
    fault(
      "a string is not UTF-8", hint: "save the text as UTF-8", at: first + (UTF8Bytes.firstInvalid(in: run) ?? 0))
  }

  /// What stands at an offset, for a message.
  private func seen(at offset: Int) -> String {
    guard offset < end else { return "the end of the text" }
    let length = UTF8Bytes.sequenceLength(in: bytes, at: offset)
    guard length > 0 else { return "a byte that is not UTF-8" }
    let text = String(decoding: bytes[offset..<offset + length], as: UTF8.self)
    if let scalar = text.unicodeScalars.first, scalar.value < 0x20 || scalar.value == 0x7F {
      let digits = String(scalar.value, radix: 16, uppercase: true)
      return "U+" + String(repeating: "0", count: 4 - digits.utf8.count) + digits
    }
    return text
  }
}
