import Synchronization
import Testing
import World

@testable import Providers

/// Whoever waits for a client that hangs is let go.
@Suite struct HardDeadlineTests {
  private struct Late: Error {}
  private struct Broken: Error {}
  private let world = World.live(environment: [:])

  @Test func workThatEndsInTime() async throws {
    #expect(try await HardDeadline.within(.seconds(100), in: world, late: Late()) { 7 } == 7)
    await #expect(throws: Broken.self) {
      try await HardDeadline.within(.seconds(100), in: world, late: Late()) { throw Broken() }
    }
  }

  /// The work hears nothing of its cancellation, and goes on for good.
  @Test func workThatHangsIsLeftBehind() async {
    let (stream, continuation) = AsyncStream.makeStream(of: Void.self)
    await #expect(throws: Late.self) {
      try await HardDeadline.within(.milliseconds(20), in: world, late: Late()) {
        await Task.detached { for await _ in stream {} }.value
      }
    }
    continuation.finish()
  }

  @Test func theWorkIsCancelledWithItsTask() async {
    let task = Task {
      try await HardDeadline.within(.seconds(100), in: world, late: Late()) { try await Task.sleep(for: .seconds(100)) }
    }
    task.cancel()
    await #expect(throws: CancellationError.self) { try await task.value }
  }
}
