import ContentModel

/// The explanation of a gap says more than the answer.
///
/// The words of the answer and the words of `filler` (such as "the right answer is") are taken away; what is left
/// must be at least `own_words` words. Where a language does not write its words apart (Chinese, Japanese, Thai …), answer
/// and filler are taken out wherever they stand, and two letters of what is left count as a word. An explanation that is
/// missing is the business of another rule.
struct ExplanationRepeatsAnswer: Rule {
  static let id = "explanation_repeats_answer"
  static let version = 2
  static let severity = Severity.warning
  static let title = "Explanation only repeats the answer"
  static let fix = "Name the rule that makes this form the right one."
  static let parameters = [
    RuleParameter("filler", .texts, usual: [], "Words that explain nothing, besides those of the answer."),
    RuleParameter("own_words", .count, usual: 2, "How many other words an explanation must have."),
  ]

  private let filler: Set<ArraySlice<UInt8>>
  /// The same whole, for languages that do not write words apart.
  private let fillerLetters: [[Unicode.Scalar]]
  private let ownWords: Int

  init(_ values: RuleValues) {
    filler = Set(values.texts("filler").flatMap { Folding.words(of: Folding.searchable($0)) })
    fillerLetters = values.texts("filler").map { Self.scalars(Folding.searchable($0)) }.filter { !$0.isEmpty }
    ownWords = values.count("own_words") ?? 2
  }

  func findings(in reading: Reading, as check: Check) -> [Finding] {
    let isSpaced = WordCount.isMeaningful(in: reading.subject.language)
    return reading.gapFill.entries.compactMap { entry in
      guard let answer = entry.answer, let explanation = entry.explanation, !Folding.isBlank(explanation) else {
        return nil
      }
      // A long one says more, whatever it says, and need not be read.
      guard explanation.utf8.count <= 2_000 else { return nil }
      let (text, answerText) = (Folding.searchable(explanation), Folding.searchable(answer.text))
      let saysTooLittle =
        isSpaced
        ? hasTooFewOwnWords(text, besides: Set(Folding.words(of: answerText)))
        : hasTooFewOwnLetters(Self.scalars(text), besides: Self.scalars(answerText))
      guard saysTooLittle else { return nil }
      return check.finding(
        "\(entry.label): the explanation \(Excerpt.quote(explanation)) only repeats the answer",
        fix: "Explain in \(entry.label) which rule makes \(Excerpt.quote(answer.text)) the right form.")
    }
  }

  /// Whether a searchable explanation has too few words of its own. It is read only so far as it takes to see enough of them.
  private func hasTooFewOwnWords(_ explanation: [UInt8], besides answerWords: Set<ArraySlice<UInt8>>) -> Bool {
    var own = 0
    var rest = explanation[...]
    while own < ownWords {
      rest = rest.drop { !Folding.isWordByte($0) }
      if rest.isEmpty { return true }
      let word = rest.prefix(while: Folding.isWordByte)
      rest = rest[word.endIndex...]
      if !answerWords.contains(word), !filler.contains(word) { own += 1 }
    }
    return false
  }

  /// The same for a language that does not write its words apart.
  private func hasTooFewOwnLetters(_ explanation: [Unicode.Scalar], besides answer: [Unicode.Scalar]) -> Bool {
    let known = answer.isEmpty ? fillerLetters : fillerLetters + [answer]
    var own = 0
    var rest = explanation[...]
    while own < 2 * ownWords {
      guard let first = rest.first else { return true }
      let longest = known.lazy.filter { rest.starts(with: $0) }.map(\.count).max()
      if longest == nil, first.properties.isAlphabetic || first.properties.numericType != nil { own += 1 }
      rest = rest.dropFirst(longest ?? 1)
    }
    return false
  }

  private static func scalars(_ searchable: [UInt8]) -> [Unicode.Scalar] {
    Array(String(decoding: searchable, as: UTF8.self).unicodeScalars)
  }
}
