import ContentStore
import Providers

/// A change of what is shared that is in line.
struct RateChange<Value: Sendable>: Sendable {
  let write: StoreWrite<(Value, RateState)>
  let succeeded: @Sendable (RateState) -> Void
  let failed: @Sendable () -> Void

  var value: Value {
    get async throws {
      do {
        let (value, state) = try await write.value
        succeeded(state)
        return value
      } catch {
        failed()
        throw error
      }
    }
  }
}
