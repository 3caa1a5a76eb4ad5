import ContentModel
import ContentStore
import Foundation
import Testing
import World

@Suite struct RunLockTests {
  let library: Library

  init() throws { library = try Library() }

  private let uuid = "018f2b6e-7c3a-7d10-9a55-0c2f4e8b1a23"

  @Test func aLockIsHeldOnceAndLetGoWithItsOwner() throws {
    let path = library.store.path
    #expect(try !RunLock.isHeld(run: uuid, besideStore: path))
    var lock = try RunLock.take(run: uuid, besideStore: path)
    #expect(lock != nil)
    // Through another descriptor of the same process as well: it belongs to this opening of the file.
    #expect(try RunLock.isHeld(run: uuid, besideStore: path))
    #expect(try RunLock.take(run: uuid, besideStore: path) == nil)
    // Asking and failing to take have closed their descriptors: with a lock of the process it would be lost now.
    #expect(try RunLock.isHeld(run: uuid, besideStore: path))
    let other = try RunLock.take(run: "018f2b6e-7c3a-7d10-9a55-000000000000", besideStore: path)
    #expect(other != nil)
    lock = nil
    #expect(try !RunLock.isHeld(run: uuid, besideStore: path))
    #expect(try RunLock.take(run: uuid, besideStore: path) != nil)
  }

  @Test func theLockFileIsItsOwnersOnly() throws {
    let former = umask(0)
    defer { umask(former) }
    let lock = try RunLock.take(run: uuid, besideStore: library.store.path)
    let folder = library.folder.file(".runs")
    #expect(try permissions(folder) == 0o700)
    #expect(try permissions(folder + "/" + uuid + ".lock") == 0o600)
    withExtendedLifetime(lock) {}
  }

  private func permissions(_ path: String) throws -> Int {
    try #require(try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int)
  }

  @Test func askingMakesNoFile() throws {
    #expect(try !RunLock.isHeld(run: uuid, besideStore: library.store.path))
    #expect(!FileManager.default.fileExists(atPath: library.folder.file(".runs")))
  }

  @Test func aFolderThatCannotHoldLocksIsSaidSo() throws {
    let path = library.folder.file("absent/library.db")
    let error = #expect(throws: StoreError.self) { _ = try RunLock.take(run: uuid, besideStore: path) }
    #expect(error?.message == "\(library.folder.path)/absent/.runs cannot be used: No such file or directory")
  }

  /// A process that dies, however it dies, lets go of it.
  @Test func aKilledProcessHoldsNothing() async throws {
    let path = library.store.path
    await #expect(processExitsWith: .signal(SIGKILL)) { [path = path as String, uuid = uuid as String] in
      let lock = try RunLock.take(run: uuid, besideStore: path)
      if lock != nil, try RunLock.isHeld(run: uuid, besideStore: path) { kill(getpid(), SIGKILL) }
      withExtendedLifetime(lock) {}
    }
    #expect(FileManager.default.fileExists(atPath: library.folder.file(".runs/\(uuid).lock")))
    #expect(try !RunLock.isHeld(run: uuid, besideStore: path))
  }

  @Test func aRunLivesByLeaseAndOnThisMachineByLock() throws {
    let store = library.store
    let runs = try library.script { transaction in
      try ["desk:7", "far:7", "desk:8", "desk:9"].map { try transaction.run(try transaction.sampleRun(holder: $0)) }
    }
    let lock = try RunLock.take(run: runs[0].uuid, besideStore: store.path)
    // The second one's machine is another: only its lease is known. The third one's lock is not held: it is dead.
    #expect(try store.livingRuns(runs) == [runs[0].id, runs[1].id])

    try library.script { transaction in
      try transaction.releaseRun(runs[1].id, status: .paused, reason: "")
      try transaction.releaseRun(runs[3].id, status: .finished, reason: "")
    }
    #expect(try store.livingRuns(try library.read { try $0.runs() }) == [runs[0].id])
    #expect(try store.livingRuns([]) == [])
    withExtendedLifetime(lock) {}
  }

  /// A lease is a clock's word, and clocks are set, and processes stopped: where the lock can be seen, it decides.
  @Test(arguments: [-3_600_000, 59_999, 60_000, 86_400_000])
  func theClockSaysNothingOfARunWhoseLockCanBeSeen(_ jump: Int64) throws {
    let store = library.store
    let runs = try library.script { transaction in
      try ["desk:7", "desk:8", "far:7"].map { try transaction.run(try transaction.sampleRun(holder: $0)) }
    }
    let lock = try RunLock.take(run: runs[0].uuid, besideStore: store.path)
    library.clock.advance(byMilliseconds: jump)
    #expect(try store.livingRuns(runs) == Set([runs[0].id] + (jump < 60_000 ? [runs[2].id] : [])))
    withExtendedLifetime(lock) {}
  }
}
