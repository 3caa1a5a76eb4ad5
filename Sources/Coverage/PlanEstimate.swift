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

/// What a fill would do and cost, against the same fill with one item a call.
public struct PlanEstimate: Hashable, Sendable {
  /// How many cells get items.
  public var cells: Int
  /// Items wanted: those of the generation calls.
  public var items: Int
  /// Calls of all roles.
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
  /// How long it takes at the given concurrency.
  public var seconds: Double

  /// Adds up estimated calls: `batched` as grouped, `single` with one item a call.
  ///
  /// Cost is that of each call, rounded up to a billionth, as the ledger books it. Time is the number of rounds of
  /// `concurrency` calls x `secondsPerCall`, and no less than one round for each role that occurs: an item's roles
  /// follow each other, those of different items overlap.
  public init(
    cells: Int, batched: [CallEstimate], single: [CallEstimate], price: Price?, currency: String, concurrency: Int,
    secondsPerCall: Double
  ) {
    func sum(_ calls: [CallEstimate], _ part: (CallEstimate) -> Int) -> Int { calls.reduce(0) { $0 + part($1) } }
    func cost(_ calls: [CallEstimate]) -> Money? {
      guard let price else { return nil }
      return calls.reduce(into: .zero) { sum, call in
        sum += price.cost(of: TokenUsage(input: call.inputTokens, output: call.outputTokens))
      }
    }
    self.cells = cells
    items = sum(batched) { $0.role == .generation ? $0.items : 0 }
    calls = batched.count
    callsSingle = single.count
    inputTokens = sum(batched, \.inputTokens)
    inputTokensSingle = sum(single, \.inputTokens)
    outputTokens = sum(batched, \.outputTokens)
    self.cost = cost(batched)
    costSingle = cost(single)
    self.currency = currency
    let atOnce = max(1, concurrency)
    let rounds = max((batched.count + atOnce - 1) / atOnce, Set(batched.map(\.role)).count)
    seconds = Double(rounds) * secondsPerCall
  }

  /// What part of the input tokens true batching saves, 0 to 100; negative where it costs more.
  public var inputTokensSavedPercent: Double {
    inputTokensSingle == 0 ? 0 : 100 * (1 - Double(inputTokens) / Double(inputTokensSingle))
  }

  /// The document of `plan --json`; a cost that is not known is `null`.
  public var json: JSON {
    [
      "cells": .integer(cells), "items": .integer(items), "calls": .integer(calls),
      "calls_single": .integer(callsSingle), "input_tokens": .integer(inputTokens),
      "input_tokens_single": .integer(inputTokensSingle), "output_tokens": .integer(outputTokens),
      "cost": cost.map { .double($0.double) } ?? .null, "cost_single": costSingle.map { .double($0.double) } ?? .null,
      "currency": .string(currency), "seconds": .double((seconds * 10).rounded() / 10),
    ]
  }
}
