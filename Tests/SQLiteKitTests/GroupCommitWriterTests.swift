import Dispatch
import SQLiteKit
import Synchronization
import Testing

@Suite struct GroupCommitWriterTests {
  let folder: TemporaryFolder
  let path: String

  init() throws {
    folder = try TemporaryFolder()
    path = folder.file("writer.db")
    try Connection(path: path).runScript("CREATE TABLE t (id INTEGER PRIMARY KEY, v INTEGER NOT NULL UNIQUE) STRICT")
  }

  private struct Stop: Error, Equatable { var number: Int }

  private func writer(window: Int = 0, busyTimeout: Int32 = 30_000) throws -> GroupCommitWriter {
    GroupCommitWriter(try Connection(path: path, access: .readWrite, busyTimeout: busyTimeout), window: window)
  }

  /// What another connection sees.
  private func stored() throws -> [Int] {
    try Connection(path: path, access: .readOnly).all("SELECT v FROM t ORDER BY id") { $0.int(0) }
  }

  private static func add(_ value: Int) -> @Sendable (Connection) throws -> Int {
    { connection in
      try connection.run("INSERT INTO t (v) VALUES ($1)", value)
      return value
    }
  }

  @Test func aWriteIsDurableWhenItReturns() async throws {
    let writer = try writer()
    #expect(try await writer.write(Self.add(1)) == 1)
    #expect(try stored() == [1])
    #expect(writer.commits == 1)
  }

  @Test func aWriteIsNotDoneBeforeItsCommit() async throws {
    let writer = try writer(window: 60)
    let pending = writer.submit(Self.add(1))
    #expect(try stored() == [])
    #expect(try await pending.value == 1)
    #expect(try stored() == [1])
  }

  @Test func writesHappenInTheOrderOfSubmission() async throws {
    let writer = try writer()
    let pending = (0..<300).map { writer.submit(Self.add($0)) }
    for (number, write) in pending.enumerated() { #expect(try await write.value == number) }
    #expect(try stored() == Array(0..<300))
  }

  /// Others that keep coming hold the first one up for a while, not for ever.
  @Test(.timeLimit(.minutes(1))) func aWriteIsNotHeldUpForEver() async throws {
    let writer = try writer(window: 50)
    let others = Mutex(0)
    let timer = DispatchSource.makeTimerSource()
    timer.schedule(deadline: .now(), repeating: .milliseconds(1))
    timer.setEventHandler {
      let value = others.withLock { count in
        count += 1
        return count
      }
      _ = writer.submit(Self.add(value))
    }
    timer.resume()
    #expect(try await writer.write(Self.add(0)) == 0)
    timer.cancel()
    #expect(others.withLock { $0 } > 1)
  }

  @Test func writesAtOnceShareACommit() async throws {
    let writer = try writer(window: 5)
    try await withThrowingTaskGroup(of: Int.self) { group in
      for value in 0..<200 { group.addTask { try await writer.write(Self.add(value)) } }
      try await group.waitForAll()
    }
    #expect(try stored().sorted() == Array(0..<200))
    #expect(writer.commits <= 50, "\(writer.commits) commits for 200 writes")
  }

  /// It waits neither for a window of its own, which would be 25 times as long, nor does it delay the other.
  @Test func aWriteThatNobodyWaitsForJoinsTheNext() async throws {
    let writer = try writer(window: 1000)
    let began = ContinuousClock.now
    let idle = writer.submit(isUrgent: false, Self.add(1))
    #expect(try await writer.write(Self.add(2)) == 2)
    #expect(try await idle.value == 1)
    #expect(ContinuousClock.now - began < .seconds(25))
    #expect(try stored() == [1, 2])
    #expect(writer.commits == 1)
  }

  @Test func aWriteThatNobodyWaitsForComesInTheEnd() async throws {
    let writer = try writer(window: 2)
    let began = ContinuousClock.now
    #expect(try await writer.submit(isUrgent: false, Self.add(1)).value == 1)
    #expect(ContinuousClock.now - began >= .milliseconds(50))
    // An earlier look at the line leaves the next one alone.
    let idle = writer.submit(isUrgent: false, Self.add(2))
    #expect(try await writer.write(Self.add(3)) == 3)
    #expect(try await idle.value == 2)
    #expect(try await writer.submit(isUrgent: false, Self.add(4)).value == 4)
    #expect(try stored() == [1, 2, 3, 4])
  }

  @Test func aWriteThatThrowsTakesBackOnlyItself() async throws {
    let writer = try writer(window: 5)
    let first = writer.submit(Self.add(1))
    let second = writer.submit { connection -> Int in
      _ = try Self.add(2)(connection)
      throw Stop(number: 2)
    }
    // Breaks the uniqueness of the first, after a row of its own.
    let third = writer.submit { connection -> Int in
      _ = try Self.add(3)(connection)
      return try Self.add(1)(connection)
    }
    let fourth = writer.submit(Self.add(4))
    #expect(try await first.value == 1)
    await #expect(throws: Stop(number: 2)) { try await second.value }
    let error = await #expect(throws: SQLiteError.self) { try await third.value }
    #expect(error?.isConstraint == true)
    #expect(try await fourth.value == 4)
    #expect(try stored() == [1, 4])
    #expect(writer.commits == 1)
  }

  /// A reader's lock keeps the commit from happening: nobody may be told that it did.
  @Test func aFailedCommitFailsEveryWriteOfIt() async throws {
    let writer = try writer(window: 5, busyTimeout: 10)
    let reader = try Connection(path: path, access: .readOnly)
    try reader.run("BEGIN")
    #expect(try reader.all("SELECT v FROM t") { $0.int(0) } == [])
    let pending = (1...3).map { writer.submit(Self.add($0)) }
    let failing = writer.submit { _ -> Int in throw Stop(number: 9) }
    for write in pending + [failing] {
      let error = await #expect(throws: SQLiteError.self) { try await write.value }
      #expect(error?.isBusy == true)
    }
    #expect(writer.commits == 0)
    try reader.run("COMMIT")
    #expect(try stored() == [])
    // It goes on working.
    #expect(try await writer.write(Self.add(1)) == 1)
    #expect(try stored() == [1])
  }

  /// No space for one of several writes: whoever is told that it is stored finds it stored, nobody else does.
  @Test func aFullDiskTellsNobodyAFalseSuccess() async throws {
    let connection = try Connection(path: path, access: .readWrite)
    try connection.runScript("CREATE TABLE big (b BLOB) STRICT; PRAGMA max_page_count = 30")
    let writer = GroupCommitWriter(connection, window: 5)
    let pending = (0..<6).map { number in
      writer.submit { connection -> Int in
        _ = try Self.add(number)(connection)
        if number == 3 { try connection.run("INSERT INTO big (b) VALUES (zeroblob(1000000))") }
        return number
      }
    }
    var told: [Int] = []
    for (number, write) in pending.enumerated() {
      do { told.append(try await write.value) } catch let error as SQLiteError {
        #expect(error.isFull, "write \(number): \(error)")
      }
    }
    #expect(!told.contains(3))
    #expect(try stored() == told)
    #expect(try await writer.write(Self.add(100)) == 100)
  }

  @Test func closingWritesWhatIsLeft() async throws {
    let writer = try writer(window: 10_000)
    let pending = (0..<5).map { writer.submit(Self.add($0)) }
    await writer.close()
    for (number, write) in pending.enumerated() { #expect(try await write.value == number) }
    #expect(try stored() == Array(0..<5))
    await #expect(throws: WriterClosed.self) { try await writer.write(Self.add(9)) }
    await writer.close()
    #expect(writer.commits == 1)
  }

  @Test func aResultCanBeAwaitedByManyAndLater() async throws {
    let writer = try writer(window: 5)
    let pending = writer.submit(Self.add(7))
    let values = try await withThrowingTaskGroup(of: Int.self) { group in
      for _ in 0..<5 { group.addTask { try await pending.value } }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(values == [7, 7, 7, 7, 7])
    #expect(try await pending.value == 7)
  }

  /// Cancelling the one who waits does not take back a write that is in line.
  @Test func cancellationDoesNotTakeBackAWrite() async throws {
    let writer = try writer(window: 20)
    let task = Task { try await writer.write(Self.add(1)) }
    task.cancel()
    #expect(try await task.value == 1)
    #expect(try stored() == [1])
  }

  @Test func twoWritersOfOneFileWaitForEachOther() async throws {
    let writers = [try writer(window: 1), try writer(window: 1)]
    try await withThrowingTaskGroup(of: Int.self) { group in
      for value in 0..<60 { group.addTask { try await writers[value % 2].write(Self.add(value)) } }
      try await group.waitForAll()
    }
    #expect(try stored().sorted() == Array(0..<60))
  }

  /// Random mixtures of writes that do and do not throw, over several commits: stored is exactly what succeeded.
  @Test(arguments: 0..<8) func storesExactlyWhatSucceeded(seed: Int) async throws {
    let writer = try writer()
    var state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 | 1
    func chance(_ count: UInt64) -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return (state >> 33) % count
    }
    var expected: [Int] = []
    var pending: [(value: Int, throwing: Bool, write: PendingWrite<Int>)] = []
    for value in 0..<80 {
      let throwing = chance(3) == 0
      if !throwing { expected.append(value) }
      pending.append(
        (
          value, throwing,
          writer.submit { connection in
            let result = try Self.add(value)(connection)
            if throwing { throw Stop(number: value) }
            return result
          }
        ))
      if chance(10) == 0 { _ = await pending[pending.count - 1].write.result }
    }
    for (value, throwing, write) in pending {
      switch await write.result {
      case .success(let result): #expect(result == value && !throwing)
      case .failure(let error): #expect(throwing && error as? Stop == Stop(number: value))
      }
    }
    #expect(try stored() == expected)
  }
}

extension PendingWrite {
  fileprivate var result: Result<Value, any Error> {
    get async {
      do { return .success(try await value) } catch { return .failure(error) }
    }
  }
}
