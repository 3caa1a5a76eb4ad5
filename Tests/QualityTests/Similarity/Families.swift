import Formats

@testable import Quality

/// Items that a curriculum lead would call the same: any two of a family are near-duplicates, any two of different
/// families of one kind and language are not.
struct Family: Sendable {
  let name: String
  let members: [JSON]

  init(_ name: String, _ members: JSON...) {
    self.name = name
    self.members = members
  }
}

/// Two items, and whether they are near-duplicates.
struct LabelledPair: Sendable {
  let name: String
  let left: JSON
  let right: JSON
  let isDuplicate: Bool

  /// All pairs of some families.
  static func all(of families: [Family]) -> [LabelledPair] {
    let members = families.flatMap { family in
      family.members.enumerated().map { (family: family.name, name: "\(family.name) #\($0 + 1)", body: $1) }
    }
    return members.indices.flatMap { left in
      members[(left + 1)...].map { right in
        LabelledPair(
          name: "\(members[left].name) / \(right.name)", left: members[left].body, right: right.body,
          isDuplicate: members[left].family == right.family)
      }
    }
  }
}

/// A gap-fill exercise, written with its gaps in place: `Ich {koche|kocht,kochen,kochst} Kaffee.`
func gapFill(_ text: String) -> JSON {
  var shown = ""
  var gaps: [JSON] = []
  for (index, piece) in text.split(separator: "{", omittingEmptySubsequences: false).enumerated() {
    guard index > 0, let end = piece.firstIndex(of: "}") else {
      shown += piece
      continue
    }
    let options = piece[..<end].split(separator: "|")
    let wrong = options[1].split(separator: ",").map { JSON.string(String($0)) }
    gaps.append(gap(.integer(index), .string(String(options[0])), .array(wrong)))
    shown += "[\(index)]" + piece[piece.index(after: end)...]
  }
  return exercise(text: .string(shown), gaps: .array(gaps))
}

/// A micro-lesson; a question is its prompt and its choices, of which the first is right.
func microLesson(_ title: String, _ content: String, _ questions: [(String, [String])]) -> JSON {
  lesson(
    title: .string(title), content: .string(content),
    questions: .array(
      questions.enumerated().map { index, asked in
        // The right choice stands at another place in each question.
        var choices = asked.1
        choices.swapAt(0, index % choices.count)
        return question(
          .integer(index % choices.count), choices: .array(choices.map(JSON.string)), prompt: .string(asked.0))
      }))
}
