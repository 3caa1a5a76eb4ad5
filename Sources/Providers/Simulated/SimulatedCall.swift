import ContentModel
import Formats

/// What the simulated provider makes of a request: it reads the prompt, as a model would, and nothing else.
struct SimulatedCall: Sendable {
  enum Task: String, Sendable { case create, assess }

  /// A call that cannot be understood; the text goes into an HTTP 400.
  struct Unclear: Error { var problem: String }

  var task: Task
  var kind: String
  /// Whether the answer is a list with slots.
  var isBatch: Bool
  /// Whether earlier drafts stand in the conversation.
  var isRegeneration: Bool
  var slots: [SimulatedSlot]

  init(_ request: CompletionRequest) throws(Unclear) {
    var name = request.prompt.tool.name[...]
    isBatch = name.hasSuffix("_batch")
    if isBatch { name.removeLast("_batch".count) }
    guard let underscore = name.firstIndex(of: "_"), let task = Task(rawValue: String(name[..<underscore])) else {
      throw Unclear(problem: "the tool \(request.prompt.tool.name) is neither create_… nor assess_…")
    }
    self.task = task
    kind = String(name[name.index(after: underscore)...])
    isRegeneration = request.prompt.messages.contains { $0.author == .assistant }
    guard let message = request.prompt.messages.last(where: { $0.author == .user })?.content,
      let block = Self.lastBlock(message)
    else { throw Unclear(problem: "the last user message has no ```json block") }
    let data: JSON
    do { data = try JSON.parse(block) } catch { throw Unclear(problem: "the last ```json block is \(error.message)") }
    let section = data["section"]
    slots = (data["slots"]?.array ?? []).map { slot in
      SimulatedSlot(
        slot: slot["slot"]?.string ?? "s1",
        section: section?["section"]?.string ?? section?.string ?? "",
        level: section?["level"]?.string ?? "",
        topic: slot["topic"]?["topic"]?.string ?? slot["topic"]?.string,
        theme: slot["topic"]?["theme"]?.string,
        options: slot["options"]?.object ?? JSON.Object())
    }
    if slots.isEmpty { throw Unclear(problem: "the last ```json block has no slots") }
  }

  /// The inside of the last fenced block of a message that is marked `json`. Linear.
  static func lastBlock(_ message: String) -> [UInt8]? {
    let bytes = Array(message.utf8)
    let fence = Array("```".utf8)
    let opening = Array("```json\n".utf8)
    func index(of pattern: [UInt8], backwardsFrom end: Int) -> Int? {
      var start = end - pattern.count
      while start >= 0 {
        if bytes[start] == pattern[0], bytes[start..<(start + pattern.count)].elementsEqual(pattern) { return start }
        start -= 1
      }
      return nil
    }
    guard let end = index(of: fence, backwardsFrom: bytes.count), let start = index(of: opening, backwardsFrom: end)
    else { return nil }
    return Array(bytes[(start + opening.count)..<end])
  }
}
