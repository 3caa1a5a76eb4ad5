import ContentModel
import SQLiteKit
import Testing
import World

@testable import ContentStore

@Suite struct ItemTests {
  let library: Library

  init() throws { library = try Library() }

  @Test func anItemHasKeyKindAndUUID() async throws {
    let uuid = "018f2b6e-7c3a-7d10-9a55-0c2f4e8b1a23"
    let key = Key(section: "nudeln", topic: nil, sku: "SKU-1", language: "de-AT")
    let sample = try await library.write { try $0.sample(key, kind: "product_page", uuid: uuid) }
    let item = try library.read { try $0.item(sample.item) }
    #expect(item.uuid == uuid)
    #expect(item.kind == "product_page")
    #expect(item.key == key)
    #expect(item.activeVersion == nil && item.activeNumber == nil)
    #expect(item.latestNumber == 1)
    #expect(item.origin == .import)
    #expect(item.createdAt == library.clock.now)
    #expect(try library.read { try $0.itemID(uuid: uuid) } == sample.item)
    #expect(try library.read { try $0.itemID(uuid: "absent") } == nil)
  }

  @Test func aUUIDMadeHereIsOfVersionSevenAndItsTime() async throws {
    let sample = try await library.write { try $0.sample() }
    let uuid = try library.read { try $0.item(sample.item).uuid }
    let time = String(library.clock.now.milliseconds, radix: 16)
    #expect(uuid.replacing("-", with: "").hasPrefix("0" + time + "7"))
    #expect(ItemUUID(uuid) != nil)
  }

  @Test func aUUIDIsThereOnce() async throws {
    let uuid = "018f2b6e-7c3a-7d10-9a55-0c2f4e8b1a23"
    try await library.write { _ = try $0.sample(uuid: uuid) }
    let error = await #expect(throws: SQLiteError.self) { try await library.write { _ = try $0.sample(uuid: uuid) } }
    #expect(error?.isConstraint == true)
    #expect(try library.read { try $0.items(limit: 10).count } == 1)
  }

  @Test func versionsAreNumberedByItem() async throws {
    let (first, second) = try await library.write { transaction in
      let first = try transaction.sample(versions: 3)
      let second = try transaction.sample(versions: 1)
      _ = try transaction.addVersion(.sample(4), toItem: first.item)
      return (first, second)
    }
    let versions = try library.read { try $0.versions(ofItem: first.item) }
    #expect(versions.map(\.number) == [1, 2, 3, 4])
    #expect(versions.map(\.body) == (1...4).map { "{\"text\":\"[1] trinke ich Tee Nummer \($0).\"}" })
    #expect(try library.read { try $0.item(first.item).latestNumber } == 4)
    #expect(try library.read { try $0.versions(ofItem: second.item).map(\.number) } == [1])
    #expect(try library.read { try $0.version(2, ofItem: first.item) } == versions[1])
    #expect(try library.read { try $0.version(versions[2].id) } == versions[2])
    #expect(try library.read { try $0.version(9999) } == nil)
  }

  @Test func aVersionThatIsNotThereIsNamed() async throws {
    let sample = try await library.write {
      try $0.sample(uuid: "018f2b6e-7c3a-7d10-9a55-0c2f4e8b1a23", versions: 2)
    }
    #expect(throws: PublishConflict.noSuchVersion(item: "4e8b1a23", number: 3, highest: 2)) {
      try library.read { _ = try $0.version(3, ofItem: sample.item) }
    }
  }

  @Test func aVersionKeepsAllThatIsKnownOfIt() async throws {
    let (item, run) = try await library.write { transaction in
      let run = try transaction.sampleRun()
      let item = try transaction.makeItem(kind: "gap_fill_exercise", key: .weekend)
      var new = NewVersion.sample(1, .run, run: run)
      new.draft = try transaction.draftID(1, ofRun: run)
      new.schemaVersion = 3
      new.promptHash = "abc"
      new.model = "sim-1"
      new.cost = Money(billionths: 150)
      new.review = .waiting
      new.findings = [.sample(penalty: 10), .sample("cefr_words", .info, penalty: 5)]
      _ = try transaction.addVersion(new, toItem: item)
      return (item, run)
    }
    let version = try library.read { try $0.version(1, ofItem: item) }
    #expect(version.origin == .run)
    #expect(version.runUUID == (try library.read { try $0.run(run).uuid }))
    #expect(version.schemaVersion == 3)
    #expect(version.promptHash == "abc")
    #expect(version.model == "sim-1")
    #expect(version.cost == Money(billionths: 150))
    #expect(version.review == .waiting)
    #expect(version.actor == "ada")
    #expect(version.approvedBy == nil)
    #expect(version.score == 85)
    #expect(version.checkedAt == library.clock.now)
    #expect(version.findings == [.sample(penalty: 10), .sample("cefr_words", .info, penalty: 5)])
  }

  @Test func anImportIsUncheckedUntilItIsChecked() async throws {
    let sample = try await library.write { try $0.sample() }
    let before = try library.read { try $0.version(1, ofItem: sample.item) }
    #expect(before.score == nil && before.checkedAt == nil && before.findings.isEmpty)
    library.clock.advance(byMilliseconds: 5)
    try await library.write { try $0.setFindings([.sample("a", .critical, penalty: 70)], ofVersion: before.id) }
    try await library.write { try $0.setFindings([.sample("b"), .sample("c", penalty: 95)], ofVersion: before.id) }
    let after = try library.read { try $0.version(1, ofItem: sample.item) }
    #expect(after.findings.map(\.rule) == ["b", "c"])
    #expect(after.score == 0)
    #expect(after.checkedAt == library.clock.now)
    #expect(after.body == before.body)
    try await library.write { try $0.setFindings([], ofVersion: before.id) }
    #expect(try library.read { try $0.version(1, ofItem: sample.item).score } == 100)
  }

  @Test func aWaivedFindingIsNotCounted() async throws {
    let sample = try await library.write { transaction in
      let sample = try transaction.sample()
      try transaction.setFindings([.sample("a", .critical), .sample("b", .critical)], ofVersion: sample.version(1))
      return sample
    }
    #expect(try library.read { try $0.versionsWithOpenCriticalFinding() } == [sample.version(1)])
    try await library.write {
      try $0.connection.run("UPDATE findings SET waived_by = actor FROM versions WHERE rule = 'a'")
    }
    #expect(try library.read { try $0.findings(ofVersion: sample.version(1)).map(\.rule) } == ["b"])
    #expect(try library.read { try $0.versionsWithOpenCriticalFinding() } == [sample.version(1)])
    try await library.write {
      try $0.connection.run("UPDATE findings SET waived_by = actor FROM versions WHERE rule = 'b'")
    }
    #expect(try library.read { try $0.versionsWithOpenCriticalFinding() } == [])
  }

  @Test func itemsComeInPages() async throws {
    let all = try await library.write { transaction in
      try (0..<7).map { _ in try transaction.sample(versions: 2).item }
    }
    var pages: [[Int64]] = []
    var last: Int64 = 0
    while true {
      let page = try library.read { [last] in try $0.items(after: last, limit: 3).map(\.id) }
      guard let end = page.last else { break }
      pages.append(page)
      last = end
    }
    #expect(pages.map(\.count) == [3, 3, 1])
    #expect(pages.flatMap(\.self) == all)
  }

  @Test func theOriginIsThatOfTheActiveVersion() async throws {
    let sample = try await library.write { transaction in
      let sample = try transaction.sample(origin: .import)
      _ = try transaction.addVersion(.sample(2, .person), toItem: sample.item)
      return sample
    }
    #expect(try library.read { try $0.item(sample.item).origin } == .person)
    try await library.write { _ = try $0.activate(sample.version(1), of: sample.item) }
    let item = try library.read { try $0.item(sample.item) }
    #expect(item.origin == .import)
    #expect(item.activeVersion == sample.version(1))
    #expect(item.activeNumber == 1)
    #expect(item.latestNumber == 2)
  }

  @Test func theDigestIsOfTheActiveVersionElseTheNewest() async throws {
    try library.script { transaction in
      let empty = try transaction.makeItem(kind: "gap_fill_exercise", key: .weekend)
      #expect(try transaction.currentDigest(ofItem: empty) == nil)
      let sample = try transaction.sample(versions: 3)
      #expect(try transaction.currentDigest(ofItem: sample.item)?.first == 3)
      try transaction.activate(sample.version(2), of: sample.item)
      #expect(try transaction.currentDigest(ofItem: sample.item)?.first == 2)
      let other = try transaction.sample()
      let digests = try [sample, other].compactMap { try transaction.currentDigest(ofItem: $0.item) }
      #expect(try transaction.currentDigests(kind: "gap_fill_exercise", key: .weekend) == Set(digests))
    }
  }

  @Test func itemsOfAKeyAreThoseOfAllItsParts() async throws {
    try library.script { transaction in
      let keys = [
        Key(section: "passiv", language: "de"), Key(section: "passiv", topic: "t", language: "de"),
        Key(section: "passiv", topic: "t", sku: "s", language: "de"), Key(section: "passiv", sku: "s", language: "de"),
        Key(section: "passiv", language: "en"), Key(section: "genitiv", language: "de"),
      ]
      let rows = try keys.map { try transaction.sample($0).item }
      let again = try transaction.sample(keys[1]).item
      for (index, key) in keys.enumerated() where index != 1 {
        #expect(try transaction.items(kind: "gap_fill_exercise", key: key) == [rows[index]])
        #expect(try transaction.currentDigests(kind: "gap_fill_exercise", key: key).count == 1)
      }
      #expect(try transaction.items(kind: "gap_fill_exercise", key: keys[1]) == [rows[1], again])
      #expect(try transaction.items(kind: "micro_lesson", key: keys[1]) == [])
      #expect(try transaction.currentDigests(kind: "micro_lesson", key: keys[1]) == [])
    }
  }

  @Test func aRenamedSectionTakesItsItemsAndDraftsAlong() async throws {
    try library.script { transaction in
      let first = try transaction.sample()
      _ = try transaction.sample(Key(section: "genitiv", language: "de"))
      let run = try transaction.sampleRun(drafts: 1)
      try transaction.activate(first.version(1), of: first.item)
      #expect(try transaction.renameSection(from: "passiv", to: "passiv_vorgang") == 1)
      #expect(try transaction.item(first.item).key.section == "passiv_vorgang")
      #expect(try transaction.draft(1, ofRun: run)?.key.section == "passiv_vorgang")
      #expect(try transaction.publishHistory(ofItem: first.item).active == first.version(1))
      #expect(try transaction.renameSection(from: "passiv", to: "passiv_vorgang") == 0)
    }
  }

  @Test func aStoredValueThatNobodyKnowsIsAnError() async throws {
    let sample = try await library.write { transaction in
      let sample = try transaction.sample()
      try transaction.connection.run("PRAGMA ignore_check_constraints = 1")
      try transaction.connection.run("UPDATE versions SET origin = 'dream'")
      return sample
    }
    #expect(throws: UnknownStoredValue(column: "versions.origin", value: "dream")) {
      try library.read { _ = try $0.item(sample.item) }
    }
  }
}
