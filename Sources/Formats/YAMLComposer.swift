/// Makes nodes of libyaml's events and refuses what `YAML` does not want.
struct YAMLComposer {
  let file: String
  let maximumDepth: Int
  private var depth = 0

  init(file: String, maximumDepth: Int) {
    self.file = file
    self.maximumDepth = maximumDepth
  }

  mutating func compose(_ events: borrowing YAMLEvents) throws(YAMLError) -> YAMLNode {
    let start = try events.next()
    guard case .documentStart = start.kind else {
      return YAMLNode(.scalar(text: "", isQuoted: false), file: file, line: 1, column: 1)
    }
    let node = try value(try events.next(), events)
    _ = try events.next()
    let after = try events.next()
    guard case .streamEnd = after.kind else {
      throw fault(after, "a second document begins here", hint: "keep one document a file")
    }
    return node
  }

  private mutating func value(_ event: YAMLEvents.Event, _ events: borrowing YAMLEvents) throws(YAMLError) -> YAMLNode {
    if event.hasAnchor {
      throw fault(event, "anchors (&) are not supported", hint: "write the value out where it is used")
    }
    if let tag = event.tag { throw fault(event, "the tag `\(tag)` is not supported", hint: "take the tag away") }
    switch event.kind {
    case .scalar(let text, let isQuoted): return node(.scalar(text: text, isQuoted: isQuoted), event)
    case .sequenceStart: return node(.sequence(try elements(event, events)), event)
    case .mappingStart: return node(.mapping(try entries(event, events)), event)
    case .alias:
      throw fault(event, "aliases (*) are not supported", hint: "write the value out, or put the text in quotes")
    default: throw fault(event, "a value is expected")
    }
  }

  private mutating func elements(
    _ start: YAMLEvents.Event, _ events: borrowing YAMLEvents
  ) throws(YAMLError) -> [YAMLNode] {
    try enter(start)
    defer { depth -= 1 }
    var elements: [YAMLNode] = []
    while true {
      let event = try events.next()
      if case .sequenceEnd = event.kind { return elements }
      elements.append(try value(event, events))
    }
  }

  private mutating func entries(
    _ start: YAMLEvents.Event, _ events: borrowing YAMLEvents
  ) throws(YAMLError) -> [YAMLNode.Entry] {
    try enter(start)
    defer { depth -= 1 }
    var entries: [YAMLNode.Entry] = []
    var lines: [String: Int] = [:]
    while true {
      let event = try events.next()
      if case .mappingEnd = event.kind { return entries }
      let key = try value(event, events)
      guard case .scalar(let name, let isQuoted) = key.content else {
        throw key.error("a key must be a text, found \(key.phrase)")
      }
      if name == "<<", !isQuoted { throw key.error("merge keys (<<) are not supported", hint: "write the keys out") }
      if let line = lines.updateValue(key.line, forKey: name) {
        throw key.error("the key `\(name)` stands in line \(line) already", hint: "keep one of the two")
      }
      let node = try value(try events.next(), events)
      entries.append(YAMLNode.Entry(key: name, line: key.line, column: key.column, value: node))
    }
  }

  private mutating func enter(_ event: YAMLEvents.Event) throws(YAMLError) {
    depth += 1
    guard depth <= maximumDepth else { throw fault(event, "nested deeper than \(maximumDepth) levels") }
  }

  private func node(_ content: YAMLNode.Content, _ event: YAMLEvents.Event) -> YAMLNode {
    YAMLNode(content, file: file, line: event.line, column: event.column)
  }

  private func fault(_ event: YAMLEvents.Event, _ problem: String, hint: String? = nil) -> YAMLError {
    YAMLError(file: file, line: event.line, column: event.column, problem: problem, hint: hint)
  }
}
