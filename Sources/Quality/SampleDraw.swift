/// Draws a random sample without repetition.
public enum SampleDraw {
  /// So many of the numbers 0..<population, each sample and each order of it as likely as any other: the beginning of a
  /// Fisher-Yates shuffle. The same numbers of the generator give the same sample, by any version of this program. Linear in
  /// the population.
  ///
  /// - Parameter size: At most the population; more takes all of it.
  public static func draw(
    _ size: Int, of population: Int, using generator: inout some RandomNumberGenerator
  ) -> [Int] {
    var numbers = Array(0..<max(0, population))
    let size = min(max(0, size), numbers.count)
    for place in 0..<size {
      numbers.swapAt(place, place + below(numbers.count - place, using: &generator))
    }
    return Array(numbers.prefix(size))
  }

  /// A number under a bound. Not the standard library's, whose way from bits to numbers may change.
  private static func below(_ bound: Int, using generator: inout some RandomNumberGenerator) -> Int {
    let bound = UInt64(bound)
    // What lies above the largest multiple of the bound would favour the small numbers.
    let most = UInt64.max - (UInt64.max % bound + 1) % bound
    while true {
      let bits: UInt64 = generator.next()
      if bits <= most { return Int(bits % bound) }
    }
  }
}
