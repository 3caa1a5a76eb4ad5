import Formats
@_spi(_Unicode) import Swift

/// A step in code that finishes an answer: the registry that `assembly:` in `kind.yaml` picks from, in its order.
///
/// | step | does |
/// |---|---|
/// | `nfc` | brings every text into Unicode normalisation form C, so that equal texts are equal bytes |
/// | `trim_text` | takes white space off both ends of every text; no-break spaces and line ends become plain ones |
/// | `shuffle_choices` | wherever an object has `choices` and `correctIndex`: shuffles by the seed, the index follows; of three and more in a list not all right ones end at one place |
///
/// A new kind picks steps by name. A new step is a case here with its line in the table. There is no step that mends
/// the numbers of gaps: explanations name gaps by number, so a misnumbered draft goes back to its author by a rule.
public enum AssemblyStep: String, Hashable, Sendable, CaseIterable {
  case nfc
  case trimText = "trim_text"
  case shuffleChoices = "shuffle_choices"

  /// The item after the step; the same for the same item and seed. Linear in the item's length.
  func applied(to body: JSON, seed: UInt64) -> JSON {
    switch self {
    case .nfc: return body.mappingTexts(Self.composed)
    case .trimText: return body.mappingTexts(Self.trimmed)
    case .shuffleChoices:
      var generator = ShuffleGenerator(state: seed)
      return Self.shuffled(body, &generator)
    }
  }

  /// The text in normalisation form C (Unicode Standard Annex 15).
  private static func composed(_ text: String) -> String {
    // Most texts are composed already, which is cheaper to see than to do. Below U+0300 nothing composes or decomposes in
    // form C, nor do dashes, quotation marks and the ellipsis (`NFC_Quick_Check` of DerivedNormalizationProps.txt).
    if text.unicodeScalars.allSatisfy({ $0.value < 0x300 || 0x2010...0x2027 ~= $0.value }) { return text }
    // The standard library's own normaliser: Foundation's would cost every process its start-up.
    var composed = String.UnicodeScalarView()
    composed.append(contentsOf: text._nfc)
    return String(composed)
  }

  private static func trimmed(_ text: String) -> String {
    let scalars = withPlainSpace(text.unicodeScalars)
    let kept = scalars.drop { $0.properties.isWhitespace }
    guard let last = kept.lastIndex(where: { !$0.properties.isWhitespace }) else { return "" }
    return String(kept[...last])
  }

  private static func withPlainSpace(_ scalars: String.UnicodeScalarView) -> String.UnicodeScalarView {
    // Most texts have nothing to replace: see that before building another one, scalar by scalar.
    let isPlain = scalars.allSatisfy { scalar in
      switch scalar {
      case "\r", "\u{2028}", "\u{2029}", "\u{85}", "\u{A0}", "\u{202F}", "\u{FEFF}": false
      default: true
      }
    }
    if isPlain { return scalars }
    var replaced = String.UnicodeScalarView()
    var previous: Unicode.Scalar?
    for scalar in scalars {
      switch scalar {
      case "\n" where previous == "\r": break
      case "\r", "\u{2028}", "\u{2029}", "\u{85}": replaced.append("\n")
      case "\u{A0}", "\u{202F}": replaced.append(" ")
      case "\u{FEFF}": break
      default: replaced.append(scalar)
      }
      previous = scalar
    }
    return replaced
  }

  private static func shuffled(_ value: JSON, _ generator: inout ShuffleGenerator) -> JSON {
    switch value {
    case .array(let elements): return .array(spread(elements.map { shuffled($0, &generator) }))
    case .object(let object):
      var result = JSON.Object(object.members.map { ($0.name, shuffled($0.value, &generator)) })
      if let choices = object["choices"]?.array, let correct = object["correctIndex"]?.integer,
        choices.indices.contains(correct)
      {
        reorder(&result, choices, generator.order(of: choices.count), correct: correct)
      }
      return .object(result)
    default: return value
    }
  }

  /// Three and more questions whose right choices all came to stand at one place: the last one's move on by one.
  private static func spread(_ questions: [JSON]) -> [JSON] {
    guard questions.count > 2, let place = questions[0]["correctIndex"]?.integer,
      questions.allSatisfy({ $0["correctIndex"]?.integer == place }),
      case .object(var last) = questions[questions.count - 1], let choices = last["choices"]?.array,
      choices.indices.contains(place)
    else { return questions }
    let order = choices.indices.map { ($0 + choices.count - 1) % choices.count }
    reorder(&last, choices, order, correct: place)
    return questions.dropLast() + [.object(last)]
  }

  private static func reorder(_ question: inout JSON.Object, _ choices: [JSON], _ order: [Int], correct: Int) {
    question["choices"] = .array(order.map { choices[$0] })
    question["correctIndex"] = .integer(order.firstIndex(of: correct) ?? correct)
  }
}

/// SplitMix64 (Steele, Lea, Flood, 2014) and the shuffle of Fisher and Yates, both spelled out here so that a seed
/// shuffles alike on every machine and with every release of the standard library.
///
/// The generator of `World` is out of reach: this room is pure and imports no clock.
private struct ShuffleGenerator {
  var state: UInt64

  /// The numbers below a count in a random order. The bias, under count / 2^64, is far below what anybody can measure.
  mutating func order(of count: Int) -> [Int] {
    var order = Array(0..<count)
    for last in stride(from: count - 1, to: 0, by: -1) {
      order.swapAt(last, Int(next().multipliedFullWidth(by: UInt64(last + 1)).high))
    }
    return order
  }

  private mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

extension JSON {
  /// The same value with every text changed; names of members stay.
  fileprivate func mappingTexts(_ change: (String) -> String) -> JSON {
    switch self {
    case .string(let text): .string(change(text))
    case .array(let elements): .array(elements.map { $0.mappingTexts(change) })
    case .object(let object):
      .object(JSON.Object(object.members.map { ($0.name, $0.value.mappingTexts(change)) }))
    case .null, .bool, .number: self
    }
  }
}
