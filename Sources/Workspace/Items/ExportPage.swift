import ContentModel
import ContentStore
import Interchange
import SQLiteKit

/// The part of an export between two readings of the store: rows in, bytes out.
struct ExportPage: Sendable {
  var encoder: any ItemEncoder
  let selection: Selection
  /// The level of each section.
  let levels: [String: [UInt8]]
  /// The rows of the versions that stay behind.
  let flawed: Set<Int64>
  var buffer: [UInt8] = []
  var items = 0
  var leftOut: [String] = []

  init(encoder: any ItemEncoder, selection: Selection, levels: [String: [UInt8]], flawed: Set<Int64>) {
    self.encoder = encoder
    self.selection = selection
    self.levels = levels
    self.flawed = flawed
  }

  /// Takes in one row of `StoreQueries.forEachActive`.
  mutating func append(_ row: borrowing Row) throws {
    let level = levels[row.text(2)] ?? []
    if !selection.isEverything {
      let key = Key(
        section: row.text(2), topic: row.optionalText(3), sku: row.optionalText(4), language: row.text(5))
      guard selection.matches(kind: row.text(1), level: String(decoding: level, as: UTF8.self), key: key) else {
        return
      }
    }
    if !flawed.isEmpty, flawed.contains(row.integer(8)) {
      leftOut.append(String(row.text(0).suffix(8)))
      return
    }
    // A purged body has nothing to export.
    guard let uuid = row.unsafeUTF8(0), let kind = row.unsafeUTF8(1), let section = row.unsafeUTF8(2),
      let language = row.unsafeUTF8(5), let body = row.unsafeUTF8(7)
    else { return }
    let topic = row.unsafeUTF8(3)
    let sku = row.unsafeUTF8(4)
    let version = row.int(6)
    try level.withUnsafeBufferPointer { level in
      try encoder.append(
        ItemColumns(
          uuid: uuid, kind: kind, level: level, section: section, topic: topic, sku: sku, language: language,
          version: version, body: body), to: &buffer)
    }
    items += 1
  }
}
