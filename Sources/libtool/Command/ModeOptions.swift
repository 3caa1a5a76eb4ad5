import Console
import ContentModel
import Formats
import Generation
import Glibc
import Workspace
import World

/// How a fill makes its calls, and by when it is to be done.
struct ModeOptions: ParsableOptions {
  /// As the command line spells it.
  enum Choice: String, ExpressibleByArgument, CaseIterable {
    case live, batch, auto
  }

  @Option(
    help: ArgumentHelp(
      "How calls are made: at once (live), as batch jobs at a lower price within a day (batch), or what suits size, price and deadline (auto).",
      valueName: "MODE"))
  var mode: Choice = .live
  @Option(help: ArgumentHelp("With --mode auto: the time of day by which it is to be done.", valueName: "HH:MM"))
  var by: TimeOfDay?
  @Option(help: ArgumentHelp("With --mode auto: the time within which it is to be done.", valueName: "TIME"))
  var within: TimeSpan?

  func validate() throws(ValidationError) {
    if by != nil, within != nil { throw ValidationError("--by and --within cannot be combined") }
    if mode != .auto, by != nil || within != nil {
      throw ValidationError("\(by != nil ? "--by" : "--within") needs --mode auto")
    }
  }

  /// Seconds until it is to be done, or nil.
  func secondsLeft(now: Timestamp) -> Double? { within?.seconds ?? by?.seconds(from: now) }
}

/// A time of day in the system's time zone: `18:00`.
struct TimeOfDay: ExpressibleByArgument, Hashable, Sendable {
  var hour: Int32
  var minute: Int32

  init?(argument: String) {
    let parts = argument.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2, parts[1].count == 2, let hour = Int32(parts[0]), let minute = Int32(parts[1]),
      (0...23).contains(hour), (0...59).contains(minute)
    else { return nil }
    self.hour = hour
    self.minute = minute
  }

  var argumentText: String { "\(hour):\(minute < 10 ? "0" : "")\(minute)" }
  static var noun: String { "a time of day such as 18:00" }

  /// Seconds from a moment to the next time that clocks show it.
  func seconds(from now: Timestamp) -> Double {
    var moment = time_t(now.milliseconds / 1000)
    var day = tm()
    localtime_r(&moment, &day)
    day.tm_hour = hour
    day.tm_min = minute
    day.tm_sec = 0
    day.tm_isdst = -1
    var next = mktime(&day)
    if next <= moment {
      day.tm_mday += 1
      day.tm_isdst = -1
      next = mktime(&day)
    }
    return Double(next - moment)
  }
}

/// A span of time: `2h`, `90m`, `1h30m`, `1d`.
struct TimeSpan: ExpressibleByArgument, Hashable, Sendable {
  var seconds: Double
  var argumentText: String

  /// Numbers with their units, each unit at most once and the larger before the smaller.
  init?(argument: String) {
    let units: [(name: Character, seconds: Double)] = [("d", 86_400), ("h", 3600), ("m", 60), ("s", 1)]
    var seconds = 0.0
    var next = units.startIndex
    var digits = ""
    for character in argument {
      if character.isASCII, character.isNumber {
        digits.append(character)
        continue
      }
      guard let unit = units[next...].firstIndex(where: { $0.name == character }), let number = Int(digits) else {
        return nil
      }
      seconds += Double(number) * units[unit].seconds
      next = unit + 1
      digits = ""
    }
    guard digits.isEmpty, seconds > 0 else { return nil }
    self.seconds = seconds
    argumentText = argument
  }

  static var noun: String { "a time such as 90m, 2h, 1h30m or 1d" }
}

extension FillContext {
  /// What `--mode auto` comes to for a plan.
  func advice(
    _ selection: Selection, limit: Int?, configuration: FillConfiguration, secondsLeft: Double?
  ) throws -> ModeAdvice {
    let plan = try plan(selection, limit: limit)
    let expectation = try expectation(configuration, slots: plan.slots)
    let estimate = try estimate(plan, configuration: configuration, expectation: expectation)
    let price = prices.price(provider: provider.name, model: configuration.model)
    return ModeAdvice(
      calls: estimate.expectedCalls, seconds: estimate.seconds, cost: estimate.expectedCost,
      currency: estimate.currency, batchShare: price?.batch, hasBatches: endpoint != nil,
      jobsInSequence: ModeAdvice.jobsInSequence(
        assesses: configuration.assesses, textsSentBack: estimate.sentBack * Double(estimate.items)),
      secondsLeft: secondsLeft)
  }
}
