/// Takes a command line apart as a shell would, as far as examples in help need it.
public enum ShellWords {
  /// The words before the first `|`, `>`, `<`, `;` or `&`: single and double quotes and the backslash are understood,
  /// expansions are not. Nil where a quote is left open.
  public static func split(_ line: String) -> [String]? {
    var words: [String] = []
    var word = ""
    var isOpen = false
    var quote: Character?
    var isEscaped = false
    for character in line {
      if isEscaped {
        word.append(character)
        isEscaped = false
      } else if character == "\\" && quote != "'" {
        isEscaped = true
        isOpen = true
      } else if let open = quote {
        if character == open { quote = nil } else { word.append(character) }
      } else if character == "'" || character == "\"" {
        quote = character
        isOpen = true
      } else if "|<>;&".contains(character) {
        break
      } else if character == " " {
        if isOpen { words.append(word) }
        word = ""
        isOpen = false
      } else {
        word.append(character)
        isOpen = true
      }
    }
    if quote != nil || isEscaped { return nil }
    return isOpen ? words + [word] : words
  }
}
