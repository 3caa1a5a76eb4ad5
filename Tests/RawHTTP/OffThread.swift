#if canImport(Glibc)
  import Glibc
#endif

/// Runs something that blocks on a thread of its own, so that tasks go on.
///
/// Not on a queue of Dispatch: tasks share its few threads.
public func offThread<Result: Sendable>(_ body: @escaping @Sendable () throws -> Result)
  async throws -> Result
{
  try await withCheckedThrowingContinuation { continuation in
    let job = Job { continuation.resume(with: Swift.Result { try body() }) }
    var thread = pthread_t()
    let code = pthread_create(
      &thread, nil,
      { argument in
        if let argument { Unmanaged<Job>.fromOpaque(argument).takeRetainedValue().run() }
        return nil
      }, Unmanaged.passRetained(job).toOpaque())
    precondition(code == 0, "no thread: \(String(cString: strerror(code)))")
    pthread_detach(thread)
  }
}

private final class Job: Sendable {
  let run: @Sendable () -> Void
  init(_ run: @escaping @Sendable () -> Void) { self.run = run }
}
