import ContentModel
import ContentStore
import Formats

extension StoredItem {
  /// The number of the version that stands for the item: the active one, else the newest.
  var shownNumber: Int { activeNumber ?? latestNumber }

  /// As `items list --json` shows it.
  var json: JSON {
    [
      "uuid": .string(uuid), "kind": .string(kind), "section": .string(key.section), "topic": key.topic.json,
      "sku": key.sku.json, "language": .string(key.language), "version": .integer(shownNumber),
      "active": .bool(activeVersion != nil), "origin": .string(origin.rawValue),
    ]
  }
}

extension StoredVersion {
  /// What is known of a version but its body, as documents show it.
  func json(currency: String) -> JSON.Object {
    JSON.Object([
      ("version", .integer(number)), ("origin", .string(origin.rawValue)), ("actor", .string(actor)),
      ("approved_by", approvedBy.json), ("run", runUUID.json), ("model", model.json), ("prompt_hash", promptHash.json),
      ("schema_version", .integer(schemaVersion)), ("cost", cost.map { .double($0.double) } ?? .null),
      ("currency", .string(currency)),
      ("score", score.json), ("checked", (checkedAt?.description).json), ("review", (review?.rawValue).json),
      ("review_reason", reviewReason.json), ("created", .string(createdAt.description)),
      ("findings", .array(findings.map(\.json))),
    ])
  }

  /// `run 7f3a9c21`, `import`, `ana`: where it came from, in a word or two.
  var source: String {
    switch origin {
    case .run: "run " + (runUUID?.shortUUID ?? "")
    case .person: actor
    case .import: "import by \(actor)"
    }
  }
}
