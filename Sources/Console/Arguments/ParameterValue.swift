/// A type that a property marked `@Option` or `@Argument` can have.
///
/// Types conform through ``ExpressibleByArgument``; `Optional` and `Array` of such types conform here. Nothing else
/// needs to.
public protocol ParameterValue: Sendable {
  /// Reads one argument. `earlier` is what the command line gave before it: nil at the first occurrence.
  ///
  /// - Returns: nil when the text is not of the type.
  static func reading(_ argument: String, after earlier: Self?) -> Self?
  /// What a value is, with its article, for messages: `a whole number`.
  static var noun: String { get }
  /// All texts that can be read, in the order to show; empty where there is no fixed list.
  static var allowedValues: [String] { get }
  /// Whether the parameter may be given more than once.
  static var isRepeating: Bool { get }
  /// The value of a parameter that has no default and is not given; nil where it must be given.
  static var absent: Self? { get }
  /// How the value reads as a default in a help text; nil where it is not worth showing.
  var defaultText: String? { get }
}

/// A type that is read from one argument of the command line.
///
/// An `enum` with `String` raw values needs nothing but the conformance; with `CaseIterable` its values are listed in
/// the help and suggested on typing errors.
public protocol ExpressibleByArgument: ParameterValue {
  /// Reads the text, or returns nil when it is not of the type.
  init?(argument: String)
  /// The text that reads as this value.
  var argumentText: String { get }
}

extension ExpressibleByArgument {
  public static func reading(_ argument: String, after earlier: Self?) -> Self? { Self(argument: argument) }
  public static var noun: String { "an allowed value" }
  public static var allowedValues: [String] { [] }
  public static var isRepeating: Bool { false }
  public static var absent: Self? { nil }
  public var defaultText: String? {
    let text = argumentText
    return text.isEmpty ? nil : text
  }
}

extension ExpressibleByArgument where Self: RawRepresentable, Self.RawValue == String {
  public init?(argument: String) { self.init(rawValue: argument) }
  public var argumentText: String { rawValue }
}

extension ExpressibleByArgument where Self: RawRepresentable & CaseIterable, Self.RawValue == String {
  public static var allowedValues: [String] { allCases.map { $0.rawValue } }
}

extension ExpressibleByArgument where Self: LosslessStringConvertible {
  public init?(argument: String) { self.init(argument) }
  public var argumentText: String { description }
}

extension String: ExpressibleByArgument {
  public static var noun: String { "a text" }
}

extension Int: ExpressibleByArgument {
  public static var noun: String { "a whole number" }
}

extension Double: ExpressibleByArgument {
  /// Reads a finite decimal number; `inf`, `nan` and hexadecimal forms are not numbers to a person.
  public init?(argument: String) {
    guard argument.utf8.allSatisfy({ "+-.eE0123456789".utf8.contains($0) }), let value = Double(argument),
      value.isFinite
    else { return nil }
    self = value
  }
  public static var noun: String { "a number" }
  /// The shortest form: `2` for 2.0.
  public var argumentText: String {
    let text = description
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }
}

extension Optional: ParameterValue where Wrapped: ExpressibleByArgument {
  public static func reading(_ argument: String, after earlier: Wrapped??) -> Wrapped?? {
    Wrapped(argument: argument).map { .some($0) }
  }
  public static var noun: String { Wrapped.noun }
  public static var allowedValues: [String] { Wrapped.allowedValues }
  public static var isRepeating: Bool { false }
  public static var absent: Wrapped?? { .some(nil) }
  public var defaultText: String? { flatMap { $0.defaultText } }
}

extension Array: ParameterValue where Element: ExpressibleByArgument {
  public static func reading(_ argument: String, after earlier: [Element]?) -> [Element]? {
    guard let element = Element(argument: argument) else { return nil }
    return (earlier ?? []) + [element]
  }
  public static var noun: String { Element.noun }
  public static var allowedValues: [String] { Element.allowedValues }
  public static var isRepeating: Bool { true }
  public static var absent: [Element]? { [] }
  public var defaultText: String? { isEmpty ? nil : map { $0.argumentText }.joined(separator: ",") }
}
