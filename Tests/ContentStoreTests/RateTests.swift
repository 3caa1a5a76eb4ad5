import SQLiteKit
import Testing
import World

@testable import ContentStore

@Suite struct RateTests {
  let library: Library

  init() throws { library = try Library() }

  static let rates = StoredRates(
    account: "openai 5d41402a", requestsFullAt: 1_795_167_000_123_456, tokensFullAt: 1_795_167_000_654_321,
    slots: [
      .init(number: 3_590_334_000, requests: 50, tokens: 120_000),
      .init(number: 3_590_334_001, requests: 0, tokens: 3),
      .init(number: 3_590_334_100, requests: 1, tokens: 0),
    ], providerRequests: 3000, tokenLimit: 900_000, notBefore: Timestamp(milliseconds: 7),
    changedAt: Timestamp(milliseconds: 8))

  @Test func whatWasStoredIsRead() async throws {
    let account = Self.rates.account
    #expect(try library.read { try $0.rates(ofAccount: account) } == nil)
    try await library.write { try $0.setRates(Self.rates) }
    #expect(try library.read { try $0.rates(ofAccount: account) } == Self.rates)
    var changed = Self.rates
    changed.slots = []
    changed.providerRequests = nil
    changed.providerTokens = 5
    changed.requestLimit = 6
    changed.tokenLimit = nil
    changed.notBefore = Timestamp(milliseconds: 9)
    let other = StoredRates(
      account: "anthropic", requestsFullAt: 0, tokensFullAt: 0, slots: [], notBefore: Timestamp(milliseconds: 0),
      changedAt: Timestamp(milliseconds: 0))
    try await library.write { [changed] transaction in
      try transaction.setRates(changed)
      try transaction.setRates(other)
    }
    #expect(try library.read { try $0.rates() } == [other, changed])
  }

  @Test(arguments: ["", "5 1 2", "3590334000 50 120000 1 25 60000"]) func slotsGoThereAndBack(text: String) throws {
    #expect(SlotCoding.text(try SlotCoding.slots(text)) == text)
  }

  @Test(arguments: [
    "x", "1", "1 2", "1 2 3 4", "1 2 -3", "0 1 1", "1 2 3 0 1 1", "99999999999999999999 1 1", "1 1 99999999999999",
  ])
  func anythingElseIsUnknown(text: String) {
    #expect(throws: UnknownStoredValue(column: "rate_limits.slots", value: text)) { try SlotCoding.slots(text) }
  }

  @Test(arguments: ["requests_full_at", "tokens_full_at", "not_before", "changed_at"])
  func aDamagedNumberIsAnErrorAndNoTrap(column: String) throws {
    try library.script { transaction in
      try transaction.setRates(Self.rates)
      try transaction.connection.run("UPDATE rate_limits SET \(column) = $1", Int64.max)
      #expect(throws: UnknownStoredValue(column: "rate_limits.\(column)", value: "\(Int64.max)")) {
        try transaction.rates()
      }
    }
  }

  /// Two connections that each read and then write: no booking gets lost.
  @Test func processesDoNotOverwriteEachOther() async throws {
    let stores = try (0..<4).map { _ in try library.reopened() }
    try await withThrowingTaskGroup(of: Void.self) { group in
      for store in stores {
        for _ in 0..<25 {
          group.addTask {
            try await store.write { transaction in
              var rates = try transaction.rates(ofAccount: "a") ?? Self.rates
              rates.account = "a"
              rates.requestsFullAt += 1
              try transaction.setRates(rates)
            }
          }
        }
      }
      try await group.waitForAll()
    }
    let stored = try library.read { try $0.rates(ofAccount: "a") }
    #expect(stored?.requestsFullAt == Self.rates.requestsFullAt + 100)
  }

  /// A store of version 3 gets the table when it is opened.
  @Test func anOlderStoreIsBroughtUpToDate() async throws {
    let path = library.folder.file("older.db")
    let older = try Connection(path: path)
    try older.migrate(to: Schema.migrations.filter { $0.version <= 3 }, applicationID: Schema.applicationID)
    let store = try Store.open(path: path, create: false, actor: "ada", world: .test(library.clock))
    try await store.write { try $0.setRates(Self.rates) }
    #expect(try store.read { try $0.rates() } == [Self.rates])
  }
}
