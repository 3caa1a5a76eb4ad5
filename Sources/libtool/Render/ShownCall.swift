import Console
import ContentModel
import ContentStore
import Formats

/// One call of a run with what was sent and what came back, as text and as JSON.
struct ShownCall {
  var attempt: StoredAttempt
  var slots: [(ordinal: Int, slot: String)]
  var exchange: StoredExchange
  var currency: String

  /// The document of `runs calls RUN CALL --json`.
  var json: JSON {
    guard case .object(var members) = Self.row(attempt) else { return .null }
    members["slots"] = .array(slots.map { ["draft": .integer($0.ordinal), "slot": .string($0.slot)] })
    members["request"] = exchange.request.map(Self.body) ?? .null
    members["status"] = exchange.status.map { .integer($0) } ?? .null
    members["headers"] = .array(exchange.headers.split(separator: "\n").map { .string(String($0)) })
    members["answer"] = exchange.answer.map(Self.body) ?? .null
    return .object(members)
  }

  /// An element of `runs calls RUN --json`.
  static func row(_ call: StoredAttempt) -> JSON {
    [
      "call": .string(call.uuid), "role": .string(call.role.rawValue), "state": .string(call.state.rawValue),
      "provider": .string(call.provider), "model": .string(call.model), "drafts": .integer(call.drafts),
      "sent": .string(call.sentAt.description), "seconds": seconds(call).map { .double($0) } ?? .null,
      "input_tokens": call.usage.map { .integer($0.input) } ?? .null,
      "cached_input_tokens": call.isEstimated ? .null : call.usage.map { .integer($0.cachedInput) } ?? .null,
      "cache_write_tokens": call.isEstimated ? .null : call.usage.map { .integer($0.cacheWrite) } ?? .null,
      "output_tokens": call.usage.map { .integer($0.output) } ?? .null,
      "reserved": .double(call.reserved.double), "cost": call.cost.map { .double($0.double) } ?? .null,
      "estimated": .bool(call.isEstimated),
      "finish_reason": call.finishReason.map(JSON.string) ?? .null, "error": call.error.map(JSON.string) ?? .null,
    ]
  }

  /// The calls of a run, a line each.
  static func table(_ calls: [StoredAttempt]) -> Table {
    var table = Table(columns: [
      .init("Call"), .init("Role", fit: .shrink(to: 6)), .init("Items", alignment: .right), .init("State"),
      .init("Sent (UTC)", fit: .drop), .init("Seconds", alignment: .right), .init("In", alignment: .right, fit: .drop),
      .init("Out", alignment: .right, fit: .drop), .init("Cost", alignment: .right),
      .init("How it ended", fit: .shrink(to: 12)),
    ])
    for call in calls {
      let role: Style.Role? =
        switch call.state {
        case .failed: .bad
        case .unknown: .warn
        case .reserved, .answered, .settled: nil
        }
      table.add([
        .init(String(call.uuid.suffix(8))), .init(call.role.rawValue), .init("\(call.drafts)"),
        .init(call.state.rawValue, role: role), .init(call.sentAt.shortDescription),
        .init(seconds(call).map(Self.decimal) ?? ""), .init(call.usage.map { Quantity.grouped($0.input) } ?? ""),
        .init(call.usage.map { Quantity.grouped($0.output) } ?? ""),
        cost(call), .init(SafeText.line(ending(call))),
      ])
    }
    return table
  }

  /// `0.0012`, `~0.0012` where it is an estimate, `no price`; empty where the call has no outcome yet.
  private static func cost(_ call: StoredAttempt) -> Table.Cell {
    if let cost = call.cost { return .init((call.isEstimated ? "~" : "") + cost.rounded(decimals: 4)) }
    return call.state == .settled ? .init("no price", role: .warn) : ""
  }

  private static func ending(_ call: StoredAttempt) -> String {
    let reason = call.error ?? call.finishReason ?? ""
    return call.isEstimated ? reason + (reason.isEmpty ? "" : ", ") + "estimated: no usage in the answer" : reason
  }

  /// The call for a person to read: its figures, the messages as they were sent, the answer.
  func text(width: Int, style: Style) -> String {
    var text = style.apply(.heading, to: "Call \(attempt.uuid)") + "\n"
    func row(_ name: String, _ value: String) {
      text += DisplayWidth.pad(name, to: 10) + SafeText.line(value) + "\n"
    }
    let drafts = slots.map { "\($0.ordinal) (\($0.slot))" }.joined(separator: ", ")
    row("asked", "\(attempt.role.rawValue) of \(counted(attempt.drafts, "draft")): \(drafts)")
    row("sent", "\(attempt.sentAt.description) to \(attempt.provider), model \(attempt.model)")
    row("state", attempt.state.rawValue + (attempt.finishReason.map { ", finish reason \($0)" } ?? ""))
    if let error = attempt.error { row("error", error) }
    if let seconds = Self.seconds(attempt) { row("took", "\(Self.decimal(seconds)) s") }
    if let usage = attempt.usage {
      let (input, output) = (Quantity.grouped(usage.input), Quantity.grouped(usage.output))
      row(
        "tokens",
        attempt.isEstimated
          ? "about \(input) in, about \(output) out: an estimate, the answer does not say what was used"
          : "\(input) in (\(Quantity.grouped(usage.cachedInput)) cached), \(output) out")
    }
    row("cost", costText + "; \(attempt.reserved) was reserved")
    text += heading("Request", style) + (exchange.request.map { Self.requestText($0, style) } ?? "not kept\n")
    text += heading(exchange.status.map { "Answer (HTTP \($0))" } ?? "Answer", style)
    return text + (exchange.answer.map { Self.readable($0) } ?? "not kept\n")
  }

  private var costText: String {
    if let cost = attempt.cost { return (attempt.isEstimated ? "about " : "") + "\(cost) \(currency)" }
    return "not known" + (attempt.state == .settled ? ": the model had no price" : "")
  }

  private func heading(_ title: String, _ style: Style) -> String {
    "\n" + style.apply(.heading, to: title) + "\n"
  }

  /// The messages as texts, each under the name of its author, then everything else that was sent.
  private static func requestText(_ bytes: [UInt8], _ style: Style) -> String {
    guard var document = TolerantJSON.read(bytes).value, let messages = document["messages"]?.array else {
      return readable(bytes)
    }
    document["messages"] = nil
    var text = ""
    for message in messages {
      text += style.apply(.bold, to: SafeText.line("\(message["role"]?.string ?? "-"):")) + "\n"
      text += SafeText.forTerminal(message["content"]?.string ?? message["content"]?.text ?? "") + "\n\n"
    }
    return text + SafeText.forTerminal(document.pretty()) + "\n"
  }

  /// JSON with line breaks, also inside the arguments of a tool; anything else as it is.
  private static func readable(_ bytes: [UInt8]) -> String {
    let text = TolerantJSON.read(bytes).value.map { opened($0).pretty() } ?? String(decoding: bytes, as: UTF8.self)
    return SafeText.forTerminal(text) + "\n"
  }

  /// The document with the arguments of tools, JSON in a string, as JSON.
  private static func opened(_ json: JSON) -> JSON {
    switch json {
    case .array(let elements): .array(elements.map(opened))
    case .object(let object):
      .object(
        JSON.Object(
          object.members.map { name, value in
            let inner = name == "arguments" ? value.string.flatMap { TolerantJSON.read(Array($0.utf8)).value } : nil
            return (name, inner ?? opened(value))
          }))
    default: json
    }
  }

  /// JSON as JSON, anything else as a string.
  private static func body(_ bytes: [UInt8]) -> JSON {
    TolerantJSON.read(bytes).value ?? .string(String(decoding: bytes, as: UTF8.self))
  }

  /// Seconds between sending and the stored answer, or nil.
  private static func seconds(_ call: StoredAttempt) -> Double? {
    guard let end = call.endedAt, call.state == .settled || call.state == .answered || call.state == .failed else {
      return nil
    }
    // Of a call that failed while the clock was set back nobody knows how long it took.
    return end < call.sentAt ? nil : Double(end.milliseconds - call.sentAt.milliseconds) / 1000
  }

  private static func decimal(_ seconds: Double) -> String {
    let tenths = Int((seconds * 10).rounded())
    return "\(tenths / 10).\(tenths % 10)"
  }
}
