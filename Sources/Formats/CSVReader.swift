/// Reads the records of a CSV file one by one.
struct CSVReader {
  struct Record {
    let line: Int
    /// The bytes from its first field to its last, without the line end.
    let range: Range<Int>
    var fields: [String]
  }

  private let bytes: UnsafeBufferPointer<UInt8>
  private let end: Int
  private let file: String
  private var index = 0
  private var line = 1
  private(set) var separator = UInt8(ascii: ",")
  /// The names of the columns, once known, for errors.
  var header: [String] = []

  private static let quote = UInt8(ascii: "\"")
  private static let newline = UInt8(ascii: "\n")
  private static let carriageReturn = UInt8(ascii: "\r")

  init(_ bytes: UnsafeBufferPointer<UInt8>, file: String) {
    self.bytes = bytes
    self.end = bytes.count
    self.file = file
  }

  /// The separator as a person calls it.
  var separatorName: String { separator == 0x09 ? "a tab" : "`\(Unicode.Scalar(separator))`" }

  /// Refuses what is not UTF-8, skips a byte-order mark and finds the separator.
  mutating func begin() throws(CSVError) {
    if let offset = UTF8Bytes.firstInvalid(in: bytes) {
      let isUTF16 = bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF])
      throw CSVError(
        file: file, line: lines(before: offset), problem: isUTF16 ? "the file is UTF-16" : "the text is not UTF-8",
        hint: "save the file as \"CSV UTF-8\"")
    }
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { index = 3 }
    if bytes[index...].starts(with: "sep=".utf8), index + 4 < end, index + 5 == end || isLineEnd(bytes[index + 5]) {
      separator = bytes[index + 4]
      index += 5
      skipLineEnd()
    } else {
      separator = mostFrequentSeparator()
    }
  }

  /// The next record, or nil at the end of the file.
  mutating func readRecord() throws(CSVError) -> Record? {
    while index < end {
      let start = line
      let first = index
      var fields: [String] = []
      fields.reserveCapacity(header.count)
      var holdsSomething = false
      while true {
        let opensQuoted = index < end && bytes[index] == Self.quote
        let field = opensQuoted ? try readQuoted(number: fields.count + 1) : readPlain()
        if opensQuoted || !CSVDefusing.isBlank(field) { holdsSomething = true }
        fields.append(field)
        guard index < end, bytes[index] == separator else { break }
        index += 1
      }
      let range = first..<index
      skipLineEnd()
      if holdsSomething { return Record(line: start, range: range, fields: fields) }
    }
    return nil
  }

  private mutating func readPlain() -> String {
    let start = index
    while index < end, bytes[index] != separator, !isLineEnd(bytes[index]) { index &+= 1 }
    return String(decoding: bytes[start..<index], as: UTF8.self)
  }

  private mutating func readQuoted(number: Int) throws(CSVError) -> String {
    let startLine = line
    index += 1
    var start = index
    var decoded: [UInt8] = []
    while true {
      while index < end, bytes[index] != Self.quote {
        let byte = bytes[index]
        index &+= 1
        if byte == Self.newline || (byte == Self.carriageReturn && !(index < end && bytes[index] == Self.newline)) {
          line += 1
        }
      }
      guard index < end else {
        throw fault(
          "a quote is opened here and never closed", hint: "close it, or double a quote that is text", startLine, number
        )
      }
      index += 1
      guard index < end, bytes[index] == Self.quote else { break }
      // A doubled quote stands for one.
      decoded.append(contentsOf: bytes[start..<index])
      index += 1
      start = index
    }
    let rest = bytes[start..<index - 1]
    guard index == end || bytes[index] == separator || isLineEnd(bytes[index]) else {
      throw fault("text follows a closing quote", hint: "double each quote that is text", line, number)
    }
    if decoded.isEmpty { return String(decoding: rest, as: UTF8.self) }
    decoded.append(contentsOf: rest)
    return String(decoding: decoded, as: UTF8.self)
  }

  private mutating func skipLineEnd() {
    guard index < end else { return }
    if bytes[index] == Self.carriageReturn {
      index += 1
      if index < end, bytes[index] == Self.newline { index += 1 }
    } else {
      index += 1
    }
    line += 1
  }

  @inline(__always)
  private func isLineEnd(_ byte: UInt8) -> Bool { byte == Self.newline || byte == Self.carriageReturn }

  /// The most frequent of the known separators on the first line that holds something; a comma where there is none.
  private func mostFrequentSeparator() -> UInt8 {
    var counts: [UInt8: Int] = [:]
    var isQuoted = false
    var hasText = false
    for byte in bytes[index...] {
      if byte == Self.quote { isQuoted.toggle() }
      if !isQuoted, isLineEnd(byte), hasText { break }
      if byte > 0x20 { hasText = true }
      if !isQuoted, byte == UInt8(ascii: ",") || byte == UInt8(ascii: ";") || byte == 0x09 {
        counts[byte, default: 0] += 1
      }
    }
    var best = UInt8(ascii: ",")
    for candidate in [UInt8(ascii: ";"), 0x09] where counts[candidate, default: 0] > counts[best, default: 0] {
      best = candidate
    }
    return best
  }

  private func lines(before offset: Int) -> Int { TextPosition(of: offset, in: bytes).line }

  private func fault(_ problem: String, hint: String, _ line: Int, _ number: Int) -> CSVError {
    CSVError(
      file: file, line: line, column: number, columnName: number <= header.count ? header[number - 1] : nil,
      problem: problem, hint: hint)
  }
}
