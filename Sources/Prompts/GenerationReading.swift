import Formats

/// What an answer to a generation or regeneration holds.
///
/// Each slot asked for is in exactly one of `items`, `invalid` and `missingSlots`.
public struct GenerationReading: Hashable, Sendable {
  /// An item that can be assembled; what its content is worth is for the rules.
  public struct Item: Hashable, Sendable {
    public var slot: String
    /// In the shape of the lean schema, without its slot.
    public var lean: JSON
  }

  /// An item of which no body can be made.
  public struct Invalid: Hashable, Sendable {
    public var slot: String
    /// What the model wrote.
    public var raw: JSON
    /// Where and what: `gaps #3 correct: missing`.
    public var violations: [String]
  }

  /// In the order of the answer.
  public var items: [Item]
  public var invalid: [Invalid]
  /// Slots that nobody asked for; `(none)` for an element without one.
  public var unknownSlots: [String]
  /// Slots that came more than once: the first valid element counts.
  public var repeatedSlots: [String]
  /// Slots that did not come, or did not come whole; in the order of the call.
  public var missingSlots: [String]
  /// What was mended or left out, for the log.
  public var notes: [String]
}

extension Kind {
  /// Reads an answer to a generation or regeneration: the arguments of the tool call, or a plain text that holds them.
  ///
  /// Every closed item is kept, also out of an answer that breaks off. Items are matched by slot, never by position;
  /// only where one slot was asked for may its item come without one.
  public func readGeneration(arguments: [UInt8], slots: [String]) -> GenerationReading {
    readGeneration(TolerantJSON.read(arguments), slots: slots)
  }

  /// Reads an answer from arguments that have been parsed; see `readGeneration(arguments:slots:)`.
  public func readGeneration(_ reading: TolerantJSON.Reading, slots: [String]) -> GenerationReading {
    let names = leanSchema["properties"]?.object?.names ?? []
    let answers = Answers(reading, arrayName: "items", slots: slots) { object in
      names.contains("items") ? object["items"]?.array == nil || slots.count == 1 : object["items"] == nil
    }
    var result = GenerationReading(
      items: [], invalid: [], unknownSlots: answers.unknownSlots, repeatedSlots: answers.repeatedSlots,
      missingSlots: [], notes: answers.notes)
    for element in answers.elements where !result.items.contains(where: { $0.slot == element.slot }) {
      let (lean, violations) = Structure.read(element.value, as: leanSchema)
      if violations.isEmpty {
        result.items.append(GenerationReading.Item(slot: element.slot, lean: lean))
        result.invalid.removeAll { $0.slot == element.slot }
      } else if !result.invalid.contains(where: { $0.slot == element.slot }) {
        result.invalid.append(
          GenerationReading.Invalid(slot: element.slot, raw: element.value, violations: violations))
      }
    }
    let found = Set(result.items.map(\.slot) + result.invalid.map(\.slot))
    result.missingSlots = slots.filter { !found.contains($0) }
    return result
  }
}
