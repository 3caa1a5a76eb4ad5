import Formats

/// A gap-fill exercise as the rules read it: whatever is not of the right type is nil.
struct GapFill {
  /// The text, or nil where the body has none.
  let text: String?
  let markers: GapMarkers
  /// The elements of `gaps`, in order; empty where it is no array.
  let entries: [Entry]

  init(_ body: JSON) {
    text = body["text"]?.string
    markers = GapMarkers(in: text ?? "")
    entries = (body["gaps"]?.array ?? []).enumerated().map { Entry($1, position: $0 + 1) }
  }

  /// One element of `gaps`.
  struct Entry {
    /// Where it stands among the entries, from 1.
    let position: Int
    let no: Int?
    let answer: Option?
    /// Those that are texts.
    let distractors: [Option]
    let explanation: String?

    init(_ value: JSON, position: Int) {
      self.position = position
      no = value["no"]?.integer
      answer = value["correct"]?.string.map(Option.init)
      distractors = (value["distractors"]?.array ?? []).compactMap { $0.string.map(Option.init) }
      explanation = value["explanation"]?.string
    }

    /// How messages call it: `Gap 3`, or by its place where it has no number.
    var label: String { no.map { "Gap \($0)" } ?? "Entry #\(position) of gaps" }
  }

  /// An answer or a distractor.
  struct Option {
    let text: String
    /// The form in which it is compared with others; see ``Folding/key(_:)``.
    let key: String
    /// The same without regard to case.
    let caselessKey: String

    init(_ text: String) {
      self.text = text
      key = Folding.key(text)
      caselessKey = key.lowercased()
    }

    /// The key to compare by.
    func key(foldingCase: Bool) -> String { foldingCase ? caselessKey : key }
    /// Whether nothing can be seen of it; ``NotBlank`` speaks of that.
    var isBlank: Bool { key.isEmpty }
  }
}
