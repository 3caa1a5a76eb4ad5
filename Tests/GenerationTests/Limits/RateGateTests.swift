import Testing

@testable import Generation

@Suite struct RateGateTests {
  /// Those that stand in line get in one after the other, in the order in which they came.
  @Test func firstComeFirstServed() async throws {
    let gate = RateGate(allowed: 1)
    try await gate.enter()
    let order = Tally<Int>()
    try await withThrowingTaskGroup(of: Void.self) { group in
      for number in 0..<20 {
        group.addTask {
          try await gate.enter()
          order.add(number)
          gate.leave()
        }
        while gate.waitingCount <= number { await Task.yield() }
      }
      gate.leave()
      try await group.waitForAll()
    }
    #expect(order.entries == Array(0..<20))
  }

  @Test func noMoreThanAllowedAreInside() async throws {
    let gate = RateGate(allowed: 3)
    let steps = Tally<Int>()
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<200 {
        group.addTask {
          try await gate.enter()
          steps.add(1)
          await Task.yield()
          steps.add(-1)
          gate.leave()
        }
      }
      try await group.waitForAll()
    }
    var inside = 0
    let counts = steps.entries.map { step in
      inside += step
      return inside
    }
    #expect(counts.max() == 3)
    #expect(counts.last == 0)
  }

  @Test func aCancelledOneLeavesTheLine() async throws {
    let gate = RateGate(allowed: 1)
    try await gate.enter()
    let cancelled = Task { try await gate.enter() }
    while gate.waitingCount < 1 { await Task.yield() }
    let next = Task { try await gate.enter() }
    while gate.waitingCount < 2 { await Task.yield() }
    cancelled.cancel()
    await #expect(throws: CancellationError.self) { try await cancelled.value }
    #expect(gate.waitingCount == 1)
    gate.leave()
    try await next.value
  }

  @Test func whoeverIsCancelledBeforeDoesNotGetInLine() async throws {
    let gate = RateGate(allowed: 1)
    let task = Task {
      withUnsafeCurrentTask { $0?.cancel() }
      try await gate.enter()
    }
    await #expect(throws: CancellationError.self) { try await task.value }
    try await gate.enter()
  }

  @Test func moreAreLetInWhenMoreAreAllowed() async throws {
    let gate = RateGate(allowed: 1)
    try await gate.enter()
    let others = (0..<2).map { _ in Task { try await gate.enter() } }
    while gate.waitingCount < 2 { await Task.yield() }
    gate.setAllowed(3)
    for other in others { try await other.value }
    gate.setAllowed(1)
    for _ in 0..<2 { gate.leave() }
    let last = Task { try await gate.enter() }
    while gate.waitingCount < 1 { await Task.yield() }
    gate.leave()
    try await last.value
  }
}
