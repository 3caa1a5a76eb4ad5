import Formats
import World

extension BatchConnection {
  /// How far the provider's clock may be from this machine's, in milliseconds, beyond what its answers say of it.
  static let clockDifference: Int64 = 15 * 60_000
  /// The same where a job is told by its intent: then a few pages more are all that it costs, and a clock that was set by a day
  /// between create and search hides no job.
  static let longClockDifference: Int64 = 26 * 3_600_000
  /// More pages than any account has.
  private static let mostPages = 10_000

  /// The jobs of the provider's list, newest first, back to a moment.
  ///
  /// A page of nothing but older ones ends it. What is no job is passed over.
  /// - Parameters:
  ///   - cursor: The parameter that takes the last identifier of the page before.
  ///   - since: By this machine's clock.
  ///   - difference: How far that may be from the provider's, in milliseconds.
  ///   - isLast: Whether a job is the one that is looked for, and nothing older matters.
  func list(
    _ path: String, cursor: String, since: Timestamp, difference: Int64, read: (JSON) -> BatchStatus?,
    isLast: (BatchStatus) -> Bool = { _ in false }
  ) async throws -> [BatchStatus] {
    var oldest = since.advanced(byMilliseconds: -difference)
    var found: [BatchStatus] = []
    var last: String?
    var seen: Set<String> = []
    for _ in 0..<Self.mostPages {
      let page = path + "?limit=100" + (last.map { "&\(cursor)=" + Self.escaped($0) } ?? "")
      let (answer, body) = try await ask("GET", page)
      guard let data = body["data"]?.array else { throw unreadable(answer, "no list of jobs") }
      if last == nil {
        let now = endpoint.world.now()
        let ahead = now.milliseconds - ServerClock.now(of: answer.headers, orElse: now).milliseconds
        if ahead > 0 { oldest = oldest.advanced(byMilliseconds: -ahead) }
      }
      let jobs = data.compactMap(read)
      let young = jobs.filter { $0.createdAt.map { $0 >= oldest } ?? true }
      found += young.filter { seen.insert($0.id).inserted }
      if found.contains(where: isLast) { break }
      let next = body["last_id"]?.string ?? data.last?["id"]?.string
      // A list that goes round in circles has been seen.
      guard body["has_more"]?.bool == true, !young.isEmpty, let next, !next.isEmpty, next != last else { break }
      last = next
    }
    return found
  }
}
