import ContentModel
import Formats
import Testing

@testable import libtool

/// `libtool review show`: as a learner sees it.
@Suite struct ReviewShowTests {
  @Test func `An exercise with its blanks, lettered choices and the answers after them`() async throws {
    let library = try TestLibrary(.tiny)
    try await library.importing(Exercise.leaked(2), hold: true)
    #expect(
      await library.run("review", "show", "00000012", width: 80).output == """
        gap_fill_exercise 01975e1d-0000-7000-8000-000000000012
        filed     B2 / passiv / alltag_02_wohnung / de
        version   1 of 1, not active
        origin    import by tester, 2026-11-20 09:31 UTC
        review    waiting
        score     not judged by the rules yet
        accept    version 1 goes live; priority 1, 3 items short

        Sure, here is the text: Das alte Haus am Markt [1]____ im Jahr 1910 gebaut.
        Später ist es von der Stadt renoviert [2]____, und heute wird darin jeden
        Samstag gekocht, gelesen und gelacht.

        [1] A hatte   B war   C worden   D wurde

        [2] A geworden   B werden   C worden   D wurde

        Answers
        [1] D wurde
            Das Vorgangspassiv im Präteritum besteht aus „wurde“ und dem Partizip.
        [2] C worden
            Im Perfekt des Passivs steht „worden“ ohne die Silbe „ge“.

        Findings (judged just now)
          critical leaked_instructions: text holds the instruction text “sure, here”
            Write only the content itself: no word about the task, the format or
            yourself.

        """)
  }

  @Test func `Findings stand beside it where there is room`() async throws {
    let library = try TestLibrary(.tiny)
    try await library.importing(Exercise.leaked(2), hold: true)
    let lines = await library.run("review", "show", "00000012", width: 200).output.split(
      separator: "\n", omittingEmptySubsequences: false)
    let text = try #require(lines.firstIndex { $0.hasPrefix("Sure, here is the text: ") })
    #expect(lines[text].hasSuffix(" │ Findings (judged just now)"))
    #expect(lines[text + 1].contains(" │   critical leaked_instructions: text holds the instruction text “sure, here”"))
    let rules = lines.filter { $0.contains(" │ ") }.map { $0.prefix { $0 != "│" }.count }
    #expect(Set(rules) == [101] && rules.count == 3)
    #expect(lines.allSatisfy { $0.count <= 200 })
  }

  @Test func `A lesson: its questions with what there is to choose, what the form does not name after it`() async throws
  {
    let library = try TestLibrary(.tiny)
    let body: JSON = try #require(
      try await library.run("items", "show", TinyLibrary.uuids[4], "--json").json["body"])
    var changed = body
    changed["title"] = "Why tyres hold the road"
    var line: JSON = ["uuid": .string(TinyLibrary.uuids[4]), "kind": "micro_lesson", "section": "everyday_physics"]
    line["topic"] = "physics_01_friction"
    line["language"] = "en"
    line["body"] = changed
    try library.write(line.text + "\n", to: "lesson.jsonl")
    _ = await library.run("import", "--hold", "\(library.root)/lesson.jsonl")
    let shown = await library.run("review", "show", "00000005", width: 80).output
    #expect(shown.contains("\naccept    version 2 goes live in the place of version 1\n"), "\(shown)")
    #expect(shown.contains("\n\nWhy tyres hold the road\n\nPush a book across a table"))
    #expect(
      shown.contains(
        """

        1. What does friction do between tyre and road?
           A It resists sliding
           B It adds weight
           C It cools both
           D It lifts the car

        2. Why does ice make braking longer?
           A Air gets thinner   B Friction falls   C Tyres shrink   D The car grows

        """), "\(shown)")
    #expect(shown.contains("\nAnswers\n1. A It resists sliding\n   Read the lesson again: it says what happens"))
    #expect(shown.contains("\n2. B Friction falls\n"))
    #expect(shown.contains("\n\ndifficulty: easy\n"))
  }

  /// Whatever a body holds, it is shown: bodies that do not fit their kind wait for people too.
  @Test func `Bodies that do not fit`() {
    var form = LearnerView(
      form: .init(), width: 40, style: .init(usesColour: false, usesUnicode: true))
    form.form.texts = ["text"]
    form.form.questions = "questions"
    form.form.answer = "right"
    form.form.options = "choices"
    func lines(_ body: JSON) -> [String] { form.lines(of: body) }
    #expect(lines(["text": 3, "questions": "none", "more": true]) == ["text: 3", "questions: none", "more: true"])
    #expect(lines(["questions": [7]]) == ["", "1. ", "", "Answers", "1. (no answer)"])
    #expect(
      lines(["questions": [["right": 4, "choices": ["a", ["b": 1]]]]])
        == ["", "1. A a   B {\"b\":1}", "", "Answers", "1. (there is no choice 4)"])
    #expect(lines(["questions": [["right": "\u{1B}[31mx"]]]) == ["", "1. ", "", "Answers", "1. x"])
    #expect(lines([:]) == [])
    #expect(lines("text") == [])
  }

  @Test func `A near-duplicate is named, with how it begins`() async throws {
    let rules = """
      rules:
        near_duplicate:
          text: text
          answers: gaps[].correct
          options: gaps[].distractors

      """
    let library = try TestLibrary(.tinyWith(["library/rules/gap_fill_exercise.yaml": rules]))
    try await library.importing(Exercise(1, "gelacht"))
    try await library.importing(Exercise(2, "getanzt"))
    _ = await library.run("check")
    try library.write("item,text,date\n00000012,twice,2026-11-20\n", to: "r.csv")
    _ = await library.run("import", "--reports", "\(library.root)/r.csv")
    let shown = await library.run("review", "show", "00000012", width: 120).output
    #expect(
      shown.contains("\ntwin      00000011, active: Das alte Haus am Markt [1] im Jahr 1910 gebaut. Später ist…\n"),
      "\(shown)")
    #expect(
      try await library.run("review", "show", "00000012", "--json").json["twin"] == .string(Exercise(1).uuid ?? ""))
  }

  @Test func `Who decided, and when, where nothing waits any more`() async throws {
    let library = try TestLibrary(.tiny)
    try await library.importing(Exercise(1), hold: true)
    _ = await library.run("review", "accept", "00000011", "--as", "ana")
    #expect(
      await library.run("review", "show", "00000011").errors == """
        error: item 00000011 was accepted by ana already, 2026-11-20 09:32 UTC
        `libtool items show 00000011` shows its active version

        """)
    #expect(await library.run("deactivate", "00000011").code == .done)
    #expect(
      await library.run("review", "show", "00000011").errors.hasSuffix(
        "\n`libtool items history 00000011` shows what happened to it\n"))
  }

  @Test func `An active item that nobody has reviewed stands elsewhere`() async throws {
    let library = try TestLibrary(.tiny)
    try await library.importing(Exercise(1))
    let result = await library.run("review", "show", "00000011")
    #expect(
      result.errors == """
        error: item 00000011 has no version in review
        `libtool items show 00000011` shows its active version

        """)
    #expect(result.code == .failed)
  }
}
