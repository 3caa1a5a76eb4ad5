/// Writes CSV (RFC 4180) row by row, with quotes only where a reader needs them.
public struct CSVWriter: Sendable {
  /// `,`, `;` or a tab.
  public var separator: UInt8
  /// Whether lines end in CRLF rather than LF.
  public var usesCRLF: Bool
  /// Whether cells that a spreadsheet would run get an apostrophe in front; see `CSVDefusing`.
  public var defuse: Bool

  public init(separator: UInt8 = UInt8(ascii: ","), usesCRLF: Bool = false, defuse: Bool = false) {
    self.separator = separator
    self.usesCRLF = usesCRLF
    self.defuse = defuse
  }

  /// Appends a row and its line end. Linear.
  public func appendRow(_ fields: [String], to bytes: inout [UInt8]) {
    // A row of nothing but empty fields would read as a blank line: quotes show that it is meant.
    let isEmpty = fields.allSatisfy(CSVDefusing.isBlank)
    for (index, field) in fields.enumerated() {
      if index > 0 { bytes.append(separator) }
      append(defuse ? CSVDefusing.done(field) : field, quoted: isEmpty && index == 0, to: &bytes)
    }
    if usesCRLF { bytes.append(UInt8(ascii: "\r")) }
    bytes.append(UInt8(ascii: "\n"))
  }

  /// A whole table.
  public func bytes(header: [String], rows: some Sequence<[String]>) -> [UInt8] {
    var bytes: [UInt8] = []
    appendRow(header, to: &bytes)
    for row in rows { appendRow(row, to: &bytes) }
    return bytes
  }

  private func append(_ field: String, quoted: Bool, to bytes: inout [UInt8]) {
    UTF8Bytes.of(field) { text in
      guard quoted || needsQuotes(text) else {
        bytes.append(contentsOf: text)
        return
      }
      bytes.append(UInt8(ascii: "\""))
      for byte in text {
        if byte == UInt8(ascii: "\"") { bytes.append(byte) }
        bytes.append(byte)
      }
      bytes.append(UInt8(ascii: "\""))
    }
  }

  /// Any of the three separators counts, so that a reader's guess at the separator is safe; so do spaces at the edges,
  /// a byte-order mark and `sep=`, which readers take for something else at the beginning of a file.
  private func needsQuotes(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let first = text.first, let last = text.last else { return false }
    if first == 0x20 || last == 0x20 || text.starts(with: [0xEF, 0xBB, 0xBF]) || text.starts(with: "sep=".utf8) {
      return true
    }
    for byte in text {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: ","), UInt8(ascii: ";"), 0x09, 0x0A, 0x0D, separator: return true
      default: continue
      }
    }
    return false
  }
}
