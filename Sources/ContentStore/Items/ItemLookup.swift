import ContentModel

/// Why a name given by a person is no item.
public enum ItemLookupFailure: Failure, Hashable {
  case unknown(String)
  case ambiguous(String, [String])

  public var message: String {
    switch self {
    case .unknown(let name): "there is no item '\(name)'"
    case .ambiguous(let name, let uuids):
      "'\(name)' names \(uuids.count == 10 ? "10 or more" : "\(uuids.count)") items: "
        + uuids.prefix(3).joined(separator: ", ") + (uuids.count > 3 ? ", …" : "")
    }
  }

  public var hint: String? {
    switch self {
    case .unknown: "`libtool items list` shows them; any unique beginning or end of a uuid will do"
    case .ambiguous: "give more of the uuid"
    }
  }
}

extension StoreQueries {
  /// The row of the item whose uuid begins or ends with a text, in either case.
  public func itemID(named name: String) throws -> Int64 {
    let text = name.lowercased()
    // A uuid holds hexadecimal digits and hyphens only: nothing else can match, nor be a pattern by accident.
    guard !text.isEmpty, text.utf8.allSatisfy({ "0123456789abcdef-".utf8.contains($0) }) else {
      throw ItemLookupFailure.unknown(name)
    }
    let matches = try connection.all(
      "SELECT id, uuid FROM items WHERE uuid LIKE $1 OR uuid LIKE $2 ORDER BY uuid LIMIT 10", text + "%", "%" + text
    ) { (id: $0.integer(0), uuid: $0.text(1)) }
    switch matches.count {
    case 0: throw ItemLookupFailure.unknown(name)
    case 1: return matches[0].id
    default: throw ItemLookupFailure.ambiguous(name, matches.map(\.uuid))
    }
  }
}
