import Formats
import SQLiteKit

/// What was paid for and must be somewhere: every whole item that an answer holds for a slot that was asked for.
///
/// It reads the raw answers by itself: JSON or the beginning of JSON, nothing of what the program reads them with.
struct PaidTexts {
  /// Texts that no draft has, by call and slot.
  private(set) var lost: [String] = []
  /// How many there were.
  private(set) var count = 0

  init(_ bench: FillBench) throws {
    let answers = try bench.store.read { reader in
      try reader.connection.all(
        """
        SELECT a.id, s.body FROM answers s JOIN attempts a ON a.id = s.attempt
        WHERE a.role <> 'assessment' AND a.state = 'settled' ORDER BY a.id
        """
      ) { (id: $0.integer(0), body: $0.text(1)) }
    }
    for (id, body) in answers {
      let slots = try bench.store.read { reader in
        try reader.connection.all(
          "SELECT x.slot, d.turns FROM attempt_drafts x JOIN drafts d ON d.id = x.draft WHERE x.attempt = $1", id
        ) { (slot: $0.text(0), turns: $0.text(1)) }
      }
      let message = try JSON.parse(body)["choices"]?.array?.first?["message"]
      guard let arguments = message?["tool_calls"]?.array?.first?["function"]?["arguments"]?.string else { continue }
      var seen: Set<String> = []
      for item in Self.items(in: arguments, isSingle: slots.count == 1) where Self.isWhole(item) {
        let slot = slots.count == 1 ? slots[0].slot : item["slot"]?.string ?? ""
        guard let (_, turns) = slots.first(where: { $0.slot == slot }), seen.insert(slot).inserted else { continue }
        count += 1
        var lean = item
        lean["slot"] = nil
        let texts = try JSON.parse(turns).array?.compactMap { $0["text"]?.string } ?? []
        if try !texts.contains(where: { try JSON.parse($0) == lean }) { lost.append("call \(id), \(slot)") }
      }
    }
  }

  /// The items that stand complete in a text, which may break off or go wrong anywhere.
  private static func items(in arguments: String, isSingle: Bool) -> [JSON] {
    if isSingle { return whole(arguments).map { [$0] } ?? [] }
    var items: [JSON] = []
    var depth = 0
    var isInString = false
    var isEscaped = false
    var start = arguments.utf8.startIndex
    for index in arguments.utf8.indices {
      let byte = arguments.utf8[index]
      if isInString {
        if isEscaped {
          isEscaped = false
        } else if byte == UInt8(ascii: "\\") {
          isEscaped = true
        } else if byte == UInt8(ascii: "\"") {
          isInString = false
        }
        continue
      }
      switch byte {
      case UInt8(ascii: "\""): isInString = true
      case UInt8(ascii: "{"), UInt8(ascii: "["):
        // {"items": [ … : an item begins at the third bracket.
        if depth == 2 { start = index }
        depth += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        depth -= 1
        if depth == 2 {
          // From the first one that is no JSON on, nobody can say where the next begins.
          guard let item = whole(String(arguments[start...index])) else { return items }
          items.append(item)
        }
      default: break
      }
    }
    return items
  }

  private static func whole(_ text: String) -> JSON? {
    do { return try JSON.parse(text) } catch { return nil }
  }

  private static func isWhole(_ item: JSON) -> Bool {
    guard item["text"]?.string != nil, let gaps = item["gaps"]?.array, !gaps.isEmpty else { return false }
    return gaps.allSatisfy {
      $0["no"]?.integer != nil && $0["correct"]?.string != nil && $0["distractors"]?.array != nil
        && $0["explanation"]?.string != nil
    }
  }
}
