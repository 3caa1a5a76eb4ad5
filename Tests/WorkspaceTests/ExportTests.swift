import ContentModel
import Formats
import Interchange
import SQLiteKit
import Testing
import Workspace
import World

@testable import ContentStore

/// Exporting at the library's own level: pages, states, broken ends.
@Suite struct ExportTests {
  /// The uuids in an export as JSON Lines.
  private static func uuids(_ bytes: [UInt8]) throws -> [String] {
    try String(decoding: bytes, as: UTF8.self).split(separator: "\n").compactMap { line in
      try JSON.parse(String(line))["uuid"]?.string
    }
  }

  private func lines(_ open: OpenSmallLibrary, _ take: @escaping ([UInt8]) throws -> Void = { _ in }) async throws
    -> [UInt8]
  {
    var bytes: [UInt8] = []
    _ = try await open.library.export(
      ExportRequest(format: .jsonl, selection: Selection(), path: nil), from: open.store, catalogue: open.catalogue
    ) { piece in
      bytes += piece
      try take(piece)
    }
    return bytes
  }

  @Test func `Pages follow each other without a gap or a repetition`() async throws {
    let open = try await (try SmallLibrary()).open()
    for count in [0, 1, 499, 500, 501, 1250] {
      try await open.importing((1...max(1, count)).prefix(count).map { SmallLibrary.line($0) })
      #expect(try Self.uuids(try await lines(open)) == (1...max(1, count)).prefix(count).map(SmallLibrary.uuid))
    }
  }

  /// The store is free between two pages. What is published meanwhile is not in the export, nor missing from it.
  @Test func `An export shows one state, whatever is published meanwhile`() async throws {
    let small = try SmallLibrary()
    let open = try await small.open()
    try await open.importing((1...1600).map { SmallLibrary.line($0) })
    let before = try await lines(open)
    // Another process, which does it at once: what is published here is durable before the next page is read.
    let other = try Connection(path: open.store.path, access: .readWrite, busyTimeout: 20_000)
    var pages = 0
    let during = try await lines(open) { _ in
      pages += 1
      try other.transaction {
        let transaction = StoreTransaction(connection: other, world: open.library.world, actorName: "somebody else")
        // Of items that were read already, and of items that are still to come.
        let records = try [pages, 400 + pages, 1500 + pages].map { number in
          let item = try transaction.itemID(named: SmallLibrary.uuid(number))
          return PublishRecord(item: item, oldVersion: try transaction.version(1, ofItem: item).id, newVersion: nil)
        }
        try transaction.publish(.deactivate, reason: "meanwhile", records: records)
      }
    }
    #expect(during == before)
    #expect(pages >= 4)
    #expect(try Self.uuids(try await lines(open)).count == 1600 - 3 * pages)
  }

  @Test func `A sink that breaks ends the export, and nothing is recorded`() async throws {
    struct Broken: Error {}
    let open = try await (try SmallLibrary()).open()
    try await open.importing((1...10).map { SmallLibrary.line($0) })
    await #expect(throws: Broken.self) { try await lines(open) { _ in throw Broken() } }
    #expect(try open.store.read { try $0.exports(limit: 5) }.isEmpty)
  }

  @Test func `What is flawed stays behind across pages, in the order of items`() async throws {
    let open = try await (try SmallLibrary()).open()
    let flawed = [1, 500, 501, 1100]
    try await open.importing(
      (1...1100).map { SmallLibrary.line($0, flaw: flawed.contains($0) ? SmallLibrary.leak : "") })
    var items = 0
    let outcome = try await open.library.export(
      ExportRequest(format: .jsonl, selection: Selection(), path: nil), from: open.store, catalogue: open.catalogue
    ) { items += $0.count { $0 == UInt8(ascii: "\n") } }
    #expect(outcome.leftOut == flawed.map(SmallLibrary.uuid))
    #expect(outcome.judged == 1100 && outcome.items == 1096 && items == 1096)
    let again = try await open.library.export(
      ExportRequest(format: .jsonl, selection: Selection(), path: nil), from: open.store, catalogue: open.catalogue
    ) { _ in }
    #expect(again.judged == 0 && again.digest == outcome.digest && again.record == outcome.record + 1)
  }

  @Test(arguments: ExportFormat.allCases) func `A file is recorded with what it holds`(format: ExportFormat)
    async throws
  {
    let open = try await (try SmallLibrary()).open()
    try await open.importing((1...3).map { SmallLibrary.line($0) })
    let path = open.folder.path + "/a/b/out"
    let outcome = try await open.library.export(
      ExportRequest(format: format, selection: Selection(sections: ["pass*"]), path: path, job: "app"),
      from: open.store, catalogue: open.catalogue)
    let bytes = try FilePath.read(path)
    #expect(outcome.bytes == bytes.count && outcome.digest == SHA256.hexadecimal(of: bytes))
    let record = try #require(try open.store.read { try $0.lastExport(path: path) })
    #expect(record.job == "app" && record.items == 3 && record.digest == outcome.digest && record.actor == "tester")
    #expect(record.selection == "--section pass*" && record.publishEvent == 2 && record.format == format.rawValue)
    let found = try open.library.inspectExport(path, in: open.store)
    #expect(found.isUnchanged == true && found.items == 3 && found.format == format && found.mode == "production")
    #expect(found.publishEvent == 2)
  }
}
