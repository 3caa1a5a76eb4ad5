import CICU

/// Words where a language does not write them apart: ICU's boundaries, by Unicode Standard Annex 29 and, for Chinese,
/// Japanese, Thai and their like, by dictionary.
public enum WordBreaks {
  /// How many words a text has; nil where ICU lacks its data.
  ///
  /// Linear in the length; what a dictionary knows decides, so another version of ICU may count some words otherwise.
  ///
  /// - Parameter language: a BCP 47 tag, or its first part.
  public static func count(_ text: String, language: String) -> Int? {
    var text = text
    let count = text.withUTF8 { bytes in
      bytes.withMemoryRebound(to: CChar.self) { icu_count_words($0.baseAddress, Int64($0.count), language) }
    }
    return count < 0 ? nil : Int(count)
  }
}
