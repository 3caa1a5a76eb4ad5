import ContentModel
import Foundation
import SQLiteKit
import Testing
import World

@testable import ContentStore

/// What a person reads, to the letter.
@Suite struct FailureTextTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var failure: any Failure
    var message: String
    var hint: String?
    var exitCode = ExitCode.failed
    var testDescription: String { message }
  }

  static let store = [
    Case(
      failure: StoreError.missing(path: "library/library.db"), message: "there is no store at library/library.db",
      hint: "run `libtool sync` to make it from the catalogue files"),
    Case(
      failure: StoreError.foreign(path: "library/library.db"), message: "library/library.db is not a libtool store",
      hint: "move that file away, or name another library with --library"),
    Case(
      failure: StoreError.newer(path: "library/library.db", found: 9, known: 1),
      message:
        "library/library.db was made by a newer libtool: its schema is version 9, this program knows up to 1",
      hint: "install the newer libtool, or use the library with the program that made it"),
    Case(
      failure: StoreError.busy(path: "library/library.db"), message: "library/library.db is locked by another process",
      hint: "wait for the other command to end, then try again", exitCode: .busy),
    Case(
      failure: StoreError.full(path: "library/library.db"),
      message: "the disk is full: library/library.db could not be written; nothing of this step was stored",
      hint: "free some space, then run the command again (a fill that had begun: `libtool runs resume last`)"),
    Case(
      failure: StoreError.tooLarge(path: "library/library.db"),
      message: "library/library.db has reached the largest size a file may have here; nothing of this step was stored",
      hint:
        "raise the limit (`ulimit -f`), then run the command again (a fill that had begun: `libtool runs resume last`)"
    ),
    Case(
      failure: StoreError.unusable(path: "library/library.db", reason: "disk I/O error"),
      message: "library/library.db cannot be used: disk I/O error",
      hint: "check the path, its permissions and the disk"),
    Case(
      failure: UnknownStoredValue(column: "runs.status", value: "resting"),
      message: "the store holds the value 'resting' in runs.status, which this program does not know",
      hint: "restore the store from a backup, or use the program that wrote it"),
  ]

  static let publish = [
    Case(
      failure: PublishConflict.movedOn(item: "4e8b1a23"),
      message: "item 4e8b1a23 was changed by somebody else at the same moment; nothing was changed",
      hint: "look at `libtool log`, then try again"),
    Case(
      failure: PublishConflict.touchedLater(event: 3, item: "4e8b1a23", laterEvent: 5),
      message: "event 3 cannot be undone: event 5 touched its item 4e8b1a23 later",
      hint: "undo event 5 first, or use `libtool rollback` on the item"),
    Case(
      failure: PublishConflict.unknownEvent(7), message: "there is no event 7 in the publish log",
      hint: "`libtool log` lists the events"),
    Case(
      failure: PublishConflict.catalogueEvent(7), message: "event 7 is a change of the catalogue files",
      hint: "restore the rows in the CSV files, then run `libtool sync`"),
    Case(
      failure: PublishConflict.alreadyUndone(7, by: 8), message: "event 7 is already undone by event 8",
      hint: "`libtool log` shows both"),
    Case(
      failure: PublishConflict.nothingBefore(item: "4e8b1a23"),
      message: "item 4e8b1a23 has no earlier active version to go back to",
      hint: "`libtool deactivate` takes it out; `libtool items history` shows its versions"),
    Case(
      failure: PublishConflict.noSuchVersion(item: "4e8b1a23", number: 9, highest: 3),
      message: "item 4e8b1a23 has no version 9: its versions are 1 to 3",
      hint: "`libtool items history` shows them"),
  ]

  static let lookups = [
    Case(
      failure: ItemLookupFailure.unknown("xyz"), message: "there is no item 'xyz'",
      hint: "`libtool items list` shows them; any unique beginning or end of a uuid will do"),
    Case(
      failure: ItemLookupFailure.ambiguous("01", ["a", "b"]), message: "'01' names 2 items: a, b",
      hint: "give more of the uuid"),
    Case(
      failure: ItemLookupFailure.ambiguous("01", (0..<10).map(String.init)),
      message: "'01' names 10 or more items: 0, 1, 2, …", hint: "give more of the uuid"),
    Case(
      failure: RunLookupFailure.unknown("xyz"), message: "there is no run 'xyz'",
      hint: "`libtool runs list` shows them; any unique beginning or end of a run's uuid will do, or `last`"),
    Case(failure: RunLookupFailure.noneYet, message: "there is no run yet", hint: "`libtool fill` begins one"),
    Case(
      failure: RunLookupFailure.ambiguous("01", 4), message: "'01' names 4 runs", hint: "give more of the uuid"),
    Case(
      failure: RunConflict.held(run: "4e8b1a23", holder: "desk:7"),
      message: "run 4e8b1a23 is being worked on by desk:7",
      hint: "wait for it to end, or stop it with Ctrl-C there", exitCode: .busy),
    Case(
      failure: RunConflict.held(run: "4e8b1a23", holder: "desk:7", silentSince: morning),
      message: "run 4e8b1a23 is being worked on by desk:7, which has given no sign of life since 2026-11-20 09:30 UTC",
      hint: "it may have been stopped: `kill -CONT 7` lets it go on; after `kill -KILL 7` the run can be resumed",
      exitCode: .busy),
    Case(
      failure: RunConflict.ended(run: "4e8b1a23", status: .cancelled),
      message: "run 4e8b1a23 is cancelled: there is nothing to go on with",
      hint: "`libtool fill` begins a new run for what is still missing"),
  ]

  private static let morning = Timestamp(milliseconds: 1_795_167_000_000)

  static let review = [
    Case(
      failure: ReviewConflict.alreadyAccepted(item: "4e8b1a23", by: "grace", at: morning),
      message: "item 4e8b1a23 was accepted by grace already, 2026-11-20 09:30 UTC",
      hint: "nothing was changed; `libtool items history` shows what happened, `libtool undo` takes it back"),
    Case(
      failure: ReviewConflict.alreadyAccepted(item: "4e8b1a23", by: "grace", at: nil),
      message: "item 4e8b1a23 was accepted by grace already",
      hint: "nothing was changed; `libtool items history` shows what happened, `libtool undo` takes it back"),
    Case(
      failure: ReviewConflict.alreadyRejected(item: "4e8b1a23", by: "grace", at: morning, reason: "too hard"),
      message: "item 4e8b1a23 was rejected by grace already, 2026-11-20 09:30 UTC: too hard",
      hint: "nothing was changed; `libtool activate` makes a rejected version active all the same"),
    Case(
      failure: ReviewConflict.alreadyRejected(item: "4e8b1a23", by: nil, at: nil, reason: ""),
      message: "item 4e8b1a23 was rejected already",
      hint: "nothing was changed; `libtool activate` makes a rejected version active all the same"),
    Case(
      failure: ReviewConflict.alreadyKept(item: "4e8b1a23", by: "grace", at: morning),
      message: "the reports of item 4e8b1a23 were closed by grace already, 2026-11-20 09:30 UTC",
      hint: "nothing was changed; `libtool deactivate` takes an item out of what is active"),
    Case(
      failure: ReviewConflict.alreadyAssigned(item: "4e8b1a23", to: "ben", by: "grace", at: morning),
      message: "item 4e8b1a23 was assigned to ben by grace already, 2026-11-20 09:30 UTC",
      hint: "nothing was changed; `--reassign` gives it to somebody else"),
    Case(
      failure: ReviewConflict.nothingWaiting(item: "4e8b1a23"), message: "item 4e8b1a23 has no version in review",
      hint: "`libtool review list` shows what waits"),
    Case(
      failure: ReviewConflict.unknownDraft("7f3a9c21:17"), message: "there is no draft '7f3a9c21:17'",
      hint: "`libtool review list --dropped` shows the drafts that can be rescued"),
    Case(
      failure: ReviewConflict.notDropped(draft: "7f3a9c21:17"),
      message: "draft 7f3a9c21:17 is not a dropped draft with a text",
      hint: "`libtool review list --dropped` shows the drafts that can be rescued"),
    Case(
      failure: ReviewConflict.alreadyRescued(draft: "7f3a9c21:17", item: "4e8b1a23", by: "ada", at: morning),
      message: "draft 7f3a9c21:17 was rescued by ada already, 2026-11-20 09:30 UTC, as item 4e8b1a23",
      hint: "nothing was changed; `libtool undo` takes it back"),
    Case(
      failure: AuditConflict.alreadyJudged(item: "4e8b1a23", verdict: .bad, by: "ada", at: morning),
      message: "item 4e8b1a23 was judged bad by ada already, 2026-11-20 09:30 UTC",
      hint: "nothing was changed; who judged it first may change the judgement"),
    Case(
      failure: AuditConflict.notSampled(item: "4e8b1a23", run: nil), message: "item 4e8b1a23 is in no sample",
      hint: "`libtool review sample` lists the samples"),
    Case(
      failure: AuditConflict.notSampled(item: "4e8b1a23", run: "7f3a9c21"),
      message: "item 4e8b1a23 is in no sample of run 7f3a9c21", hint: "`libtool review sample` lists the samples"),
    Case(
      failure: AuditConflict.noSample(run: "7f3a9c21"), message: "no sample of run 7f3a9c21 was drawn",
      hint: "`libtool review sample --run 7f3a9c21 -n 50` draws one"),
    Case(
      failure: AuditConflict.otherSample(run: "7f3a9c21", size: 50, by: "ada", at: morning),
      message: "a sample of 50 of run 7f3a9c21 was drawn by ada already, 2026-11-20 09:30 UTC",
      hint: "leave -n out to go on with it; `--new` draws another"),
    Case(
      failure: AuditConflict.nothingAccepted(run: "7f3a9c21"),
      message: "run 7f3a9c21 has no accepted items to draw from",
      hint: "`libtool runs show` says what became of its drafts"),
  ]

  /// What SQLite and the system say, and what a person is told.
  static let causes: [(error: SQLiteError, told: StoreError)] = [
    (SQLiteError(code: 13, message: "database or disk is full"), .full(path: "a.db")),
    (SQLiteError(code: 778, message: "disk I/O error", systemCode: ENOSPC), .full(path: "a.db")),
    (SQLiteError(code: 778, message: "disk I/O error", systemCode: EDQUOT), .full(path: "a.db")),
    (SQLiteError(code: 778, message: "disk I/O error", systemCode: EFBIG), .tooLarge(path: "a.db")),
    (SQLiteError(code: 778, message: "disk I/O error"), .unusable(path: "a.db", reason: "disk I/O error")),
    (
      SQLiteError(code: 778, message: "disk I/O error", systemCode: EIO),
      .unusable(path: "a.db", reason: "disk I/O error (input/output error)")
    ),
    (SQLiteError(code: 5, message: "database is locked"), .busy(path: "a.db")),
    (SQLiteError(code: 26, message: "file is not a database"), .foreign(path: "a.db")),
  ]

  @Test(arguments: causes) func explainsTheCause(_ cause: (error: SQLiteError, told: StoreError)) {
    #expect(StoreError.explaining(cause.error, path: "a.db") as? StoreError == cause.told)
  }

  @Test(arguments: review + store + publish + lookups) func saysWhatWhereAndTheMend(_ expected: Case) {
    #expect(expected.failure.message == expected.message)
    #expect(expected.failure.hint == expected.hint)
    #expect(expected.failure.exitCode == expected.exitCode)
  }
}
