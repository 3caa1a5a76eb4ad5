import Testing

@testable import Generation

/// How many calls may be on their way, by what is known of the provider.
@Suite struct ProviderHealthTests {
  @Test func callsAreHeldBackUntilOneIsAnswered() {
    let health = ProviderHealth(limit: 10)
    #expect(health.capacity(50) == 10 && health.capacity(3) == 3)
    health.answered()
    #expect(health.capacity(50) == 50 && !health.isOpen)
  }

  @Test func failuresLeaveRoomForThoseThatMayFollow() {
    let health = ProviderHealth(limit: 4)
    health.answered()
    for (failures, capacity) in [(1, 3), (2, 2), (3, 1)] {
      health.failed()
      #expect(health.capacity(50) == capacity, "\(failures)")
    }
    // One answer clears them all.
    health.answered()
    #expect(health.capacity(50) == 50)
  }

  @Test func anOpenCircuitStaysOpen() {
    let health = ProviderHealth(limit: 2)
    health.failed()
    #expect(!health.isOpen)
    health.failed()
    #expect(health.isOpen && health.capacity(50) == 0)
    // A straggler that was sent before.
    health.answered()
    #expect(health.isOpen && health.capacity(50) == 0)
  }

  @Test func aLimitOfOneEndsAtTheFirstFailure() {
    let health = ProviderHealth(limit: 1)
    #expect(health.capacity(8) == 1)
    health.failed()
    #expect(health.isOpen)
  }
}
