/// A 64-bit hash that is the same in every process and on every machine: what the store keeps is made of it.
///
/// FNV-1a over the values put in, finished by the mixer of SplitMix64. Sources: Fowler, Noll, Vo, RFC 9923; Steele, Lea,
/// Flood, "Fast Splittable Pseudorandom Number Generators", OOPSLA 2014. Not for secrets.
struct StableHash {
  private var state: UInt64 = 0xCBF2_9CE4_8422_2325

  mutating func combine(_ value: UInt64) { state = (state ^ value) &* 0x100_0000_01B3 }

  mutating func combine(_ bytes: some Sequence<UInt8>) { for byte in bytes { combine(UInt64(byte)) } }

  var value: UInt64 { Self.mix(state) }

  /// The hash of some bytes.
  static func of(_ bytes: some Sequence<UInt8>) -> UInt64 {
    var hash = StableHash()
    hash.combine(bytes)
    return hash.value
  }

  /// SplitMix64's mixer: a bijection of 64 bits in which each bit of the input moves each of the output.
  static func mix(_ value: UInt64) -> UInt64 {
    var mixed = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
