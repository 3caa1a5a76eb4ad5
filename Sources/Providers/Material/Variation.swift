import Formats

/// The variables of a piece of material: groups of lists that are aligned within a group and independent between groups.
struct Variation: Sendable {
  /// The lists of one group, all of one length.
  private struct Group: Sendable {
    var count: Int
    var lists: [[String]]
  }

  /// Where the values of a variable stand.
  struct Slot: Hashable, Sendable {
    var group: Int
    var list: Int
  }

  private var groups: [Group] = []
  private(set) var names: [String: Slot] = [:]

  /// No variables: one variant.
  static let none = Variation()

  private init() {}

  init(_ node: MaterialNode?) throws(MaterialError) {
    guard let node else { return }
    for groupNode in try node.elements() {
      guard let members = groupNode.json.object?.members, !members.isEmpty else {
        throw groupNode.error("this is no group of variables", mend: "write {\"name\": [\"…\", \"…\"]}")
      }
      var group = Group(count: 0, lists: [])
      for (name, _) in members {
        let listNode = try groupNode.required(name)
        let values = try listNode.strings()
        if name.isEmpty || !name.utf8.allSatisfy(Self.isNameByte) {
          throw listNode.error("\"\(name)\" is no name", mend: "use a-z A-Z 0-9 _")
        }
        if names[name] != nil { throw listNode.error("\"\(name)\" stands in two groups", mend: "rename one of them") }
        if !group.lists.isEmpty, values.count != group.count {
          throw listNode.error(
            "this list has \(values.count) values, the one before \(group.count)",
            mend: "give all lists of a group the same length, or put this one into a group of its own")
        }
        group.count = values.count
        names[name] = Slot(group: groups.count, list: group.lists.count)
        group.lists.append(values)
      }
      groups.append(group)
    }
  }

  /// How many variants there are, 1 or more.
  var count: Int { groups.reduce(1) { $0 * $1.count } }

  /// The value of a variable in a variant, 0 ..< count.
  func value(_ slot: Slot, variant: Int) -> String {
    var rest = variant
    for group in groups[..<slot.group] { rest /= group.count }
    return groups[slot.group].lists[slot.list][rest % groups[slot.group].count]
  }

  static func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"),
      UInt8(ascii: "_"):
      true
    default: false
    }
  }
}
