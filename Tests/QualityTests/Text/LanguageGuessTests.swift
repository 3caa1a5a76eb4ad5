import Formats
import Foundation
import Testing

@testable import Quality

@Suite struct LanguageGuessTests {
  /// A text and its language.
  struct Labelled: Hashable {
    let language: String
    let text: String
  }

  /// What is long enough: 40 characters, of which one of Chinese or Japanese counts as three.
  static func isLongEnough(_ text: String) -> Bool { WrongLanguage.length(of: text) >= 40 }

  /// The shortest beginning of a text with 40 characters that ends with a word.
  static func beginning(_ text: String) -> String {
    var beginning = ""
    for character in text {
      if isLongEnough(beginning), character == " " || character.utf8.count > 2 { break }
      beginning.append(character)
    }
    return beginning
  }

  /// The texts of the sample library's items: explanations, texts without their gaps, questions, contents.
  static func library() throws -> [Labelled] {
    var labelled: [Labelled] = []
    for kind in ["gap_fill_exercise", "micro_lesson"] {
      let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()
      let lines = try String(contentsOf: root.appending(path: "library/items/\(kind).jsonl"), encoding: .utf8)
      for line in lines.split(separator: "\n") {
        let item = try JSON.parse(String(line))
        let language = item["language"]?.string ?? ""
        for text in TextWalk(item["body"] ?? .null) where isLongEnough(text) {
          labelled.append(Labelled(language: language, text: text))
        }
      }
    }
    return labelled
  }

  static func all() throws -> [Labelled] {
    let written = ["en", "de", "fr", "es", "ja", "zh"].flatMap { language in
      LanguageTexts.lines(language).map { Labelled(language: language, text: $0) }
    }
    let whole = try written + library()
    let beginnings = whole.map { Labelled(language: $0.language, text: beginning($0.text)) }
    var seen: Set<Labelled> = []
    return (whole + beginnings).filter { isLongEnough($0.text) && seen.insert($0).inserted }
  }

  @Test func `Of short texts in six languages at least 98 of 100 are recognised`() throws {
    let texts = try Self.all()
    #expect(texts.count >= 300)
    var right: [String: Int] = [:]
    var wrong: [String] = []
    for text in texts {
      let guess = LanguageGuess(WordText(text.text))
      if guess.language == text.language {
        right[text.language, default: 0] += 1
      } else {
        wrong.append("\(text.language) as \(guess.language ?? "none"): \(text.text)")
      }
    }
    for (language, all) in Dictionary(grouping: texts, by: \.language) {
      #expect(Double(right[language, default: 0]) >= 0.98 * Double(all.count), "\(language): \(wrong)")
    }
    if let file = ProcessInfo.processInfo.environment["MEASURE_LANGUAGE_OF"] { try Self.measure(file) }
    if let file = ProcessInfo.processInfo.environment["LANGUAGE_TEXTS"] {
      let lines = texts.map { "\($0.language)\t\($0.text.replacingOccurrences(of: "\n", with: " "))\n" }
      try lines.joined().write(toFile: file, atomically: true, encoding: .utf8)
      print(
        "right", right.values.reduce(0, +), "of", texts.count, right.sorted { $0.key < $1.key },
        wrong.joined(separator: "\n"))
    }
  }

  /// Prints how many of a file's texts are recognised, which are not, and which `wrong_language` would blame: lines of a
  /// language, a tab and a text, for comparisons as in the decision record.
  private static func measure(_ file: String) throws {
    let lines = try String(contentsOfFile: file, encoding: .utf8).split(separator: "\n")
    let texts = lines.compactMap { line -> Labelled? in
      let parts = line.split(separator: "\t", maxSplits: 1).map(String.init)
      return parts.count == 2 ? Labelled(language: parts[0], text: parts[1]) : nil
    }
    let rule = try pipeline("rules: { wrong_language: }")
    var right = 0
    var blamed = 0
    for text in texts {
      let guess = LanguageGuess(WordText(text.text)).language
      if !rule.judge(Sample(text.language, text.text).subject).findings.isEmpty {
        blamed += 1
        print("blamed: \(text.language) as \(guess ?? "none"): \(text.text)")
      }
      if guess == text.language { right += 1 } else { print("\(text.language) as \(guess ?? "none"): \(text.text)") }
    }
    print("right \(right) of \(texts.count), blamed \(blamed)")
  }
}
