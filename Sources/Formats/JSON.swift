/// A JSON value, with the order of its members and the exact spelling of its numbers kept.
///
/// Source of the format: RFC 8259. Two objects are equal when they hold the same members in any order.
public enum JSON: Hashable, Sendable {
  case null
  case bool(Bool)
  /// A number as it is spelled, always in the grammar of RFC 8259; see `integer` and `double`.
  case number(String)
  case string(String)
  case array([JSON])
  case object(Object)

  /// The members of a JSON object, in the order in which they were written. Names are unique: the last one set wins.
  public struct Object: Sendable {
    /// Names and values, in order.
    public private(set) var members: [(name: String, value: JSON)]

    public init(_ members: [(String, JSON)] = []) {
      self.members = []
      self.members.reserveCapacity(members.count)
      for (name, value) in members { self[name] = value }
    }

    /// Members whose names the caller knows to be unique: the readers, which have looked already.
    init(distinct members: [(name: String, value: JSON)]) { self.members = members }

    /// The value of a name; setting `nil` takes the member out. Linear in the number of members: objects here are small.
    public subscript(_ name: String) -> JSON? {
      get { members.first { $0.name == name }?.value }
      set {
        if let index = members.firstIndex(where: { $0.name == name }) {
          if let newValue { members[index].value = newValue } else { members.remove(at: index) }
        } else if let newValue {
          members.append((name, newValue))
        }
      }
    }

    /// The names, in order.
    public var names: [String] { members.map(\.name) }
    /// How many members there are.
    public var count: Int { members.count }
  }
}

extension JSON.Object: Hashable {
  public static func == (left: Self, right: Self) -> Bool {
    left.count == right.count && left.members.allSatisfy { right[$0.name] == $0.value }
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(count)
    for name in names.sorted() { hasher.combine(name) }
  }
}

extension JSON {
  /// A number that holds an integer.
  public static func integer(_ value: some BinaryInteger) -> JSON { .number(String(value)) }

  /// A number; traps on NaN and infinities, which JSON does not have.
  public static func double(_ value: Double) -> JSON {
    precondition(value.isFinite, "JSON has no number \(value)")
    return value == value.rounded() && abs(value) < 1e15 ? .number(String(Int64(value))) : .number("\(value)")
  }

  /// An object from name and value pairs, in order.
  public static func object(_ members: KeyValuePairs<String, JSON>) -> JSON {
    .object(Object(members.map { ($0, $1) }))
  }

  /// The text of a string, or nil.
  public var string: String? { if case .string(let value) = self { value } else { nil } }
  /// The elements of an array, or nil.
  public var array: [JSON]? { if case .array(let value) = self { value } else { nil } }
  /// The members of an object, or nil.
  public var object: Object? { if case .object(let value) = self { value } else { nil } }
  /// The truth value, or nil.
  public var bool: Bool? { if case .bool(let value) = self { value } else { nil } }
  /// The number as an integer, where it is one and fits, or nil.
  public var integer: Int? {
    guard case .number(let text) = self else { return nil }
    if let value = Int(text) { return value }
    guard let value = Double(text), value == value.rounded(), abs(value) < 9e15 else { return nil }
    return Int(value)
  }
  /// The number as a double, or nil.
  public var double: Double? { if case .number(let text) = self { Double(text) } else { nil } }
  /// Whether this is `null`.
  public var isNull: Bool { self == .null }

  /// The value of a member; nil where this is no object or has no such member. Setting makes an object of anything else.
  public subscript(_ name: String) -> JSON? {
    get { object?[name] }
    set {
      var members = object ?? Object()
      members[name] = newValue
      self = .object(members)
    }
  }
}

extension JSON: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral,
  ExpressibleByNilLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
  public init(stringLiteral value: String) { self = .string(value) }
  public init(integerLiteral value: Int) { self = .integer(value) }
  public init(booleanLiteral value: Bool) { self = .bool(value) }
  public init(nilLiteral: ()) { self = .null }
  public init(arrayLiteral elements: JSON...) { self = .array(elements) }
  public init(dictionaryLiteral elements: (String, JSON)...) { self = .object(Object(elements)) }
}
