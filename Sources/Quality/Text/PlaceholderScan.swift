/// Finds placeholders of templates in a text.
struct PlaceholderScan: Sendable {
  /// Words that make `[…]` and `<…>` placeholders.
  static let usualWords = [
    "name", "vorname", "nachname", "topic", "thema", "title", "titel", "insert", "einfügen", "einsetzen", "placeholder",
    "platzhalter", "date", "datum", "city", "stadt", "company", "firma", "your", "here", "hier", "section", "abschnitt",
    "level",
    "niveau", "answer", "antwort", "explanation", "erklärung", "text", "word", "wort", "language", "sprache", "gap",
    "lücke",
    "blank", "todo", "tbd", "xxx",
    "nom", "prénom", "titre", "sujet", "insérer", "ville", "entreprise", "produit", "nombre", "apellido", "título",
    "tema", "insertar", "ciudad", "empresa", "producto", "product", "produkt", "keyword", "brand", "marke", "marque",
    "marca",
    "名前", "氏名", "タイトル", "商品名", "会社名", "ここに", "テーマ", "日付", "姓名", "标题", "產品名", "产品名", "产品名称",
    "商品名称", "品牌", "品牌名", "公司", "公司名", "主题", "日期", "关键词",
  ]

  private let words: Set<ArraySlice<UInt8>>

  init(words: [String]) { self.words = Set(words.flatMap { Folding.words(of: Folding.searchable($0)) }) }

  /// The longest bracket that can be a placeholder, in bytes.
  private static let longest = 60

  /// The first placeholder of a text, as it stands there, or nil. Linear in the length.
  func first(in text: String, readsTodo: Bool) -> String? {
    var text = text
    return text.withUTF8 { bytes in
      for index in bytes.indices {
        let found: Range<Int>? =
          switch bytes[index] {
          case UInt8(ascii: "{"): brace(bytes, index)
          case UInt8(ascii: "["): bracket(bytes, index, closing: UInt8(ascii: "]"))
          case UInt8(ascii: "<"): bracket(bytes, index, closing: UInt8(ascii: ">"))
          case UInt8(ascii: "T"), UInt8(ascii: "F"): readsTodo ? marker(bytes, index) : nil
          case UInt8(ascii: "l"), UInt8(ascii: "L"): loremIpsum(bytes, index)
          case UInt8(ascii: "%"): format(bytes, index)
          default: nil
          }
        if let found { return String(decoding: bytes[found], as: UTF8.self) }
      }
      return nil
    }
  }

  /// `{{…}}`, `{%…%}` with anything in it; `{name}` with a name in it.
  private func brace(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> Range<Int>? {
    guard start + 1 < bytes.count else { return nil }
    let isDouble = bytes[start + 1] == UInt8(ascii: "{") || bytes[start + 1] == UInt8(ascii: "%")
    guard let end = close(bytes, start, UInt8(ascii: "}")) else { return isDouble ? start..<(start + 2) : nil }
    if isDouble { return start..<min(end + 2, bytes.count) }
    let content = bytes[(start + 1)..<end]
    let isName = content.count >= 3 && content.allSatisfy { Self.isLetter($0) || $0 == UInt8(ascii: "_") }
    return isName ? start..<(end + 1) : nil
  }

  /// `[Name]`, `[YOUR_NAME]`, `<topic>`, `<insert_topic>`.
  private func bracket(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, closing: UInt8) -> Range<Int>? {
    guard start + 1 < bytes.count, Self.isLetter(bytes[start + 1]) || bytes[start + 1] >= 0x80,
      let end = close(bytes, start, closing)
    else { return nil }
    let content = bytes[(start + 1)..<end]
    guard content.allSatisfy({ Self.isLetter($0) || Self.isInner($0) || $0 >= 0x80 }) else { return nil }
    let letters = content.count { Self.isLetter($0) }
    let capitals = content.count { 0x41...0x5A ~= $0 }
    let isCapital = letters >= 4 && capitals == letters && content.allSatisfy { $0 < 0x80 }
    let isSnake = letters >= 3 && content.contains(UInt8(ascii: "_"))
    let folded = Folding.words(of: Folding.searchable(String(decoding: content, as: UTF8.self)))
    guard isCapital || isSnake || folded.contains(where: words.contains) else { return nil }
    return start..<(end + 1)
  }

  /// `%s`, `%d`, `%@` and `%1$s`, as functions that fill in texts know them; `5%d` is none, nor is `%de`.
  private func format(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> Range<Int>? {
    if start > 0, 0x30...0x39 ~= bytes[start - 1] { return nil }
    var end = start + 1
    while end < bytes.count, 0x30...0x39 ~= bytes[end] { end += 1 }
    if end > start + 1 {
      guard end < bytes.count, bytes[end] == UInt8(ascii: "$") else { return nil }
      end += 1
    }
    guard end < bytes.count, "sd@".utf8.contains(bytes[end]) else { return nil }
    return end + 1 == bytes.count || !Folding.isWordByte(bytes[end + 1]) ? start..<(end + 1) : nil
  }

  /// `TODO`, `TBD` and `FIXME` as whole words.
  private func marker(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> Range<Int>? {
    guard start == 0 || !Folding.isWordByte(bytes[start - 1]) else { return nil }
    for marker in ["TODO", "TBD", "FIXME"] {
      let end = start + marker.utf8.count
      guard end <= bytes.count, bytes[start..<end].elementsEqual(marker.utf8) else { continue }
      if end == bytes.count || !Folding.isWordByte(bytes[end]) { return start..<end }
    }
    return nil
  }

  private func loremIpsum(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> Range<Int>? {
    let phrase = "lorem ipsum"
    let end = start + phrase.utf8.count
    guard end <= bytes.count, zip(bytes[start..<end], phrase.utf8).allSatisfy({ $0 | 0x20 == $1 }) else { return nil }
    return start..<end
  }

  /// Where the bracket that opens at an index is closed, or nil where it is not, or not soon, or another opens before.
  private func close(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ closing: UInt8) -> Int? {
    // The second brace of `{{` opens no other bracket.
    let content = bytes[start] == UInt8(ascii: "{") ? start + 2 : start + 1
    let end = min(start + Self.longest, bytes.count)
    guard content < end else { return nil }
    for index in content..<end {
      if bytes[index] == closing { return index }
      if bytes[index] == bytes[start] { return nil }
    }
    return nil
  }

  private static func isLetter(_ byte: UInt8) -> Bool { 0x61...0x7A ~= byte | 0x20 && byte < 0x80 }
  /// Digits, space, `_`, `-`, `.`, `'`, `/` and `:`, which stand inside placeholders.
  private static func isInner(_ byte: UInt8) -> Bool {
    0x30...0x39 ~= byte || [0x20, 0x27, 0x2D, 0x2E, 0x2F, 0x3A, 0x5F].contains(byte)
  }
}
