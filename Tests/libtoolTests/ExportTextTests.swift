import Console
import ContentModel
import Formats
import Testing

@testable import libtool

/// Texts that formats and terminals find hard.
@Suite struct ExportTextTests {
  /// A text, and how many of its characters XML 1.0 cannot hold (Char production, section 2.2).
  private static let texts: [(String, Int)] = [
    ("plain", 0), ("a & b < c > d ]]> \"q\" 'r'", 0), ("line\nends\r\nand\ttabs ", 0), ("  blanks  around  ", 0),
    ("😀 \u{10000} \u{10FFFD} 漢字 \u{2F800}", 0), ("e\u{301} é \u{212B} ﬁ", 0),
    ("\u{202E}evil\u{2066}\u{200B}\u{FEFF}", 0), ("\u{7F}\u{80}\u{85}\u{9F}\u{2028}", 0), ("\u{FFFD}", 0),
    (character(0xFDD0) + character(0x1FFFE) + character(0x10FFFF), 0), ("\u{0}", 1),
    ("\u{1}\u{8}\u{B}\u{C}\u{E}\u{1F}", 6), ("\u{1B}[31mred\u{1B}[0m", 2),
    (character(0xFFFE) + character(0xFFFF), 2), ("<!-- --><![CDATA[x]]><?pi?>&#1;&amp;", 0),
    ("{{section}} ${x} \\u0000 \\", 0), ("=cmd|' /C calc'!A0", 0),
  ]

  @Test(arguments: texts)
  func `Every text survives JSON, and XML as far as it can`(text: String, unfit: Int) async throws {
    let library = try TestLibrary(.tiny)
    var exercise = Exercise(1)
    let whole = text + " " + (exercise.body["text"]?.string ?? "") + text
    exercise.body["text"] = .string(whole)
    exercise.body["gaps"] = .array(
      (exercise.body["gaps"]?.array ?? []).map { gap in
        var gap = gap
        gap["explanation"] = .string(text + " Das Partizip steht am Ende.")
        return gap
      })
    try await library.importing(exercise)
    for format in ["json", "jsonl", "xml"] {
      let path = "\(library.root)/out.\(format)"
      let result = await library.run("export", "--all", "--section", "passiv", "--output", path, "--json")
      #expect(result.code == .done, "\(result.errors)")
      #expect(try result.json["scrubbed"]?.integer == (format == "xml" ? 4 * unfit : 0))
      #expect(await library.run("exports", "verify", "last").code == .done)
      let noted = result.errors.contains("that xml cannot hold")
      #expect(noted == (format == "xml" && unfit > 0))
    }
    let item = try JSON.parse(library.read("out.json"))["items"]?.array?.first
    #expect(item?["body"]?.canonicalBytes() == exercise.body.canonicalBytes())
    #expect(try JSON.parse(library.read("out.jsonl"))["body"]?.canonicalBytes() == exercise.body.canonicalBytes())
    #expect(await library.run("import", "\(library.root)/out.jsonl").output == "1 item: 1 unchanged\n")
    // The XML as a reader sees it: the same text, with U+FFFD where it cannot be.
    #expect(Array(try firstText(inXML: "\(library.root)/out.xml").utf8) == Array(Self.scrubbed(whole).utf8))
  }

  private static func scrubbed(_ text: String) -> String {
    var scalars = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      let isFit =
        scalar.value >= 0x20 ? scalar.value != 0xFFFE && scalar.value != 0xFFFF : [9, 10, 13].contains(scalar.value)
      scalars.append(isFit ? scalar : "\u{FFFD}")
    }
    return String(scalars)
  }

  /// The content of the first `text` element of an export.
  private func firstText(inXML path: String) throws -> String {
    var document = try XMLDocumentReader(path: path)
    var text = ""
    var isInside = false
    while let event = try document.next() {
      switch event {
      case .start(let name, _): isInside = name == "text"
      case .text(let piece): if isInside { text += piece }
      case .end: if isInside { return text }
      }
    }
    return text
  }

  @Test func `What a terminal must not run is left out there, and nowhere else`() async throws {
    let library = try TestLibrary(.tiny)
    var exercise = Exercise(1)
    exercise.body["text"] = .string("\u{1B}]0;owned\u{7}\u{9B}31m" + (exercise.body["text"]?.string ?? "") + "\u{202E}")
    try await library.importing(exercise)
    let name = exercise.shortUUID
    for words in [
      ["items", "show", name], ["items", "list"], ["export", "--all"], ["export", "--all", "--format", "jsonl"],
      ["check"], ["items", "history", name], ["log"],
    ] {
      let shown = await library.run(words, width: 80, style: Style(usesColour: false, usesUnicode: true))
      let forbidden: Set<UInt32> = [0x07, 0x1B, 0x9B, 0x202E]
      for scalar in (shown.output + shown.errors).unicodeScalars where forbidden.contains(scalar.value) {
        Issue.record("\(words) print U+\(String(scalar.value, radix: 16))")
      }
    }
    let piped = try await library.run("export", "--all", "--section", "passiv").json
    #expect(piped["items"]?.array?.first?["body"] == exercise.body)
  }

  @Test func `Text of many megabytes`() async throws {
    let library = try TestLibrary(.tiny)
    var exercise = Exercise(1)
    exercise.body["text"] = .string(String(repeating: "Das 漢字 ist [1] & [2] <alt>. ", count: 100_000))
    try await library.importing(exercise)
    for format in ["json", "jsonl", "xml"] {
      let result = await library.run(
        "export", "--section", "passiv", "--output", "\(library.root)/out.\(format)", "--all", "--json")
      #expect(result.code == .done, "\(result.errors)")
      #expect(try result.json["bytes"]?.integer ?? 0 > 3_000_000)
    }
    #expect(await library.run("import", "\(library.root)/out.json").output == "1 item: 1 unchanged\n")
  }

  @Test func `Names of files and of people are made harmless too`() async throws {
    let library = try TestLibrary(.tiny)
    let name = "\(library.root)/\u{1B}[31mred\n.jsonl"
    let missing = await library.run("import", name)
    #expect(missing.errors.hasPrefix("error: cannot read \(library.root)/red\n.jsonl: "))
    let result = await library.run("export", "--output", name, "--as", "\u{1B}[1mana")
    #expect(result.errors.contains(" to \(library.root)/red .jsonl, validated"))
    #expect(!(await library.run("exports", width: 200)).output.contains("\u{1B}"))
  }
}
