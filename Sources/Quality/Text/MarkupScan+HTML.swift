// Tags of HTML, as far as they are opened and closed.

extension MarkupScan {
  /// What stands where a tag may begin.
  enum Tag {
    case end(Int)
    case fault(String)
  }

  /// Tags that have to be closed. Those of paragraphs, list items and cells may stay open.
  private static let paired: Set = [
    "a", "b", "i", "u", "s", "em", "strong", "small", "big", "mark", "sub", "sup", "code", "pre", "span", "div", "ul",
    "ol", "dl", "table", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "section", "article", "ruby", "q", "cite",
    "del",
    "ins", "figure", "button",
  ]

  /// A tag that begins at an index; nil where none does.
  mutating func readTag(_ start: Int) -> Tag? {
    var index = start + 1
    let closes = index < scalars.count && scalars[index] == "/"
    if closes { index += 1 }
    var name = ""
    while index < scalars.count, name.utf8.count < 12, scalars[index].isASCII,
      scalars[index].properties.isAlphabetic || "0"..."9" ~= scalars[index]
    {
      name.unicodeScalars.append(scalars[index])
      index += 1
    }
    name = name.lowercased()
    guard Self.paired.contains(name) else { return nil }
    // `a<b` and `if b < c` are comparisons: a tag's name ends in `>`, or in a space with an attribute after it.
    guard index < scalars.count else { return closes ? .fault("`</\(name)` has no `>`") : nil }
    guard scalars[index] == ">" || closes || (scalars[index] == " " && hasAttribute(index)) else { return nil }
    while index < scalars.count, scalars[index] != ">", scalars[index] != "<" { index += 1 }
    guard index < scalars.count, scalars[index] == ">" else {
      return .fault("`<\(closes ? "/" : "")\(name)` has no `>`")
    }
    if scalars[index - 1] == "/" { return .end(index + 1) }
    if !closes {
      tags.append(name)
    } else if tags.last == name {
      tags.removeLast()
    } else {
      return .fault(
        tags.contains(name)
          ? "`<\(tags.last ?? name)>` is not closed before `</\(name)>`" : "`</\(name)>` was never opened")
    }
    return .end(index + 1)
  }

  /// Whether letters and `=` follow.
  private func hasAttribute(_ index: Int) -> Bool {
    let rest = scalars[(index + 1)...].prefix(20).drop { $0.isASCII && ($0.properties.isAlphabetic || $0 == "-") }
    return rest.first == "="
  }
}
