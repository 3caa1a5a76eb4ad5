import ContentModel
import ContentStore
import Testing

/// What is true of every run that has come to rest, whatever happened to it.
enum FillJudge {
  static func judge(_ filled: FilledRun, _ bench: FillBench, sourceLocation: SourceLocation = #_sourceLocation) throws {
    try judgeLedger(filled, bench, sourceLocation)
    try judgeDrafts(filled, bench, sourceLocation)
    let texts = try PaidTexts(bench)
    #expect(texts.lost.isEmpty, "paid for and thrown away", sourceLocation: sourceLocation)
  }

  /// The ledger is what the provider's own log and the price list make of it.
  private static func judgeLedger(_ filled: FilledRun, _ bench: FillBench, _ place: SourceLocation) throws {
    let log = try bench.log
    #expect(Set(log.calls.map(\.id)) == Set(filled.attempts.map(\.uuid)), sourceLocation: place)
    #expect(log.calls.count == filled.attempts.count, "a call was sent twice under one name", sourceLocation: place)
    let answered = log.calls.filter { $0.outcome != nil }
    #expect(
      try bench.rows("SELECT count(*) FROM answers") == ["\(answered.count)"], "an answer is not stored",
      sourceLocation: place)
    if filled.figures.unknownCalls == 0 {
      #expect(filled.figures.cost.billionths == log.cost, sourceLocation: place)
      #expect(filled.figures.usage == log.usage, sourceLocation: place)
      #expect(filled.run.reserved == .zero, sourceLocation: place)
    }
    #expect(filled.run.spent == filled.figures.cost, sourceLocation: place)
    if let budget = filled.run.budget {
      #expect(filled.run.reserved + filled.run.spent <= budget, sourceLocation: place)
    }
    // No call is dearer for its drafts than it was.
    #expect(
      try bench.rows(
        """
        SELECT uuid FROM attempts a WHERE cost < (SELECT sum(x.cost) FROM attempt_drafts x WHERE x.attempt = a.id)
        """) == [], sourceLocation: place)
  }

  private static func judgeDrafts(_ filled: FilledRun, _ bench: FillBench, _ place: SourceLocation) throws {
    #expect(filled.figures.drafted == filled.drafts.count, sourceLocation: place)
    #expect(filled.figures.drafted <= filled.run.maxDrafts, sourceLocation: place)
    #expect(filled.figures.states.values.reduce(0, +) == filled.figures.drafted, sourceLocation: place)
    let kinds = bench.library.kinds
    for draft in filled.drafts {
      let retries = kinds[draft.kind]?.settings.retries ?? 0
      #expect(draft.asked <= retries + 1, "\(draft.ordinal)", sourceLocation: place)
      #expect((draft.state == .dropped) == (draft.dropReason != nil), "\(draft.ordinal)", sourceLocation: place)
      #expect((draft.state == .completed) == (draft.item != nil), "\(draft.ordinal)", sourceLocation: place)
      if filled.end.status == .finished { #expect(draft.state.isEnded, "\(draft.ordinal)", sourceLocation: place) }
    }
    // Each accepted draft is one version, and nothing else is.
    #expect(
      try bench.rows("SELECT count(*) FROM versions WHERE run = \(filled.run.id)") == ["\(filled.figures.accepted)"],
      sourceLocation: place)
  }
}
