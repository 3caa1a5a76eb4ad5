import Console
import ContentModel
import Formats
import Testing

@testable import libtool

/// `libtool items diff`.
@Suite struct ItemsDiffTests {
  /// A library whose item 11 has the bodies given as its versions.
  private func library(_ bodies: JSON...) async throws -> TestLibrary {
    let library = try TestLibrary(.tiny)
    for body in bodies {
      var exercise = Exercise(1)
      exercise.body = body
      #expect(try await library.importing(exercise).code == .done)
    }
    return library
  }

  @Test func `Field by field, in the order of the first`() async throws {
    var other = Exercise(1, "getanzt").body
    other["gaps"] = .array(
      (other["gaps"]?.array ?? []).enumerated().map { index, gap in
        var gap = gap
        if index == 1 {
          gap["no"] = 7
          gap["distractors"] = ["geworden", "wurden"]
          gap["note"] = true
        }
        return gap
      })
    let library = try await library(Exercise(1).body, other)
    let difference = await library.run("items", "diff", "00000011", "1", "2")
    #expect(
      difference.output == """
        text
        - Das alte Haus am Markt [1] im Jahr 1910 gebaut. Später ist es von der Stadt renoviert [2], und heute wird \
        darin jeden Samstag gekocht, gelesen und gelacht.
        + Das alte Haus am Markt [1] im Jahr 1910 gebaut. Später ist es von der Stadt renoviert [2], und heute wird \
        darin jeden Samstag gekocht, gelesen und getanzt.
        gaps[2].no
        - 2
        + 7
        gaps[2].distractors[2]
        - wurde
        + wurden
        gaps[2].distractors[3]
        - werden
        gaps[2].note
        + true

        """)
    // And the other way round.
    let back = try await library.run("items", "diff", "00000011", "2", "1", "--json").json
    #expect(back["from"] == 2 && back["to"] == 1 && back["uuid"] == "01975e1d-0000-7000-8000-000000000011")
    #expect(
      back["differences"]?.array?.dropFirst().first == ["path": "gaps[2].no", "old": 7, "new": 2])
    #expect(
      back["differences"]?.array?.dropFirst(3).first == ["path": "gaps[2].distractors[3]", "old": nil, "new": "werden"])
    #expect(
      await library.run("items", "diff", "00000011", "2", "1").output.contains("\ngaps[2].distractors[3]\n+ werden\n"))
  }

  @Test func `On a terminal it keeps to the width`() async throws {
    let library = try await library(Exercise(1).body, Exercise(1, "getanzt").body)
    #expect(
      await library.run("items", "diff", "00000011", "1", "2", width: 80).output == """
        text
        - Das alte Haus am Markt [1] im Jahr 1910 gebaut. Später ist es von der Stadt
        - renoviert [2], und heute wird darin jeden Samstag gekocht, gelesen und
        - gelacht.
        + Das alte Haus am Markt [1] im Jahr 1910 gebaut. Später ist es von der Stadt
        + renoviert [2], und heute wird darin jeden Samstag gekocht, gelesen und
        + getanzt.

        """)
    let coloured = await library.run(
      "items", "diff", "00000011", "1", "2", width: 80, style: Style(usesColour: true, usesUnicode: true)
    ).output.split(separator: "\n")
    #expect(coloured.first == "\u{1B}[1mtext\u{1B}[0m")
    #expect(coloured[1].hasPrefix("\u{1B}[31m- Das") && coloured[4].hasPrefix("\u{1B}[32m+ Das"))
  }

  @Test(arguments: [
    (JSON.string("a\u{1}b"), JSON.string("a\u{2}b"), #""a\u0001b""#, #""a\u0002b""#),
    ("a\u{202E}b", "ab", #""a\u202eb""#, #""ab""#), ("7", 7, #""7""#, "7"),
    ("\u{E9}", "e\u{301}", #""\u00e9""#, #""e\u0301""#), ("true", true, #""true""#, "true"),
    ("😀\u{7}", "😀", #""\ud83d\ude00\u0007""#, #""\ud83d\ude00""#),
  ])
  func `What does not show is spelled out`(old: JSON, new: JSON, first: String, second: String) async throws {
    let library = try await library(["text": old], ["text": new])
    #expect(await library.run("items", "diff", "00000011", "1", "2").output == "text\n- \(first)\n+ \(second)\n")
  }

  @Test func `Lines of a text are lines of the difference`() async throws {
    let library = try await library(["text": "one\ntwo"], ["text": "one\n\nthree", "more": ["a": nil]])
    #expect(
      await library.run("items", "diff", "00000011", "1", "2").output == """
        text
        - one
        - two
        + one
        +\u{20}
        + three
        more
        + {"a":null}

        """)
  }

  @Test func `Versions that say the same`() async throws {
    let library = try await library(["text": "a"], ["text": "b"], ["text": "a"])
    #expect(
      await library.run("items", "diff", "00000011", "1", "3").output
        == "Versions 1 and 3 of 00000011 say the same.\n")
    #expect(try await library.run("items", "diff", "00000011", "2", "2", "--json").json["differences"] == [])
  }

  @Test func `Versions that are not there, and wrong command lines`() async throws {
    let library = try await library(["text": "a"], ["text": "b"])
    let missing = await library.run("items", "diff", "00000011", "1", "3")
    #expect(
      missing.errors
        == "error: item 00000011 has no version 3: its versions are 1 to 2\n`libtool items history` shows them\n")
    #expect(missing.code == .failed)
    for (words, message) in [
      (["00000011"], "missing argument 'A'"), (["00000011", "1"], "missing argument 'B'"),
      (["00000011", "1", "zwei"], "'zwei' is not a whole number for 'B'"),
    ] {
      let result = await library.run(["items", "diff"] + words)
      #expect(
        result.errors
          == "error: \(message)\nsee 'libtool items diff --help'; usage: libtool items diff [options] ITEM A B\n")
      #expect(result.code == .usage)
    }
  }
}
