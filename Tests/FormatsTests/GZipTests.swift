import Testing

@testable import Formats

@Suite struct GZipTests {
  @Test func whatIsCompressedOpensTheSame() throws {
    var random = SeededGenerator(seed: 7)
    for size in [0, 1, 100, 5_000, 200_000] {
      let noise = (0..<size).map { _ in UInt8.random(in: 0...255, using: &random) }
      #expect(try GZip.open(GZip.compress(noise)) == noise)
      let text = Array(String(repeating: "Der alte Mann und das Meer. ", count: size / 28 + 1).utf8)
      let small = GZip.compress(text)
      #expect(try GZip.open(small) == text)
      if size >= 5_000 { #expect(small.count * 20 < text.count) }
    }
  }

  @Test func whatIsNoGzipIsRefused() {
    let good = GZip.compress(Array("a text".utf8))
    #expect(throws: GZipError.damaged) { try GZip.open(Array("plain text".utf8)) }
    #expect(throws: GZipError.damaged) { try GZip.open([]) }
    for count in 1..<good.count { #expect(throws: GZipError.self) { try GZip.open(Array(good[..<count])) } }
    for index in 10..<good.count {
      var bad = good
      bad[index] ^= 0x55
      #expect(throws: GZipError.self) { try GZip.open(bad) }
    }
  }

  @Test func aBombIsRefused() {
    let bomb = GZip.compress([UInt8](repeating: 0, count: 10 << 20))
    #expect(bomb.count < 64 << 10)
    #expect(throws: GZipError.tooLarge(limit: 1 << 20)) { try GZip.open(bomb, limit: 1 << 20) }
  }
}
