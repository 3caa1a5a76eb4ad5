/// The reader for what language models write: it mends what can be mended and says what it mended.
///
/// It never fails on a whole text because of one fault. What is kept of a value that breaks off, or that turns into
/// nonsense on the way: every closed element of each open array, and every closed member of each open object that
/// is not itself the element of an array. An element of an array that was not closed is dropped whole, so that no
/// half item passes for an item. Linear in the length of the text; depth is bounded.
public enum TolerantJSON {
  /// A value and what had to be done to get it.
  public struct Reading: Hashable, Sendable {
    /// The value, or nil where the text holds none.
    public let value: JSON?
    /// What was mended, each thing once, in the order of first need. Empty for strict JSON.
    public let repairs: [Repair]

    public init(value: JSON?, repairs: [Repair]) {
      self.value = value
      self.repairs = repairs
    }

    /// Whether the end of the value was missing or unreadable, so that elements may be lacking.
    public var isPartial: Bool {
      repairs.contains {
        switch $0 {
        case .truncated, .malformed: true
        default: false
        }
      }
    }
  }

  /// Something that was mended.
  public enum Repair: Hashable, Sendable {
    /// The text ended inside the value; what was closed is kept.
    case truncated
    /// The value was broken at a line and column (both from 1); what was closed before is kept, the rest is left out.
    case malformed(line: Int, column: Int)
    /// A Markdown code fence stood around the value.
    case codeFence
    /// Other text stood before or after the value.
    case surroundingText
    /// A comma stood before a closing bracket.
    case trailingComma
    /// Half a surrogate pair became U+FFFD.
    case loneSurrogate
    /// Bytes that are not UTF-8 became U+FFFD.
    case notUTF8
    /// A control character stood unescaped in a string and was kept.
    case controlCharacter
    /// A backslash stood before a character that needs none.
    case unknownEscape
    /// A member name occurred twice in an object; the last value won.
    case repeatedName(String)
  }

  /// Reads the first JSON value of a text.
  ///
  /// The first object, or array that holds an object, wins; failing that the first array; a bare string, number or
  /// word counts only where it is the whole text.
  ///
  /// - Parameter maximumDepth: how many arrays and objects may stand inside one another; a deeper value is malformed.
  public static func read(_ bytes: [UInt8], maximumDepth: Int = 512) -> Reading {
    bytes.withUnsafeBufferPointer { read($0, maximumDepth: maximumDepth) }
  }

  /// Reads the first JSON value of a string; see `read(_:maximumDepth:)` of an array of bytes.
  public static func read(_ text: String, maximumDepth: Int = 512) -> Reading {
    var text = text
    return text.withUTF8 { read($0, maximumDepth: maximumDepth) }
  }

  private static func read(_ bytes: UnsafeBufferPointer<UInt8>, maximumDepth: Int) -> Reading {
    // Most answers are what they should be: the strict reader is the fast path.
    if let value = try? JSON.parse(bytes, maximumDepth: maximumDepth) { return Reading(value: value, repairs: []) }
    return search(bytes, maximumDepth: maximumDepth)
  }

  /// A value found on the way, with the part of the text that it took.
  private struct Candidate {
    let value: JSON
    let range: Range<Int>
    let repairs: [Repair]
    /// Where the value broke, or nil where it is whole.
    let breakOffset: Int?

    /// Whether it is what a model is asked for, rather than brackets in prose.
    var isConvincing: Bool {
      switch value {
      case .object(let object): object.count > 0 || breakOffset == nil
      case .array(let elements): elements.contains { $0.object != nil }
      default: false
      }
    }

    /// Whether it is nothing but an opening bracket that nonsense follows, as braces in prose are.
    func isHollow(in text: UnsafeBufferPointer<UInt8>) -> Bool {
      guard let breakOffset, breakOffset < text.count else { return false }
      return value == [] || value == .object([:])
    }
  }

  private static func search(_ bytes: UnsafeBufferPointer<UInt8>, maximumDepth: Int) -> Reading {
    var reader = TolerantJSONReader(bytes, maximumDepth: maximumDepth)
    var fallback: Candidate?
    var start = 0
    // Each search goes on where the last value ended or broke, so that no byte is read twice.
    while let open = bytes[start...].firstIndex(where: { $0 == UInt8(ascii: "{") || $0 == UInt8(ascii: "[") }) {
      let (value, end) = reader.read(from: open)
      start = max(end, open + 1)
      guard let value else { continue }
      let candidate = Candidate(
        value: value, range: open..<end, repairs: reader.repairs, breakOffset: reader.breakOffset)
      if candidate.isConvincing { return reading(candidate, in: bytes) }
      if fallback == nil, !candidate.isHollow(in: bytes) { fallback = candidate }
    }
    if let fallback { return reading(fallback, in: bytes) }

    let first = bytes.firstIndex { !isSpace($0) } ?? bytes.count
    guard first < bytes.count else { return Reading(value: nil, repairs: []) }
    let (value, end) = reader.read(from: first)
    guard let value, reader.breakOffset == nil, bytes[end...].allSatisfy(isSpace) else {
      return Reading(value: nil, repairs: [])
    }
    let whole = Candidate(value: value, range: first..<end, repairs: reader.repairs, breakOffset: nil)
    return reading(whole, in: bytes)
  }

  /// The reading of a candidate: what stands around it is named among the repairs.
  private static func reading(_ found: Candidate, in bytes: UnsafeBufferPointer<UInt8>) -> Reading {
    var before = trimmed(bytes[..<found.range.lowerBound])
    var after = trimmed(bytes[found.range.upperBound...])
    var repairs: [Repair] = []
    if before.starts(with: [0xEF, 0xBB, 0xBF]) { before = trimmed(before.dropFirst(3)) }
    let fence = Array("```".utf8)
    if let mark = openingFence(before) {
      repairs.append(.codeFence)
      before = trimmed(before[..<mark])
      if after.starts(with: fence) { after = trimmed(after.dropFirst(3)) }
    }
    // What follows a value that broke is not around it.
    if !before.isEmpty || (!after.isEmpty && found.breakOffset == nil) { repairs.append(.surroundingText) }
    repairs += found.repairs
    if let offset = found.breakOffset {
      let position = TextPosition(of: offset, in: bytes)
      repairs.append(
        offset < bytes.count ? .malformed(line: position.line, column: position.column) : .truncated)
    }
    return Reading(value: found.value, repairs: repairs)
  }

  /// Where the code fence begins that a text ends with: three backticks and at most a word.
  private static func openingFence(_ text: Slice<UnsafeBufferPointer<UInt8>>) -> Int? {
    let backtick = UInt8(ascii: "`")
    var index = text.endIndex
    while index > text.startIndex, text[index - 1] != backtick {
      let byte = text[index - 1]
      guard byte > 0x20, text.endIndex - index < 20 else { return nil }
      index -= 1
    }
    var mark = index
    while mark > text.startIndex, text[mark - 1] == backtick { mark -= 1 }
    return index - mark >= 3 ? mark : nil
  }

  private static func trimmed(_ text: Slice<UnsafeBufferPointer<UInt8>>) -> Slice<UnsafeBufferPointer<UInt8>> {
    var text = text
    while let first = text.first, isSpace(first) { text.removeFirst() }
    while let last = text.last, isSpace(last) { text.removeLast() }
    return text
  }

  static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 }
}
