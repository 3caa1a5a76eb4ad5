import ContentModel
import Formats
import Providers
import Synchronization

/// Bodies that are handed out in turn.
final class Queue: Sendable {
  private let rest: Mutex<[JSON]>

  init(_ bodies: [JSON]) { rest = Mutex(bodies) }

  /// The next ones; `null` where there are no more.
  func take(_ count: Int) -> [JSON] {
    rest.withLock { rest in
      let taken = Array(rest.prefix(count))
      rest.removeFirst(taken.count)
      return taken + Array(repeating: .null, count: count - taken.count)
    }
  }
}

/// Keeps the requests of the provider that it is put around.
final class RequestKeeper: Sendable {
  private let provider = Mutex<RecordingProvider?>(nil)

  func record(_ base: any Provider) -> any Provider {
    let recording = RecordingProvider(base)
    provider.withLock { $0 = recording }
    return recording
  }

  var requests: [CompletionRequest] { provider.withLock { $0 }?.calls.map(\.request) ?? [] }
}
