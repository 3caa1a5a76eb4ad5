import Formats
import World

extension BatchStatus {
  /// Reads a message batch of Anthropic's, or nil where it is none. Source of the format:
  /// https://docs.anthropic.com/en/api/retrieving-message-batches.
  ///
  /// A batch that has ended counts as completed, whatever became of its lines. The place of its results takes the place of
  /// an output file. After 29 days it is archived, and its results are gone.
  init?(anthropic json: JSON) {
    guard let id = json["id"]?.string, !id.isEmpty, let wire = json["processing_status"]?.string else { return nil }
    func count(_ names: String...) -> Int {
      names.reduce(0) { $0 + min(max(0, json["request_counts"]?[$1]?.integer ?? 0), 1 << 40) }
    }
    func moment(_ name: String) -> Timestamp? { json[name]?.string.flatMap(RFC3339.read) }
    let state: State =
      switch wire {
      case "ended": .completed
      case "canceling": .cancelling
      default: .inProgress
      }
    self.init(
      id: id, state: state, wire: wire,
      outputFile: json["results_url"]?.string.flatMap { $0.isEmpty ? nil : $0 },
      total: count("processing", "succeeded", "errored", "canceled", "expired"), completed: count("succeeded"),
      failed: count("errored", "canceled", "expired"), createdAt: moment("created_at"),
      endedAt: moment("ended_at"), expiresAt: moment("expires_at"))
    areResultsGone = state == .completed && moment("archived_at") != nil
  }
}
