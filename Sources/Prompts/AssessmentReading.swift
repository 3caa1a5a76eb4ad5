import Formats

/// What an answer to an assessment holds. Each slot asked for is either judged or missing.
public struct AssessmentReading: Hashable, Sendable {
  /// What the model said of one slot.
  public struct Judgement: Hashable, Sendable {
    public var slot: String
    public var pass: Bool
    /// What is wrong; may be empty for a pass.
    public var explanation: String
  }

  /// In the order of the answer.
  public var judgements: [Judgement]
  /// Slots that nobody asked for; `(none)` for an element without one.
  public var unknownSlots: [String]
  /// Slots that came more than once: the first readable judgement counts.
  public var repeatedSlots: [String]
  /// Slots without a readable judgement, in the order of the call.
  public var missingSlots: [String]
  /// What was mended or left out, for the log.
  public var notes: [String]
}

extension Kind {
  /// Reads an answer to an assessment: the arguments of the tool call, or a plain text that holds them.
  ///
  /// A status other than `pass` and `fail` (in any case, with spaces around) is no judgement: the slot is missing.
  public func readAssessment(arguments: [UInt8], slots: [String]) -> AssessmentReading {
    readAssessment(TolerantJSON.read(arguments), slots: slots)
  }

  /// Reads an answer from arguments that have been parsed; see `readAssessment(arguments:slots:)`.
  public func readAssessment(_ reading: TolerantJSON.Reading, slots: [String]) -> AssessmentReading {
    let answers = Answers(reading, arrayName: "assessments", slots: slots) { $0["assessments"] == nil }
    var result = AssessmentReading(
      judgements: [], unknownSlots: answers.unknownSlots, repeatedSlots: answers.repeatedSlots, missingSlots: [],
      notes: answers.notes)
    for element in answers.elements where !result.judgements.contains(where: { $0.slot == element.slot }) {
      let status = element.value["status"]?.string?.trimmingSpaces().lowercased()
      guard let status, ["pass", "fail"].contains(status) else {
        result.notes.append("the judgement of \(element.slot) has no status pass or fail")
        continue
      }
      result.judgements.append(
        AssessmentReading.Judgement(
          slot: element.slot, pass: status == "pass", explanation: element.value["explanation"]?.string ?? ""))
    }
    let judged = Set(result.judgements.map(\.slot))
    result.missingSlots = slots.filter { !judged.contains($0) }
    return result
  }
}
