/// Looks through stored sketches for those that may be like one item's.
///
/// Pure: it is handed blocks of entries as they are stored, an entry being a version's row (8 bytes, least significant
/// first) and its sketch, one after the other.
public struct SimilarityScan: Sendable {
  /// Bytes of an entry.
  public static let entrySize = 8 + SimilaritySketch.size
  /// How far an estimate may lie below the score that is asked for, in percent of the whole: three standard errors. What
  /// is exactly at that score is missed once in some hundred times, what is above it more and more rarely.
  static let margin = 14

  /// An entry that may be like enough.
  public struct Candidate: Hashable, Sendable {
    public var version: Int64
    /// An estimate of the score, from 0 to 1.
    public var estimate: Double
  }

  let sketch: [UInt64]
  /// What so many places that agree add to the estimate, in ten-thousandths, for each part.
  let text: [Int32]
  let answers: [Int32]
  let structure: [Int32]
  let least: Int32

  /// - Parameter least: the score in percent that is asked for.
  public init(_ features: SimilarityFeatures, weights: SimilarityProfile.Weights, least: Int) {
    self.init(features, sketch: SimilaritySketch(features), weights: weights, least: least)
  }

  init(_ features: SimilarityFeatures, sketch: SimilaritySketch, weights: SimilarityProfile.Weights, least: Int) {
    self.sketch = sketch.bytes.withUnsafeBytes { bytes in
      (0..<(SimilaritySketch.size / 8)).map { bytes.loadUnaligned(fromByteOffset: $0 * 8, as: UInt64.self) }
    }
    // A part that this item lacks counts for nothing: at worst too much is looked at more closely.
    let text = features.text.isEmpty ? 0 : weights.text
    let answers = features.answers.isEmpty ? 0 : weights.answers
    let structure = features.structure.isEmpty ? 0 : weights.structure
    let all = max(1, text + answers + structure)
    self.text = Self.table(SimilaritySketch.textPlaces, share: Double(text) / Double(all))
    self.answers = Self.table(SimilaritySketch.answerPlaces, share: Double(answers) / Double(all))
    self.structure = Self.table(SimilaritySketch.structurePlaces, share: Double(structure) / Double(all))
    self.least = text + answers + structure == 0 ? .max : Int32(max(1, least - Self.margin)) * 100
  }

  /// Inverts J + (1 - J) / 256.
  private static func table(_ places: Int, share: Double) -> [Int32] {
    (0...places).map { agreeing in
      let index = (Double(agreeing) / Double(places) - 1 / 256) / (1 - 1 / 256)
      return Int32(max(0, index) * share * 10_000)
    }
  }

  /// Appends the entries of a block that may be like enough. Takes some 7 ns an entry.
  ///
  /// - Parameter version: Only entries of versions before this row count.
  public func candidates(
    in block: UnsafeRawBufferPointer, before version: Int64? = nil, to found: inout [Candidate]
  ) {
    let end = version ?? .max
    let most = answers[SimilaritySketch.answerPlaces]
    let textWords = SimilaritySketch.textPlaces / 8
    let answerWords = SimilaritySketch.answerPlaces / 8
    let structureWords = SimilaritySketch.structurePlaces / 8
    sketch.withUnsafeBufferPointer { sketch in
      text.withUnsafeBufferPointer { text in
        structure.withUnsafeBufferPointer { structure in
          for entry in 0..<(block.count / Self.entrySize) {
            let start = entry * Self.entrySize
            let version = Int64(littleEndian: block.loadUnaligned(fromByteOffset: start, as: Int64.self))
            if version >= end { continue }
            let lanes = start + 8
            let first =
              text[Self.agreeing(block, lanes, sketch, 0, textWords)]
              + structure[
                Self.agreeing(
                  block, lanes + (textWords + answerWords) * 8, sketch, textWords + answerWords, structureWords)]
            if first + most < least { continue }
            let estimate = first + answers[Self.agreeing(block, lanes + textWords * 8, sketch, textWords, answerWords)]
            if estimate < least { continue }
            found.append(Candidate(version: version, estimate: Double(estimate) / 10_000))
          }
        }
      }
    }
  }

  /// The versions of the candidates with the highest estimates, the highest first: at least so many where there are as
  /// many, and all that are estimated alike. Linear in the number of candidates, but for the sorting of those returned.
  public static func mostAlike(_ candidates: [Candidate], atLeast count: Int) -> [Int64] {
    var chosen = candidates
    if candidates.count > count {
      func percent(_ candidate: Candidate) -> Int { min(100, max(0, Int(candidate.estimate * 100))) }
      var numbers = [Int](repeating: 0, count: 101)
      for candidate in candidates { numbers[percent(candidate)] += 1 }
      var least = 100
      var sum = numbers[100]
      while least > 0, sum < count {
        least -= 1
        sum += numbers[least]
      }
      chosen = candidates.filter { percent($0) >= least }
    }
    return chosen.sorted { ($0.estimate, $0.version) > ($1.estimate, $1.version) }.map(\.version)
  }

  /// How many bytes of some words of a block are those of the sketch.
  @inline(__always)
  private static func agreeing(
    _ block: UnsafeRawBufferPointer, _ offset: Int, _ sketch: UnsafeBufferPointer<UInt64>, _ from: Int, _ words: Int
  ) -> Int {
    // The high bit of each byte says whether it differs, without a carry into its neighbour; the bytes are summed up by
    // a multiplication (Warren, "Hacker's Delight", 6-1 and 5-1).
    let low: UInt64 = 0x7F7F_7F7F_7F7F_7F7F
    var differing: UInt64 = 0
    for word in 0..<words {
      let other = block.loadUnaligned(fromByteOffset: offset + word * 8, as: UInt64.self)
      let difference = sketch[from + word] ^ other
      differing &+= ((((difference & low) &+ low) | difference) & ~low) >> 7
    }
    return words * 8 - Int((differing &* 0x0101_0101_0101_0101) >> 56)
  }
}

extension SimilaritySketch {
  /// Appends an entry for ``SimilarityScan`` to a block.
  public func append(version: Int64, to block: inout [UInt8]) {
    withUnsafeBytes(of: version.littleEndian) { block.append(contentsOf: $0) }
    block.append(contentsOf: bytes)
  }
}
