/// The external identifier of an item, which never changes: a UUID, version 7 for items made here.
///
/// Source: RFC 9562. Written in lower case with hyphens.
public struct ItemUUID: Hashable, Comparable, Sendable {
  private let high: UInt64
  private let low: UInt64

  private init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }

  /// A new UUIDv7: 48 bits of milliseconds, then 74 random bits.
  public static func version7(milliseconds: Int64, randomBits: () -> UInt64) -> ItemUUID {
    let time = UInt64(truncatingIfNeeded: milliseconds) & 0xFFFF_FFFF_FFFF
    return ItemUUID(
      high: time << 16 | 0x7000 | randomBits() & 0x0FFF,
      low: 0x8000_0000_0000_0000 | randomBits() & 0x3FFF_FFFF_FFFF_FFFF)
  }

  /// Reads `018f2b6e-7c3a-7d10-9a55-0c2f4e8b1a23`, in either case; nil for anything else.
  public init?(_ text: String) {
    var halves: (UInt64, UInt64) = (0, 0)
    var digits = 0
    var position = 0
    for byte in text.utf8 {
      defer { position += 1 }
      if position == 8 || position == 13 || position == 18 || position == 23 {
        guard byte == UInt8(ascii: "-") else { return nil }
        continue
      }
      let value: UInt8
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): value = byte - UInt8(ascii: "0")
      case UInt8(ascii: "a")...UInt8(ascii: "f"): value = byte - UInt8(ascii: "a") + 10
      case UInt8(ascii: "A")...UInt8(ascii: "F"): value = byte - UInt8(ascii: "A") + 10
      default: return nil
      }
      guard digits < 32 else { return nil }
      if digits < 16 { halves.0 = halves.0 << 4 | UInt64(value) } else { halves.1 = halves.1 << 4 | UInt64(value) }
      digits += 1
    }
    guard digits == 32, position == 36 else { return nil }
    self.init(high: halves.0, low: halves.1)
  }

  public static func < (left: ItemUUID, right: ItemUUID) -> Bool { (left.high, left.low) < (right.high, right.low) }
}

extension ItemUUID: CustomStringConvertible {
  public var description: String {
    String(unsafeUninitializedCapacity: 36) { buffer in
      let digits: StaticString = "0123456789abcdef"
      var position = 0
      for index in 0..<32 {
        if index == 8 || index == 12 || index == 16 || index == 20 {
          buffer[position] = UInt8(ascii: "-")
          position += 1
        }
        let word = index < 16 ? high : low
        let nibble = Int(word >> UInt64(60 - index % 16 * 4) & 0xF)
        buffer[position] = digits.utf8Start[nibble]
        position += 1
      }
      return 36
    }
  }
}
