import ContentStore
import Providers

/// A change of what is shared that is in line.
struct RateChange<Value: Sendable>: Sendable {
  let write: StoreWrite<(Value, RateState, Duration)>
  /// What is shared after the change, and when that was, by `World.uptime`.
  let succeeded: @Sendable (RateState, Duration) -> Void
  let failed: @Sendable () -> Void

  var value: Value {
    get async throws {
      do {
        let (value, state, uptime) = try await write.value
        succeeded(state, uptime)
        return value
      } catch {
        failed()
        throw error
      }
    }
  }
}
