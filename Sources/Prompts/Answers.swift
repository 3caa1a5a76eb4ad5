import Formats

/// An answer taken apart into its elements, each with the slot that it names: what generation and assessment share.
struct Answers {
  /// An element for a slot that was asked for, in the order of the answer; a slot may occur more than once.
  struct Element {
    var slot: String
    var value: JSON
  }

  var elements: [Element] = []
  /// Slots that nobody asked for; `(none)` for an element without one. Each once, in the order of the answer.
  var unknownSlots: [String] = []
  /// Each once, in the order of the answer.
  var repeatedSlots: [String] = []
  /// What was mended or left out, for the log.
  var notes: [String] = []

  /// Takes an answer apart.
  ///
  /// - Parameters:
  ///   - arrayName: the property that holds the elements of a batch: `items`.
  ///   - slots: the ids of the call. For one, the answer may be the element itself, without its slot.
  ///   - isElement: whether an object is an element itself, rather than something around an array.
  init(
    _ reading: TolerantJSON.Reading, arrayName: String, slots: [String], isElement: (JSON.Object) -> Bool
  ) {
    notes = reading.repairs.map(\.note)
    guard let value = reading.value else {
      notes.append("the answer holds no JSON")
      return
    }
    let list: [JSON]
    switch value {
    case .array(let elements): list = elements
    case .object(let object) where object[arrayName] == nil && Self.onlyArray(in: object) != nil:
      notes.append("the elements stood under \(object.names[0]) where \(arrayName) was asked for")
      list = Self.onlyArray(in: object) ?? []
    case .object(let object) where isElement(object):
      // Broken off inside its only element: nothing is closed.
      list = reading.isPartial ? [] : [value]
    case .object(let object): list = array(in: object, arrayName, isPartial: reading.isPartial)
    default:
      notes.append("the answer is neither an object nor an array")
      list = []
    }
    for element in list { take(element, slots: slots, isOnly: list.count == 1 && slots.count == 1) }
  }

  /// The elements of a batch. Some models write one element without its array, or the array as a text inside a string.
  private mutating func array(in object: JSON.Object, _ name: String, isPartial: Bool) -> [JSON] {
    switch object[name] {
    case .array(let elements)?: return elements
    case .object(let element)?: return isPartial ? [] : [.object(element)]
    case .string(let text)?:
      let inner = TolerantJSON.read(text)
      notes.append("\(name) is a string that holds JSON")
      notes += inner.repairs.map(\.note)
      if let elements = inner.value?.array { return elements }
      if let element = inner.value, !inner.isPartial { return [element] }
      return []
    default:
      notes.append("the answer has no \(name)")
      return []
    }
  }

  /// The elements of an object that is nothing but an array of objects under another name.
  private static func onlyArray(in object: JSON.Object) -> [JSON]? {
    guard object.count == 1, let elements = object.members[0].value.array,
      elements.contains(where: { $0["slot"] != nil })
    else { return nil }
    return elements
  }

  private mutating func take(_ element: JSON, slots: [String], isOnly: Bool) {
    guard let object = element.object else {
      notes.append("an element that is no object was left out")
      return
    }
    let named = object["slot"]?.string
    guard let slot = named ?? (isOnly && object["slot"] == nil ? slots[0] : nil), slots.contains(slot) else {
      let name = named ?? object["slot"]?.text ?? "(none)"
      if !unknownSlots.contains(name) { unknownSlots.append(name) }
      return
    }
    if elements.contains(where: { $0.slot == slot }), !repeatedSlots.contains(slot) { repeatedSlots.append(slot) }
    elements.append(Element(slot: slot, value: element))
  }
}

extension TolerantJSON.Repair {
  /// What was mended, for the log.
  fileprivate var note: String {
    switch self {
    case .truncated: "the answer breaks off"
    case .malformed(let line, let column): "the answer is no JSON from line \(line), column \(column) on"
    case .codeFence: "a code fence stood around the answer"
    case .surroundingText: "other text stood around the answer"
    case .trailingComma: "a comma stood before a closing bracket"
    case .loneSurrogate: "half a surrogate pair was replaced"
    case .notUTF8: "bytes that are not UTF-8 were replaced"
    case .controlCharacter: "a control character stood in a string"
    case .unknownEscape: "an escape that JSON does not have was kept as text"
    case .repeatedName(let name): "the member \(name) occurred twice: the last one counts"
    }
  }
}
