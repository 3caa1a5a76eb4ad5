import Formats
import World

extension BatchStatus {
  /// Reads a batch object of OpenAI's, or nil where it is none. Source of the format:
  /// https://platform.openai.com/docs/api-reference/batch/object.
  ///
  /// Members that are missing, null or of another type count as absent, and so does a file without a name.
  init?(openAI json: JSON) {
    guard let id = json["id"]?.string, !id.isEmpty, let wire = json["status"]?.string else { return nil }
    func text(_ name: String) -> String? { json[name]?.string.flatMap { $0.isEmpty ? nil : $0 } }
    func moment(_ name: String) -> Timestamp? {
      json[name]?.double.flatMap { (1...1e11).contains($0) ? Timestamp(milliseconds: Int64($0 * 1000)) : nil }
    }
    func count(_ name: String) -> Int { max(0, json["request_counts"]?[name]?.integer ?? 0) }
    self.init(
      id: id, state: Self.states[wire] ?? .inProgress, wire: wire, inputFile: text("input_file_id"),
      outputFile: text("output_file_id"), errorFile: text("error_file_id"), total: count("total"),
      completed: count("completed"), failed: count("failed"), createdAt: moment("created_at"),
      endedAt: ["completed_at", "expired_at", "cancelled_at", "failed_at"].lazy.compactMap(moment).first,
      expiresAt: moment("expires_at"), intent: json["metadata"]?[Self.intentName]?.string,
      errors: (json["errors"]?["data"]?.array ?? []).map(BatchError.init))
  }

  /// The name of the intent among the metadata.
  static let intentName = "libtool_intent"

  private static let states: [String: State] = [
    "validating": .validating, "in_progress": .inProgress, "finalizing": .finalizing, "completed": .completed,
    "failed": .failed, "expired": .expired, "cancelling": .cancelling, "canceling": .cancelling,
    "cancelled": .cancelled, "canceled": .cancelled,
  ]
}

extension BatchError {
  fileprivate init(_ json: JSON) {
    self.init(
      code: json["code"]?.string ?? "", message: ProviderError.line(json["message"]?.string ?? ""),
      line: json["line"]?.integer, param: json["param"]?.string)
  }
}
