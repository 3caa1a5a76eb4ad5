import ContentModel
import ContentStore
import Formats

extension Diagnosis {
  /// From so many bytes of stored requests and answers on, somebody should say how long they are kept.
  static let muchToKeep = 1_000_000_000

  /// How much room the library takes.
  ///
  /// - Parameters:
  ///   - storeBytes: The store with the files beside it.
  ///   - keepDays: The days for which requests and answers are kept; nil for ever.
  ///   - exportFiles: The files below exports/ and their bytes.
  static func sizes(
    _ volume: StoreVolume, storeBytes: Int, keepDays: Int?, exportFiles: (count: Int, bytes: Int)
  ) -> [Diagnosis] {
    let kept = keepDays.map { "kept for \(counted($0, "day"))" } ?? "kept for ever"
    let exchangeDetails: JSON = [
      "exchanges": .integer(volume.exchanges), "exchange_bytes": .integer(volume.exchangeBytes),
      "keep_days": keepDays.json,
    ]
    let exchanges =
      "\(Quantity.of(volume.exchanges, "stored request and answer", "stored requests and answers")): "
      + "\(Quantity.bytes(volume.exchangeBytes)), \(kept)"
    return [
      Diagnosis(
        .sizes, .ok,
        "library/library.db: \(Quantity.bytes(storeBytes)), \(Quantity.of(volume.items, "item", "items")), "
          + "\(Quantity.of(volume.versions, "version", "versions")), \(Quantity.of(volume.runs, "run", "runs"))",
        details: [
          "store_bytes": .integer(storeBytes), "free_bytes": .integer(volume.freeBytes),
          "items": .integer(volume.items), "versions": .integer(volume.versions), "runs": .integer(volume.runs),
        ]),
      keepDays == nil && volume.exchangeBytes >= muchToKeep
        ? Diagnosis(
          .sizes, .warning, exchanges, mend: "set answers.keep_days in library/libtool.yaml, such as 365",
          details: exchangeDetails)
        : Diagnosis(.sizes, .ok, exchanges, details: exchangeDetails),
      Diagnosis(
        .sizes, .ok,
        "exports/: \(Quantity.of(exportFiles.count, "file", "files")), \(Quantity.bytes(exportFiles.bytes)); "
          + Quantity.of(volume.exports, "export was made", "exports were made"),
        details: [
          "files": .integer(exportFiles.count), "bytes": .integer(exportFiles.bytes),
          "exports": .integer(volume.exports),
        ]),
    ]
  }
}
