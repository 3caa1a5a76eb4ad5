/// Reads YAML over libyaml, for settings that people write.
///
/// One document a file. Refused, each with its mend: anchors and aliases (a few lines of them can ask for all memory),
/// tags, merge keys, keys that are no scalars, keys that occur twice in a mapping, tabs in the indentation, and
/// nesting deeper than 64.
public enum YAML {
  /// Reads a file's text. An empty one is a node that `isNull`.
  ///
  /// - Parameters:
  ///   - file: the name for errors.
  ///   - maximumDepth: how many lists and mappings may stand inside one another.
  public static func parse(_ text: String, file: String, maximumDepth: Int = 64) throws(YAMLError) -> YAMLNode {
    try parse(Array(text.utf8), file: file, maximumDepth: maximumDepth)
  }

  /// Reads a file's bytes, UTF-8; see `parse(_:file:maximumDepth:)` of a text.
  public static func parse(_ bytes: [UInt8], file: String, maximumDepth: Int = 64) throws(YAMLError) -> YAMLNode {
    try bytes.withUnsafeBufferPointer { (buffer) throws(YAMLError) in
      if let offset = UTF8Bytes.firstInvalid(in: buffer) {
        let position = TextPosition(of: offset, in: buffer)
        throw YAMLError(
          file: file, line: position.line, column: position.column, problem: "the text is not UTF-8",
          hint: "save the file as UTF-8")
      }
      let events = YAMLEvents(buffer, file: file)
      var composer = YAMLComposer(file: file, maximumDepth: maximumDepth)
      return try composer.compose(events)
    }
  }
}
