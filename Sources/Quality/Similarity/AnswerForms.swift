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
    var features: [UInt64] = []
    for answer in answers {
      let right = key(answer.right)
      var all = [right]
      for option in answer.options {
        let other = key(option)
        if other != right { all.append(other) }
      }
      let forms = withoutStem(all)
      var form = StableHash()
      form.combine(forms[0])
      features.append(form.value)
      for other in forms.dropFirst() {
        var pair = form
        pair.combine(0xFF)
        pair.combine(other)
        features.append(pair.value)
      }
    }
    var times: [UInt64: UInt64] = [:]
    times.reserveCapacity(features.count)
    for index in features.indices {
      let time = times[features[index], default: 0]
      times[features[index]] = time + 1
      features[index] = StableHash.mix(features[index] &+ time)
    }
    return features
  }

  private static func key(_ text: String) -> [UInt8] { Folding.searchable(text) }

  /// Stands for the stem; no byte of UTF-8.
  private static let stem: UInt8 = 0xFE

  /// The forms with a mark in place of the stem, where all have one of at least two bytes.
  private static func withoutStem(_ forms: [[UInt8]]) -> [[UInt8]] {
    guard forms.count > 1, forms.allSatisfy({ $0.count <= longestWithStem }) else { return forms }
    let first = forms[0]
    var stem = 0..<0
    for start in first.indices where startsWord(first, start) {
      // As long as in the form that shares least with this word.
      let end = first[start...].firstIndex(of: 0x20) ?? first.count
      var length = end - start
      for form in forms where length > 0 {
        var longest = 0
        for place in form.indices where startsWord(form, place) {
          longest = max(longest, shared(first, start..<end, form, place))
        }
        length = min(length, longest)
      }
      if length > max(1, stem.count) { stem = start..<(start + length) }
    }
    if stem.isEmpty { return forms }
    return forms.map { form in
      let place = form.indices.first { startsWord(form, $0) && shared(first, stem, form, $0) == stem.count }
      guard let place else { return form }
      return form[..<place] + [Self.stem] + form[(place + stem.count)...]
    }
  }

  private static func startsWord(_ form: [UInt8], _ index: Int) -> Bool { index == 0 || form[index - 1] == 0x20 }

  /// How many bytes from a place on a form shares with a part of another.
  private static func shared(_ left: [UInt8], _ part: Range<Int>, _ right: [UInt8], _ start: Int) -> Int {
    var length = 0
    while length < part.count, start + length < right.count, left[part.lowerBound + length] == right[start + length] {
      length += 1
    }
    return length
  }
}
