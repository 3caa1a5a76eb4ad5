import ContentModel
import Formats
import World

extension BatchJob {
  /// As the folder of `--state` keeps it.
  var record: JSON {
    [
      "id": .string(id), "number": .integer(number), "dialect": .string(dialect.rawValue),
      "endpoint": .string(endpoint),
      "input_file": .string(inputFile), "metadata": metadata, "created": .integer(created.milliseconds),
      "delay_ms": .integer(delayMilliseconds), "done_share": doneShare.map(JSON.double) ?? .null,
      "fault": fault.map { .string($0.rawValue) } ?? .null, "seed": .string("\(seed)"),
      "phase": .string(phase.rawValue),
      "times": .object(
        JSON.Object(
          times.sorted { $0.value < $1.value }.map { ($0.key.rawValue, JSON.integer($0.value.milliseconds)) })),
      "total": .integer(counts.total), "completed": .integer(counts.completed), "failed": .integer(counts.failed),
      "left": .integer(counts.left), "tokens": .integer(tokens), "problems": .array(problems.map(\.json)),
      "output_file": outputFile.map(JSON.string) ?? .null, "error_file": errorFile.map(JSON.string) ?? .null,
      "usage": [.integer(usage.input), .integer(usage.cachedInput), .integer(usage.output)],
    ]
  }

  /// Reads a record; nil where it is none.
  init?(record: JSON) {
    func time(_ json: JSON?) -> Timestamp? { json?.integer.map { Timestamp(milliseconds: Int64($0)) } }
    guard let id = record["id"]?.string, let number = record["number"]?.integer,
      let dialect = record["dialect"]?.string.flatMap(Dialect.init(rawValue:)),
      let input = record["input_file"]?.string, let created = time(record["created"]),
      let phase = record["phase"]?.string.flatMap(Phase.init(rawValue:))
    else { return nil }
    self.init(
      id: id, number: number, dialect: dialect, endpoint: record["endpoint"]?.string ?? "", inputFile: input,
      metadata: record["metadata"] ?? .null, created: created, delayMilliseconds: record["delay_ms"]?.integer ?? 0,
      doneShare: record["done_share"]?.double, fault: record["fault"]?.string.flatMap(JobFault.init(rawValue:)),
      seed: record["seed"]?.string.flatMap { UInt64($0) } ?? 0, phase: phase)
    for (name, value) in record["times"]?.object?.members ?? [] {
      if let phase = Phase(rawValue: name), let time = time(value) { times[phase] = time }
    }
    counts = Counts(
      total: record["total"]?.integer ?? 0, completed: record["completed"]?.integer ?? 0,
      failed: record["failed"]?.integer ?? 0, left: record["left"]?.integer ?? 0)
    tokens = record["tokens"]?.integer ?? 0
    problems = (record["problems"]?.array ?? []).map {
      Problem(
        code: $0["code"]?.string ?? "", message: $0["message"]?.string ?? "", param: $0["param"]?.string,
        line: $0["line"]?.integer)
    }
    outputFile = record["output_file"]?.string
    errorFile = record["error_file"]?.string
    let numbers = record["usage"]?.array?.compactMap(\.integer) ?? []
    if numbers.count == 3 { usage = TokenUsage(input: numbers[0], cachedInput: numbers[1], output: numbers[2]) }
  }
}

extension BatchJob.Problem {
  var json: JSON {
    [
      "code": .string(code), "message": .string(message), "param": param.map(JSON.string) ?? .null,
      "line": line.map { .integer($0) } ?? .null,
    ]
  }
}
