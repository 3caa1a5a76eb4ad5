import Formats
import World

extension BatchConnection {
  /// How far the provider's clock may be from this machine's.
  private static let clockDifference: Int64 = 15 * 60_000
  /// More pages than any account has.
  private static let mostPages = 10_000

  /// The jobs of the provider's list, newest first, back to a moment.
  ///
  /// A page of nothing but older ones ends it. What is no job is passed over.
  /// - Parameter cursor: The parameter that takes the last identifier of the page before.
  func list(
    _ path: String, cursor: String, since: Timestamp, read: (JSON) -> BatchStatus?
  ) async throws -> [BatchStatus] {
    let oldest = since.advanced(byMilliseconds: -Self.clockDifference)
    var found: [BatchStatus] = []
    var last: String?
    var seen: Set<String> = []
    for _ in 0..<Self.mostPages {
      let page = path + "?limit=100" + (last.map { "&\(cursor)=" + Self.escaped($0) } ?? "")
      let (answer, body) = try await ask("GET", page)
      guard let data = body["data"]?.array else { throw unreadable(answer, "no list of jobs") }
      let jobs = data.compactMap(read)
      let young = jobs.filter { $0.createdAt.map { $0 >= oldest } ?? true }
      found += young.filter { seen.insert($0.id).inserted }
      let next = body["last_id"]?.string ?? data.last?["id"]?.string
      // A list that goes round in circles has been seen.
      guard body["has_more"]?.bool == true, !young.isEmpty, let next, !next.isEmpty, next != last else { break }
      last = next
    }
    return found
  }
}
