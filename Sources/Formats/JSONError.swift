/// Why a text is not JSON, and where.
public struct JSONError: Error, Hashable, Sendable {
  /// What is wrong, without the place.
  public let problem: String
  /// The mend, or nil.
  public let hint: String?
  /// The line, from 1.
  public let line: Int
  /// The column in Unicode scalars, from 1.
  public let column: Int

  public init(problem: String, hint: String? = nil, line: Int, column: Int) {
    self.problem = problem
    self.hint = hint
    self.line = line
    self.column = column
  }

  /// What is wrong, and where in the text.
  public var message: String { "not JSON at line \(line), column \(column): \(problem)" }
}

extension JSONError: CustomStringConvertible {
  public var description: String { message }
}

/// A line and a column of a text, both from 1; the column counts Unicode scalars.
struct TextPosition: Hashable, Sendable {
  let line: Int
  let column: Int

  /// The position of a byte offset. Linear in the offset: for errors only.
  init(of offset: Int, in bytes: UnsafeBufferPointer<UInt8>) {
    var line = 1
    var column = 1
    for byte in bytes.prefix(offset) {
      if byte == UInt8(ascii: "\n") {
        line += 1
        column = 1
      } else if byte & 0b1100_0000 != 0b1000_0000 {
        column += 1
      }
    }
    self.line = line
    self.column = column
  }
}
