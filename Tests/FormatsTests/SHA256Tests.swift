import Formats
import Testing

@Suite struct SHA256Tests {
  // Test vectors of FIPS 180-4 (NIST, "Secure Hashing" examples).
  @Test(arguments: [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
  ])
  func knownDigests(text: String, digest: String) {
    #expect(SHA256.hexadecimal(of: text) == digest)
    #expect(SHA256.hexadecimal(of: Array(text.utf8)) == digest)
  }

  @Test func piecesGiveTheDigestOfTheWhole() {
    let bytes = (0..<10_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    var digest = SHA256()
    for start in stride(from: 0, to: bytes.count, by: 777) {
      digest.update(Array(bytes[start..<min(start + 777, bytes.count)]))
    }
    #expect(digest.finish() == SHA256.digest(of: bytes))
    #expect(SHA256.digest(of: bytes).count == 32)
  }
}
