import ContentModel
import Formats
import Testing

@testable import libtool

/// `publish: review` and `publish: auto`: whether what a fill made goes live by itself.
@Suite struct PublishSettingTests {
  private func library(_ settings: String = TinyLibrary.settings) throws -> TestLibrary {
    try TestLibrary(.tinyWith(["library/libtool.yaml": settings]))
  }

  private func fill(_ library: TestLibrary, _ words: String...) async throws -> JSON {
    let result = await library.run(["fill", "--section", "passiv", "--set", "fill.concurrency=1", "--json"] + words)
    #expect(result.code == .done, "\(result.errors)")
    return try result.json
  }

  @Test func `auto: live at once, in an event of the run`() async throws {
    let library = try library()
    let report = try await fill(library)
    #expect(report["accepted"] == 3 && report["in_review"] == 0)
    #expect(try await library.run("export", "--section", "passiv").json["items"]?.array?.count == 3)
    let events = try await library.run("log", "--json").json.array ?? []
    #expect(events.filter { $0["action"] == "fill" }.allSatisfy { $0["run"] == report["run"] })
    let cell = try await library.run("coverage", "--section", "passiv", "--json").json["cells"]?.array?.first
    #expect(cell?["active"] == 3 && cell?["machine"] == 3 && cell?["approved"] == 0)
  }

  @Test func `review: nothing is live until a person accepts it`() async throws {
    let library = try library(TinyLibrary.settings.replacing("publish: auto", with: "publish: review"))
    let report = try await fill(library)
    #expect(report["accepted"] == 3 && report["in_review"] == 3)
    #expect(try await library.run("export", "--section", "passiv").json["items"] == [])
    #expect(try await library.run("log", "--json").json.array?.count == 2)
    // What waits is not bought again.
    let plan = try await library.run("plan", "--section", "passiv", "--json").json
    #expect(plan["items"] == 0)
    let rows = try await library.run("review", "--run", "last", "--json").json.array
    #expect(rows?.count == 3 && rows?.allSatisfy { $0["run"] == report["run"] && $0["score"] == 100 } == true)
    let asked = await library.run("review", "accept", "--run", "last", answers: ["yes"])
    #expect(asked.errors.hasPrefix("accept 3 items (run ") && asked.errors.hasSuffix(")? [y/N] "))
    #expect(try await library.run("export", "--section", "passiv").json["items"]?.array?.count == 3)
    let cell = try await library.run("coverage", "--section", "passiv", "--json").json["cells"]?.array?.first
    #expect(cell?["active"] == 3 && cell?["approved"] == 3 && cell?["machine"] == 0)
  }

  @Test func `By kind, over the library's own`() async throws {
    let library = try library(
      TinyLibrary.settings.replacing("publish: auto", with: "publish: review").replacing(
        "  gap_fill_exercise:\n", with: "  gap_fill_exercise: {publish: auto}\n"))
    #expect(try await fill(library)["in_review"] == 0)
    let lesson = try await library.run("fill", "--kind", "micro_lesson", "--json").json
    #expect(lesson["accepted"] == 1 && lesson["in_review"] == 1)
  }

  @Test func `Without the key it is the kind's own`() async throws {
    let library = try library(TinyLibrary.settings.replacing("publish: auto\n", with: ""))
    #expect(try library.read("prompts/gap_fill_exercise/kind.yaml").contains("\npublish: auto\n"))
    #expect(try await fill(library)["in_review"] == 0)
  }

  @Test func `A pilot waits, whatever is set`() async throws {
    let library = try library()
    let report = try await fill(library, "--pilot", "2")
    #expect(report["accepted"] == 2 && report["in_review"] == 2)
  }

  @Test func `A score under the threshold waits, whatever is set`() async throws {
    let library = try library()
    let result = await library.run(
      "fill", "--section", "passiv", "--json", "--set", "kinds.gap_fill_exercise.threshold=100", "--set",
      "kinds.gap_fill_exercise.retries=0", "--set", "providers.simulated.rule_failure=1", "--min-accept", "0")
    let report = try result.json
    // A critical finding drops a text, a warning flags it: live is none that has either.
    let live = try await library.run("items", "--section", "passiv", "--active", "--json").json.array ?? []
    #expect(report["in_review"]?.integer == (report["accepted"]?.integer ?? 0) - live.count)
    let waiting = try await library.run("review", "--json").json.array ?? []
    #expect(waiting.allSatisfy { $0["score"]?.integer ?? 100 < 100 })
    for item in live {
      let uuid = try #require(item["uuid"]?.string)
      #expect(try await library.run("items", "show", uuid, "--json").json["score"] == 100)
    }
  }

  @Test func `Imports do not ask it`() async throws {
    let library = try library(TinyLibrary.settings.replacing("publish: auto", with: "publish: review"))
    #expect(try await library.importing(Exercise(1)).output == "1 item: 1 added (event 3)\n")
  }

  @Test func `A value that is neither`() async throws {
    let library = try library(TinyLibrary.settings.replacing("publish: auto", with: "publish: automatic"))
    let result = await library.run("sync")
    #expect(
      result.errors == "error: library/libtool.yaml:3:10: `automatic` is none of auto, review\n"
        || result.errors.hasPrefix("error: library/libtool.yaml:3:10: `automatic` is none of "))
    #expect(result.code == .failed)
  }
}
