/// Quotes a piece of an item's text in a message: at most 40 scalars, on one line, without control characters.
enum Excerpt {
  static func quote(_ text: some StringProtocol) -> String {
    var quoted = "“"
    var count = 0
    for scalar in text.unicodeScalars {
      if count == 40 {
        quoted += "…"
        break
      }
      count += 1
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate:
        quoted += " "
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "”"
  }
}
