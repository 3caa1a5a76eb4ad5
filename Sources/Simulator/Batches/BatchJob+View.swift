import ContentModel
import Formats
import World

extension BatchJob {
  /// As OpenAI's interface shows it.
  ///
  /// Source of the format: https://platform.openai.com/docs/api-reference/batch/object.
  ///
  /// - Parameter fault: what this look at it is to show.
  func batch(at now: Timestamp, fault: PollFault? = nil) -> JSON {
    func seconds(_ phase: Phase) -> JSON { times[phase].map { .integer($0.milliseconds / 1000) } ?? .null }
    func file(_ id: String?) -> JSON {
      switch fault {
      case .lateFileID: .null
      case .emptyFileID: .string(id ?? "")
      default: id.map(JSON.string) ?? .null
      }
    }
    let done = phase == .inProgress ? Int(Double(counts.total) * progress(at: now)) : counts.completed
    var json: JSON = [
      "id": .string(id), "object": "batch", "endpoint": .string(endpoint),
      "model": counts.total > 0 ? .string(SimulatorSettings.model) : .null,
      "errors": problems.isEmpty ? .null : ["object": "list", "data": .array(problems.map(\.json))],
      "input_file_id": .string(inputFile), "completion_window": "24h", "status": .string(phase.rawValue),
      "output_file_id": file(outputFile), "error_file_id": file(errorFile),
      "created_at": .integer(created.milliseconds / 1000), "expires_at": .integer(expires.milliseconds / 1000),
    ]
    for phase in [Phase.inProgress, .finalizing, .completed, .failed, .expired, .cancelling, .cancelled] {
      json["\(phase.rawValue)_at"] = seconds(phase)
    }
    json["request_counts"] = [
      "total": .integer(counts.total), "completed": .integer(done), "failed": .integer(counts.failed),
    ]
    json["metadata"] = metadata
    json["usage"] =
      phase.isFinal && usage != TokenUsage()
      ? [
        "input_tokens": .integer(usage.input), "input_tokens_details": ["cached_tokens": .integer(usage.cachedInput)],
        "output_tokens": .integer(usage.output), "output_tokens_details": ["reasoning_tokens": 0],
        "total_tokens": .integer(usage.input + usage.output),
      ] : .null
    return json
  }

  /// As Anthropic's interface shows it: its counts are those of a whole, or none at all.
  ///
  /// Source of the format: https://docs.claude.com/en/api/retrieving-message-batches.
  ///
  /// - Parameter base: where its results are: `http://127.0.0.1:8090`.
  func messageBatch(base: String, fault: PollFault? = nil) -> JSON {
    func time(_ time: Timestamp?) -> JSON { time.map { .string($0.description) } ?? .null }
    let ended = times.filter { $0.key.isFinal }.values.max()
    let wasCancelled = phase == .cancelled
    let left = phase.isFinal ? counts.left : 0
    let status = phase.isFinal ? "ended" : phase == .cancelling ? "canceling" : "in_progress"
    let results: JSON =
      switch fault {
      case .emptyFileID where outputFile == nil: ""
      case .lateFileID: .null
      default: outputFile == nil ? .null : .string("\(base)/v1/messages/batches/\(id)/results")
      }
    return [
      "id": .string(id), "type": "message_batch", "processing_status": .string(status),
      "request_counts": [
        "processing": .integer(phase.isFinal ? 0 : counts.total),
        "succeeded": .integer(phase.isFinal ? counts.completed : 0),
        "errored": .integer(phase.isFinal ? counts.failed - left : 0),
        "canceled": .integer(wasCancelled ? left : 0), "expired": .integer(wasCancelled ? 0 : left),
      ],
      "created_at": time(created), "expires_at": time(expires), "ended_at": time(ended), "archived_at": nil,
      "cancel_initiated_at": time(times[.cancelling]), "results_url": results,
    ]
  }
}
