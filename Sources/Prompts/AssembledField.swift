import ContentModel
import Formats

/// A property that no model is asked for, since it follows from the request: an entry of `assembled:` in `kind.yaml`.
public struct AssembledField: Hashable, Sendable {
  /// A limit, and the value of everything below it.
  public struct Band: Hashable, Sendable {
    public var below: Double
    public var value: JSON

    public init(below: Double, value: JSON) {
      self.below = below
      self.value = value
    }
  }

  /// The property of the item, marked `x-assembled` in `schema.json`.
  public var property: String
  /// Where the value comes from, as a template would name it: `options.accuracy`, `section.level`, `language`.
  public var source: [String]
  /// In rising order; empty where the value itself is taken.
  public var bands: [Band]
  /// The value of what no band holds, or that is not there; nil takes the source's own value.
  public var otherwise: JSON?

  public init(property: String, source: [String], bands: [Band] = [], otherwise: JSON? = nil) {
    self.property = property
    self.source = source
    self.bands = bands
    self.otherwise = otherwise
  }

  /// The value for a request, or nil where its source has none.
  func value(in root: JSON) -> JSON? {
    let found = source.reduce(Optional(root)) { $0?[$1] }
    if let number = found?.double, let band = bands.first(where: { number < $0.below }) { return band.value }
    return otherwise ?? found
  }
}

extension Kind {
  /// The item made of what the model wrote and what was known before, in the order of the schema's properties.
  ///
  /// - Parameters:
  ///   - lean: as `readGeneration` gives it.
  ///   - seed: what random steps follow; the same seed gives the same item.
  public func assemble(lean: JSON, slot: SlotRequest, section: Section, language: String, seed: UInt64) -> JSON {
    let known: JSON =
      assembled.isEmpty
      ? .null : PromptData(kind: self, section: section, language: language, slots: [slot]).root(text: "")
    var body = JSON.Object()
    for name in bodySchema["properties"]?.object?.names ?? [] {
      body[name] =
        if let field = assembled.first(where: { $0.property == name }) { field.value(in: known) } else { lean[name] }
    }
    let whole = Self.withoutAbsent(.object(body), schema: bodySchema)
    return assembly.reduce(whole) { $1.applied(to: $0, seed: seed) }
  }

  /// The value without the nulls by which a lean item says that it leaves an optional property out.
  private static func withoutAbsent(_ value: JSON, schema: JSON) -> JSON {
    switch value {
    case .array(let elements):
      guard let items = schema["items"] else { return value }
      return .array(elements.map { withoutAbsent($0, schema: items) })
    case .object(let object):
      guard let properties = schema["properties"]?.object else { return value }
      let required = schema["required"]?.array ?? []
      var kept = JSON.Object()
      for (name, member) in object.members where !member.isNull || required.contains(.string(name)) {
        kept[name] = withoutAbsent(member, schema: properties[name] ?? .null)
      }
      return .object(kept)
    default: return value
    }
  }
}
