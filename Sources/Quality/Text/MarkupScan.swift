/// Finds what is opened in a text and never closed: code fences and spans, `**`, brackets, quotation marks, tags of HTML.
///
/// What stands in code is not looked at. Made for prose with some Markdown or HTML in it, and careful with what only
/// looks like a bracket: `1)` and `a)` at the beginning of a line or a sentence, smileys, `5"` for inches.
struct MarkupScan {
  let scalars: [Unicode.Scalar]
  /// Whether German quotation marks are expected: there `“` closes.
  private let closesLow: Bool
  /// What is open, innermost last.
  private var open: [Unicode.Scalar] = []
  /// How much may be open at a time: more is a fault by itself, and looking through it stays quick.
  private static let deepest = 50
  private var guillemets = (left: 0, right: 0)
  private var straightQuotes = 0
  private var hasInches = false
  private var stars = 0
  /// The last double quotation mark that was met.
  private var lastQuote: Unicode.Scalar?
  /// The tags of HTML that are open, innermost last.
  var tags: [String] = []

  private init(_ text: String, language: String) {
    scalars = Array(text.unicodeScalars)
    closesLow = ["de", "cs", "sk", "sl", "bg", "hr", "is"].contains(language)
  }

  /// Faults that others have told.
  struct Told: OptionSet {
    let rawValue: Int
    /// A code fence without an end: what follows it is code.
    static let fences = Told(rawValue: 1)
    static let braces = Told(rawValue: 2)
    static let squareBrackets = Told(rawValue: 4)
  }

  /// The first fault, as a message says it: `` `**` is not closed ``; nil where all is well. Linear in the length.
  ///
  /// - Parameter told: Faults that are none here.
  static func fault(in text: String, language: String, besides told: Told = []) -> String? {
    // Without any of these there is nothing to be closed.
    guard text.utf8.contains(where: { $0 >= 0x80 || "\"()[]{}<>*`~".utf8.contains($0) }) else { return nil }
    var scan = MarkupScan(text, language: language)
    return scan.run(besides: told)
  }

  private mutating func run(besides told: Told) -> String? {
    var index = 0
    while index < scalars.count {
      let scalar = scalars[index]
      switch scalar {
      case "`":
        guard let end = endOfCode(index) else {
          guard run(of: "`", at: index) >= 3 else { return "a piece of code is not closed" }
          if !told.contains(.fences) { return "a code fence is not closed" }
          index = scalars.count
          continue
        }
        index = end
        continue
      case "~" where isAtLineStart(index) && run(of: "~", at: index) >= 3:
        let end = endOfCode(index)
        if end == nil, !told.contains(.fences) { return "a code fence is not closed" }
        index = end ?? scalars.count
        continue
      case "*":
        let length = run(of: "*", at: index)
        if length >= 2, !isRule(index, length), !isBesideDigitOrSlash(index, length) { stars += 1 }
        index += length
        continue
      case "<":
        switch readTag(index) {
        case .fault(let fault): return fault
        case .end(let end):
          index = end
          continue
        case nil: break
        }
      case "{" where told.contains(.braces), "}" where told.contains(.braces): break
      case _ where told.contains(.squareBrackets) && "[]［］".unicodeScalars.contains(scalar): break
      case "(", "[", "{", "（", "［", "【", "「", "『", "《", "〈", "〔", "„", "‚": open.append(scalar)
      case ")", "]", "}", "）", "］", "】", "」", "』", "》", "〉", "〕":
        if let fault = close(scalar, at: index) { return fault }
      case "“", "”", "‘", "’": if let fault = quote(scalar, at: index) { return fault }
      case "«": guillemets.left += 1
      case "»": guillemets.right += 1
      case "\"":
        straightQuotes += 1
        if index > 0, "0"..."9" ~= scalars[index - 1] { hasInches = true }
      default: break
      }
      if open.count > Self.deepest { return "`\(open[0])` is not closed" }
      if tags.count > Self.deepest { return "`<\(tags[0])>` is not closed" }
      index += 1
    }
    if let tag = tags.last { return "`<\(tag)>` is not closed" }
    if stars % 2 == 1 { return "`**` is not closed" }
    if let mark = open.last(where: { $0 != "‚" }) { return "`\(mark)` is not closed" }
    if guillemets.left != guillemets.right {
      return "`\(guillemets.left > guillemets.right ? "«" : "»")` has no partner"
    }
    if straightQuotes % 2 == 1, !hasInches { return "`\"` is not closed" }
    return nil
  }

  /// The closing mark of each opening one; between ASCII brackets none is told apart, as in `[0, 1)`.
  private static func fits(_ open: Unicode.Scalar, _ close: Unicode.Scalar) -> Bool {
    switch (open, close) {
    case ("(", _), ("[", _), ("{", _): ")]}）］".unicodeScalars.contains(close)
    case ("（", "）"), ("（", ")"), ("［", "］"), ("［", "]"), ("【", "】"), ("「", "」"), ("『", "』"), ("《", "》"), ("〈", "〉"),
      ("〔", "〕"):
      true
    default: false
    }
  }

  private mutating func close(_ mark: Unicode.Scalar, at index: Int) -> String? {
    // A single quotation mark that is still open was an apostrophe.
    while open.last == "‚" { open.removeLast() }
    if let last = open.last, Self.fits(last, mark) {
      open.removeLast()
      return nil
    }
    if isListMark(index) || isSmiley(index) { return nil }
    return open.last.map { "`\($0)` is not closed before `\(mark)`" } ?? "`\(mark)` was never opened"
  }

  private mutating func quote(_ mark: Unicode.Scalar, at index: Int) -> String? {
    if mark == "‘" || mark == "’" { return nil }
    defer { lastQuote = mark }
    if let place = open.lastIndex(of: "„"), mark == "“" || mark == "”" {
      if let inner = open[(place + 1)...].last(where: { $0 != "‚" }) {
        return "`\(inner)` is not closed before `\(mark)`"
      }
      open.removeSubrange(place...)
      return nil
    }
    if mark == "“" {
      if closesLow, index > 0, !isSpace(index - 1) { return "`“` was never opened" }
      open.append(mark)
      return nil
    }
    guard let place = open.lastIndex(of: "“") else {
      // In Finnish and Swedish it opens too; after a digit it may stand for inches.
      return index > 0 && !isSpace(index - 1) && !("0"..."9" ~= scalars[index - 1]) && lastQuote != "”"
        ? "`”` was never opened" : nil
    }
    open.removeSubrange(place...)
    return nil
  }

  // MARK: Code

  private func run(of mark: Unicode.Scalar, at index: Int) -> Int {
    var end = index
    while end < scalars.count, scalars[end] == mark { end += 1 }
    return end - index
  }

  /// Where code that begins at an index ends, or nil where it does not.
  private func endOfCode(_ start: Int) -> Int? {
    let mark = scalars[start]
    let length = run(of: mark, at: start)
    // An accent that was taken for an apostrophe: "geht`s".
    if length == 1, start > 0, scalars[start - 1].properties.isAlphabetic { return start + 1 }
    let isFence = length >= 3 && isAtLineStart(start)
    var index = start + length
    while index < scalars.count {
      guard scalars[index] == mark else {
        index += 1
        continue
      }
      let closing = run(of: mark, at: index)
      if isFence ? closing >= length && isAtLineStart(index) : closing == length { return index + closing }
      index += closing
    }
    return nil
  }

  private func isAtLineStart(_ index: Int) -> Bool {
    var before = index - 1
    while before >= 0, scalars[before] == " " { before -= 1 }
    return before < 0 || scalars[before] == "\n" || scalars[before] == "\r"
  }

  /// A line of nothing but stars.
  private func isRule(_ index: Int, _ length: Int) -> Bool {
    let end = index + length
    return length >= 3 && isAtLineStart(index) && (end == scalars.count || scalars[end] == "\n" || scalars[end] == "\r")
  }

  /// `2**3` and `src/**/x`.
  private func isBesideDigitOrSlash(_ index: Int, _ length: Int) -> Bool {
    guard index > 0, index + length < scalars.count else { return false }
    let (left, right) = (scalars[index - 1], scalars[index + length])
    return left == "/" || right == "/" || ("0"..."9" ~= left && "0"..."9" ~= right)
  }

  // MARK: Brackets that are none

  /// `1)` and `a)`, with nothing but a space or a bracket before.
  private func isListMark(_ index: Int) -> Bool {
    guard scalars[index] == ")" || scalars[index] == "）" else { return false }
    // `1.)` and `1°)` too.
    let end = index > 0 && ".°º".unicodeScalars.contains(scalars[index - 1]) ? index - 1 : index
    var start = end
    func isDigit(_ index: Int) -> Bool { scalars[index].properties.numericType == .decimal }
    while start > 0, end - start < 4, scalars[start - 1].properties.isAlphabetic || isDigit(start - 1) { start -= 1 }
    let isNumber = (start..<end).allSatisfy(isDigit)
    return start < end && (isNumber || end - start == 1)
      && (start == 0 || isSpace(start - 1) || scalars[start - 1] == "/")
  }

  private func isSmiley(_ index: Int) -> Bool {
    guard index > 0 else { return false }
    return ":;=-".unicodeScalars.contains(scalars[index - 1])
  }

  private func isSpace(_ index: Int) -> Bool {
    scalars[index].properties.isWhitespace || "([{—–-/（".unicodeScalars.contains(scalars[index])
  }
}
