/// Where a value stands in a JSON value, for messages: `gaps[2].correct`.
public struct JSONPath: Hashable, Sendable {
  /// One step inwards.
  public enum Step: Hashable, Sendable {
    /// To the member of an object.
    case name(String)
    /// To the element of an array, from 0.
    case index(Int)
  }

  /// From the outermost inwards; empty for the whole value.
  public var steps: [Step]

  public init(_ steps: [Step] = []) { self.steps = steps }

  /// The path of a member.
  public func appending(_ name: String) -> JSONPath { JSONPath(steps + [.name(name)]) }

  /// The path of an element, counted from 0.
  public func appending(_ index: Int) -> JSONPath { JSONPath(steps + [.index(index)]) }
}

extension JSONPath: CustomStringConvertible {
  /// Names joined by dots, elements in brackets counted from 0; names that are no plain words as `["a b"]`. The whole
  /// value is `(root)`.
  public var description: String {
    guard !steps.isEmpty else { return "(root)" }
    var text = ""
    for step in steps {
      switch step {
      case .index(let index): text += "[\(index)]"
      case .name(let name) where Self.isWord(name): text += text.isEmpty ? name : "." + name
      case .name(let name): text += "[\(JSON.string(name).text)]"
      }
    }
    return text
  }

  private static func isWord(_ name: String) -> Bool {
    !name.isEmpty
      && name.unicodeScalars.allSatisfy {
        $0.properties.isAlphabetic || ("0"..."9").contains($0) || $0 == "_" || $0 == "-" || $0 == "$"
      }
  }
}

extension JSONPath {
  /// As findings and refusals spell places in a body: names as they are, elements counted from one:
  /// `questions #2 choices`. Empty for the whole.
  public var spelledForPeople: String {
    steps.map { step in
      switch step {
      case .name(let name): String(name.prefix(40))
      case .index(let index): "#\(index + 1)"
      }
    }.joined(separator: " ")
  }
}

extension JSON {
  /// The value at a path, or nil.
  public subscript(_ path: JSONPath) -> JSON? {
    var value = self
    for step in path.steps {
      switch (step, value) {
      case (.name(let name), .object(let object)):
        guard let next = object[name] else { return nil }
        value = next
      case (.index(let index), .array(let elements)):
        guard elements.indices.contains(index) else { return nil }
        value = elements[index]
      default: return nil
      }
    }
    return value
  }
}
