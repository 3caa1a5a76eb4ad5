/// The names of an option or a flag: `.long`, `[.short, .long]`, `[.customLong("n"), .customShort("n")]`.
public struct NameSpecification: Hashable, Sendable, ExpressibleByArrayLiteral {
  /// One name, before the property's name is known.
  public enum Element: Hashable, Sendable {
    /// The property's name in kebab-case: `maxDrafts` is `--max-drafts`.
    case long
    /// The first letter of the property's name: `-m`.
    case short
    /// `--` and this text.
    case customLong(String)
    /// `-` and this character.
    case customShort(Character)
  }

  /// The names, in the order in which help shows them.
  public var elements: [Element]

  public init(_ elements: [Element]) { self.elements = elements }
  public init(arrayLiteral elements: Element...) { self.init(elements) }

  /// The property's name in kebab-case.
  public static let long: NameSpecification = [.long]
  /// The first letter of the property's name.
  public static let short: NameSpecification = [.short]
  /// `--` and a text of one's own.
  public static func customLong(_ name: String) -> NameSpecification { [.customLong(name)] }
  /// `-` and a character of one's own.
  public static func customShort(_ name: Character) -> NameSpecification { [.customShort(name)] }

  /// The names as they are typed, dashes included.
  func spelled(property: String) -> [String] {
    elements.map { element in
      switch element {
      case .long: "--" + kebabCase(property)
      case .short: "-" + property.prefix(1)
      case .customLong(let name): "--" + name
      case .customShort(let name): "-" + String(name)
      }
    }
  }
}

/// `maxDrafts` as `max-drafts`. Letters of ASCII only, as Swift property names here are.
func kebabCase(_ name: String) -> String {
  var bytes: [UInt8] = []
  for byte in name.utf8 {
    if (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) {
      if !bytes.isEmpty { bytes.append(UInt8(ascii: "-")) }
      bytes.append(byte + 32)
    } else {
      bytes.append(byte)
    }
  }
  return String(decoding: bytes, as: UTF8.self)
}
