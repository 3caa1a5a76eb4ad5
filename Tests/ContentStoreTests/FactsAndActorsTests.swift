import ContentStore
import Testing

@Suite struct FactsAndActorsTests {
  let library: Library

  init() throws { library = try Library() }

  @Test func aFactIsSetAndChanged() async throws {
    #expect(try library.read { try $0.fact("digest") } == nil)
    try await library.write { try $0.setFact("digest", "one") }
    try await library.write { transaction in
      try transaction.setFact("digest", "two")
      try transaction.setFact("mode", "rehearsal")
    }
    #expect(try library.read { [try $0.fact("digest"), try $0.fact("mode")] } == ["two", "rehearsal"])
  }

  @Test func eventsAndVersionsNameTheirActor() async throws {
    let other = try library.reopened(actor: "grace")
    let sample = try await library.write { transaction in
      let sample = try transaction.sample(versions: 1)
      try transaction.activate(sample.version(1), of: sample.item)
      return sample
    }
    try await other.write { transaction in
      let second = try transaction.addVersion(.sample(2, .person), toItem: sample.item)
      try transaction.activate(second, of: sample.item)
    }
    let (events, versions) = try library.read { reader in
      (try reader.events(limit: 10).map(\.actor), try reader.versions(ofItem: sample.item))
    }
    #expect(events == ["grace", "ada"])
    #expect(versions.map(\.actor) == ["ada", "grace"])
    // What a person writes, that person answers for.
    #expect(versions.map(\.approvedBy) == [nil, "grace"])
  }

  @Test func anActorIsOneRowHoweverOftenItActs() async throws {
    for _ in 0..<3 { try await library.write { _ = try $0.appendEvent(.catalogue, reason: "") } }
    #expect(try library.read { try $0.connection.all("SELECT name FROM actors") { $0.text(0) } } == ["ada"])
  }

  /// Names are data: they are bound, never spelled into a statement.
  @Test func anyTextIsAName() async throws {
    let hostile = "x'); DROP TABLE actors; --\u{0}\u{202E}"
    let store = try library.reopened(actor: hostile)
    try await store.write { _ = try $0.appendEvent(.catalogue, reason: hostile) }
    let event = try library.read { try $0.events(limit: 1).first }
    #expect(event?.actor == hostile)
    #expect(event?.reason == hostile)
  }
}
