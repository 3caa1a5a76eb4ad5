import ContentModel

/// One row of a report: the calls that have the same values.
public struct CostRow: Hashable, Sendable {
  /// In the order of the fields.
  public var values: [String]
  public var figures: CostFigures
}

/// What the ledger's calls cost, as a whole and by some fields.
public struct CostReport: Hashable, Sendable {
  public var fields: [CostField]
  public var total: CostFigures
  /// The dearest first; where the first field is the day, in the order of days.
  public var rows: [CostRow]
  public var frame: Frame

  /// What a report speaks of.
  public struct Frame: Hashable, Sendable {
    /// `production` or `rehearsal`.
    public var mode: String
    public var currency: String
    /// As the command line spells it.
    public var selection: String
    /// The first and the last day, in UTC; nil where there is no bound.
    public var since: String?
    public var until: String?
    /// Whether any kind has a person's price.
    public var hasPersonPrice: Bool

    public init(
      mode: String, currency: String, selection: String, since: String? = nil, until: String? = nil,
      hasPersonPrice: Bool = false
    ) {
      self.mode = mode
      self.currency = currency
      self.selection = selection
      self.since = since
      self.until = until
      self.hasPersonPrice = hasPersonPrice
    }
  }
}

/// Sums the calls of a ledger up, one after the other.
///
/// A draft's cost is its own. What a call's drafts have together (overhead, tokens, reservations, the cost of one item a
/// call) is divided equally among them, what is left over going to the first ones: so all sums are exact, whatever they are
/// grouped by.
public struct CostSum: Sendable {
  /// Which drafts count.
  public var selection: Selection
  /// The levels of sections, for the selection.
  public var levels: [String: String]
  public var personPrices: PersonPrices
  public let fields: [CostField]
  private var total = Group()
  private var groups: [[String]: Group] = [:]

  private struct Group: Sendable {
    var figures = CostFigures()
    var drafts: Set<Int64> = []
  }

  public init(
    by fields: [CostField], selection: Selection = Selection(), levels: [String: String] = [:],
    personPrices: PersonPrices = PersonPrices()
  ) {
    self.fields = fields
    self.selection = selection
    self.levels = levels
    self.personPrices = personPrices
  }

  /// Counts a call in. Linear in its drafts.
  public mutating func add(_ call: LedgerCall) {
    if call.drafts.isEmpty {
      // Only a ledger that something else wrote has such a call.
      if selection.isEverything { add(call, draft: nil, part: Part(of: 1, at: 0), isFirst: true) }
      return
    }
    var isFirst = true
    for (index, draft) in call.drafts.enumerated()
    where selection.matches(kind: draft.kind, level: levels[draft.key.section] ?? "", key: draft.key) {
      add(call, draft: draft, part: Part(of: call.drafts.count, at: index), isFirst: isFirst)
      isFirst = false
    }
  }

  public func report(_ frame: CostReport.Frame) -> CostReport {
    let rows = groups.map { CostRow(values: $0, figures: $1.figures) }.sorted { left, right in
      if fields.first != .day, left.figures.cost != right.figures.cost { return left.figures.cost > right.figures.cost }
      return left.values.lexicographicallyPrecedes(right.values)
    }
    return CostReport(fields: fields, total: total.figures, rows: fields.isEmpty ? [] : rows, frame: frame)
  }

  /// One of several parts that a whole number is divided into.
  private struct Part {
    var count: Int64
    var index: Int64

    init(of count: Int, at index: Int) {
      self.count = Int64(count)
      self.index = Int64(index)
    }

    func callAsFunction(_ whole: Int64) -> Int64 {
      let (each, rest) = whole.quotientAndRemainder(dividingBy: count)
      return each + (index < rest.magnitude ? rest.signum() : 0)
    }

    func callAsFunction(_ whole: Int) -> Int { Int(self(Int64(whole))) }
    func callAsFunction(_ whole: Money) -> Money { Money(billionths: self(whole.billionths)) }
  }

  private mutating func add(_ call: LedgerCall, draft: LedgerCall.Draft?, part: Part, isFirst: Bool) {
    let key = fields.map { $0.value(of: call, draft) }
    let price = draft.flatMap { personPrices.price(ofKind: $0.kind) }
    Self.add(call, draft: draft, part: part, isFirst: isFirst, price: price, to: &total)
    Self.add(call, draft: draft, part: part, isFirst: isFirst, price: price, to: &groups[key, default: Group()])
  }

  private static func add(
    _ call: LedgerCall, draft: LedgerCall.Draft?, part: Part, isFirst: Bool, price: Money?, to group: inout Group
  ) {
    if call.state == .failed {
      if isFirst { group.figures.failedCalls += 1 }
      return
    }
    if isFirst { group.figures.calls += 1 }
    switch call.state {
    case .unknown:
      if isFirst { group.figures.unknownCalls += 1 }
      group.figures.unknownReserved += part(call.reserved)
    case .reserved, .answered:
      if isFirst { group.figures.openCalls += 1 }
      group.figures.openReserved += part(call.reserved)
    case .settled, .failed:
      if isFirst {
        if call.cost == nil { group.figures.unpricedCalls += 1 }
        if call.isEstimated { group.figures.estimatedCalls += 1 }
      }
      addCost(call, draft, part, price, to: &group)
    }
  }

  private static func addCost(
    _ call: LedgerCall, _ draft: LedgerCall.Draft?, _ part: Part, _ price: Money?, to group: inout Group
  ) {
    let cost = call.cost ?? .zero
    let shared = call.drafts.reduce(Money.zero) { $0 + $1.cost }
    let overhead = part(cost - shared)
    let own = draft?.cost ?? .zero
    if call.cost == nil { group.figures.hasUnpriced = true } else { group.figures.hasPriced = true }
    group.figures.overhead += overhead
    group.figures.cost += own + overhead
    group.figures.costSingle += part(call.costSingle ?? cost)
    group.figures.usage += TokenUsage(
      input: part(call.usage.input), cachedInput: part(call.usage.cachedInput),
      cacheWrite: part(call.usage.cacheWrite), output: part(call.usage.output))
    guard let draft else { return }
    switch draft.outcome {
    case .accepted: group.figures.accepted += own
    case .pending: group.figures.pending += own
    case .dropped: group.figures.lost += own
    }
    guard group.drafts.insert(draft.id).inserted else { return }
    switch draft.outcome {
    case .accepted:
      group.figures.acceptedItems += 1
      if draft.closesGap { group.figures.closedGaps += 1 }
      if let price {
        group.figures.personCost += price
        group.figures.personItems += 1
      }
    case .dropped: group.figures.droppedDrafts += 1
    case .pending: break
    }
  }
}
