import ContentModel
import Formats

/// A place in a file of material: its value, and where it stands, so that every complaint can name it.
struct MaterialNode {
  let file: String
  let place: String
  let json: JSON

  func error(_ problem: String, mend: String) -> MaterialError {
    MaterialError(file: file, place: place, problem: problem, mend: mend)
  }

  /// Refuses members that the format does not know: most are misspelled ones.
  func expect(only names: [String]) throws(MaterialError) {
    guard let object = json.object else {
      throw error("this is no object", mend: "write {…} with the members \(names.joined(separator: ", "))")
    }
    if let stranger = object.names.first(where: { !names.contains($0) }) {
      throw error("unknown member \"\(stranger)\"", mend: "known are \(names.joined(separator: ", "))")
    }
  }

  /// A member, or nil where it is left out.
  func member(_ name: String) -> MaterialNode? {
    json[name].map { MaterialNode(file: file, place: place.isEmpty ? name : "\(place).\(name)", json: $0) }
  }

  /// A member that must be there.
  func required(_ name: String) throws(MaterialError) -> MaterialNode {
    guard let node = member(name) else { throw error("\"\(name)\" is missing", mend: "add it") }
    return node
  }

  func string() throws(MaterialError) -> String {
    guard let text = json.string, !text.isEmpty else { throw error("this is no text", mend: "write \"…\"") }
    return text
  }

  func elements() throws(MaterialError) -> [MaterialNode] {
    guard let array = json.array else { throw error("this is no list", mend: "write […]") }
    return array.enumerated().map { MaterialNode(file: file, place: "\(place)[\($0)]", json: $1) }
  }

  /// A list of texts with at least one element.
  func strings() throws(MaterialError) -> [String] {
    var texts: [String] = []
    for element in try elements() { texts.append(try element.string()) }
    if texts.isEmpty { throw error("the list is empty", mend: "add at least one text") }
    return texts
  }

  /// A list of shell-style patterns; everything where it is left out.
  func patterns(_ name: String) throws(MaterialError) -> Patterns {
    guard let node = member(name) else { return .everything }
    return Patterns(try node.strings())
  }
}

/// Shell-style patterns, of which one must match.
struct Patterns: Sendable {
  /// The patterns that are plain names, found without looking at each character.
  private let names: Set<String>
  private let patterns: [GlobPattern]
  private let isEverything: Bool

  static let everything = Patterns(nil)

  init(_ texts: [String]?) {
    let special = (texts ?? []).filter { text in text.contains { "*?[\\".contains($0) } }
    isEverything = texts == nil || special.contains("*")
    patterns = special.map { GlobPattern($0) }
    names = Set(texts ?? []).subtracting(special)
  }

  /// Whether one of them matches; a missing text matches only what matches the empty one.
  func matches(_ text: String?) -> Bool {
    isEverything || names.contains(text ?? "") || patterns.contains { $0.matches(text ?? "") }
  }
}
