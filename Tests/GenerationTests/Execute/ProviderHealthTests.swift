import Synchronization
import Testing

@testable import Generation

/// How many calls may be on their way, by what is known of the provider.
@Suite struct ProviderHealthTests {
  /// Lets as many calls through as may be sent at once, at most so many.
  private func admit(_ health: ProviderHealth, atMost most: Int = 100) -> [ProviderHealth.Ticket] {
    (0..<most).compactMap { _ in health.admit() }
  }

  /// A breaker at a moment that does not pass.
  private func breaker(limit: Int, beginning: ProviderHealth.Beginning = .unknown) -> ProviderHealth {
    ProviderHealth(limit: limit, beginning: beginning, uptime: { .zero })
  }

  /// What is down says so at once; what is silent for a while is at work.
  @Test func aProviderThatDoesNotFailAtOnceIsCalledAtFullWidth() {
    let now = Mutex(Duration.seconds(5))
    let health = ProviderHealth(limit: 10, uptime: { now.withLock { $0 } })
    let sent = admit(health)
    #expect(sent.count == 20)
    now.withLock { $0 += ProviderHealth.grace - .milliseconds(1) }
    #expect(health.capacity(64) == 20)
    now.withLock { $0 += .milliseconds(1) }
    #expect(health.capacity(64) == 64)
    // A failure closes it again.
    health.failed(sent[0])
    #expect(health.capacity(64) == 19 && health.admit() == nil)
  }

  @Test func callsAreHeldBackUntilOneIsAnswered() {
    let health = breaker(limit: 10)
    #expect(health.capacity(50) == 20 && health.capacity(3) == 3)
    let sent = admit(health)
    #expect(sent.count == 20)
    health.answered(sent[0])
    #expect(health.capacity(50) == 50 && admit(health).count == 100)
  }

  /// However its failures and further calls take turns, a provider that answers nothing is sent at most twice the limit.
  @Test(arguments: [1, 2, 3, 10, 50])
  func aDeadProviderIsSentFewCalls(limit: Int) {
    let health = breaker(limit: limit)
    var random = SystemRandomNumberGenerator()
    var sent = 0
    var flying: [ProviderHealth.Ticket] = []
    while !health.isOpen {
      if Bool.random(using: &random) {
        if let ticket = health.admit() {
          sent += 1
          flying.append(ticket)
        }
      } else if let ticket = flying.popLast() {
        health.failed(ticket)
      }
    }
    #expect(sent <= 2 * limit)
  }

  @Test func failuresLeaveRoomForThoseThatMayFollow() {
    let health = breaker(limit: 4)
    let sent = admit(health)
    health.answered(sent[0])
    for (failures, capacity) in [(1, 3), (2, 2), (3, 1)] {
      health.failed(sent[failures])
      #expect(health.capacity(50) == capacity, "\(failures)")
    }
    // One answer clears them all.
    health.answered(sent[4])
    #expect(health.capacity(50) == 50)
  }

  @Test func anOpenCircuitStaysOpen() {
    let health = breaker(limit: 2)
    let sent = admit(health)
    health.failed(sent[0])
    #expect(!health.isOpen)
    health.failed(sent[1])
    #expect(health.isOpen && health.capacity(50) == 0 && health.admit() == nil)
    // A straggler that was sent before.
    health.answered(sent[2])
    #expect(health.isOpen && health.capacity(50) == 0)
  }

  @Test func thisProcessIsAskedAtOnce() {
    let health = breaker(limit: 3, beginning: .local)
    let sent = admit(health)
    #expect(sent.count == 100)
    for ticket in sent.prefix(2) { health.failed(ticket) }
    #expect(health.capacity(50) == 1 && health.admit() == nil)
    health.failed(sent[2])
    #expect(health.isOpen)
  }

  @Test func oneCallFindsOutWhetherItAnswersAgain() {
    let health = breaker(limit: 10, beginning: .failing(tries: 2))
    let probe = admit(health)
    #expect(probe.count == 1)
    health.answered(probe[0])
    #expect(health.capacity(50) == 50)

    let still = breaker(limit: 10, beginning: .failing(tries: 2))
    for isOpen in [false, true] {
      let probe = admit(still)
      #expect(probe.count == 1)
      still.failed(probe[0])
      #expect(still.isOpen == isOpen)
    }
  }

  /// Thirty calls that are refused at once are one failure; the next is found out by one call.
  @Test func refusedCallsCountByRounds() {
    let health = breaker(limit: 3)
    health.answered(admit(health)[0])
    // 19 of the first ones are still on their way.
    let flying = admit(health, atMost: 30)
    for ticket in flying { health.askedForFewer(ticket) }
    #expect(health.failuresInARow == 1 && !health.isOpen && health.capacity(50) == 1)

    let other = breaker(limit: 3)
    for round in 1...3 {
      #expect(!other.isOpen)
      for ticket in admit(other) { other.askedForFewer(ticket) }
      #expect(other.failuresInARow == round)
    }
    #expect(other.isOpen)
  }

  @Test func callsThatWereNotSentSayNothing() {
    let health = breaker(limit: 1)
    let sent = admit(health)
    #expect(sent.count == 2)
    health.gaveUp(sent[0])
    #expect(health.capacity(8) == 2 && admit(health).count == 1 && health.failuresInARow == 0)
  }
}
