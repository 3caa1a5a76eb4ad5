import ContentModel
import Formats
import Providers
import World

/// Which faults strike which calls: by rate, and by a list for the next calls. Pure.
struct FaultPlan: Sendable {
  /// The share of each fault, 0 to 1.
  var rates: [SimulatorFault: Double]
  /// What the next calls show, one entry a call; nil for a call that shows what the rates say.
  private(set) var next: [SimulatorFault?] = []
  /// What the next requests about batch jobs, the next jobs and the next lines show, each in its own order.
  private(set) var waiting: [Scope: [SimulatorFault]] = [:]
  /// Requests about batch jobs so far, of which random numbers are made.
  private var requests: UInt64 = 0

  /// What a fault of batch jobs strikes at.
  enum Scope: Hashable, Sendable {
    case request(BatchRequest)
    case job, line
  }

  init(rates: [SimulatorFault: Double], next: [SimulatorFault?] = []) {
    self.rates = rates
    take(next)
  }

  /// Puts faults at the end of their lists.
  private mutating func take(_ faults: [SimulatorFault?]) {
    for fault in faults {
      if let fault, let scope = fault.scope { waiting[scope, default: []].append(fault) } else { next.append(fault) }
    }
  }

  /// What is decided for one call.
  struct Draw: Hashable, Sendable {
    /// The endpoint's fault; nil for none.
    var endpoint: EndpointFault?
    /// The rates of the model's faults for this call.
    var model: [SimulatedFault: Double]
  }

  /// Decides for the next call.
  ///
  /// - Parameters:
  ///   - applies: whether an endpoint's fault has something to strike at.
  ///   - isLine: whether the call is a line of a batch: then the list of the next calls does not count.
  mutating func draw(
    _ random: inout SeededGenerator, isLine: Bool = false, applies: (EndpointFault) -> Bool
  ) -> Draw {
    let scripted = isLine || next.isEmpty ? nil : next.removeFirst()
    var struck: EndpointFault?
    for fault in EndpointFault.allCases {
      // A number for each fault, so that one rate does not change what others do.
      let strikes = Double.random(in: 0..<1, using: &random) < rates[.endpoint(fault), default: 0]
      if strikes, struck == nil, applies(fault) { struck = fault }
    }
    var model: [SimulatedFault: Double] = [:]
    for (fault, rate) in rates { if case .model(let fault) = fault { model[fault] = rate } }
    switch scripted {
    case nil, .request, .poll, .job, .line: break
    case .endpoint(let fault): struck = applies(fault) ? fault : nil
    case .model(let fault):
      struck = nil
      Self.calm(&model)
      model[fault] = 1
    }
    if struck != nil { Self.calm(&model) }
    return Draw(endpoint: struck, model: model)
  }

  /// Decides for a request about batch jobs, a job or a line: the first of its list, else by the rates.
  ///
  /// - Parameter applies: whether a fault has something to strike at; the first of the list waits until it has.
  mutating func draw(
    _ scope: Scope, _ random: inout SeededGenerator, applies: (SimulatorFault) -> Bool = { _ in true }
  ) -> SimulatorFault? {
    var struck: SimulatorFault?
    for fault in scope.faults {
      guard let rate = rates[fault], rate > 0 else { continue }
      let strikes = Double.random(in: 0..<1, using: &random) < rate
      if strikes, struck == nil, applies(fault) { struck = fault }
    }
    if let first = waiting[scope]?.first {
      guard applies(first) else { return struck }
      waiting[scope]?.removeFirst()
      return first
    }
    return struck
  }

  /// Decides for a request about batch jobs, with random numbers of its own.
  mutating func draw(
    _ request: BatchRequest, seed: UInt64, applies: (SimulatorFault) -> Bool
  ) -> SimulatorFault? {
    requests += 1
    var hash = FNV1a()
    for number in [seed, requests] { hash.combine(number) }
    var random = SeededGenerator(seed: hash.value)
    return draw(.request(request), &random, applies: applies)
  }

  /// Of a call at most one fault shows, beside those of single slots.
  private static func calm(_ model: inout [SimulatedFault: Double]) {
    for fault in [
      SimulatedFault.serverError, .rateLimit, .refusal, .contentFilter, .brokenBody, .malformed, .truncation,
    ] { model[fault] = nil }
  }

  /// Changes the plan by a document: `{"quota": 0.1, "next": ["stall", null, {"fault": "quota", "calls": 3}]}`.
  ///
  /// A rate of 0 takes a fault out; `next` takes the place of the list so far. All or nothing.
  mutating func change(by document: JSON) throws(FaultProblem) {
    guard let members = document.object?.members else {
      throw FaultProblem(message: "the body must be a JSON object such as {\"server_error\": 0.5}")
    }
    var changed = self
    for (name, value) in members {
      if name == "next" {
        changed.next = []
        changed.waiting = [:]
        changed.take(try Self.list(value))
      } else {
        guard let share = value.double, (0...1).contains(share) else {
          throw FaultProblem(message: "\(name): \(value.text) is no share from 0 to 1")
        }
        changed.rates[try Self.fault(name)] = share == 0 ? nil : share
      }
    }
    self = changed
  }

  private static func list(_ value: JSON) throws(FaultProblem) -> [SimulatorFault?] {
    guard let entries = value.array else {
      throw FaultProblem(message: "next: must be a list such as [\"stall\", {\"fault\": \"quota\", \"calls\": 3}]")
    }
    var list: [SimulatorFault?] = []
    for entry in entries {
      switch entry {
      case .null: list.append(nil)
      case .string(let name): list.append(try fault(name))
      case .object(let object):
        guard let name = object["fault"]?.string, let calls = object["calls"]?.integer, (0...100_000).contains(calls)
        else { throw FaultProblem(message: "next: \(entry.text) needs `fault`, a name, and `calls`, a number") }
        list += Array(repeating: try fault(name), count: calls)
      default: throw FaultProblem(message: "next: \(entry.text) is no fault")
      }
    }
    return list
  }

  static func fault(_ name: String) throws(FaultProblem) -> SimulatorFault {
    if let fault = SimulatorFault(name: name) { return fault }
    let names = SimulatorFault.all.map(\.name).sorted()
    let known = "known are \(names.joined(separator: ", "))"
    let hint = Suggestion.hint(for: name, among: names + SimulatorFault.ofRequests.map(\.name))
    throw FaultProblem(message: "there is no fault \(name); " + (hint ?? known))
  }

  /// What is still to come: for calls of the model, then for everything about batch jobs.
  private var list: [SimulatorFault?] { next + Scope.all.flatMap { waiting[$0] ?? [] } }

  /// The plan as `GET /simulator` shows it.
  var json: [(String, JSON)] {
    [
      (
        "faults",
        .object(
          JSON.Object(rates.sorted { $0.key.name < $1.key.name }.map { ($0.key.name, JSON.double($0.value)) }))
      ),
      ("next", .array(list.map { $0.map { .string($0.name) } ?? .null })),
    ]
  }
}

/// What is wrong with a plan of faults.
public struct FaultProblem: Failure, Hashable {
  public var message: String
  /// What to write instead, or nil where the message says it.
  public var hint: String?
  public var exitCode: ExitCode { .usage }
}

extension SimulatorSettings {
  /// Reads `NAME=RATE`, or `NAME` for a rate of 1, into the rates; the last one of a name counts.
  public mutating func addFault(_ text: String) throws(FaultProblem) {
    let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    let fault = try FaultPlan.fault(parts[0])
    guard parts.count == 2 else {
      rates[fault] = 1
      return
    }
    guard let rate = Double(parts[1]), (0...1).contains(rate) else {
      throw FaultProblem(
        message: "--fault \(text): `\(parts[1])` is no share from 0 to 1",
        hint: "write the share of calls that have the fault: --fault \(parts[0])=0.05")
    }
    rates[fault] = rate == 0 ? nil : rate
  }
}

extension SimulatorSettings {
  /// Reads `NAME=CALLS`, or `NAME` for one, into the list of what the next calls show.
  public mutating func addNext(_ text: String) throws(FaultProblem) {
    let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    let fault = try FaultPlan.fault(parts[0])
    guard parts.count == 2 else { return next.append(fault) }
    guard let count = Int(parts[1]), (1...100_000).contains(count) else {
      throw FaultProblem(
        message: "--next \(text): `\(parts[1])` is no number of calls",
        hint: "write how many calls in a row have the fault: --next \(parts[0])=3")
    }
    next += Array(repeating: fault, count: count)
  }
}
