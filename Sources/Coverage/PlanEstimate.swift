import ContentModel
import Formats

/// One call that a fill would make, as estimated.
public struct CallEstimate: Hashable, Sendable {
  public var role: Role
  /// How many items it speaks of, at least 1; 2 or more make a true batch.
  public var items: Int
  public var inputTokens: Int
  public var outputTokens: Int

  public init(role: Role = .generation, items: Int, inputTokens: Int, outputTokens: Int) {
    self.role = role
    self.items = items
    self.inputTokens = inputTokens
    self.outputTokens = outputTokens
  }
}

/// What texts that are sent back add to a plan, on average.
public struct RegenerationEstimate: Hashable, Sendable {
  /// The share of texts that are sent back, 0 to 1.
  public var share: Double
  /// Regenerations, and the assessments that follow them.
  public var calls: Double
  public var inputTokens: Double
  public var outputTokens: Double

  public init(share: Double, calls: Double, inputTokens: Double, outputTokens: Double) {
    self.share = share
    self.calls = calls
    self.inputTokens = inputTokens
    self.outputTokens = outputTokens
  }
}

/// What a fill would do and cost, against the same fill with one item a call.
public struct PlanEstimate: Hashable, Sendable {
  /// How many cells get items.
  public var cells: Int
  /// Items wanted: those of the generation calls.
  public var items: Int
  /// Calls of all roles, each item asked for once and assessed once.
  public var calls: Int
  public var callsSingle: Int
  public var inputTokens: Int
  public var inputTokensSingle: Int
  public var outputTokens: Int
  /// Nil where the model has no price.
  public var cost: Money?
  public var costSingle: Money?
  /// The ledger's currency, `EUR`.
  public var currency: String
  /// The share of texts that are sent back, 0 to 1, on which the expected figures rest.
  public var sentBack: Double
  /// With the calls for texts that are sent back, on average.
  public var expectedCalls: Int
  public var expectedInputTokens: Int
  public var expectedOutputTokens: Int
  /// Nil where the model has no price.
  public var expectedCost: Money?
  /// How long it takes, with the calls for texts that are sent back. As batch jobs: at most so long, for the first texts and
  /// their assessments.
  public var seconds: Double
  /// Whether its calls are to be lines of batch jobs, at the batch price.
  public var isBatch: Bool
  /// Between what and what it is likely to come out; nil where nothing is wanted.
  public var outlook: PlanOutlook?

  /// Adds up estimated calls: `batched` as grouped, `single` with one item a call.
  ///
  /// Cost is that of each call, rounded up to a billionth, as the ledger books it. One item a call is always priced live: that is
  /// what somebody without batches pays.
  public init(
    cells: Int, batched: [CallEstimate], single: [CallEstimate], regenerations: RegenerationEstimate, price: Price?,
    currency: String, seconds: Double, isBatch: Bool = false
  ) {
    func sum(_ calls: [CallEstimate], _ part: (CallEstimate) -> Int) -> Int { calls.reduce(0) { $0 + part($1) } }
    func cost(_ calls: [CallEstimate], isBatch: Bool) -> Money? {
      guard let price else { return nil }
      return calls.reduce(into: .zero) { sum, call in
        sum += price.cost(of: TokenUsage(input: call.inputTokens, output: call.outputTokens), isBatch: isBatch)
      }
    }
    func whole(_ number: Double) -> Int { Int(number.rounded()) }
    let (moreInput, moreOutput) = (whole(regenerations.inputTokens), whole(regenerations.outputTokens))
    self.cells = cells
    items = sum(batched) { $0.role == .generation ? $0.items : 0 }
    calls = batched.count
    callsSingle = single.count
    inputTokens = sum(batched, \.inputTokens)
    inputTokensSingle = sum(single, \.inputTokens)
    outputTokens = sum(batched, \.outputTokens)
    self.cost = cost(batched, isBatch: isBatch)
    costSingle = cost(single, isBatch: false)
    self.currency = currency
    sentBack = regenerations.share
    expectedCalls = calls + whole(regenerations.calls)
    expectedInputTokens = inputTokens + moreInput
    expectedOutputTokens = outputTokens + moreOutput
    let more = price?.cost(of: TokenUsage(input: moreInput, output: moreOutput), isBatch: isBatch) ?? .zero
    expectedCost = self.cost.map { $0 + more }
    self.seconds = seconds
    self.isBatch = isBatch
  }

  /// What part of the input tokens true batching saves, 0 to 100; negative where it costs more.
  public var inputTokensSavedPercent: Double {
    inputTokensSingle == 0 ? 0 : 100 * (1 - Double(inputTokens) / Double(inputTokensSingle))
  }

  /// The document of `plan --json`; a cost that is not known is `null`.
  public var json: JSON {
    var document: JSON = [
      "cells": .integer(cells), "items": .integer(items), "calls": .integer(calls),
      "calls_single": .integer(callsSingle), "input_tokens": .integer(inputTokens),
      "input_tokens_single": .integer(inputTokensSingle), "output_tokens": .integer(outputTokens),
      "cost": cost.map { .double($0.double) } ?? .null, "cost_single": costSingle.map { .double($0.double) } ?? .null,
      "currency": .string(currency), "seconds": .double((seconds * 10).rounded() / 10),
      "sent_back": .double((sentBack * 1000).rounded() / 1000), "expected_calls": .integer(expectedCalls),
      "expected_input_tokens": .integer(expectedInputTokens),
      "expected_output_tokens": .integer(expectedOutputTokens),
      "expected_cost": expectedCost.map { .double($0.double) } ?? .null,
      "expected_drafts": .integer(outlook?.drafts ?? 0), "mode": .string(isBatch ? "batch" : "live"),
    ]
    document["intervals"] = outlook?.json ?? .null
    return document
  }
}
