import ContentModel
import ContentStore
import Formats

/// What a look at the store has shown.
struct StoreFacts: Sendable {
  var form: StoreForm
  /// Nil where it was not looked at.
  var integrity: StoreIntegrity?
  /// Whether it was the quicker look.
  var isQuick = false
  /// Whether the store has ever held simulated text.
  var isSimulated = false
}

extension Diagnosis {
  /// Less free space than this wants a look, in bytes.
  static let leastFreeSpace = 100_000_000

  /// Whether the store is whole, current and safe where it lies.
  static func store(_ facts: StoreFacts, isProduction: Bool) -> [Diagnosis] {
    var found: [Diagnosis] = []
    if let integrity = facts.integrity { found += Self.integrity(integrity, isQuick: facts.isQuick) }
    let (known, schema) = (facts.form.knownSchema, facts.form.schema)
    let details: JSON = ["schema": .integer(schema), "known_schema": .integer(known)]
    if !facts.form.missing.isEmpty {
      found.append(
        Diagnosis(
          .store, .error,
          "library/library.db: its schema says version \(schema), and lacks \(facts.form.missing.joined(separator: ", "))",
          mend: "put a backup in its place, or move it away: the next command makes a fresh store", details: details))
    } else if schema < known {
      found.append(
        Diagnosis(
          .store, .info, "library/library.db: its schema is version \(schema); the next command brings it to \(known)",
          details: details))
    } else {
      found.append(
        Diagnosis(.store, .ok, "library/library.db: its schema is version \(schema), the newest", details: details))
    }
    if facts.isSimulated {
      found.append(
        isProduction
          ? Diagnosis(
            .store, .error,
            "library/library.db holds simulated text from a rehearsal, and this library is in `mode: production`",
            mend:
              "set `mode: rehearsal` in library/libtool.yaml, or move library/library.db away: the next command makes "
              + "a fresh store")
          : Diagnosis(.store, .ok, "library/library.db holds simulated text, as a rehearsal may"))
    }
    return found + journal(facts)
  }

  private static func integrity(_ integrity: StoreIntegrity, isQuick: Bool) -> [Diagnosis] {
    let tenths = integrity.duration / .milliseconds(100)
    let seconds = "\(Int(tenths.rounded()) / 10).\(Int(tenths.rounded()) % 10) s"
    let details: JSON = [
      "check": isQuick ? "quick" : "full", "seconds": .double((integrity.duration / .milliseconds(1)).rounded() / 1000),
      "broken_off": .bool(integrity.isBrokenOff),
    ]
    var found: [Diagnosis] = []
    if let first = integrity.damage.first {
      let more = integrity.damage.count > 1 ? ", and \(integrity.damage.count - 1) more" : ""
      found.append(
        Diagnosis(
          .store, .error, "library/library.db is damaged: \(first)\(more)",
          mend: StoreDamage.mend,
          details: details))
    }
    for rows in integrity.danglingRows {
      found.append(
        Diagnosis(
          .store, .error,
          "library/library.db: the table \(rows.table) has \(counted(rows.count, "row")) with a reference that leads nowhere",
          mend: "put a backup in its place", details: details))
    }
    if integrity.isBrokenOff {
      found.append(
        Diagnosis(
          .store, .warning, "whether library/library.db is whole was not found out within \(seconds)",
          mend: isQuick
            ? "copy it with `sqlite3 library.db '.backup copy.db'`, and run `PRAGMA integrity_check` on the copy"
            : "try `libtool doctor --quick`", details: details))
    } else if found.isEmpty {
      found.append(
        Diagnosis(
          .store, .ok, "library/library.db is whole: \(isQuick ? "looked through quickly" : "checked") in \(seconds)",
          details: details)
      )
    }
    return found
  }

  /// Which journal mode is safe, and why.
  private static func journal(_ facts: StoreFacts) -> [Diagnosis] {
    let form = facts.form
    let details: JSON = [
      "journal_mode": .string(form.safeJournalMode), "file_journal_mode": .string(form.journalMode),
      "sqlite": .string(form.sqlite), "network": .bool(form.isOnNetwork),
    ]
    var found: [Diagnosis] = []
    if form.journalMode == "wal", form.safeJournalMode != "wal" {
      found.append(
        Diagnosis(
          .store, .warning, "library/library.db is in WAL mode, which is not safe here",
          mend: "let no other program write it; the next command sets the mode back", details: details))
    }
    if form.isOnNetwork {
      found.append(
        Diagnosis(
          .store, .warning,
          "library/library.db lies on a network file system, whose locks may not hold between machines",
          mend: "keep the library on a disk of this machine, or use it from one machine at a time", details: details))
    } else if !form.hasWALResetBug {
      found.append(
        Diagnosis(
          .store, .info, "journal mode wal: SQLite \(form.sqlite) is free of the WAL-reset bug", details: details))
    } else {
      found.append(
        Diagnosis(
          .store, .info,
          "journal mode truncate: SQLite \(form.sqlite) has the WAL-reset bug, by which a WAL store can lose what was "
            + "committed; so reading and writing wait for each other", details: details))
    }
    return found
  }

  /// Whether there is room to write.
  ///
  /// - Parameter free: Bytes that this user may still fill, where the store lies.
  static func space(free: Int) -> Diagnosis {
    let details: JSON = ["free_bytes": .integer(free)]
    if free < leastFreeSpace {
      return Diagnosis(
        .store, .warning, "only \(Quantity.bytes(free)) are free where the store lies",
        mend: "free some space: a fill pauses when its store cannot grow", details: details)
    }
    return Diagnosis(.store, .ok, "\(Quantity.bytes(free)) are free where the store lies", details: details)
  }
}
