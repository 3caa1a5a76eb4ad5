/// The parts of a key as numbers in the order of their names, so that keys hash and compare fast.
///
/// 0 stands for a part that the kind does not have, 1 for all values together, 2 and above for the sorted names of a
/// `CatalogueIndex`, the largest number for a name that the catalogue does not know.
struct PackedKey: Hashable {
  static let absent: UInt32 = 0
  static let all: UInt32 = 1
  static let firstValue: UInt32 = 2
  static let unknown = UInt32.max

  var section: UInt32
  var topic: UInt32
  var sku: UInt32
  /// As the other parts, in 16 bits.
  var language: UInt16
  /// The position of the kind among the sorted names.
  var kind: UInt16

  func hash(into hasher: inout Hasher) {
    hasher.combine(UInt64(section) << 32 | UInt64(topic))
    hasher.combine(UInt64(sku) << 32 | UInt64(language) << 16 | UInt64(kind))
  }

  /// Which parts take all values together.
  var mask: PartMask {
    var mask: PartMask = []
    if section == Self.all { mask.insert(.section) }
    if topic == Self.all { mask.insert(.topic) }
    if sku == Self.all { mask.insert(.sku) }
    if language == UInt16(Self.all) { mask.insert(.language) }
    return mask
  }

  /// The same key with the parts of a mask taken all together.
  func widened(to mask: PartMask) -> PackedKey {
    var key = self
    if mask.contains(.section) { key.section = Self.all }
    if mask.contains(.topic) { key.topic = Self.all }
    if mask.contains(.sku) { key.sku = Self.all }
    if mask.contains(.language) { key.language = UInt16(Self.all) }
    return key
  }
}

extension PackedKey: Comparable {
  /// The order of `CellKey` and of `Key`: a part that is not there and one taken all together come first, as equals.
  static func < (left: PackedKey, right: PackedKey) -> Bool {
    let (leftHigh, leftLow) = left.order
    let (rightHigh, rightLow) = right.order
    return leftHigh != rightHigh ? leftHigh < rightHigh : leftLow < rightLow
  }

  private var order: (UInt64, UInt64) {
    (
      UInt64(max(section, Self.all)) << 32 | UInt64(max(topic, Self.all)),
      UInt64(max(sku, Self.all)) << 32 | UInt64(max(language, UInt16(Self.all))) << 16 | UInt64(kind)
    )
  }
}

/// A set of parts of a key: those that a cell takes all together.
struct PartMask: OptionSet, Hashable {
  let rawValue: UInt8

  static let section = PartMask(rawValue: 1)
  static let topic = PartMask(rawValue: 2)
  static let sku = PartMask(rawValue: 4)
  static let language = PartMask(rawValue: 8)

  /// How many parts it has.
  var count: Int { rawValue.nonzeroBitCount }

  var columns: [KeyColumn] {
    let all: [(PartMask, KeyColumn)] = [
      (.section, .section), (.topic, .topic), (.sku, .sku), (.language, .language),
    ]
    return all.filter { contains($0.0) }.map(\.1)
  }
}
