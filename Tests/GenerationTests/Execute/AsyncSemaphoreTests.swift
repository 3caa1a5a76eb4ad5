import Testing

@testable import Generation

@Suite struct AsyncSemaphoreTests {
  /// Those that stand in line get in one after the other, in the order in which they came.
  @Test func firstComeFirstServed() async throws {
    let semaphore = AsyncSemaphore(allowed: 1)
    try await semaphore.enter()
    let order = Tally<Int>()
    try await withThrowingTaskGroup(of: Void.self) { group in
      for number in 0..<20 {
        group.addTask {
          try await semaphore.enter()
          order.add(number)
          semaphore.leave()
        }
        while semaphore.waitingCount <= number { await Task.yield() }
      }
      semaphore.leave()
      try await group.waitForAll()
    }
    #expect(order.entries == Array(0..<20))
  }

  @Test func noMoreThanAllowedAreInside() async throws {
    let semaphore = AsyncSemaphore(allowed: 3)
    let steps = Tally<Int>()
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<200 {
        group.addTask {
          try await semaphore.enter()
          steps.add(1)
          await Task.yield()
          steps.add(-1)
          semaphore.leave()
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
    let semaphore = AsyncSemaphore(allowed: 1)
    try await semaphore.enter()
    let cancelled = Task { try await semaphore.enter() }
    while semaphore.waitingCount < 1 { await Task.yield() }
    let next = Task { try await semaphore.enter() }
    while semaphore.waitingCount < 2 { await Task.yield() }
    cancelled.cancel()
    await #expect(throws: CancellationError.self) { try await cancelled.value }
    #expect(semaphore.waitingCount == 1)
    semaphore.leave()
    try await next.value
  }

  @Test func whoeverIsCancelledBeforeDoesNotGetInLine() async throws {
    let semaphore = AsyncSemaphore(allowed: 1)
    let task = Task {
      withUnsafeCurrentTask { $0?.cancel() }
      try await semaphore.enter()
    }
    await #expect(throws: CancellationError.self) { try await task.value }
    try await semaphore.enter()
  }

  @Test func moreAreLetInWhenMoreAreAllowed() async throws {
    let semaphore = AsyncSemaphore(allowed: 1)
    try await semaphore.enter()
    let others = (0..<2).map { _ in Task { try await semaphore.enter() } }
    while semaphore.waitingCount < 2 { await Task.yield() }
    semaphore.setAllowed(3)
    for other in others { try await other.value }
    semaphore.setAllowed(1)
    for _ in 0..<2 { semaphore.leave() }
    let last = Task { try await semaphore.enter() }
    while semaphore.waitingCount < 1 { await Task.yield() }
    semaphore.leave()
    try await last.value
  }
}
