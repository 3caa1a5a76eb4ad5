/// What short words weigh, to be looked up by their bytes: at most eight bytes of UTF-8, read as one number.
///
/// A rule looks up some ten parts of each word of each text: hashing them as strings took a tenth of a fill's processor time.
/// Open addressing with at least three places of four free; a lookup looks at one or two.
struct ShortWordTable: Sendable {
  /// Bytes.
  static let longest = 8

  private var keys: [UInt64]
  private var weights: [LanguageTables.Weights]
  private let shift: UInt64

  /// - Precondition: No word is empty or longer than eight bytes.
  init(_ table: [Substring: LanguageTables.Weights]) {
    var bits: UInt64 = 4
    while 1 << bits < 4 * table.count { bits += 1 }
    shift = 64 - bits
    keys = Array(repeating: 0, count: 1 << bits)
    weights = Array(repeating: .zero, count: 1 << bits)
    for (word, value) in table {
      guard let key = Self.key(of: word.utf8) else { preconditionFailure("\(word) is longer than eight bytes") }
      var place = place(of: key)
      while keys[place] != 0 { place = (place + 1) & (keys.count - 1) }
      keys[place] = key
      weights[place] = value
    }
  }

  subscript(key: UInt64) -> LanguageTables.Weights? {
    var place = place(of: key)
    while keys[place] != 0 {
      if keys[place] == key { return weights[place] }
      place = (place + 1) & (keys.count - 1)
    }
    return nil
  }

  /// The bytes of a word as one number, the first the highest; nil for none and for more than eight.
  static func key(of word: some Collection<UInt8>) -> UInt64? {
    guard 1...longest ~= word.count else { return nil }
    return word.reduce(0) { $0 << 8 | UInt64($1) }
  }

  private func place(of key: UInt64) -> Int { Int((key &* 0x9E37_79B9_7F4A_7C15) >> shift) }
}
