import ContentModel
import Formats
import Testing

@testable import libtool

/// Commands that ask before they change a selection: `--yes` answers, and without a terminal they refuse.
@Suite struct ConfirmationTests {
  private static let questions: [(words: [String], question: String)] = [
    (["activate", "--level", "A1"], "activate 3 items (--level A1)?"),
    (["deactivate", "--section", "neg*", "--language", "de"], "deactivate 3 items (--section neg* --language de)?"),
    (["rollback", "--section", "relativsaetze"], "roll back 1 item (--section relativsaetze)?"),
    (["review", "accept", "--section", "passiv"], "accept 1 item (--section passiv)?"),
  ]

  private func library() async throws -> TestLibrary {
    let library = try TestLibrary(.tiny)
    try await library.importing(Exercise(1), hold: true)
    return library
  }

  @Test func `Without a terminal it refuses instead of asking`() async throws {
    for (words, question) in Self.questions {
      let library = try await library()
      let refused = await library.run(words)
      #expect(
        refused.errors == """
          error: '\(question)' needs an answer, and there is no terminal to ask on
          pass --yes to go ahead without being asked

          """)
      #expect(refused.code == .usage && refused.output == "")
      let document = await library.run(words + ["--json"])
      #expect(try JSON.parse(document.errors)["error"]?["code"] == 2)
      #expect(try await library.run("log", "--json").json.array?.count == 2)
    }
  }

  @Test(arguments: [
    (["n"], false), ([""], false), ([], false), (["maybe"], false), (["yesterday"], false), (["y"], true),
    (["Y"], true),
    (["YES"], true), (["  yes  "], true), (["y e s"], true),
  ])
  func `On a terminal it asks once, and anything but yes is no`(answers: [String], isYes: Bool) async throws {
    let library = try await library()
    let result = await library.run("deactivate", "--level", "A1", width: 80, answers: answers)
    #expect(result.errors.hasPrefix("deactivate 3 items (--level A1)? [y/N] "))
    #expect(result.errors.hasSuffix("Nothing was changed.\n") == !isYes)
    #expect((result.output != "") == isYes)
    #expect(result.code == .done)
    #expect(try await library.run("items", "--level", "A1", "--active", "--json").json.array?.count == (isYes ? 0 : 3))
  }

  @Test func `--yes asks nothing`() async throws {
    for (words, _) in Self.questions {
      let library = try await library()
      let result = await library.run(words + ["--yes"])
      #expect(result.errors == "" && result.code == .done)
    }
  }

  @Test func `One item by its name is changed without a question`() async throws {
    let library = try await library()
    for words in [["deactivate", "00000001"], ["rollback", "00000001"], ["review", "accept", "00000011"]] {
      let result = await library.run(words)
      #expect(result.errors == "" && result.code == .done)
    }
  }

  @Test func `Where nothing is selected there is nothing to ask`() async throws {
    let library = try await library()
    for words in [["activate"], ["deactivate"], ["rollback"]] {
      let result = await library.run(words + ["--level", "A1", "--language", "en"])
      #expect(result.output == "Nothing has changed.\n" && result.errors == "" && result.code == .done)
    }
  }
}
