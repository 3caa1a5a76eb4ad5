/// Takes secrets out of what is printed, logged or stored.
///
/// A secret is found as it is, and as it looks in a URL (percent-encoded, whole or in part), in a JSON string (escaped,
/// likewise), in Base64 (both alphabets, at any place in a longer text: a header `Basic dXNlcjprZXk=` holds it too) and in hexadecimal digits.
/// Each place becomes `[redacted]`. A secret that is cut in two by its writer is not found: redact whole texts.
public struct Redactor: Hashable, Sendable {
  /// What stands in the place of a secret.
  public static let mark = "[redacted]"
  /// A shorter secret is left alone: taking it out would tear ordinary words apart.
  public static let shortestSecret = 8

  /// The forms of all secrets, the longest first, so that none is found inside another.
  private let needles: [[UInt8]]
  private let spellings: [SecretSpelling]
  /// Whether a byte begins a needle or a spelling.
  private let begins: [Bool]

  /// - Parameter secrets: Those shorter than `shortestSecret` bytes are left out.
  public init(secrets: [String] = []) {
    var forms: Set<[UInt8]> = []
    for secret in secrets where secret.utf8.count >= Self.shortestSecret { forms.formUnion(Self.forms(of: secret)) }
    needles = forms.sorted { $0.count == $1.count ? $0.lexicographicallyPrecedes($1) : $0.count > $1.count }
    var begins = [Bool](repeating: false, count: 256)
    for needle in needles { begins[Int(needle[0])] = true }
    spellings = secrets.filter { $0.utf8.count >= Self.shortestSecret }.sorted { $0.utf8.count > $1.utf8.count }
      .map(SecretSpelling.init)
    for byte in spellings.flatMap(\.beginnings) { begins[Int(byte)] = true }
    self.begins = begins
  }

  /// Whether there is nothing to look for.
  public var isEmpty: Bool { needles.isEmpty }

  /// The text without the secrets.
  public func redact(_ text: String) -> String {
    isEmpty ? text : String(decoding: redact(Array(text.utf8)), as: UTF8.self)
  }

  /// The bytes without the secrets. Linear in their number, but for places that begin like a secret.
  public func redact(_ bytes: [UInt8]) -> [UInt8] {
    guard !isEmpty, bytes.contains(where: { begins[Int($0)] }) else { return bytes }
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var index = 0
    while index < bytes.count {
      if begins[Int(bytes[index])], let end = end(in: bytes, from: index) {
        result.append(contentsOf: Self.mark.utf8)
        index = end
      } else {
        result.append(bytes[index])
        index += 1
      }
    }
    return result
  }

  /// Where a secret ends that begins at an index, in whatever form; nil where none does.
  private func end(in bytes: [UInt8], from index: Int) -> Int? {
    if let needle = needles.first(where: { bytes[index...].starts(with: $0) }) { return index + needle.count }
    for spelling in spellings {
      if let end = spelling.end(in: bytes, from: index) { return end }
    }
    return nil
  }

  private static func forms(of secret: String) -> Set<[UInt8]> {
    let bytes = Array(secret.utf8)
    var forms: Set<[UInt8]> = [bytes]
    for digits in ["0123456789ABCDEF", "0123456789abcdef"].map({ Array($0.utf8) }) {
      forms.insert(bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
    }
    for alphabet in [base64, base64URL] {
      for offset in 0..<3 { forms.insert(base64(bytes, offset: offset, alphabet)) }
    }
    return forms.filter { $0.count >= shortestSecret }
  }

  private static let base64 = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
  private static let base64URL = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)

  /// The characters of a Base64 text (RFC 4648, 4) that depend on these bytes alone, where they begin at a number of
  /// bytes, modulo 3, into it.
  private static func base64(_ bytes: [UInt8], offset: Int, _ alphabet: [UInt8]) -> [UInt8] {
    var characters: [UInt8] = []
    let first = (offset * 8 + 5) / 6
    let end = (offset + bytes.count) * 8 / 6
    for index in first..<max(first, end) {
      var value = 0
      for bit in (index * 6)..<(index * 6 + 6) {
        let byte = bytes[bit / 8 - offset]
        value = value << 1 | Int(byte >> UInt8(7 - bit % 8) & 1)
      }
      characters.append(alphabet[value])
    }
    return characters
  }
}
