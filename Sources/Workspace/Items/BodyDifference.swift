import Formats

/// One field in which two bodies differ.
public struct BodyDifference: Hashable, Sendable {
  /// The way to the field from the body's root: `gaps[2].correct`, elements counted from 1.
  public var path: String
  /// The value in the first body; nil where it has none.
  public var old: JSON?
  /// The value in the second body; nil where it has none.
  public var new: JSON?

  public init(path: String, old: JSON?, new: JSON?) {
    self.path = path
    self.old = old
    self.new = new
  }

  /// Where two bodies differ, field by field, in the order of the first; fields that only the second has come last in
  /// their object. Arrays are compared element by element. Linear in the size of the bodies, but for members in another
  /// order. Equal bodies give nothing.
  public static func between(_ old: JSON, _ new: JSON) -> [BodyDifference] {
    var found: [BodyDifference] = []
    compare(old, new, "", &found)
    return found
  }

  private static func compare(_ old: JSON?, _ new: JSON?, _ path: String, _ found: inout [BodyDifference]) {
    switch (old, new) {
    case (.object(let left)?, .object(let right)?):
      let added = right.names.filter { left[$0] == nil }
      for name in left.names + added {
        compare(left[name], right[name], path.isEmpty ? name : "\(path).\(name)", &found)
      }
    case (.array(let left)?, .array(let right)?):
      for index in 0..<max(left.count, right.count) {
        // Not `: nil`, which would be the JSON value `null`.
        func element(_ array: [JSON]) -> JSON? { index < array.count ? array[index] : Optional.none }
        compare(element(left), element(right), "\(path)[\(index + 1)]", &found)
      }
    default:
      if !isSame(old, new) { found.append(BodyDifference(path: path, old: old, new: new)) }
    }
  }

  /// Whether two values count as one body's: as the digests of versions see it, so that an accent that is a character of
  /// its own differs from one that is not.
  private static func isSame(_ old: JSON?, _ new: JSON?) -> Bool { old?.canonicalBytes() == new?.canonicalBytes() }
}
