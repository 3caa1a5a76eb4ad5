/// The runs of letters of one script in a text, in order. What stands between them (spaces, digits, signs) is left out.
struct ScriptRuns: Sequence, IteratorProtocol {
  struct Run {
    let script: Script
    let text: Substring
    /// The scalar right before it.
    let before: Unicode.Scalar?
  }

  private let text: String
  private var index: String.Index
  private var before: Unicode.Scalar?

  init(_ text: String) {
    self.text = text
    index = text.startIndex
  }

  mutating func next() -> Run? {
    let scalars = text.unicodeScalars
    while index < scalars.endIndex {
      let scalar = scalars[index]
      let start = index
      let previous = before
      scalars.formIndex(after: &index)
      before = scalar
      guard let script = Script(scalar) else { continue }
      while index < scalars.endIndex,
        Script(scalars[index]) == script || 0x300...0x36F ~= scalars[index].value
          || 0x3099...0x309A ~= scalars[index].value
      {
        before = scalars[index]
        scalars.formIndex(after: &index)
      }
      return Run(script: script, text: text[start..<index], before: previous)
    }
    return nil
  }
}
