import CYAML

/// What libyaml sees, one event at a time, as values.
struct YAMLEvents: ~Copyable {
  enum Kind {
    case documentStart, documentEnd, streamEnd
    case scalar(text: String, isQuoted: Bool)
    case sequenceStart, sequenceEnd, mappingStart, mappingEnd
    case alias
  }

  struct Event {
    let kind: Kind
    let line: Int
    let column: Int
    /// Whether an anchor (`&name`) stands before the value.
    let hasAnchor: Bool
    /// The tag before the value, such as `!!str`, or nil.
    let tag: String?
  }

  private let parser: UnsafeMutablePointer<yaml_parser_t>
  private let source: UnsafeBufferPointer<UInt8>
  private let file: String

  /// Events of bytes that the caller keeps alive.
  init(_ source: UnsafeBufferPointer<UInt8>, file: String) {
    // On the heap: libyaml keeps pointers into its own parser.
    parser = .allocate(capacity: 1)
    guard yaml_parser_initialize(parser) == 1 else { fatalError("no memory for a YAML parser") }
    yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
    yaml_parser_set_input_string(parser, source.baseAddress ?? ("" as StaticString).utf8Start, source.count)
    self.source = source
    self.file = file
  }

  deinit {
    yaml_parser_delete(parser)
    parser.deallocate()
  }

  /// The next event that matters.
  func next() throws(YAMLError) -> Event {
    while true {
      var event = yaml_event_t()
      guard yaml_parser_parse(parser, &event) == 1 else { throw fault() }
      defer { yaml_event_delete(&event) }
      let line = Int(event.start_mark.line) + 1
      let column = Int(event.start_mark.column) + 1
      func made(_ kind: Kind, anchor: UnsafePointer<UInt8>? = nil, tag: UnsafePointer<UInt8>? = nil) -> Event {
        Event(
          kind: kind, line: line, column: column, hasAnchor: anchor != nil,
          tag: tag.map { String(decodingCString: $0, as: UTF8.self) })
      }
      switch event.type {
      case YAML_DOCUMENT_START_EVENT: return made(.documentStart)
      case YAML_DOCUMENT_END_EVENT: return made(.documentEnd)
      case YAML_STREAM_END_EVENT: return made(.streamEnd)
      case YAML_ALIAS_EVENT: return made(.alias)
      case YAML_SCALAR_EVENT:
        let scalar = event.data.scalar
        let text = String(decoding: UnsafeBufferPointer(start: scalar.value, count: scalar.length), as: UTF8.self)
        return made(
          .scalar(text: text, isQuoted: scalar.style != YAML_PLAIN_SCALAR_STYLE), anchor: scalar.anchor, tag: scalar.tag
        )
      case YAML_SEQUENCE_START_EVENT:
        return made(.sequenceStart, anchor: event.data.sequence_start.anchor, tag: event.data.sequence_start.tag)
      case YAML_SEQUENCE_END_EVENT: return made(.sequenceEnd)
      case YAML_MAPPING_START_EVENT:
        return made(.mappingStart, anchor: event.data.mapping_start.anchor, tag: event.data.mapping_start.tag)
      case YAML_MAPPING_END_EVENT: return made(.mappingEnd)
      default: continue
      }
    }
  }

  /// libyaml's complaint, with the mends of the usual ones.
  private func fault() -> YAMLError {
    let state = parser.pointee
    let problem = state.problem.map { String(cString: $0) } ?? "the text cannot be read"
    if state.error == YAML_READER_ERROR {
      let position = TextPosition(of: min(Int(state.problem_offset), source.count), in: source)
      return YAMLError(file: file, line: position.line, column: position.column, problem: problem)
    }
    let line = Int(state.problem_mark.line) + 1
    let column = Int(state.problem_mark.column) + 1
    if indentation(ofLine: line).contains(UInt8(ascii: "\t")) {
      return YAMLError(
        file: file, line: line, column: column, problem: "a tab stands where spaces are expected",
        hint: "indent with spaces")
    }
    return YAMLError(file: file, line: line, column: column, problem: problem, hint: Self.hint(for: problem))
  }

  private static func hint(for problem: String) -> String? {
    switch problem {
    case "mapping values are not allowed in this context", "did not find expected key",
      "did not find expected <document start>", "could not find expected ':'":
      "look at the indentation, and put a text that holds `: ` or ` #` in quotes"
    case "found character that cannot start any token": "put a text that begins with `@`, `` ` `` or `%` in quotes"
    case "found unexpected end of stream": "close the quote that is still open"
    case "did not find expected ',' or ']'", "did not find expected ',' or '}'": "close the bracket that is still open"
    default: nil
    }
  }

  /// The white space with which a line begins.
  private func indentation(ofLine line: Int) -> ArraySlice<UInt8> {
    var number = 1
    var index = source.startIndex
    while number < line, index < source.endIndex {
      if source[index] == UInt8(ascii: "\n") { number += 1 }
      index += 1
    }
    return Array(source[index...].prefix { $0 == 0x20 || $0 == 0x09 })[...]
  }
}
