import ContentModel
import Formats
import Providers
import World

/// Which faults strike which calls: by rate, and by a list for the next calls. Pure.
struct FaultPlan: Sendable {
  /// The share of each fault, 0 to 1.
  var rates: [SimulatorFault: Double]
  /// What the next calls show, one entry a call; nil for a call that shows what the rates say.
  var next: [SimulatorFault?] = []

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
  mutating func draw(_ random: inout SeededGenerator, applies: (EndpointFault) -> Bool) -> Draw {
    let scripted = next.isEmpty ? nil : next.removeFirst()
    var struck: EndpointFault?
    for fault in EndpointFault.allCases {
      // A number for each fault, so that one rate does not change what others do.
      let strikes = Double.random(in: 0..<1, using: &random) < rates[.endpoint(fault), default: 0]
      if strikes, struck == nil, applies(fault) { struck = fault }
    }
    var model: [SimulatedFault: Double] = [:]
    for (fault, rate) in rates { if case .model(let fault) = fault { model[fault] = rate } }
    switch scripted {
    case nil: break
    case .endpoint(let fault): struck = applies(fault) ? fault : nil
    case .model(let fault):
      struck = nil
      Self.calm(&model)
      model[fault] = 1
    }
    if struck != nil { Self.calm(&model) }
    return Draw(endpoint: struck, model: model)
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
        changed.next = try Self.list(value)
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
    throw FaultProblem(
      message: "there is no fault \(name); "
        + (Suggestion.hint(for: name, among: names) ?? "known are \(names.joined(separator: ", "))"))
  }

  /// The plan as `GET /simulator` shows it.
  var json: [(String, JSON)] {
    [
      (
        "faults",
        .object(
          JSON.Object(rates.sorted { $0.key.name < $1.key.name }.map { ($0.key.name, JSON.double($0.value)) }))
      ),
      ("next", .array(next.map { $0.map { .string($0.name) } ?? .null })),
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
