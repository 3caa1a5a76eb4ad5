import ContentModel
import ContentStore
import Interchange
import SQLiteKit

/// What stays the same from page to page of an export.
struct ExportPlan: Sendable {
  var selection: Selection
  /// The level of each section.
  var levels: [String: [UInt8]]
  /// The rows of the versions that stay behind.
  var flawed: Set<Int64>
}

/// The part of an export between two readings of the store: rows in, bytes out.
struct ExportPage: Sendable {
  let plan: ExportPlan
  /// Comes from the page before, and goes on to the next.
  var encoder: any ItemEncoder
  var bytes: [UInt8] = []
  var items = 0
  /// The uuids of what stayed behind.
  var leftOut: [String] = []
  /// The section of the row before and its level: they repeat row after row.
  private var lastSection: [UInt8] = []
  private var lastLevel: [UInt8] = []

  init(plan: ExportPlan, encoder: any ItemEncoder) {
    self.plan = plan
    self.encoder = encoder
  }

  /// Takes in one row of `StoreQueries.forEachActive`.
  mutating func append(_ row: borrowing Row) throws {
    // A purged body has nothing to export.
    guard let uuid = row.unsafeUTF8(0), let kind = row.unsafeUTF8(1), let section = row.unsafeUTF8(2),
      let language = row.unsafeUTF8(5), let body = row.unsafeUTF8(7)
    else { return }
    if !lastSection.elementsEqual(section) {
      lastSection = Array(section)
      lastLevel = plan.levels[row.text(2)] ?? []
    }
    if !plan.selection.isEverything {
      let key = Key(
        section: row.text(2), topic: row.optionalText(3), sku: row.optionalText(4), language: row.text(5))
      let level = String(decoding: lastLevel, as: UTF8.self)
      guard plan.selection.matches(kind: row.text(1), level: level, key: key) else { return }
    }
    if !plan.flawed.isEmpty, plan.flawed.contains(row.integer(8)) { return leftOut.append(row.text(0)) }
    let topic = row.unsafeUTF8(3)
    let sku = row.unsafeUTF8(4)
    let version = row.int(6)
    try lastLevel.withUnsafeBufferPointer { level in
      try encoder.append(
        ItemColumns(
          uuid: uuid, kind: kind, level: level, section: section, topic: topic, sku: sku, language: language,
          version: version, body: body), to: &bytes)
    }
    items += 1
  }
}
