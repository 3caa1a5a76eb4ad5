/// The form of a BCP 47 tag: `de`, `en-GB`, `zh-Hans`.
public enum LanguageTag {
  /// Whether a text has the form: a language of two to eight letters, then parts of one to eight letters or digits, with
  /// hyphens between them. Which tags are registered is not looked up. Source: RFC 5646, 2.1 and 2.2.9.
  public static func isWellFormed(_ tag: String) -> Bool {
    let parts = tag.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    guard let language = parts.first, (2...8).contains(language.count), language.allSatisfy(isLetter) else {
      return false
    }
    return parts.dropFirst().allSatisfy { part in
      (1...8).contains(part.count) && part.allSatisfy { isLetter($0) || (UInt8(ascii: "0")...UInt8(ascii: "9")) ~= $0 }
    }
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")) ~= byte | 0x20
  }
}
