import Console
import ContentModel
import Formats
import Testing

@testable import libtool

/// `libtool runs state` and `libtool runs adopt`.
@Suite struct RunsStateTests {
  private static let uuid = "5f866f44-faea-4f04-a319-9fe9d1f6a960"

  /// One exercise of the section passiv, as a model would write it.
  private static func text(_ number: Int) -> String {
    let (text, gaps) = texts[(number - 1) % texts.count]
    let body: JSON = [
      "text": .string(text.replacing("%", with: "\(number)")),
      "gaps": .array(
        gaps.enumerated().map { index, gap in
          [
            "no": .integer(index + 1), "correct": .string(gap.0),
            "distractors": ["hat", "haben", "sein"],
            "explanation": .string("Das Passiv steht hier wegen „\(gap.1)“, denn wer handelt, wird nicht gesagt."),
          ]
        }),
    ]
    return body.text
  }

  /// Unlike each other in text, gaps and frame.
  private static let texts: [(text: String, gaps: [(String, String)])] = [
    (
      "Haus Nummer % [1] im letzten Jahr von Grund auf renoviert. Die Fenster [2] ausgetauscht, und das Dach ist neu [3] worden. Im Frühjahr soll auch der Garten [4] werden, sagt die Familie.",
      [
        ("wurde", "im letzten Jahr"), ("wurden", "die Fenster"), ("gedeckt", "ist … worden"),
        ("angelegt", "soll … werden"),
      ]
    ),
    (
      "Zug % steht noch im Bahnhof. Die Türen [1] gerade geschlossen, doch ein Koffer ist vergessen [2] worden. Vom Schaffner [3] nun jeder Reisende gefragt, wem er gehört. Er muss bald [4] werden.",
      [
        ("werden", "die Türen"), ("vergessen", "ist … worden"), ("wird", "jeder Reisende"),
        ("abgeholt", "muss … werden"),
      ]
    ),
    (
      "In Küche % riecht es nach Zimt. Der Teig [1] schon gestern geknetet, heute kommt er in den Ofen. Danach [2] die Kekse mit Zucker bestreut. Bis zum Abend sind alle Dosen [3], und nichts darf vorher [4] werden.",
      [
        ("wurde", "gestern"), ("werden", "die Kekse"), ("gefüllt", "sind alle Dosen"), ("gegessen", "darf … werden"),
      ]
    ),
    (
      "Akte % liegt beim Gericht. Der Zeuge [1] morgen noch einmal verhört. Bisher ist kein Urteil [2] worden, obwohl alle Beweise geprüft [3]. Wann das Verfahren [4] wird, weiß auch die Anwältin nicht.",
      [
        ("wird", "morgen"), ("gesprochen", "ist … worden"), ("wurden", "alle Beweise"), ("beendet", "das Verfahren"),
      ]
    ),
  ]

  private static func exercise(
    _ id: String, _ status: String, text: String? = nil, assessment: String? = nil, section: String = "passiv",
    topic: String = "alltag_02_wohnung", item: String? = nil, iteration: Int = 1
  ) -> JSON {
    [
      "id": .string(id), "iteration": .integer(iteration), "status": .string(status),
      "grammar_section": ["id": .string(section), "level": "B2"], "content_topic": ["id": .string(topic)],
      "current_exercise": text.map(JSON.string) ?? .null, "assessment": assessment.map(JSON.string) ?? .null,
      "exercise_id": item.map(JSON.string) ?? .null,
    ]
  }

  private static func document(_ exercises: [JSON], config: JSON = ["source": "another tool"]) -> String {
    let json: JSON = ["run_id": "nightly-7", "config": config, "exercises": .array(exercises)]
    return json.text
  }

  /// A run that was paused halfway, its document, and the same run in a fresh library.
  @Test func aRoundTrip() async throws {
    let first = try TestLibrary(.tiny)
    let filled = await first.run(
      "fill", "--budget", "0.004", "--json", "--set", "fill.concurrency=1", "--set",
      "providers.simulated.rule_failure=0.5",
      "--batch-size", "1")
    #expect(filled.code == .budget, "\(filled.errors)")
    let state = await first.run("runs", "state", "last")
    #expect(state.code == .done && state.errors.isEmpty)
    let document = try state.json
    #expect(document["run_id"] == (try filled.json["run"]))
    #expect(document["stats"]?["total"] == 7)
    guard case .object(let root) = document, case .object(let stats) = document["stats"] ?? .null,
      case .object(let exercise) = document["exercises"]?.array?.first ?? .null
    else {
      Issue.record("no objects")
      return
    }
    #expect(root.names == ["run_id", "config", "exercises", "stats"])
    #expect(
      stats.names == [
        "total", "pending_generation", "pending_assessment", "pending_regeneration", "dropped", "completed",
      ])
    #expect(
      exercise.names == [
        "id", "iteration", "status", "grammar_section", "content_topic", "current_exercise", "assessment",
        "exercise_id",
      ])
    #expect(exercise["id"] == "ex-0001")

    let second = try TestLibrary(.tiny, seed: 2)
    try second.write(state.output, to: "run.json")
    let adopted = await second.run("runs", "adopt", second.root + "/run.json", "--json")
    #expect(adopted.code == .done, "\(adopted.errors)")
    #expect(try adopted.json["status"] == "paused" && adopted.json["reason"] == "adopted by tester")
    let again = try await second.run("runs", "state", "last").json
    #expect(again == document)
    // And it goes on to its end.
    let resumed = await second.run("runs", "resume", "last", "--json")
    #expect(resumed.code == .done, "\(resumed.errors)")
    #expect(try resumed.json["accepted"] == 7)
    #expect(try await second.run("coverage", "--json").json["totals"]?["gap"] == 0)
  }

  @Test func anotherToolsRun() async throws {
    let library = try TestLibrary(.tiny)
    let fail = "{\"status\": \"fail\", \"explanation\": \"Lücke 2 ist mehrdeutig.\"}"
    try library.write(
      Self.document([
        Self.exercise("a", "completed", text: Self.text(1), assessment: "{\"status\":\"pass\"}", item: Self.uuid),
        Self.exercise("b", "pending_assessment", text: Self.text(2)),
        Self.exercise("c", "pending_regeneration", text: Self.text(3), assessment: fail),
        Self.exercise("d", "dropped", text: Self.text(4), assessment: fail, iteration: 6),
        Self.exercise("e", "pending_generation", iteration: 0),
      ]), to: "run.json")
    let adopted = await library.run("runs", "adopt", library.root + "/run.json", "--json")
    #expect(adopted.code == .done, "\(adopted.errors)")
    let states = try adopted.json["states"]
    #expect(
      states?["completed"] == 1 && states?["dropped"] == 1 && states?["pending_assessment"] == 1, "\(adopted.output)")
    #expect(states?["pending_regeneration"] == 1 && states?["pending_generation"] == 1)
    #expect(try adopted.json["drop_reasons"]?["assessment"] == 1)
    // The completed one is an item under its own uuid.
    let item = await library.run("items", "show", Self.uuid)
    #expect(item.code == .done && item.output.contains("Haus Nummer 1"))
    let state = try await library.run("runs", "state", "last").json
    #expect(state["run_id"] == "nightly-7" && state["config"] == ["source": "another tool"])
    #expect(state["exercises"]?.array?.map { $0["id"]?.string } == ["a", "b", "c", "d", "e"])
    // What it says of the draft that was sent back is shown to the model.
    let resumed = await library.run("runs", "resume", "last", "--json")
    #expect(resumed.code == .done || resumed.code == .partial, "\(resumed.errors)")
    let calls = await library.run("runs", "calls", "last", "--json")
    #expect(calls.code == .done)

    let twice = await library.run("runs", "adopt", library.root + "/run.json")
    #expect(twice.code == .failed)
    let run = try adopted.json["run"]?.string ?? ""
    #expect(
      twice.errors == """
        error: the run 'nightly-7' was adopted already, as \(run)
        `libtool runs resume \(run.suffix(8))` goes on with it

        """)
  }

  /// A text that the rules refuse is not paid for a second time before it is written anew, and never goes live by itself.
  @Test func theRulesJudgeWhatComes() async throws {
    let library = try TestLibrary(.tiny)
    let broken = "{\"text\": \"Nur [1] und [3].\", \"gaps\": []}"
    try library.write(
      Self.document([
        Self.exercise("a", "completed", text: broken), Self.exercise("b", "pending_assessment", text: broken),
        Self.exercise("c", "pending_assessment", text: broken, iteration: 9),
      ]), to: "run.json")
    let adopted = try await library.run("runs", "adopt", library.root + "/run.json", "--json").json
    #expect(adopted["in_review"] == 1 && adopted["accepted"] == 1)
    #expect(adopted["states"]?["pending_regeneration"] == 1 && adopted["states"]?["dropped"] == 1)
    #expect(try await library.run("coverage", "--section", "passiv", "--json").json["totals"]?["active"] == 0)
  }

  /// Texts are compared with the library and with each other, as a fill does with what comes back.
  @Test func twinsAreTold() async throws {
    let library = try TestLibrary(
      .tinyWith([
        "library/rules/gap_fill_exercise.yaml": """
        rules:
          near_duplicate:
            text: text
            answers: gaps[].correct
            options: gaps[].distractors
        """
      ]))
    try library.write(
      Self.document([
        // House 1 and house 5: the same text but for the number.
        Self.exercise("a", "completed", text: Self.text(1), item: Self.uuid),
        Self.exercise("b", "completed", text: Self.text(5)),
        Self.exercise("c", "pending_assessment", text: Self.text(9)),
        Self.exercise("d", "pending_assessment", text: Self.text(2)),
        Self.exercise("e", "pending_assessment", text: Self.text(6), iteration: 9),
        // The very same as `a`.
        Self.exercise("f", "completed", text: Self.text(1)),
      ]), to: "run.json")
    let adopted = await library.run("runs", "adopt", library.root + "/run.json", "--json")
    #expect(adopted.code == .done, "\(adopted.errors)")
    let json = try adopted.json
    // Only the first house goes live; its twins wait for a person, and the one that may be asked for again is.
    #expect(json["accepted"] == 3 && json["in_review"] == 2, "\(adopted.output)")
    #expect(json["states"]?["pending_regeneration"] == 1 && json["states"]?["pending_assessment"] == 2)
    #expect(try await library.run("coverage", "--section", "passiv", "--json").json["totals"]?["active"] == 1)
    #expect(json["findings_by_rule"]?["near_duplicate"] == 4 && json["findings_by_rule"]?["repeated_item"] == 1)
    let shown = await library.run("review", "show", "last:2")
    #expect(shown.output.contains("nearly the same as item \(Self.uuid.suffix(8))"), "\(shown.output) \(shown.errors)")
    let calls = await library.run("runs", "resume", "last", "--json")
    #expect(calls.code == .done || calls.code == .partial, "\(calls.errors)")

    // Another run against what the library holds by now.
    let again: JSON = [
      "run_id": "nightly-8", "config": ["source": "another tool"],
      "exercises": [Self.exercise("a", "completed", text: Self.text(13))],
    ]
    try library.write(again.text, to: "again.json")
    let second = try await library.run("runs", "adopt", library.root + "/again.json", "--json").json
    #expect(second["accepted"] == 1 && second["in_review"] == 1)
  }

  @Test func anIdentifierThatIsNoUUIDIsReplacedAndSaid() async throws {
    let document = Self.document([
      Self.exercise("a", "completed", text: Self.text(1), item: "exercise 17"),
      Self.exercise("b", "completed", text: Self.text(2), item: Self.uuid),
      Self.exercise("c", "completed", text: Self.text(3)),
    ])
    let library = try TestLibrary(.tiny)
    try library.write(document, to: "run.json")
    let adopted = try await library.run("runs", "adopt", library.root + "/run.json", "--json").json
    let renamed = adopted["renamed"]?.array ?? []
    #expect(renamed.count == 1 && renamed.first?["exercise"] == "a" && renamed.first?["exercise_id"] == "exercise 17")
    let uuid = renamed.first?["uuid"]?.string ?? ""
    let shown = await library.run("items", "show", uuid)
    #expect(ItemUUID(uuid) != nil && shown.code == .done && shown.output.contains("Haus Nummer 1"))
    let state = try await library.run("runs", "state", "last").json
    #expect(state["exercises"]?.array?.first?["exercise_id"]?.string == uuid)

    let other = try TestLibrary(.tiny)
    try other.write(document, to: "run.json")
    let text = await other.run("runs", "adopt", other.root + "/run.json").output
    #expect(
      text.contains("Exercise a: its exercise_id `exercise 17` is no UUID; the item is 0"), "\(text)")
  }

  @Test func everyWrongPlaceIsNamed() async throws {
    let library = try TestLibrary(.tiny)
    try library.write(
      Self.document([
        Self.exercise("a", "pending_generation", section: "pasiv"),
        Self.exercise("b", "pending_generation", topic: "alltag_02_wonung"),
        Self.exercise("c", "pending_generation", section: "pasiv", topic: "alltag_02_wonung"),
      ]), to: "run.json")
    let refused = await library.run("runs", "adopt", library.root + "/run.json")
    #expect(refused.code == .failed)
    let file = library.root + "/run.json"
    #expect(
      refused.errors == """
        error: \(file): exercises[0].grammar_section.id: `pasiv` is no section; did you mean `passiv`?
        \(file): exercises[1].content_topic.id: `alltag_02_wonung` is no topic; did you mean `alltag_02_wohnung`?
        \(file): exercises[2].grammar_section.id: `pasiv` is no section; did you mean `passiv`?
        \(file): exercises[2].content_topic.id: `alltag_02_wonung` is no topic; did you mean `alltag_02_wohnung`?
        nothing was adopted

        """)
    #expect(await library.run("runs").output == "No runs yet: `libtool fill` begins one.\n")
  }

  @Test func aDocumentMayComeThroughAPipe() throws {
    let shell = Shell(library: try TestLibrary(.tiny))
    try shell.library.write(Self.document([Self.exercise("a", "pending_generation")]), to: "run.json")
    let adopted = try shell.run(
      "libtool runs adopt - --json < run.json | grep '\"drafted\"'; echo '{' | libtool runs adopt - 2>&1")
    #expect(
      adopted.output == """
          "drafted": 1,
        error: standard input: not JSON at line 2, column 1: the text ends inside an object
        nothing was adopted

        """)
  }

  @Test(arguments: [
    ("[", "not JSON at line 1, column 2: "),
    ("{}", ": run_id: it is missing, or no text"),
    ("{\"run_id\": \"r\", \"exercises\": []}", ": exercises: there are none"),
    ("{\"run_id\": \"r\", \"exercises\": [7]}", ": exercises[0]: it is no object"),
    (String(repeating: "[", count: 100_000), "nested deeper than 64 levels"),
    (
      "{\"run_id\": \"r\", \"exercises\": [{\"id\": \"a\", \"status\": \"complete\", \"grammar_section\": {\"id\": \"passiv\"}}]}",
      ": exercises[0].status: `complete` is none of pending_generation, pending_assessment, pending_regeneration, completed, dropped; did you mean `completed`?"
    ),
    (
      "{\"run_id\": \"r\", \"exercises\": [{\"id\": \"a\", \"status\": \"completed\", \"grammar_section\": {\"id\": \"passiv\"}}]}",
      ": exercises[0].current_exercise: it is missing, and the exercise is completed"
    ),
    (
      "{\"run_id\": \"r\", \"exercises\": [{\"id\": \"a\", \"iteration\": -1, \"status\": \"dropped\", \"grammar_section\": {\"id\": \"passiv\"}, \"current_exercise\": \"[1\", \"assessment\": \"{}\"}]}",
      ": exercises[0].iteration: -1 is not from 0 to 10000"
    ),
  ])
  func hostileFiles(text: String, message: String) async throws {
    let library = try TestLibrary(.tiny)
    try library.write(text, to: "run.json")
    let refused = await library.run("runs", "adopt", library.root + "/run.json")
    #expect(refused.code == .failed)
    #expect(refused.errors.contains(message), "\(refused.errors)")
    #expect(refused.errors.hasSuffix("\nnothing was adopted\n"))
  }

  /// The ids of two exercises, and an item that is there already: nothing is taken over.
  @Test func nothingIsHalfDone() async throws {
    let library = try TestLibrary(.tiny)
    let text = Self.text(1)
    try library.write(
      Self.document([Self.exercise("a", "pending_generation"), Self.exercise("a", "pending_generation")]),
      to: "run.json")
    let repeated = await library.run("runs", "adopt", library.root + "/run.json")
    #expect(repeated.errors.contains("exercises[1].id: `a` is the id of exercises[0] too"))
    let known = try await library.run("items", "list", "--json").json.array?.first?["uuid"]?.string ?? ""
    try library.write(
      Self.document([
        Self.exercise("a", "completed", text: Self.text(2)), Self.exercise("b", "completed", text: text, item: known),
      ]), to: "run.json")
    let refused = await library.run("runs", "adopt", library.root + "/run.json")
    #expect(refused.errors.contains("exercises[1].exercise_id: the library has an item \(known) already"))
    #expect(await library.run("runs").output == "No runs yet: `libtool fill` begins one.\n")
    #expect(try await library.run("coverage", "--section", "passiv", "--json").json["totals"]?["active"] == 0)
  }

  /// A rehearsal's run does not get into a library for learners.
  @Test(arguments: [("provider", "simulated"), ("library_mode", "rehearsal")])
  func simulatedTextStaysInRehearsals(field: String, value: String) async throws {
    let config = JSON.object(JSON.Object([(field, .string(value))]))
    let settings = (TinyLibrary.files["library/libtool.yaml"] ?? "")
      .split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0 == "mode: rehearsal" ? "mode: production" : $0 }.joined(separator: "\n")
    let library = try TestLibrary(.tinyWith(["library/libtool.yaml": settings]))
    try library.write(Self.document([Self.exercise("a", "pending_generation")], config: config), to: "run.json")
    let refused = await library.run(
      "runs", "adopt", library.root + "/run.json", "--provider", "openai", "--model", "m")
    #expect(
      refused.errors == """
        error: \(library.root)/run.json: config.\(field): this run comes from a rehearsal; this library is in production: it takes no simulated text
        nothing was adopted

        """)
  }
}
