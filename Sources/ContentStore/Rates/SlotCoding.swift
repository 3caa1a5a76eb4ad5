/// Slots as text: three numbers each, the distance from the slot before, requests and tokens, all separated by spaces.
/// `3590334000 50 120000 1 25 60000`: half seconds 3590334000 and 3590334001.
enum SlotCoding {
  /// Larger numbers were written by nobody, and sums of them might overflow.
  private static let largest: Int64 = 1 << 45

  static func text(_ slots: [StoredRates.Slot]) -> String {
    var text = ""
    var last: Int64 = 0
    for slot in slots {
      if !text.isEmpty { text += " " }
      text += "\(slot.number - last) \(slot.requests) \(slot.tokens)"
      last = slot.number
    }
    return text
  }

  /// - Throws: `UnknownStoredValue` for anything that `text` did not write.
  static func slots(_ text: String) throws -> [StoredRates.Slot] {
    let unknown = UnknownStoredValue(column: "rate_limits.slots", value: text.count > 80 ? text.prefix(79) + "…" : text)
    let words = text.utf8.split(separator: UInt8(ascii: " "))
    guard words.count % 3 == 0 else { throw unknown }
    var numbers: [Int64] = []
    numbers.reserveCapacity(words.count)
    for word in words {
      guard let number = Int64(Substring(word)), (0...largest).contains(number) else { throw unknown }
      numbers.append(number)
    }
    var last: Int64 = 0
    return try stride(from: 0, to: numbers.count, by: 3).map { index in
      last += numbers[index]
      guard numbers[index] > 0, last <= largest else { throw unknown }
      return StoredRates.Slot(number: last, requests: Int(numbers[index + 1]), tokens: Int(numbers[index + 2]))
    }
  }
}
