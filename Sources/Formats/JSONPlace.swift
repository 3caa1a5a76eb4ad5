/// Where a value stands in a JSON text that has been read without errors: for messages.
public enum JSONPlace {
  /// The line and column, both from 1, of the value at a path; of a member, the place of its name. Where the path ends
  /// in something that is not there, the place of the last step that is. Linear in the length of the text.
  public static func position(of path: JSONPath, in bytes: [UInt8]) -> (line: Int, column: Int) {
    var scanner = Scanner(bytes: bytes)
    let offset = scanner.offset(of: path.steps[...])
    let before = bytes[..<offset]
    let lineStart = before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
    let line = before.count { $0 == UInt8(ascii: "\n") } + 1
    return (line, String(decoding: before[lineStart...], as: UTF8.self).count + 1)
  }

  /// A walk over valid JSON that builds no values.
  private struct Scanner {
    let bytes: [UInt8]
    var index = 0

    private var byte: UInt8 { index < bytes.count ? bytes[index] : 0 }

    mutating func offset(of steps: ArraySlice<JSONPath.Step>) -> Int {
      skipSpace()
      let start = index
      guard let step = steps.first else { return start }
      switch (step, byte) {
      case (.name(let name), UInt8(ascii: "{")):
        index += 1
        skipSpace()
        while byte == UInt8(ascii: "\"") {
          let nameStart = index
          skipValue()
          let spelled = try? JSON.parse(Array(bytes[nameStart..<index]))  // Valid, since the whole text is.
          skipSpace()
          index += 1
          if spelled?.string == name { return steps.count == 1 ? nameStart : offset(of: steps.dropFirst()) }
          skipValue()
          skipComma()
        }
      case (.index(let number), UInt8(ascii: "[")):
        index += 1
        for _ in 0..<number {
          skipValue()
          skipComma()
        }
        return offset(of: steps.dropFirst())
      default: break
      }
      return start
    }

    private mutating func skipComma() {
      skipSpace()
      if byte == UInt8(ascii: ",") { index += 1 }
      skipSpace()
    }

    private mutating func skipSpace() {
      while byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { index += 1 }
    }

    /// Skips one value: a string, or all up to the bracket, comma or end that closes it.
    private mutating func skipValue() {
      skipSpace()
      var depth = 0
      repeat {
        switch byte {
        case UInt8(ascii: "\""):
          index += 1
          while index < bytes.count, byte != UInt8(ascii: "\"") { index += byte == UInt8(ascii: "\\") ? 2 : 1 }
          index += 1
        case UInt8(ascii: "{"), UInt8(ascii: "["):
          depth += 1
          index += 1
        case UInt8(ascii: "}"), UInt8(ascii: "]"):
          depth -= 1
          index += 1
        case UInt8(ascii: ","), UInt8(ascii: ":"): index += 1
        default:
          while index < bytes.count, !",:]} \n\r\t".utf8.contains(byte) { index += 1 }
        }
        skipSpace()
      } while depth > 0 && index < bytes.count
    }
  }
}
