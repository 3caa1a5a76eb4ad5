import ContentModel
import ContentStore
import Notifications
import Testing
import World

@testable import libtool

/// Permissions, prompts, the catalogue, sizes and notifications.
@Suite struct DiagnosisSurroundingsTests {
  private static func file(_ path: String, _ mode: UInt32, reads: Bool = true, writes: Bool = true) -> FileFacts {
    FileFacts(path: "/lib/" + path, mode: mode, size: 1, isReadable: reads, isWritable: writes)
  }

  @Test(arguments: [
    (file("library/library.db", 0o600), nil),
    (
      file("library/library.db", 0o640),
      "warning: library/library.db may be read by others (0640) -> chmod 600 /lib/library/library.db"
    ),
    (
      file("library/library.db-journal", 0o600, writes: false),
      "error: library/library.db-journal cannot be read and written by this user "
        + "-> check who owns it: ls -l /lib/library/library.db-journal"
    ),
  ])
  func whatIsPrivate(file: FileFacts, line: String?) {
    let found = Diagnosis.permissions(root: "/lib", privateFiles: [file], settings: nil, readable: [], folders: [])
    #expect(
      found.map(\.line) == ["permissions " + (line ?? "ok: the permissions of 1 file are in order")])
  }

  @Test func whatIsReadAndWritten() {
    let found = Diagnosis.permissions(
      root: "/lib", privateFiles: [], settings: Self.file("library/libtool.yaml", 0o666),
      readable: [Self.file("library/my targets.csv", 0, reads: false)],
      folders: [Self.file("exports", 0o555, writes: false), Self.file("library", 0o755)])
    #expect(
      found.map(\.line) == [
        "permissions warning: library/libtool.yaml may be changed by anybody (0666), and its notifications are commands "
          + "-> chmod o-w /lib/library/libtool.yaml",
        "permissions error: library/my targets.csv cannot be read by this user "
          + "-> chmod u+r '/lib/library/my targets.csv', or check who owns it",
        "permissions error: exports cannot be written to by this user -> check who owns it: ls -ld /lib/exports",
      ])
  }

  @Test func levelsThatNoSectionHas() {
    let found = Diagnosis.ruleLevels(
      ["A9", "B1", "C2", "HSK 3", "N4", "hard", "HSK 12"], ofKind: "a", sections: ["A1", "B1"])
    #expect(
      found.map(\.line) == [
        "prompts warning: library/rules/a.yaml sets limits at the level 'A9', which no section has; did you mean 'A1'? "
          + "-> mend the level there, or in library/sections.csv",
        "prompts warning: library/rules/a.yaml sets limits at the level 'HSK 12', which no section has "
          + "-> mend the level there, or in library/sections.csv",
        "prompts warning: library/rules/a.yaml sets limits at the level 'hard', which no section has "
          + "-> mend the level there, or in library/sections.csv",
      ])
    #expect(Diagnosis.ruleLevels(["A1", "hard"], ofKind: "a", sections: ["hard"]) == [])
  }

  @Test func kinds() {
    let problem = CommandProblem(message: "prompts/a/generate.md: the file is missing", hint: "add it")
    let kinds = [
      KindFacts(name: "a", problem: problem), KindFacts(name: "b", schemaVersion: 2, rulesProblem: problem),
      KindFacts(name: "c", schemaVersion: 1, materialProblem: CommandProblem(message: "no frames")),
      KindFacts(name: "d", schemaVersion: 1),
    ]
    let lines = Diagnosis.prompts(kinds, unused: ["e"], simulates: false).map(\.line)
    #expect(
      lines == [
        "prompts error: prompts/a/generate.md: the file is missing -> add it",
        "prompts error: prompts/a/generate.md: the file is missing -> add it",
        "prompts warning: no frames -> mend the file",
        "prompts ok: d: its prompts, schema and rules are in order",
        "prompts info: prompts/e is not in use: the settings do not name the kind",
      ])
    #expect(Diagnosis.prompts([kinds[2]], unused: [], simulates: true).map(\.level) == [.error])
    let cards = KindFacts(name: "word_card", schemaVersion: 1)
    #expect(
      Diagnosis.prompts([cards], unused: [], unusedRules: ["notes.txt", "wordcard.yaml"], simulates: false).map(\.line)
        == [
          "prompts ok: word_card: its prompts, schema and rules are in order",
          "prompts warning: library/rules/notes.txt is no kind's -> rename it to KIND.yaml, or take it away: nothing reads it",
          "prompts warning: library/rules/wordcard.yaml is no kind's; did you mean 'word_card'? "
            + "-> rename it to KIND.yaml, or take it away: nothing reads it",
        ])
  }

  @Test(arguments: [
    (
      CatalogueFacts(sections: 2, topics: 1, skus: 0, targets: 3, isSynchronised: true),
      ["ok: 2 sections, 1 topic, 0 products, 3 targets, as in the store"]
    ),
    (
      CatalogueFacts(sections: 2, topics: 1, skus: 0, targets: 3, isSynchronised: nil),
      ["ok: 2 sections, 1 topic, 0 products, 3 targets"]
    ),
    (
      CatalogueFacts(sections: 2, topics: 1, skus: 1, targets: 0, isSynchronised: false),
      [
        "warning: there are no targets: nothing is ever missing "
          + "-> add a line to library/targets.csv, or run `libtool targets set`",
        "info: 2 sections, 1 topic, 1 product, 0 targets; the next command takes changed files in",
      ]
    ),
    (
      CatalogueFacts(sections: 0, topics: 0, skus: 0, targets: 0, isSynchronised: nil),
      [
        "warning: library/sections.csv has no sections: there is nothing to fill -> add a line for each section",
        "ok: 0 sections, 0 topics, 0 products, 0 targets",
      ]
    ),
  ])
  func catalogues(facts: CatalogueFacts, lines: [String]) {
    #expect(Diagnosis.catalogue(facts).map(\.line) == lines.map { "catalogue " + $0 })
  }

  @Test func sizes() {
    let volume = StoreVolume(
      items: 1, versions: 1204, runs: 2, exchanges: 1, exchangeBytes: 1_000_000_000, exports: 3, freeBytes: 0)
    func lines(keepDays: Int?) -> [String] {
      Diagnosis.sizes(volume, storeBytes: 2_300_000, keepDays: keepDays, exportFiles: (1, 41_000)).map(\.line)
    }
    #expect(
      lines(keepDays: 365) == [
        "sizes ok: library/library.db: 2.3 MB, 1 item, 1,204 versions, 2 runs",
        "sizes ok: 1 stored request and answer: 1.0 GB, kept for 365 days",
        "sizes ok: exports/: 1 file, 41 KB; 3 exports were made",
      ])
    #expect(
      lines(keepDays: nil)[1]
        == "sizes warning: 1 stored request and answer: 1.0 GB, kept for ever "
        + "-> set answers.keep_days in library/libtool.yaml, such as 365")
  }

  @Test func notifications() {
    let channels = [
      NoticeChannel(name: "desk", way: .command("notify-send done")),
      NoticeChannel(name: "chat", way: .webhook("https://chat.example.org/s3cret")),
      NoticeChannel(name: "ops", way: .webhook("${OPS_HOOK}"), events: [.paused]),
    ]
    func lines(_ environment: [String: String]) -> [String] {
      Diagnosis.notifications(channels, environment: environment).map(\.line)
    }
    let rest = [
      "notifications ok: notifications.desk runs a command",
      "notifications ok: notifications.chat posts to a URL of the settings",
    ]
    #expect(
      lines([:]) == rest + [
        "notifications warning: notifications.ops: the environment has no OPS_HOOK, so nobody is told "
          + "-> set OPS_HOOK to the webhook's URL, or take the notification out"
      ])
    #expect(
      lines(["OPS_HOOK": "s3cret"]) == rest + [
        "notifications warning: notifications.ops: what the environment has in OPS_HOOK is no http or https URL "
          + "-> set OPS_HOOK to the webhook's URL"
      ])
    #expect(
      lines(["OPS_HOOK": "https://ops.example.org/s3cret"]) == rest + [
        "notifications ok: notifications.ops posts to the URL in OPS_HOOK"
      ])
  }
}
