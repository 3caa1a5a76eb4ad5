extension GapMarkers {
  /// A text with the answers in its gaps: `[2]` gives way to the second one. Markers without an answer go away. Linear in
  /// the length.
  static func filled(_ text: String, with answers: [String]) -> String {
    guard text.utf8.contains(UInt8(ascii: "[")) else { return text }
    var filled: [UInt8] = []
    let bytes = Array(text.utf8)
    filled.reserveCapacity(bytes.count)
    var index = 0
    while index < bytes.count {
      let isOpened = bytes[index] == UInt8(ascii: "[")
      let digits: ArraySlice<UInt8> = bytes[(index + 1)...].prefix(isOpened ? 4 : 0).prefix { 0x30...0x39 ~= $0 }
      guard !digits.isEmpty, digits.endIndex < bytes.count, bytes[digits.endIndex] == UInt8(ascii: "]") else {
        filled.append(bytes[index])
        index += 1
        continue
      }
      let number = digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
      if answers.indices.contains(number - 1) { filled += Array(answers[number - 1].utf8) }
      index = digits.endIndex + 1
    }
    return String(decoding: filled, as: UTF8.self)
  }
}
