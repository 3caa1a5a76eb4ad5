import ContentModel
import Formats
import World

extension BatchJob {
  /// A line of the call log about the job: `batch_created`, `batch_kept`, `batch_cancelled`, `batch_ended`.
  func entry(_ event: String, _ time: Timestamp) -> JSON {
    var entry: JSON = [
      "event": .string(event), "batch": .string(id), "interface": .string(dialect.rawValue), "metadata": metadata,
      "status": .string(phase.rawValue),
    ]
    if dialect == .openAI { entry["input_file"] = .string(inputFile) }
    if phase.isFinal {
      entry["counts"] = [
        "total": .integer(counts.total), "completed": .integer(counts.completed),
        "failed": .integer(counts.failed), "left": .integer(counts.left),
      ]
      entry["usage"] = [
        "input": .integer(usage.input), "cached_input": .integer(usage.cachedInput), "output": .integer(usage.output),
      ]
      if !problems.isEmpty { entry["problems"] = .array(problems.prefix(3).map(\.json)) }
    }
    entry["time"] = .string(time.description)
    return entry
  }
}

extension BatchLine {
  /// The line of the call log about a line that was answered.
  func entry(_ batch: String, _ time: Timestamp) -> JSON {
    .object(
      JSON.Object([
        ("event", "line"), ("batch", .string(batch)), ("custom_id", .string(name)),
        ("status", .integer(ending.response.status)), ("outcome", .string(ending.outcome)),
        ("faults", .array(ending.faults.map(JSON.string))), ("usage", ending.usageEntry),
        ("time", .string(time.description)),
      ]))
  }
}
