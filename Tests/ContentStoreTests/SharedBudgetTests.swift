import ContentModel
import ContentStore
import Foundation
import SQLiteKit
import Testing
import World

/// The budget of reliability.md, with processes that die in the middle of a reservation.
@Suite struct SharedBudgetTests {
  /// Where a process ends itself.
  enum Death: String, Sendable {
    case never
    /// The sum is raised, the call not yet entered in the ledger, nothing committed.
    case inTransaction
    /// The reservation is durable.
    case afterCommit
  }

  @Test func processesThatDieLeaveExactlyWhatFits() async throws {
    let library = try Library()
    let run = try await library.write { try $0.sampleRun(budget: Money("5.00")) }
    let path = library.store.path
    try await withThrowingTaskGroup(of: Void.self) { group in
      // A thousand tries of those that live, and eight processes more that die at their first to eighth.
      for number in 0..<4 {
        group.addTask { await Self.expectExit(path, run, number) }
      }
      for number in 4..<12 {
        group.addTask { await Self.expectDeath(path, run, number) }
      }
      try await group.waitForAll()
    }
    let stored = try library.read { try $0.run(run) }
    #expect(stored.reserved == Money("5.00"))
    #expect(stored.spent == .zero)
    let attempts = try library.read { try $0.attempts(ofRun: run) }
    #expect(attempts.count == 50)
    #expect(attempts.allSatisfy { $0.state == .reserved && $0.reserved == Money("0.10") })
    let faults = try library.read { reader in
      try reader.connection.all("PRAGMA integrity_check") { $0.text(0) }
    }
    #expect(faults == ["ok"])
  }

  /// Eight processes, each with a run of its own, against the budget of a day: exactly fifty of a thousand are granted.
  @Test func processesShareADaysBudget() async throws {
    let library = try Library()
    var runs: [Int64] = []
    for _ in 0..<8 { runs.append(try await library.write { try $0.sampleRun() }) }
    let path = library.store.path
    await withTaskGroup(of: Void.self) { group in
      for (number, run) in runs.enumerated() {
        group.addTask {
          await #expect(processExitsWith: .success) {
            [path = path as String, run = run as Int64, number = number as Int] in
            try await SharedBudgetTests.reserveADay(125, path, run, number)
          }
        }
      }
    }
    let attempts = try library.read { [runs] reader in try runs.flatMap { try reader.attempts(ofRun: $0) } }
    #expect(attempts.count == 50)
    #expect(attempts.allSatisfy { $0.state == .reserved && $0.reserved == Money("0.10") })
    let sum = try library.read { reader in
      try reader.connection.all("SELECT reserved, spent FROM spending") { [$0.integer(0), $0.integer(1)] }
    }
    #expect(sum == [[5_000_000_000, 0]])
  }

  private static func reserveADay(_ count: Int, _ path: String, _ run: Int64, _ number: Int) async throws {
    // All on one day, however long it takes.
    let store = try Store.open(
      path: path, create: false, actor: "ada", world: .test(TestClock(), seed: UInt64(number + 1)), busyTimeout: 60_000)
    let budgets = Budgets(all: Budgets.Limits(day: Money("5.00")))
    for index in 0..<count {
      _ = try await store.write { transaction in
        try transaction.reserve(
          NewAttempt(
            uuid: "call-\(number)-\(index)", run: run, role: .generation, provider: "simulated", model: "sim-1",
            promptHash: "hash", slots: [(1, "s1")], worstCase: Money("0.10") ?? .zero, inputTokensSingle: 0),
          within: budgets)
      }
    }
  }

  private static func expectExit(_ path: String, _ run: Int64, _ number: Int) async {
    await #expect(processExitsWith: .success) {
      [path = path as String, run = run as Int64, number = number as Int] in
      try await SharedBudgetTests.reserve(250, path, run, number)
    }
  }

  private static func expectDeath(_ path: String, _ run: Int64, _ number: Int) async {
    await #expect(processExitsWith: .signal(SIGKILL)) {
      [path = path as String, run = run as Int64, number = number as Int] in
      try await SharedBudgetTests.reserve(number - 3, path, run, number)
    }
  }

  /// Tries so many reservations, one after the other.
  private static func reserve(_ count: Int, _ path: String, _ run: Int64, _ number: Int) async throws {
    let death: Death = number < 4 ? .never : number % 2 == 0 ? .inTransaction : .afterCommit
    let store = try Store.open(
      path: path, create: false, actor: "ada", world: .live(environment: [:]), busyTimeout: 60_000)
    for index in 1...count {
      let isLast = index == count
      _ = try await store.write { transaction in
        if isLast, death == .inTransaction {
          try transaction.connection.run("UPDATE runs SET reserved = reserved + 100000000 WHERE id = $1", run)
          kill(getpid(), SIGKILL)
        }
        return try transaction.reserve(
          NewAttempt(
            uuid: "call-\(number)-\(index)", run: run, role: .generation, provider: "simulated", model: "sim-1",
            promptHash: "hash", slots: [(1, "s1")], worstCase: Money("0.10") ?? .zero, inputTokensSingle: 0))
      }
      if isLast, death == .afterCommit { kill(getpid(), SIGKILL) }
    }
  }
}
