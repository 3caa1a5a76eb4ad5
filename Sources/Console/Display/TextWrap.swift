/// Breaks text into lines at spaces.
public enum TextWrap {
  /// The lines of the text, none wider than `width` columns unless a word is.
  ///
  /// Newlines are kept, and so are lines that begin with a space: they are set by hand.
  public static func lines(_ text: String, width: Int) -> [String] {
    text.split(separator: "\n", omittingEmptySubsequences: false).flatMap { line -> [String] in
      if line.hasPrefix(" ") || line.isEmpty { return [String(line)] }
      var lines: [String] = []
      var current = ""
      var used = 0
      for word in line.split(separator: " ") {
        let columns = DisplayWidth.of(String(word))
        if !current.isEmpty && used + 1 + columns > width {
          lines.append(current)
          current = ""
          used = 0
        }
        current += (current.isEmpty ? "" : " ") + word
        used += columns + (used == 0 ? 0 : 1)
      }
      lines.append(current)
      return lines
    }
  }

  /// The wrapped text, each line after `indent` spaces; empty lines stay empty.
  public static func block(_ text: String, width: Int, indent: Int) -> [String] {
    let spaces = String(repeating: " ", count: indent)
    return lines(text, width: max(10, width - indent)).map { $0.isEmpty ? "" : spaces + $0 }
  }
}
