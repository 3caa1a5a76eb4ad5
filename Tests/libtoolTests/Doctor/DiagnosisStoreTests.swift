import ContentStore
import Testing

@testable import libtool

@Suite struct DiagnosisStoreTests {
  private static func form(
    schema: Int = 5, missing: [String] = [], mode: String = "delete", hasBug: Bool = true, onNetwork: Bool = false
  ) -> StoreForm {
    StoreForm(
      schema: schema, knownSchema: 5, missing: missing, journalMode: mode, sqlite: hasBug ? "3.40.1" : "3.51.3",
      hasWALResetBug: hasBug, isOnNetwork: onNetwork)
  }

  private static func lines(
    _ form: StoreForm, integrity: StoreIntegrity? = nil, isQuick: Bool = false, isSimulated: Bool = false,
    isProduction: Bool = true
  ) -> [String] {
    Diagnosis.store(
      StoreFacts(form: form, integrity: integrity, isQuick: isQuick, isSimulated: isSimulated),
      isProduction: isProduction
    ).map(\.line)
  }

  private static let schema = "store ok: library/library.db: its schema is version 5, the newest"
  private static let bug =
    "store info: journal mode truncate: SQLite 3.40.1 has the WAL-reset bug, by which a WAL store can lose what was "
    + "committed; so reading and writing wait for each other"
  private static let free = "store info: journal mode wal: SQLite 3.51.3 is free of the WAL-reset bug"
  private static let network =
    "store warning: library/library.db lies on a network file system, whose locks may not hold between machines "
    + "-> keep the library on a disk of this machine, or use it from one machine at a time"

  @Test func whichJournalModeAndWhy() {
    #expect(Self.lines(Self.form()) == [Self.schema, Self.bug])
    #expect(Self.lines(Self.form(hasBug: false)) == [Self.schema, Self.free])
    #expect(Self.lines(Self.form(hasBug: false, onNetwork: true)) == [Self.schema, Self.network])
    let wal =
      "store warning: library/library.db is in WAL mode, which is not safe here "
      + "-> let no other program write it; the next command sets the mode back"
    #expect(Self.lines(Self.form(mode: "wal")) == [Self.schema, wal, Self.bug])
    #expect(Self.lines(Self.form(mode: "wal", hasBug: false)) == [Self.schema, Self.free])
    #expect(Self.lines(Self.form(mode: "wal", hasBug: false, onNetwork: true)) == [Self.schema, wal, Self.network])
  }

  @Test func schemas() {
    #expect(
      Self.lines(Self.form(schema: 3)).first
        == "store info: library/library.db: its schema is version 3; the next command brings it to 5")
    #expect(
      Self.lines(Self.form(missing: ["rate_limits", "runs"])).first
        == "store error: library/library.db: its schema says version 5, and lacks rate_limits, runs "
        + "-> put a backup in its place, or move it away: the next command makes a fresh store")
  }

  @Test func whetherItIsWhole() {
    var integrity = StoreIntegrity()
    integrity.duration = .milliseconds(1260)
    func first(isQuick: Bool = false) -> [String] {
      Array(Self.lines(Self.form(), integrity: integrity, isQuick: isQuick).dropLast(2))
    }
    #expect(first() == ["store ok: library/library.db is whole: checked in 1.3 s"])
    #expect(first(isQuick: true) == ["store ok: library/library.db is whole: looked through quickly in 1.3 s"])
    integrity.isBrokenOff = true
    integrity.duration = .seconds(20)
    #expect(
      first() == [
        "store warning: whether library/library.db is whole was not found out within 20.0 s "
          + "-> try `libtool doctor --quick`"
      ])
    #expect(
      first(isQuick: true) == [
        "store warning: whether library/library.db is whole was not found out within 20.0 s "
          + "-> copy it with `sqlite3 library.db '.backup copy.db'`, and run `PRAGMA integrity_check` on the copy"
      ])
    integrity.isBrokenOff = false
    integrity.damage = ["Page 7 is never used", "Page 8 is never used"]
    integrity.danglingRows = [.init(table: "versions", count: 1)]
    #expect(
      first() == [
        "store error: library/library.db is damaged: Page 7 is never used, and 1 more "
          + "-> put a backup in its place; keep the damaged file, `sqlite3 library.db .recover` may save more",
        "store error: library/library.db: the table versions has 1 row with a reference that leads nowhere "
          + "-> put a backup in its place",
      ])
  }

  @Test func simulatedText() {
    #expect(
      Self.lines(Self.form(), isSimulated: true)[1]
        == "store error: library/library.db holds simulated text from a rehearsal, and this library is in "
        + "`mode: production` -> set `mode: rehearsal` in library/libtool.yaml, or move library/library.db away: the next "
        + "command makes a fresh store")
    #expect(
      Self.lines(Self.form(), isSimulated: true, isProduction: false)[1]
        == "store ok: library/library.db holds simulated text, as a rehearsal may")
  }

  @Test func space() {
    #expect(Diagnosis.space(free: 100_000_000).line == "store ok: 100.0 MB are free where the store lies")
    #expect(
      Diagnosis.space(free: 99_949_999).line
        == "store warning: only 99.9 MB are free where the store lies "
        + "-> free some space: a fill pauses when its store cannot grow")
  }
}
