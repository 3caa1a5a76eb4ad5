/// Cuts a JSON export document into its items, wherever its line ends are.
///
/// It knows no more of JSON than where strings and brackets end; what it cuts out, and what it leaves, has to be
/// parsed. Keeps at most one item that is not complete and what stands outside of the items, each of at most `limit`
/// bytes.
struct DocumentSplitter {
  /// Where an item begins, with its line and column from 1, and its bytes; nil where they were more than the limit.
  typealias Take = (_ line: Int, _ column: Int, _ bytes: UnsafeBufferPointer<UInt8>?) -> Void

  /// What stands outside of the items: the document with an empty list.
  private(set) var outer: [UInt8] = []
  /// Whether the list of items has begun, and whether it has not ended yet.
  private(set) var hasItems = false
  private(set) var isInList = false
  /// Whether what stands outside has passed the limit.
  private(set) var isOuterTooLong = false

  private let limit: Int
  private var isInString = false
  private var isEscaped = false
  private var depth = 0
  private var line = 1
  /// How many characters stand on the line so far.
  private var column = 0

  // Outside of the list: the last string at depth 1 is perhaps the name of a member.
  private var nameStart = 0
  private var name: [UInt8] = []
  private var isAfterItemsName = false

  // In the list: the item that has begun.
  private var item: [UInt8] = []
  private var itemLine = 0
  private var itemColumn = 0
  private var hasBegun = false
  private var isTooLong = false
  private var isAfterComma = false

  /// Where the list's brackets are: the first character in it, and the one that ends it, less one. In `outer` they are
  /// side by side.
  private var listStart = (line: 0, column: 0)
  private var listEnd = (line: 0, column: 0)

  init(limit: Int) { self.limit = limit }

  /// The line that the bytes so far end in.
  var lastLine: Int { line }

  /// The place in the file of a place in `outer`, both from 1.
  func place(ofOuter place: (line: Int, column: Int)) -> (line: Int, column: Int) {
    guard hasItems, place.line > listStart.line || place.line == listStart.line && place.column > listStart.column
    else {
      return place
    }
    let lines = listEnd.line - listStart.line
    return (place.line + lines, place.column + (place.line == listStart.line ? listEnd.column - listStart.column : 0))
  }

  /// Takes the next bytes in, from an index on, and hands out each item that ends in them. Comes back at the end of the
  /// chunk, and before that where the list of items begins or ends, so that the head can be looked at.
  mutating func feed(_ chunk: UnsafeBufferPointer<UInt8>, from index: inout Int, _ take: Take) {
    if isInList { feedList(chunk, &index, take) } else { feedOuter(chunk, &index) }
  }

  private mutating func feedOuter(_ chunk: UnsafeBufferPointer<UInt8>, _ index: inout Int) {
    while index < chunk.count {
      let byte = chunk[index]
      index += 1
      advance(over: byte)
      if outer.count < limit { outer.append(byte) } else { isOuterTooLong = true }
      if isInString {
        if isEscaped {
          isEscaped = false
        } else if byte == UInt8(ascii: "\\") {
          isEscaped = true
        } else if byte == UInt8(ascii: "\"") {
          isInString = false
          if depth == 1 { name = Array(outer[min(nameStart, outer.count)..<max(nameStart, outer.count - 1)]) }
        }
        continue
      }
      switch byte {
      case UInt8(ascii: "\""):
        isInString = true
        nameStart = outer.count
        isAfterItemsName = false
      case UInt8(ascii: ":"): isAfterItemsName = depth == 1 && name.elementsEqual("items".utf8)
      case UInt8(ascii: "["):
        depth += 1
        if isAfterItemsName, depth == 2, !hasItems {
          hasItems = true
          isInList = true
          listStart = (line, column)
          depth = 0
          return
        }
      case UInt8(ascii: "{"): depth += 1
      case UInt8(ascii: "]"), UInt8(ascii: "}"): depth -= 1
      case 0x20, 0x09, 0x0A, 0x0D: break
      default: isAfterItemsName = false
      }
    }
  }

  /// In the list, `depth` counts the brackets inside the item that has begun.
  private mutating func feedList(_ chunk: UnsafeBufferPointer<UInt8>, _ index: inout Int, _ take: Take) {
    var start = index
    while index < chunk.count {
      let byte = chunk[index]
      if isInString {
        if isEscaped {
          isEscaped = false
        } else if byte == UInt8(ascii: "\\") {
          isEscaped = true
        } else if byte == UInt8(ascii: "\"") {
          isInString = false
        }
        advance(over: byte)
        index += 1
        continue
      }
      switch byte {
      case UInt8(ascii: ",") where depth == 0, UInt8(ascii: "]") where depth == 0:
        if byte == UInt8(ascii: "]") { listEnd = (line, column) }
        advance(over: byte)
        endItem(UnsafeBufferPointer(rebasing: chunk[start..<index]), isLast: byte != UInt8(ascii: ","), take)
        index += 1
        start = index
        if byte == UInt8(ascii: "]") {
          outer.append(byte)
          isInList = false
          depth = 1
          name = []
          return
        }
        continue
      case 0x20, 0x09, 0x0A, 0x0D:
        if !hasBegun { start = index + 1 }
      default:
        if !hasBegun { begin() }
        if byte == UInt8(ascii: "\"") { isInString = true }
        if byte == UInt8(ascii: "{") || byte == UInt8(ascii: "[") { depth += 1 }
        if byte == UInt8(ascii: "}") || byte == UInt8(ascii: "]") { depth = max(0, depth - 1) }
      }
      advance(over: byte)
      index += 1
    }
    keep(UnsafeBufferPointer(rebasing: chunk[start...]))
  }

  private mutating func begin() {
    hasBegun = true
    itemLine = line
    itemColumn = column + 1
  }

  private mutating func keep(_ bytes: UnsafeBufferPointer<UInt8>) {
    if isTooLong || item.count + bytes.count > limit {
      isTooLong = true
      item = []
    } else {
      item.append(contentsOf: bytes)
    }
  }

  private mutating func endItem(_ rest: UnsafeBufferPointer<UInt8>, isLast: Bool, _ take: Take) {
    defer {
      hasBegun = false
      isAfterComma = !isLast
      item.removeAll(keepingCapacity: item.capacity <= 1 << 20)
      isTooLong = false
    }
    guard hasBegun else {
      // Between two commas, or after the last one, an item is missing: an empty text says so when it is parsed.
      if !isLast || isAfterComma { take(line, column, UnsafeBufferPointer(start: nil, count: 0)) }
      return
    }
    if item.isEmpty, !isTooLong, rest.count <= limit {
      take(itemLine, itemColumn, rest)
    } else {
      keep(rest)
      if isTooLong {
        take(itemLine, itemColumn, nil)
      } else {
        item.withUnsafeBufferPointer { take(itemLine, itemColumn, $0) }
      }
    }
  }

  private mutating func advance(over byte: UInt8) {
    if byte == 0x0A {
      line += 1
      column = 0
    } else if byte & 0xC0 != 0x80 {
      column += 1
    }
  }
}
