import ContentModel
import Formats
import Testing

@testable import libtool

/// `libtool review sample` and `libtool review audit`.
@Suite struct ReviewSampleTests {
  private func library() async throws -> TestLibrary {
    let library = try TestLibrary(.tiny)
    _ = await library.run("targets", "set", "--section", "passiv", "--language", "de", "8")
    #expect(await library.run("fill", "--section", "passiv").code == .done)
    return library
  }

  private func sample(_ library: TestLibrary, _ words: String...) async throws -> JSON {
    try await library.run(["review", "sample", "--run", "last", "--json"] + words).json
  }

  private func names(_ sample: JSON) -> [String] { (sample["items"]?.array ?? []).compactMap { $0["uuid"]?.string } }

  @Test func `Drawn once, recorded, the same again by its seed`() async throws {
    let library = try await library()
    let first = try await sample(library, "-n", "5", "--seed", "42")
    #expect(names(first).count == 5 && Set(names(first)).count == 5)
    #expect(first["population"] == 8 && first["seed"] == 42 && first["drawn_now"] == true && first["judged"] == 0)
    #expect(first["share"] == .null && first["interval"] == ["confidence": .double(0.95), "low": nil, "high": nil])
    let again = try await sample(library)
    #expect(names(again) == names(first) && again["drawn_now"] == false)
    let anew = try await sample(library, "-n", "5", "--seed", "42", "--new")
    #expect(names(anew) == names(first) && anew["drawn_now"] == true)
    let random = try await sample(library, "--new")
    #expect(names(random).count == 8 && random["seed"] != 42)
    #expect(try await library.run("review", "sample", "--json").json.array?.count == 3)
  }

  @Test func `A second person goes on with it, or is told`() async throws {
    let library = try await library()
    _ = await library.run("review", "sample", "--run", "last", "-n", "5", "--as", "ana")
    let run = try #require(try await sample(library)["run"]?.string).suffix(8)
    let other = await library.run("review", "sample", "--run", "last", "-n", "6", "--as", "ben")
    #expect(
      other.errors == """
        error: a sample of 5 of run \(run) was drawn by ana already, 2026-11-20 09:33 UTC
        leave -n out to go on with it; `--new` draws another

        """)
    #expect(other.code == .failed)
    #expect(await library.run("review", "sample", "--run", "last", "-n", "5", "--as", "ben").code == .done)
  }

  @Test func `Judged over days, by several people`() async throws {
    let library = try await library()
    let items = names(try await sample(library, "-n", "5", "--seed", "42"))
    let good = await library.run("review", "audit", items[0], items[1], items[2], "--good", "--as", "ana")
    let run = try #require(try await sample(library)["run"]?.string).suffix(8)
    #expect(
      good.output == "Run \(run): Judged 3 of 5: 3 good (100.0 %; 95 % interval 52.2 % to 100.0 %)\n", "\(good.output)")
    library.advance(byMilliseconds: 86_400_000)
    _ = await library.run("review", "audit", items[3], "--bad", "--reason", "gap 2 allows two", "--as", "ben")
    let second = await library.run("review", "audit", items[4], items[3], "--good", "--as", "ana")
    #expect(
      second.errors == """
        error: item \(items[3].suffix(8)) was judged bad by ben already, 2026-11-21 09:36 UTC
        nothing was changed; who judged it first may change the judgement

        """)
    let shown = await library.run("review", "sample", "--run", "last", "--show", width: 80).output.split(
      separator: "\n")
    #expect(
      shown.prefix(2) == [
        "Sample of run \(run): 5 of 8 items, drawn by tester, 2026-11-20 09:33 UTC, seed 42",
        "Judged 4 of 5: 3 good (75.0 %; 95 % interval 38.9 % to 93.4 %)",
      ])
    #expect(shown[2].hasPrefix("No  Item      Section  Topic "), "\(shown[2])")
    #expect(shown[6].contains("  bad     ben  gap 2 allows"), "\(shown[6])")
    let document = try await sample(library, "--show")
    #expect(document["judged"] == 4 && document["good"] == 3 && document["share"] == .double(0.75))
    #expect(
      document["items"]?.array?[3]["verdict"] == "bad" && document["items"]?.array?[3]["by"] == "ben"
        && document["items"]?.array?[3]["at"] == "2026-11-21T09:36:00.000Z")
    // Who judged first may think again, and the same again is nothing new.
    #expect(
      await library.run("review", "audit", items[3], "--good", "--as", "ben").output.contains("Judged 4 of 5: 4 good"))
    #expect(
      try await library.run("review", "audit", items[3], "--good", "--as", "ben", "--json").json["changed"] == 0)
    // All of what there is: the share is known.
    _ = try await sample(library, "--new", "-n", "8")
    let all = names(try await sample(library))
    #expect(
      await library.run(["review", "audit", "--good"] + all).output
        == "Run \(run): Judged 8 of 8: 8 good (100.0 %; all there are)\n")
  }

  @Test func `Nothing to draw from, nothing drawn, and no such item`() async throws {
    let library = try await library()
    #expect(await library.run("review", "sample").output == "No samples.\n")
    let run = try #require(try await library.run("runs", "--json").json.array?.first?["run"]?.string).suffix(8)
    let none = await library.run("review", "sample", "--run", "last", "--show")
    #expect(
      none.errors == "error: no sample of run \(run) was drawn\n`libtool review sample --run \(run) -n 50` draws one\n")
    let stray = await library.run("review", "audit", TinyLibrary.uuids[0], "--good")
    #expect(stray.errors == "error: item 00000001 is in no sample\n`libtool review sample` lists the samples\n")
    _ = await library.run("rollback", "--run", "last", "--yes")
    // What was rolled back was accepted all the same: it can be looked at.
    #expect(try await sample(library)["population"] == 8)
  }

  @Test(
    arguments: [
      (["sample", "-n", "5"], "of which run is not said", "give --run RUN; `libtool runs` lists them"),
      (["sample", "--run", "last", "-n", "0"], "-n 0 draws nothing", "give a number from 1"),
      (["sample", "--run", "last", "--seed", "-1"], "--seed -1 is no seed", "give a number from 0"),
      (
        ["sample", "--run", "last", "--show", "--new"], "--show draws nothing",
        "leave it out, or -n, --seed and --new"
      ),
      (
        ["audit", "--good"], "what to judge is not said", "name items; `libtool review sample --run RUN` shows them"
      ),
      (["audit", "1"], "the judgement is not said", "give --good or --bad"),
      (["audit", "1", "--good", "--bad"], "--good and --bad cannot be given together", "leave one of them out"),
    ] as [([String], String, String)])
  func `Wrong command lines`(words: [String], message: String, hint: String) async throws {
    let result = await (try TestLibrary(.tiny)).run(["review"] + words)
    #expect(result.errors.hasPrefix("error: \(message)\n\(hint)"), "\(result.errors)")
    #expect(result.code == .usage)
  }
}
