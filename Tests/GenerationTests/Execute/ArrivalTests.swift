import Synchronization
import Testing

@testable import Generation

@Suite struct ArrivalTests {
  @Test func whatHasComeIsNotWaitedFor() async {
    let arrival = Arrival()
    arrival.note()
    arrival.note()
    await arrival.wait()
  }

  /// A call that is broken off may still be paid: its place is taken until it has ended.
  @Test(arguments: [false, true]) func whoWaitsGoesOnWhenItComes(cancelled: Bool) async {
    let arrival = Arrival()
    let hasCome = Atomic(false)
    let task = Task {
      await arrival.wait()
      return hasCome.load(ordering: .acquiring)
    }
    if cancelled { task.cancel() }
    await Task.yield()
    hasCome.store(true, ordering: .releasing)
    arrival.note()
    #expect(await task.value)
  }
}
