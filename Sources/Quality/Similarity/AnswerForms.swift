import Formats

/// What the answers of an item drill.
///
/// Options that share a stem differ by what stands around it, and this is what is drilled: `große` against `großen`,
/// `großer`, `großes` drills the same as `kleine` against `kleinen`, `kleiner`, `kleines`; `rains` against `will rain`,
/// `rained` the same as `snows` against `will snow`, `snowed`. So the longest beginning of a word that all options share
/// gives way to a mark. Options that share none are taken whole.
enum AnswerForms {
  /// An answer with all its options, itself among them or not.
  struct Answer {
    var right: String
    var options: [String]
  }

  /// How many options of an answer are read, and how long those are that a stem is looked for in, in bytes. Bodies come
  /// from models and from imports and may be anything; finding a stem takes time quadratic in the length.
  private static let mostOptions = 20
  private static let longestWithStem = 120

  /// The answers of a body, in order.
  static func read(_ body: JSON, answers: [FieldPath], options: [FieldPath]) -> [Answer] {
    var lists: [[Int]: [String]] = [:]
    for field in options {
      field.visit(body) { value, place in
        let texts = (value?.array ?? [value ?? .null]).compactMap(\.string)
        lists[place.indices, default: []] += texts.prefix(mostOptions)
      }
    }
    var result: [Answer] = []
    for field in answers {
      field.visit(body) { value, place in
        let own = lists[place.indices] ?? []
        if let text = value?.string {
          result.append(Answer(right: text, options: own))
        } else if let index = value?.integer, own.indices.contains(index) {
          result.append(Answer(right: own[index], options: own))
        }
      }
    }
    return result
  }

  /// Each answer's form, and each pair of it with another option's form. What comes a second time is a feature of its
  /// own, so that the index of sets is that of multisets.
  static func features(_ answers: [Answer]) -> [UInt64] {
    var times: [UInt64: UInt64] = [:]
    func feature(_ hash: UInt64) -> UInt64 {
      let time = times[hash, default: 0]
      times[hash] = time + 1
      return StableHash.mix(hash &+ time)
    }
    return answers.flatMap { answer in
      let right = key(answer.right)
      let others = answer.options.map(key).filter { $0 != right }
      let forms = withoutStem([right] + others)
      var form = StableHash()
      form.combine(forms[0])
      return [feature(form.value)]
        + forms.dropFirst().map { other in
          var pair = form
          pair.combine(0xFF)
          pair.combine(other)
          return feature(pair.value)
        }
    }
  }

  private static func key(_ text: String) -> [UInt8] { Folding.searchable(text) }

  /// Stands for the stem; no byte of UTF-8.
  private static let stem: UInt8 = 0xFE

  /// The forms with a mark in place of the stem, where all have one of at least two bytes.
  private static func withoutStem(_ forms: [[UInt8]]) -> [[UInt8]] {
    guard forms.count > 1, forms.allSatisfy({ $0.count <= longestWithStem }) else { return forms }
    let starts = forms.map(wordStarts)
    var stem: ArraySlice<UInt8> = []
    for start in starts[0] {
      // As long as in the form that shares least with this word.
      let word = forms[0][start...].prefix { $0 != 0x20 }
      let length =
        zip(forms, starts).map { form, starts in
          starts.map { shared(word, form[$0...]) }.max() ?? 0
        }.min() ?? 0
      if length > max(1, stem.count) { stem = word.prefix(length) }
    }
    if stem.isEmpty { return forms }
    return zip(forms, starts).map { form, starts in
      guard let start = starts.first(where: { form[$0...].starts(with: stem) }) else { return form }
      return form[..<start] + [Self.stem] + form[(start + stem.count)...]
    }
  }

  private static func wordStarts(_ form: [UInt8]) -> [Int] {
    form.indices.filter { $0 == 0 || form[$0 - 1] == 0x20 }
  }

  private static func shared(_ left: ArraySlice<UInt8>, _ right: ArraySlice<UInt8>) -> Int {
    zip(left, right).prefix { $0 == $1 }.count
  }
}
