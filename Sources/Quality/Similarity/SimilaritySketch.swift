/// A short stand-in for an item's features, from which its likeness to others is estimated: 128 bytes.
///
/// MinHash (Broder 1997) with one byte a place (b-bit minwise hashing, Li and König, "b-Bit Minwise Hashing", WWW 2010).
/// Each place has a hash function of its own and holds the lowest byte of the least hash of a set: two sets agree at a
/// place with the probability J + (1 - J) / 256, where J is their Jaccard index. The share of places that agree
/// estimates it with a standard error of √(J (1 - J) / places).
///
/// The hash functions are multiply-shift, (a x + b) mod 2^64 >> 32 with odd a (Dietzfelbinger et al. 1997), over
/// features that are mixed already; a and b come from SplitMix64 with a fixed seed.
public struct SimilaritySketch: Hashable, Sendable {
  /// How many places each part has; multiples of 8.
  static let textPlaces = 48
  static let answerPlaces = 32
  static let structurePlaces = 48
  /// Bytes of a sketch.
  public static let size = textPlaces + answerPlaces + structurePlaces

  /// The places of the text, then of the answers, then of the structure.
  public let bytes: [UInt8]

  /// Takes time linear in the number of features.
  public init(_ features: SimilarityFeatures) {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(Self.size)
    Self.append(features.text, places: Self.textPlaces, to: &bytes)
    Self.append(features.answers, places: Self.answerPlaces, to: &bytes)
    Self.append(features.structure, places: Self.structurePlaces, to: &bytes)
    self.bytes = bytes
  }

  private static func append(_ features: [UInt64], places: Int, to bytes: inout [UInt8]) {
    features.withUnsafeBufferPointer { features in
      functions.withUnsafeBufferPointer { functions in
        // Four places at a time: one alone would wait for each comparison before the next.
        for place in stride(from: 0, to: places, by: 4) {
          let (f0, f1, f2, f3) = (functions[place], functions[place + 1], functions[place + 2], functions[place + 3])
          var (least0, least1, least2, least3) = (UInt32.max, UInt32.max, UInt32.max, UInt32.max)
          for feature in features {
            least0 = min(least0, UInt32(truncatingIfNeeded: (f0.factor &* feature &+ f0.addend) >> 32))
            least1 = min(least1, UInt32(truncatingIfNeeded: (f1.factor &* feature &+ f1.addend) >> 32))
            least2 = min(least2, UInt32(truncatingIfNeeded: (f2.factor &* feature &+ f2.addend) >> 32))
            least3 = min(least3, UInt32(truncatingIfNeeded: (f3.factor &* feature &+ f3.addend) >> 32))
          }
          for least in [least0, least1, least2, least3] { bytes.append(UInt8(truncatingIfNeeded: least)) }
        }
      }
    }
  }

  private static let functions: [(factor: UInt64, addend: UInt64)] = {
    var state: UInt64 = 0x6C69_6B65_6E65_7373
    func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      return StableHash.mix(state)
    }
    return (0..<max(textPlaces, answerPlaces, structurePlaces)).map { _ in (next() | 1, next()) }
  }()
}
