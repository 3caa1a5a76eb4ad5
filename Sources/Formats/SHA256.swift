import CCrypto

/// SHA-256 (FIPS 180-4) over libcrypto.
///
/// A value of this type takes bytes piece by piece; the static functions take them at once.
public struct SHA256: ~Copyable {
  private let context: OpaquePointer

  /// A digest of nothing yet.
  public init() {
    // Both calls fail only where memory or the library itself is broken: nothing a caller could mend.
    guard let context = EVP_MD_CTX_new(), EVP_DigestInit_ex(context, EVP_sha256(), nil) == 1 else {
      fatalError("libcrypto has no SHA-256")
    }
    self.context = context
  }

  deinit { EVP_MD_CTX_free(context) }

  /// Takes more bytes in.
  public mutating func update(_ bytes: UnsafeRawBufferPointer) {
    EVP_DigestUpdate(context, bytes.baseAddress, bytes.count).mustBeOne()
  }

  /// Takes more bytes in.
  public mutating func update(_ bytes: [UInt8]) {
    bytes.withUnsafeBytes { update($0) }
  }

  /// The 32 bytes of the digest. Ends the value.
  public consuming func finish() -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: 32) { buffer, count in
      EVP_DigestFinal_ex(context, buffer.baseAddress, nil).mustBeOne()
      count = 32
    }
  }

  /// The 32 bytes of the digest of some bytes.
  public static func digest(of bytes: [UInt8]) -> [UInt8] {
    var digest = SHA256()
    digest.update(bytes)
    return digest.finish()
  }

  /// The digest of some bytes as 64 lower-case hexadecimal digits.
  public static func hexadecimal(of bytes: [UInt8]) -> String { hexadecimal(digest(of: bytes)) }

  /// The digest of a text's UTF-8 as 64 lower-case hexadecimal digits.
  public static func hexadecimal(of text: String) -> String { hexadecimal(of: Array(text.utf8)) }

  /// A digest spelled in lower-case hexadecimal digits.
  public static func hexadecimal(_ digest: [UInt8]) -> String {
    let digits = Array("0123456789abcdef".utf8)
    return String(unsafeUninitializedCapacity: digest.count * 2) { buffer in
      for (index, byte) in digest.enumerated() {
        buffer[2 * index] = digits[Int(byte >> 4)]
        buffer[2 * index + 1] = digits[Int(byte & 0xF)]
      }
      return digest.count * 2
    }
  }
}

extension Int32 {
  /// libcrypto answers 1 for success; a digest that cannot be made leaves nothing to go on with.
  fileprivate func mustBeOne() { precondition(self == 1, "libcrypto refused a digest") }
}
