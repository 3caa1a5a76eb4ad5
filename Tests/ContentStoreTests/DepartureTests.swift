import ContentStore
import Foundation
import Testing

/// The notes of calls that were sent, in the file of a run's lock.
@Suite struct DepartureTests {
  let library: Library

  init() throws { library = try Library() }

  private let uuid = "018f2b6e-7c3a-7d10-9a55-0c2f4e8b1a23"
  private var file: String { library.folder.file(".runs/\(uuid).lock") }

  private func lock() throws -> RunLock {
    try #require(try RunLock.take(run: uuid, besideStore: library.store.path))
  }

  @Test func theNextHolderReadsThem() throws {
    var lock: RunLock? = try lock()
    try lock?.beginDepartures(of: "desk:42", bootID: "a")
    for attempt: Int64 in [5, 7, 1_000_000_000_000] { try lock?.noteDeparture(ofAttempt: attempt) }
    lock = nil
    let next = try self.lock()
    #expect(try next.departures(of: "desk:42", bootID: "a") == [5, 7, 1_000_000_000_000])
  }

  @Test func notesOfOneWhoHasSentNothingSayThat() throws {
    let lock = try lock()
    try lock.beginDepartures(of: "desk:42", bootID: "a")
    #expect(try lock.departures(of: "desk:42", bootID: "a") == [])
  }

  /// Nobody knows, where the notes are not of the run's last holder since the machine's last start.
  @Test(arguments: [("desk:42", "b"), ("desk:43", "a"), (nil, "a"), ("desk:42", "")])
  func othersSayNothing(holder: String?, bootID: String) throws {
    let lock = try lock()
    try lock.beginDepartures(of: "desk:42", bootID: bootID.isEmpty ? "" : "a")
    try lock.noteDeparture(ofAttempt: 5)
    #expect(try lock.departures(of: holder, bootID: bootID) == nil)
  }

  @Test func anEmptyFileSaysNothing() throws {
    let lock = try lock()
    #expect(try lock.departures(of: "desk:42", bootID: "a") == nil)
    try lock.beginDepartures(of: "desk:42", bootID: "a")
    try lock.noteDeparture(ofAttempt: 5)
    try lock.forgetDepartures()
    #expect(try lock.departures(of: "desk:42", bootID: "a") == nil)
  }

  @Test func aNewHolderBeginsAnew() throws {
    let lock = try lock()
    try lock.beginDepartures(of: "desk:42", bootID: "a")
    try lock.noteDeparture(ofAttempt: 5)
    try lock.beginDepartures(of: "desk:43", bootID: "a")
    try lock.noteDeparture(ofAttempt: 6)
    #expect(try lock.departures(of: "desk:43", bootID: "a") == [6])
  }

  @Test func manyAreReadToTheLast() throws {
    let lock = try lock()
    try lock.beginDepartures(of: "desk:42", bootID: "a")
    for attempt in Int64(1)...20_000 { try lock.noteDeparture(ofAttempt: attempt) }
    #expect(try lock.departures(of: "desk:42", bootID: "a") == Set(1...20_000))
  }

  /// A note that was cut short, by a disk that was full, spoils none that follows.
  @Test func aNoteThatWasCutShortSpoilsNoOther() throws {
    let lock = try lock()
    try lock.beginDepartures(of: "desk:42", bootID: "a")
    try lock.noteDeparture(ofAttempt: 512)
    let end = try #require(FileHandle(forWritingAtPath: file))
    try end.truncate(atOffset: try end.seekToEnd() - 1)
    try end.close()
    try lock.noteDeparture(ofAttempt: 77)
    #expect(try lock.departures(of: "desk:42", bootID: "a") == [51, 77])
  }

  /// They need no sync to outlive the process.
  @Test func aKilledProcessLeavesThem() async throws {
    let path = library.store.path
    await #expect(processExitsWith: .signal(SIGKILL)) { [path = path as String, uuid = uuid as String] in
      let lock = try RunLock.take(run: uuid, besideStore: path)
      try lock?.beginDepartures(of: "desk:42", bootID: "a")
      try lock?.noteDeparture(ofAttempt: 5)
      kill(getpid(), SIGKILL)
    }
    #expect(try lock().departures(of: "desk:42", bootID: "a") == [5])
  }

  /// A call whose note the system does not take must not be sent.
  @Test func aNoteThatIsNotTakenIsAnError() async throws {
    let path = library.store.path
    await #expect(processExitsWith: .exitCode(7)) { [path = path as String, uuid = uuid as String] in
      let lock = try RunLock.take(run: uuid, besideStore: path)
      try lock?.beginDepartures(of: "desk:42", bootID: "a")
      signal(SIGXFSZ, SIG_IGN)
      var limit = rlimit(rlim_cur: 10, rlim_max: 10)
      setrlimit(__rlimit_resource_t(1), &limit)
      do {
        try lock?.noteDeparture(ofAttempt: 5)
      } catch let error as StoreError {
        if error.message.hasSuffix(".lock cannot be used: File too large") { exit(7) }
      }
    }
  }
}
