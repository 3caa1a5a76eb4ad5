/// The 64-bit FNV-1a hash: small, the same on every machine, and no defence against anybody.
///
/// Source: http://www.isthe.com/chongo/tech/comp/fnv/.
public struct FNV1a: Sendable {
  /// The hash of what has been combined so far.
  public private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

  public init() {}

  public mutating func combine(_ byte: UInt8) { value = (value ^ UInt64(byte)) &* 0x100_0000_01B3 }

  public mutating func combine(_ number: UInt64) {
    for shift in stride(from: 0, to: 64, by: 8) { combine(UInt8(truncatingIfNeeded: number >> UInt64(shift))) }
  }
}
