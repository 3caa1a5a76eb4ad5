import Formats

/// Where in a body a rule looks: `title`, `questions`, `questions[].choices`, `gaps[].distractors[]`.
///
/// Names are joined by `.`; `[]` after a name means each element of that array.
struct FieldPath: Hashable, Sendable {
  enum Step: Hashable, Sendable {
    case member(String)
    case each
  }

  let steps: [Step]
  /// As it was written.
  let text: String

  /// Nil where the text is no path. A name is made of letters, digits, `_` and `-`.
  init?(_ text: String) {
    var steps: [Step] = []
    for part in text.split(separator: ".", omittingEmptySubsequences: false) {
      var name = part
      var depth = 0
      while name.hasSuffix("[]") {
        name = name.dropLast(2)
        depth += 1
      }
      guard !name.isEmpty,
        name.unicodeScalars.allSatisfy({ $0 == "_" || $0 == "-" || $0.properties.isAlphabetic || "0"..."9" ~= $0 })
      else { return nil }
      steps.append(.member(String(name)))
      steps += Array(repeating: .each, count: depth)
    }
    self.steps = steps
    self.text = text
  }

  /// Calls back for each place that the path leads to, in order, with its value and where it is.
  ///
  /// The value is nil where the object that should hold the last member does not, or is no object. What lies above the
  /// last member must be there: where it is not, nothing is called, since another rule speaks of that member.
  func visit(_ body: JSON, _ found: (JSON?, Place) -> Void) {
    var indices: [Int] = []
    walk(body, 0, &indices, found)
  }

  private func walk(_ value: JSON, _ step: Int, _ indices: inout [Int], _ found: (JSON?, Place) -> Void) {
    guard step < steps.count else { return found(value, Place(field: self, indices: indices)) }
    switch steps[step] {
    case .member(let name):
      if let next = value[name] {
        walk(next, step + 1, &indices, found)
      } else if step == steps.count - 1 {
        found(nil, Place(field: self, indices: indices))
      }
    case .each:
      guard case .array(let elements) = value else { return }
      for (index, element) in elements.enumerated() {
        indices.append(index)
        walk(element, step + 1, &indices, found)
        indices.removeLast()
      }
    }
  }

  /// One place that a path leads to; spelled `questions #2 choices`, counting from one.
  struct Place: CustomStringConvertible {
    let field: FieldPath
    let indices: [Int]

    var path: JSONPath {
      var indices = indices[...]
      return JSONPath(
        field.steps.map { step in
          switch step {
          case .member(let name): .name(name)
          case .each: .index(indices.popFirst() ?? 0)
          }
        })
    }

    var description: String { path.spelledForPeople }
  }
}
