import ContentModel
import ContentStore
import Providers
import World

extension FillExecutor {
  /// Cancels the run's jobs at the provider and takes in what they had done by then; what was not handed over is taken back.
  ///
  /// - Returns: Whether all have ended; false where the run came to rest before.
  mutating func endJobs() async throws -> Bool {
    isEnding = true
    let desk = try desk()
    for index in openJobs.indices.reversed() {
      if openJobs[index].job.state == .creating {
        // Whether it was created decides between cancelling and taking back.
        try await desk.search(openJobs[index].job)
        openJobs[index].job = try context.store.read { [id = openJobs[index].job.id] in try $0.job(id) }
      }
      guard let id = openJobs[index].job.job else {
        try await takeBack(index)
        continue
      }
      do {
        _ = try await desk.service.cancel(id)
      } catch let error as ProviderError {
        // One that has just ended cannot be cancelled: looking at it tells.
        if error.kind != .badRequest, error.kind != .serverError { throw error }
      }
    }
    if let halt = try await driveJobs(isLeaving: false), case .failed(let error) = halt { throw error }
    return openJobs.isEmpty
  }

  /// Takes back the calls of a job that the provider has not.
  private mutating func takeBack(_ index: Int) async throws {
    let open = openJobs[index]
    try await context.store.write { [run] transaction in
      for line in try transaction.openLines(ofJob: open.job.id) {
        try transaction.withdraw(attempt: line.attempt.id, run: run.id)
      }
      try transaction.jobRefused(open.job.id, run: run.id, reason: "cancelled before it was handed over")
    }
    for attempt in open.plans.keys.sorted() {
      if let plan = open.plans[attempt] { _ = try machine.callEnded(plan, .notMade) }
    }
    openJobs.remove(at: index)
  }
}
