import Console
import Formats
import Prompts

/// An item as a learner meets it: its texts with blanks for the gaps, its questions with lettered choices, and after all of
/// them the answers with their explanations. What the kind's form does not name follows by its name.
///
/// All text goes through `SafeText`.
struct LearnerView {
  var form: ShownForm
  var width: Int
  var style: Style

  /// The lines of a body.
  func lines(of body: JSON) -> [String] {
    var lines: [String] = []
    for (index, name) in form.texts.enumerated() {
      guard let text = body[name]?.string else { continue }
      if !lines.isEmpty { lines.append("") }
      let paragraph = wrapped(form.number == nil ? text : BodyText.withBlanks(text), indent: 0)
      // Of several texts the first is the heading.
      lines += index == 0 && form.texts.count > 1 ? paragraph.map { style.apply(.bold, to: $0) } : paragraph
    }
    let questions = form.questions.flatMap { body[$0]?.array } ?? []
    let shown = questions.enumerated().map { ShownQuestion($1, position: $0 + 1, form) }
    for question in shown { lines += [""] + asked(question) }
    if !shown.isEmpty { lines += ["", style.apply(.bold, to: "Answers")] + shown.flatMap(answered) }
    let rest = rest(of: body)
    if rest.object?.count ?? 0 > 0 {
      if !lines.isEmpty { lines.append("") }
      lines += BodyText(width: width, style: style).members(of: rest, indent: 0)
    }
    return lines
  }

  /// The members that the form does not name, and those that are not what it takes them for.
  private func rest(of body: JSON) -> JSON {
    let members = (body.object?.members ?? []).filter { name, value in
      if form.texts.contains(name) { return value.string == nil }
      if form.questions == name { return value.array == nil }
      return true
    }
    return .object(JSON.Object(members.map { ($0.name, $0.value) }))
  }

  private func asked(_ question: ShownQuestion) -> [String] {
    let indent = DisplayWidth.of(question.label) + 1
    var lines = question.prompt.map { wrapped($0, indent: indent) } ?? []
    let options = question.options.enumerated().map { "\(ShownQuestion.letter($0)) \(SafeText.line($1))" }
    let oneLine = options.joined(separator: "   ")
    if DisplayWidth.of(oneLine) + indent <= width {
      lines += options.isEmpty ? [] : [String(repeating: " ", count: indent) + oneLine]
    } else {
      for option in options {
        // The lines of a long choice stand under its text, not under its letter.
        let block = TextWrap.block(option, width: width - 2, indent: indent)
        lines += block.enumerated().map { $0 == 0 ? $1 : "  " + $1 }
      }
    }
    return headed(question.label, lines, indent)
  }

  private func answered(_ question: ShownQuestion) -> [String] {
    let indent = DisplayWidth.of(question.label) + 1
    let lines = headed(question.label, wrapped(question.answer, indent: indent), indent)
    let explanation = question.explanation.map { wrapped($0, indent: indent) } ?? []
    return lines + explanation.map { style.apply(.dim, to: $0) }
  }

  private func headed(_ label: String, _ lines: [String], _ indent: Int) -> [String] {
    [style.apply(.bold, to: label) + " " + (lines.first ?? "").dropFirst(indent)] + lines.dropFirst()
  }

  private func wrapped(_ text: String, indent: Int) -> [String] {
    TextWrap.block(SafeText.forTerminal(text), width: width, indent: indent)
  }
}

/// A question of an item, read by the kind's form; whatever is not there is left out.
private struct ShownQuestion {
  /// `[2]` for a gap, `2.` for anything else.
  var label: String
  var prompt: String?
  var options: [String]
  /// The letter and the text of what is right.
  var answer: String
  var explanation: String?

  init(_ question: JSON, position: Int, _ form: ShownForm) {
    func member(_ name: String?) -> JSON? { name.flatMap { question[$0] } }
    label = member(form.number)?.integer.map { "[\($0)]" } ?? (form.number == nil ? "\(position)." : "[\(position)]")
    prompt = member(form.prompt)?.string
    explanation = member(form.explanation)?.string
    let choices = (member(form.options)?.array ?? []).map(BodyText.plain)
    switch member(form.answer) {
    case .string(let right)?:
      // In alphabetical order, which tells nothing.
      options = choices.isEmpty ? [] : (choices + [right]).sorted()
      answer = options.firstIndex(of: right).map { "\(Self.letter($0)) \(right)" } ?? right
    case let value?:
      options = choices
      let place = value.integer.flatMap { choices.indices.contains($0) ? $0 : nil }
      answer = place.map { "\(Self.letter($0)) \(choices[$0])" } ?? "(there is no choice \(value.text))"
    case nil:
      options = choices
      answer = "(no answer)"
    }
  }

  /// A, B, C, …; numbers beyond Z.
  static func letter(_ place: Int) -> String {
    guard place < 26, let scalar = UnicodeScalar(0x41 + UInt32(place)) else { return "\(place + 1)" }
    return String(scalar)
  }
}
