import Testing
import World

@Suite struct SeededGeneratorTests {
  /// The first numbers of the reference implementation, https://prng.di.unimi.it/splitmix64.c.
  @Test func theNumbersAreThoseOfSplitMix64() {
    var zero = SeededGenerator(seed: 0)
    #expect((0..<3).map { _ in zero.next() } == [0xE220_A839_7B1D_CDAF, 0x6E78_9E6A_A1B9_65F4, 0x06C4_5D18_8009_454F])
    var other = SeededGenerator(seed: 1_234_567)
    #expect((0..<2).map { _ in other.next() } == [6_457_827_717_110_365_317, 3_203_168_211_198_807_973])
  }

  @Test func theSameSeedGivesTheSameNumbers() {
    var (one, other) = (SeededGenerator(seed: 42), SeededGenerator(seed: 42))
    for _ in 0..<100 { #expect(one.next() == other.next()) }
  }
}
