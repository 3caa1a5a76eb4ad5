import Console
import Formats

/// An item's body as text to read.
///
/// A gap-fill exercise is shown as a learner sees it, with the right options marked; any other body by its members. All
/// text goes through `SafeText`.
struct BodyText {
  var width: Int
  var style: Style

  /// The lines of a body.
  func lines(of body: JSON) -> [String] {
    if let text = body["text"]?.string, let gaps = body["gaps"]?.array { return exercise(text, gaps) }
    return members(of: body, indent: 0)
  }

  private func exercise(_ text: String, _ gaps: [JSON]) -> [String] {
    var lines = wrapped(Self.withBlanks(text), indent: 0)
    for (index, gap) in gaps.enumerated() {
      let label = "[\(gap["no"]?.integer ?? index + 1)]"
      let indent = DisplayWidth.of(label) + 1
      lines.append("")
      let block = optionLines(of: gap, indent: indent)
      lines.append(style.apply(.bold, to: label) + " " + (block.first ?? "").drop { $0 == " " })
      lines += block.dropFirst()
      if let explanation = gap["explanation"]?.string {
        lines += wrapped(explanation, indent: indent).map { style.apply(.dim, to: $0) }
      }
    }
    return lines
  }

  /// The options in alphabetical order, which tells nothing, with the right one marked; no line ends within an option.
  private func optionLines(of gap: JSON, indent: Int) -> [String] {
    let mark = style.usesUnicode ? "✓ " : "* "
    let correct = gap["correct"]?.string ?? ""
    let distractors = (gap["distractors"]?.array ?? []).compactMap(\.string)
    let all = ([(correct, true)] + distractors.map { ($0, false) }).sorted {
      ($0.0, $0.1 ? 0 : 1) < ($1.0, $1.1 ? 0 : 1)
    }
    let unbroken = all.map { text, isCorrect in ((isCorrect ? mark : "") + text).replacing(" ", with: "\u{A0}") }
    return wrapped(unbroken.joined(separator: " | "), indent: indent).map { $0.replacing("\u{A0}", with: " ") }
  }

  /// `[1]` as `[1]____`.
  static func withBlanks(_ text: String) -> String {
    var bytes: [UInt8] = []
    var digits = 0
    var isOpen = false
    for byte in text.utf8 {
      bytes.append(byte)
      switch byte {
      case UInt8(ascii: "["):
        isOpen = true
        digits = 0
      case UInt8(ascii: "0")...UInt8(ascii: "9") where isOpen: digits += 1
      case UInt8(ascii: "]") where isOpen && digits > 0:
        bytes += Array("____".utf8)
        isOpen = false
      default: isOpen = false
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  func members(of body: JSON, indent: Int) -> [String] {
    (body.object?.members ?? []).flatMap { member(SafeText.line($0.name), $0.value, indent: indent) }
  }

  private func member(_ name: String, _ value: JSON, indent: Int) -> [String] {
    let label = String(repeating: " ", count: indent) + style.apply(.bold, to: name + ":")
    switch value {
    case .object: return [label] + members(of: value, indent: indent + 2)
    case .array(let elements):
      return [label] + elements.enumerated().flatMap { element($0 + 1, $1, indent: indent + 2) }
    default:
      let text = Self.plain(value)
      let room = width - indent - DisplayWidth.of(name) - 2
      if DisplayWidth.of(text) <= room, !text.contains("\n") { return [label + " " + text] }
      return [label] + wrapped(text, indent: indent + 2)
    }
  }

  private func element(_ number: Int, _ value: JSON, indent: Int) -> [String] {
    let label = "\(number). "
    let lines =
      switch value {
      case .object: members(of: value, indent: indent + label.utf8.count)
      case .array(let elements):
        elements.enumerated().flatMap { element($0 + 1, $1, indent: indent + label.utf8.count) }
      default: wrapped(Self.plain(value), indent: indent + label.utf8.count)
      }
    let first = String((lines.first ?? "").drop { $0 == " " })
    return [String(repeating: " ", count: indent) + label + first] + lines.dropFirst()
  }

  private func wrapped(_ text: String, indent: Int) -> [String] {
    TextWrap.block(SafeText.forTerminal(text), width: width, indent: indent)
  }

  /// A text as it is, anything else as JSON.
  static func plain(_ value: JSON) -> String { SafeText.forTerminal(value.string ?? value.text) }
}
