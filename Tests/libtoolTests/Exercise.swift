import Formats

/// A line of an import: a gap-fill exercise for `passiv` that no rule has anything to say of, unless it is changed.
struct Exercise {
  var uuid: String?
  var kind = "gap_fill_exercise"
  var section = "passiv"
  var topic: String? = "alltag_02_wohnung"
  var sku: String?
  var language = "de"
  var body: JSON

  /// - Parameter number: Makes a uuid, `01975e1d-0000-7000-8000-00000000001N`; nil leaves it to the library.
  init(_ number: Int? = nil, _ word: String = "gelacht") {
    uuid = number.map { "01975e1d-0000-7000-8000-00000000001\($0)" }
    body = [
      "text": .string(
        "Das alte Haus am Markt [1] im Jahr 1910 gebaut. Später ist es von der Stadt renoviert [2], und heute wird darin "
          + "jeden Samstag gekocht, gelesen und \(word)."),
      "gaps": [
        [
          "no": 1, "correct": "wurde", "distractors": ["war", "hatte", "worden"],
          "explanation": "Das Vorgangspassiv im Präteritum besteht aus „wurde“ und dem Partizip.",
        ],
        [
          "no": 2, "correct": "worden", "distractors": ["geworden", "wurde", "werden"],
          "explanation": "Im Perfekt des Passivs steht „worden“ ohne die Silbe „ge“.",
        ],
      ],
    ]
  }

  /// One with a distractor too few, which does not fit the schema of its kind.
  static func misfit(_ number: Int? = nil, _ word: String = "gelacht") -> Exercise {
    var exercise = Exercise(number, word)
    exercise.body["gaps"] = .array(
      (exercise.body["gaps"]?.array ?? []).enumerated().map { index, gap in
        var gap = gap
        if index == 0 { gap["distractors"] = ["war", "hatte"] }
        return gap
      })
    return exercise
  }

  /// One with a critical finding of a rule, which fits the schema.
  static func leaked(_ number: Int? = nil) -> Exercise {
    var exercise = Exercise(number)
    exercise.body["text"] = .string("Sure, here is the text: " + (exercise.body["text"]?.string ?? ""))
    return exercise
  }

  /// The line, without its end.
  var line: String {
    var json: JSON = ["kind": .string(kind), "section": .string(section), "language": .string(language), "body": body]
    for (name, value) in [("uuid", uuid), ("topic", topic), ("sku", sku)] {
      if let value { json[name] = .string(value) }
    }
    return json.text
  }

  /// The last eight characters of the uuid, as tables show them.
  var shortUUID: String { String((uuid ?? "").suffix(8)) }
}

extension TestLibrary {
  /// Writes exercises into a file and imports it, in the name of `tester`.
  @discardableResult
  func importing(_ exercises: Exercise..., hold: Bool = false) async throws -> Result {
    try write(exercises.map { $0.line + "\n" }.joined(), to: "in.jsonl")
    return await run(["import", "\(root)/in.jsonl"] + (hold ? ["--hold"] : []))
  }
}

/// A character by its code; for those that the compiler takes in no literal.
func character(_ code: UInt32) -> String { UnicodeScalar(code).map { String($0) } ?? "" }

/// What a wrong command line is told: the usage stands beside the hint where no better one is known.
func usageError(_ message: String, _ hint: String, _ usage: String) -> String {
  "error: \(message)\n\(hint)" + (hint.hasPrefix("see '") ? "; usage: libtool \(usage)" : "") + "\n"
}
