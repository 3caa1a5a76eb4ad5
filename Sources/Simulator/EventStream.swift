import Formats

/// A completion as server-sent events, the form of `stream: true`.
///
/// Source of the format: https://platform.openai.com/docs/api-reference/chat/streaming.
enum EventStream {
  /// Characters in one event.
  private static let piece = 48

  /// The events of a whole completion, in order, with `[DONE]` behind them.
  static func events(of completion: JSON, includesUsage: Bool) -> [UInt8] {
    let message = completion["choices"]?.array?.first?["message"]
    let call = message?["tool_calls"]?.array?.first
    var deltas: [JSON] = []
    if let call {
      deltas.append([
        "role": "assistant", "content": nil,
        "tool_calls": [
          [
            "index": 0, "id": call["id"] ?? "", "type": "function",
            "function": ["name": call["function"]?["name"] ?? "", "arguments": ""],
          ]
        ],
      ])
      deltas += pieces(call["function"]?["arguments"]?.string ?? "").map {
        ["tool_calls": [["index": 0, "function": ["arguments": .string($0)]]]]
      }
    } else {
      deltas.append(["role": "assistant", "content": "", "refusal": nil])
      for name in ["content", "refusal"] {
        deltas += pieces(message?[name]?.string ?? "").map { .object(JSON.Object([(name, .string($0))])) }
      }
    }
    var events = deltas.map { chunk(of: completion, delta: $0, finish: .null, includesUsage) }
    let finish = completion["choices"]?.array?.first?["finish_reason"] ?? .null
    events.append(chunk(of: completion, delta: [:], finish: finish, includesUsage))
    if includesUsage, let usage = completion["usage"] {
      var last = head(of: completion)
      last["choices"] = []
      last["usage"] = usage
      events.append(.object(last))
    }
    var bytes: [UInt8] = []
    for event in events {
      bytes += Array("data: ".utf8)
      event.write(to: &bytes)
      bytes += Array("\n\n".utf8)
    }
    return bytes + Array("data: [DONE]\n\n".utf8)
  }

  private static func head(of completion: JSON) -> JSON.Object {
    var head = JSON.Object()
    for name in ["id", "created", "model", "system_fingerprint"] { head[name] = completion[name] }
    head["object"] = "chat.completion.chunk"
    return head
  }

  private static func chunk(of completion: JSON, delta: JSON, finish: JSON, _ includesUsage: Bool) -> JSON {
    var chunk = head(of: completion)
    chunk["choices"] = [["index": 0, "delta": delta, "logprobs": nil, "finish_reason": finish]]
    if includesUsage { chunk["usage"] = .null }
    return .object(chunk)
  }

  private static func pieces(_ text: String) -> [String] {
    var pieces: [String] = []
    var rest = text[...]
    while !rest.isEmpty {
      pieces.append(String(rest.prefix(piece)))
      rest = rest.dropFirst(piece)
    }
    return pieces
  }
}
