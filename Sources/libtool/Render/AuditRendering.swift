import Console
import ContentModel
import ContentStore
import Formats
import Quality
import Workspace

extension Percentage {
  /// `84.0 %`.
  static func of(_ share: Double) -> String {
    let tenths = Int((share * 1000).rounded())
    return "\(tenths / 10).\(tenths % 10) %"
  }
}

extension AuditSample {
  /// `Sample of run 7f3a9c21: 50 of 240 items, drawn by ana, 2026-11-20 09:30 UTC, seed 1234`.
  var title: String {
    "Sample of run \(runUUID.shortUUID): \(size) of \(counted(population, "item")), drawn by \(by), "
      + "\(at.shortDescription) UTC, seed \(seed)"
  }

  /// `Judged 12 of 50: 11 good (91.7 %; 95 % interval 66.0 % to 98.4 %)`.
  var figures: String {
    guard let interval else { return "Judged 0 of \(size): `libtool review audit ITEM --good` or `--bad` judges one" }
    let range =
      judged == population
      ? "all there are" : "95 % interval \(Percentage.of(interval.low)) to \(Percentage.of(interval.high))"
    return "Judged \(judged) of \(size): \(good) good (\(Percentage.of(interval.share)); \(range))"
  }

  /// As documents show it.
  var json: JSON {
    func rounded(_ share: Double?) -> JSON { share.map { .double(($0 * 10_000).rounded() / 10_000) } ?? .null }
    return [
      "run": .string(runUUID), "seed": .integer(seed), "population": .integer(population), "size": .integer(size),
      "judged": .integer(judged), "good": .integer(good), "share": rounded(interval?.share),
      "interval": ["confidence": .double(0.95), "low": rounded(interval?.low), "high": rounded(interval?.high)],
      "drawn_by": .string(by), "drawn": .string(at.description),
    ]
  }
}

extension AuditedItem {
  /// As documents show it.
  var json: JSON {
    [
      "uuid": .string(uuid), "section": .string(key.section), "topic": key.topic.json, "sku": key.sku.json,
      "language": .string(key.language), "version": .integer(number), "verdict": (verdict?.rawValue).json,
      "reason": .string(reason), "by": by.json, "at": (at?.description).json,
    ]
  }
}
