import Foundation
import Testing

@testable import Formats

extension String {
  /// With the digits of its `\\u` escapes as capitals.
  fileprivate var uppercasedEscapes: String {
    replacing(#/\\u([0-9a-f]{4})/#) { "\\u" + $0.output.1.uppercased() }
  }
}

@Suite struct RedactorTests {
  private static let secret = "sk-proj/Ä+7=\"x\\Zq09_tail"
  private static let redactor = Redactor(secrets: [secret, "sk-other-key-0001"])

  @Test(arguments: [
    "Bearer \(secret)", "{\"key\": \(JSON.string(secret).text)}", secret.replacing("/", with: "\\/"),
    "https://host/?key=\(percentEncoded("%02X"))&x=1", "https://host/?key=\(percentEncoded("%02x"))",
    "/a/\(percentEncoded("%02X").replacing("%2F", with: "/"))", percentEncoded("%02x").replacing("%2b", with: "+"),
    unicodeEscaped { _ in true }, unicodeEscaped { !$0.isASCII },
    unicodeEscaped { "/+=\"\\".unicodeScalars.contains($0) },
    "{\"text\":\"\(unicodeEscaped { $0 == "/" || $0 == "_" }.uppercasedEscapes)\"}",
    secret.utf8.map { String(format: "%02x", $0) }.joined(), secret.utf8.map { String(format: "%02X", $0) }.joined(),
  ]) func findsTheSecretInEveryDress(_ text: String) {
    let redacted = Self.redactor.redact(text)
    #expect(redacted.contains(Redactor.mark), "\(redacted)")
    for tail in ["tail", "7461696c", "7461696C"] { #expect(!redacted.contains(tail), "\(redacted)") }
  }

  /// As some writers of JSON spell some characters; quotes and backslashes at least are escaped.
  private static func unicodeEscaped(_ isEscaped: (UnicodeScalar) -> Bool) -> String {
    secret.unicodeScalars.map { scalar in
      if isEscaped(scalar) { return scalar.utf16.map { String(format: "\\u%04x", $0) }.joined() }
      return "\"\\".unicodeScalars.contains(scalar) ? "\\\(scalar)" : String(scalar)
    }.joined()
  }

  private static func percentEncoded(_ format: String) -> String {
    secret.utf8.map { byte in
      let character = Character(UnicodeScalar(byte))
      return character.isASCII && (character.isLetter || character.isNumber || "-._~".contains(character))
        ? String(character) : "%" + String(format: format, byte)
    }.joined()
  }

  @Test(arguments: ["", "u", "us", "user:", "user:x", "user:xy"], ["", "!", "after"])
  func findsItInBase64AtAnyPlace(before: String, after: String) {
    let plain = Data((before + Self.secret + after).utf8).base64EncodedString()
    for encoded in [plain, plain.replacing("+", with: "-").replacing("/", with: "_")] {
      let redacted = Self.redactor.redact("Basic \(encoded)")
      #expect(redacted.contains(Redactor.mark))
      // At each end at most the two characters stay that other bytes have a part in.
      #expect(
        redacted.utf8.count <= "Basic ".utf8.count + Redactor.mark.utf8.count + 4 * (before.count + after.count) / 3 + 8
      )
    }
  }

  @Test func leavesTheRestAlone() {
    let text = "sk-proj is not the key; neither is sk-other-key-000"
    #expect(Self.redactor.redact(text) == text)
    #expect(Redactor(secrets: ["short", ""]).isEmpty)
    #expect(Redactor().redact("anything") == "anything")
    #expect(Self.redactor.redact([0xFF, 0x00, 0xFE]) == [0xFF, 0x00, 0xFE])
  }

  /// What only begins like a secret, in whatever spelling, stays.
  @Test(arguments: [
    "sk-proj%2F%C3%84%2B8", #"sk-proj\/\u00c4+7\u003d\"x\\Zq09_tai"#, "sk-proj/%", #"sk-proj\u00"#, "%", "\\",
  ])
  func leavesHalfASecretAlone(_ text: String) { #expect(Self.redactor.redact(text) == text) }

  /// Its own percent signs and backslashes are spelled like any other character.
  @Test func findsASecretWithPercentSignsAndBackslashes() {
    let redactor = Redactor(secrets: [#"a%b\c%25\\d"#])
    for text in [
      #"a%b\c%25\\d"#, "a%25b%5Cc%2525%5C%5Cd", #"a%b\\c%25\\\\d"#, #"a\u0025b\u005cc\u002525\u005c\u005cd"#,
    ] {
      #expect(redactor.redact(text) == Redactor.mark, "\(text)")
    }
  }

  @Test func takesTheLongerOfTwo() {
    let redactor = Redactor(secrets: ["key-12345678", "key-12345678-long"])
    #expect(redactor.redact("a key-12345678-long b key-12345678 c") == "a [redacted] b [redacted] c")
  }
}
