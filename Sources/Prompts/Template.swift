import Formats

/// The text of a prompt with placeholders: a small subset of Mustache (https://mustache.github.io/mustache.5.html).
///
/// | written | rendered |
/// |---|---|
/// | `{{section.title}}` | the value as JSON: text in quotes, lists and objects compact, `null` where there is none |
/// | `{{kind.title}}`, `{{data}}` | text of the kind or the program, as it stands |
/// | `{{#section.points}}…{{/section.points}}` | once for each element of a list; else once where the value is truthy |
/// | `{{^section.points}}…{{/section.points}}` | where the value is falsy |
/// | `{{.}}` | the element or value of the section around it |
/// | `{{! why }}` | nothing |
///
/// Falsy are `null`, `false`, `""`, `[]`, `{}` and what is not there. A name is looked for in the innermost section
/// first. A line that holds only a section tag, a closing tag or a comment vanishes with its line end. Source data is
/// rendered as JSON and never as bare text, so that it cannot pass for instructions. Nothing is escaped for HTML;
/// partials, lambdas and other delimiters are not part of the language. Every name is checked when the template is read.
public struct Template: Hashable, Sendable {
  /// Where a value is found, decided when the template is read.
  struct Reference: Hashable, Sendable {
    /// How many sections outward the name stands; 0 is the innermost.
    var depth: Int
    /// Empty for `{{.}}`.
    var path: [String]
    var isVerbatim: Bool
  }

  indirect enum Node: Hashable, Sendable {
    case text(String)
    case value(Reference)
    case section(Reference, inverted: Bool, body: [Node])
  }

  let nodes: [Node]

  /// Reads a template.
  ///
  /// - Parameters:
  ///   - file: what errors call it: `prompts/reading/generate.md`.
  ///   - names: what the template may use.
  /// - Throws: `KindError` with line and column, for a tag that is malformed or a name that is not there.
  public init(_ text: String, file: String, names: TemplateNames) throws(KindError) {
    var parser = TemplateParser(text: text, file: file, names: names)
    nodes = try parser.parse()
  }

  /// The text with all values filled in. `root` is an object with the names that the template was read with.
  public func render(_ root: JSON) -> String {
    var text = ""
    Self.render(nodes, [root], into: &text)
    return text
  }

  private static func render(_ nodes: [Node], _ scopes: [JSON?], into text: inout String) {
    for node in nodes {
      switch node {
      case .text(let literal): text += literal
      case .value(let reference):
        let value = value(of: reference, in: scopes)
        if reference.isVerbatim, let literal = value?.string {
          text += literal
        } else {
          text += (value ?? .null).text
        }
      case .section(let reference, let inverted, let body):
        let value = value(of: reference, in: scopes)
        if inverted {
          if !isTruthy(value) { render(body, scopes + [value], into: &text) }
        } else if case .array(let elements)? = value {
          for element in elements { render(body, scopes + [element], into: &text) }
        } else if isTruthy(value) {
          render(body, scopes + [value], into: &text)
        }
      }
    }
  }

  private static func value(of reference: Reference, in scopes: [JSON?]) -> JSON? {
    reference.path.reduce(scopes[scopes.count - 1 - reference.depth]) { value, name in value?[name] }
  }

  private static func isTruthy(_ value: JSON?) -> Bool {
    switch value {
    case nil, .null, .bool(false), .string(""), .array([]): false
    case .object(let members): members.count > 0
    default: true
    }
  }

  /// How often a name of the root is rendered, sections included.
  func occurrences(of name: String) -> Int { Self.occurrences(of: name, in: nodes, depth: 0) }

  private static func occurrences(of name: String, in nodes: [Node], depth: Int) -> Int {
    nodes.reduce(0) { sum, node in
      switch node {
      case .text: sum
      case .value(let reference): sum + (reference.depth == depth && reference.path == [name] ? 1 : 0)
      case .section(_, _, let body): sum + occurrences(of: name, in: body, depth: depth + 1)
      }
    }
  }

  /// Whether a name of the root is the last thing rendered, but for white space.
  func ends(with name: String) -> Bool {
    let last = nodes.last { node in
      if case .text(let literal) = node { !literal.allSatisfy(\.isWhitespace) } else { true }
    }
    return last == .value(Reference(depth: 0, path: [name], isVerbatim: true))
  }
}
