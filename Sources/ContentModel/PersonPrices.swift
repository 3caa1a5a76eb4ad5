/// What a person takes for writing an item, in the ledger's currency: what reports of costs compare with.
public struct PersonPrices: Hashable, Sendable {
  /// For an item of any kind that has no price of its own; nil where that is not known.
  public var any: Money?
  /// By kind.
  public var kinds: [String: Money]

  public init(any: Money? = nil, kinds: [String: Money] = [:]) {
    self.any = any
    self.kinds = kinds
  }

  /// For one item of a kind, or nil.
  public func price(ofKind kind: String) -> Money? { kinds[kind] ?? any }
}
