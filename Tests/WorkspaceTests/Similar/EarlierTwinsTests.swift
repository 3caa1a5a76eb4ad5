import ContentModel
import ContentStore
import Formats
import Quality
import Testing

@testable import Workspace

/// Many items asked about together are told the same as each by itself.
@Suite struct EarlierTwinsTests {
  private static let nouns = ["Haus", "Turm", "Museum", "Schloss", "Kino", "Rathaus", "Theater", "Bad"]
  private static let starts = ["Am Markt", "In der Stadt", "Vor dem Tor", "Bei uns im Dorf", "Hinter dem Park"]
  private static let ends = ["von allen gelobt", "bald verkauft", "neu gestrichen", "im Winter geheizt"]

  /// Exercises that share a sentence, an ending or a frame with others.
  private static func line(_ number: Int) -> String {
    let (noun, other) = (nouns[number * 7 % 8], nouns[number * 5 / 3 % 8])
    let text =
      "\(starts[number % 5]) wurde ein \(noun) [1], als \(number % 3) Gäste kamen. Danach ist das \(other) "
      + "\(ends[number / 5 % 4]) [2], und am Ende wird es \(ends[number / 3 % 4])."
    let right = ["gebaut", "geplant", "gekauft", "eröffnet"][number / 4 % 4]
    return """
      {"uuid":"\(SmallLibrary.uuid(number))","kind":"gap_fill_exercise","section":"passiv","topic":"wohnung",\
      "language":"de","body":{"text":"\(text)","gaps":[{"no":1,"correct":"\(right)","distractors":["\(right)e",\
      "\(right)en","ge"],"explanation":"Im Passiv steht am Ende das Partizip."},{"no":2,"correct":"worden",\
      "distractors":["werden","wurde","geworden"],"explanation":"Im Perfekt des Passivs steht „worden“."}]}}
      """
  }

  @Test func `The nearest is told as by a search for each`() async throws {
    let open = try await (try SmallLibrary()).open()
    try await open.importing((1...240).map(Self.line))
    let pipelines = try open.library.pipelines()
    let single = SimilarItems(store: open.store, pipelines: pipelines)
    try await single.catchUp()
    let place = SimilarityPlace(kind: "gap_fill_exercise", section: "passiv", language: "de")
    let profile = try #require(pipelines["gap_fill_exercise"]?.similarity)
    // One that has gone counts no more, for either.
    let versions = try open.store.read { try $0.versions(.active, after: 0, limit: 1000, onlyUnchecked: false) }
    _ = try await open.store.write { try $0.deactivate(items: [versions[10].item], reason: "") }
    let questions = try versions.map { version in
      EarlierTwins.Question(
        item: version.item, version: version.version,
        features: SimilarityFeatures(try JSON.parse(version.body), profile: profile, language: "de"))
    }
    let together = try EarlierTwins(single).nearest(of: questions, in: place)
    var twins = 0
    for (version, found) in zip(versions, together) {
      let alone = try single.find(
        try JSON.parse(version.body), in: place, of: version.item, before: version.version, limit: 240)
      // Of those equally near either may be told.
      #expect(found?.score.percent == alone.first?.score.percent)
      if let found {
        twins += 1
        #expect(alone.contains(found))
        guard case .item(let uuid) = found.twin else {
          Issue.record("\(found) is no item")
          continue
        }
        #expect(uuid < version.uuid && uuid != versions[10].uuid)
      }
    }
    #expect((20..<240).contains(twins), "\(twins) twins")
  }
}
