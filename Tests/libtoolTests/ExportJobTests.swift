import ContentModel
import Formats
import Testing

@testable import libtool

/// Export jobs: named exports of libtool.yaml.
@Suite struct ExportJobTests {
  private static let jobs = """
    exports:
      app:
        format: json
        output: exports/app.json
      beginners:
        format: jsonl
        output: exports/new/beginners.txt
        kind: gap_fill_exercise
        level: [A1, A2]
        language: d*

    """

  private func library(_ jobs: String = Self.jobs) throws -> TestLibrary {
    try TestLibrary(.tinyWith(["library/libtool.yaml": TinyLibrary.settings + jobs]))
  }

  @Test func `A job writes its file below the library's folder, wherever it is called`() async throws {
    let library = try library()
    let result = await library.run("export", "app")
    #expect(result.output == "" && result.code == .done)
    #expect(
      result.errors == """
        judged 5 items that no rule had seen
        this library is a rehearsal: its texts may be simulated
        exported 5 items (event 2) to exports/app.json, validated against exports/schemas/content-library.schema.json

        """)
    #expect(try library.read("exports/app.json") == (await library.run("export")).output)
  }

  @Test func `Its selection and its format`() async throws {
    let library = try library()
    #expect(await library.run("export", "beginners").code == .done)
    #expect(
      try library.read("exports/new/beginners.txt")
        == (await library.run("export", "--format", "jsonl", "--level", "A1", "--language", "de")).output)
    let exports = try await library.run("exports", "--json").json.array
    #expect(exports?.last?["job"] == "beginners")
    #expect(exports?.last?["selection"] == "--language d* --kind gap_fill_exercise --level A1 --level A2")
  }

  @Test func `--format and --output go over the job's own`() async throws {
    let library = try library()
    let place = "\(library.root)/elsewhere"
    #expect(await library.run("export", "beginners", "--output", place + ".xml").code == .done)
    #expect(try library.read("elsewhere.xml").contains("<item xsi:type=\"gap_fill_exercise\""))
    #expect(await library.run("export", "beginners", "--output", place, "--format", "json").code == .done)
    #expect(try JSON.parse(library.read("elsewhere"))["items"]?.array?.count == 3)
    #expect(await library.run("export", "app", "--format", "xml").code == .done)
    #expect(try library.read("exports/app.json").hasPrefix("<?xml"))
    #expect(!library.exists("exports/new"))
  }

  @Test func `As a document, with the path as the job has it`() async throws {
    let library = try library()
    let json = try await library.run("export", "beginners", "--json").json
    #expect(json["job"] == "beginners" && json["path"] == "exports/new/beginners.txt" && json["format"] == "jsonl")
    #expect(json["items"] == 3)
  }

  @Test func `A job that is not there`() async throws {
    let library = try library()
    let near = await library.run("export", "beginer")
    #expect(
      near.errors == "error: there is no export job 'beginer'; did you mean 'beginners'?\njobs: app, beginners\n")
    #expect(near.code == .usage)
    #expect(await library.run("export", "zzz").errors == "error: there is no export job 'zzz'\njobs: app, beginners\n")
    let none = await (try TestLibrary(.tiny)).run("export", "app")
    #expect(
      none.errors == "error: there is no export job 'app'\nname jobs under `exports` in library/libtool.yaml\n")
  }

  @Test(arguments: [
    ("{output: x.json}", "17:8: `format` is missing", nil),
    ("{format: json}", "17:8: `output` is missing", nil),
    ("{format: yaml, output: x}", "17:17: `yaml` is none of json, jsonl, xml", nil),
    ("{format: json, output: exports/}", "17:31: `exports/` names no file", "name a file, such as exports/app.json"),
    ("{format: xml, output: ''}", "17:30: `` names no file", "name a file, such as exports/app.xml"),
    ("{format: json, output: x, sektion: a}", "17:34: unknown key `sektion`", "did you mean `section`?"),
  ])
  func `A wrong job stops every command`(job: String, problem: String, hint: String?) async throws {
    let library = try library("exports:\n  app: \(job)\n")
    for command in [["export", "app"], ["sync"]] {
      let result = await library.run(command)
      #expect(result.errors == "error: library/libtool.yaml:\(problem)\n" + (hint.map { $0 + "\n" } ?? ""))
      #expect(result.code == .failed)
    }
  }
}
