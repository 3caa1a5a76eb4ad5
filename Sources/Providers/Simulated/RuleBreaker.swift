import Formats
import World

/// Spoils a good body in ways that quality rules catch, whatever its kind.
///
/// What it does: takes an element out of a list, makes two texts of a list equal, puts an introduction or a code fence
/// around the longest text. The shape stays that of the schema, as far as a schema can say it.
enum RuleBreaker {
  /// The body with one thing wrong.
  static func spoil(_ body: JSON, random: inout SeededGenerator) -> JSON {
    let lists = places(in: body) { ($0.array?.count ?? 0) >= 2 }
    let textLists = lists.filter { body[$0]?.array?.allSatisfy { $0.string != nil } ?? false }
    var ways: [(inout SeededGenerator) -> JSON] = []
    if let list = lists.randomElement(using: &random) { ways.append { dropElement(of: body, list, &$0) } }
    if let list = textLists.randomElement(using: &random) { ways.append { repeatElement(of: body, list, &$0) } }
    if let text = longestText(in: body) {
      ways.append { _ in replacing(body, text) { .string("```\n\($0.string ?? "")\n```") } }
      ways.append { _ in replacing(body, text) { .string("Sure, here is the text you asked for: \($0.string ?? "")") } }
    }
    return ways.randomElement(using: &random)?(&random) ?? body
  }

  private static func dropElement(of body: JSON, _ list: JSONPath, _ random: inout SeededGenerator) -> JSON {
    var elements = body[list]?.array ?? []
    elements.remove(at: Int.random(in: elements.indices, using: &random))
    return replacing(body, list) { _ in .array(elements) }
  }

  private static func repeatElement(of body: JSON, _ list: JSONPath, _ random: inout SeededGenerator) -> JSON {
    var elements = body[list]?.array ?? []
    let from = Int.random(in: elements.indices, using: &random)
    elements[(from + 1) % elements.count] = elements[from]
    return replacing(body, list) { _ in .array(elements) }
  }

  private static func longestText(in body: JSON) -> JSONPath? {
    places(in: body) { $0.string != nil }.max { length(body[$0]) < length(body[$1]) }
  }

  private static func length(_ json: JSON?) -> Int { json?.string?.utf8.count ?? 0 }

  /// The paths of all values that a condition is true of, in order.
  private static func places(in json: JSON, _ path: JSONPath = JSONPath(), where condition: (JSON) -> Bool)
    -> [JSONPath]
  {
    let here = condition(json) ? [path] : []
    switch json {
    case .array(let elements):
      return here + elements.enumerated().flatMap { places(in: $1, path.appending($0), where: condition) }
    case .object(let object):
      return here + object.members.flatMap { places(in: $0.value, path.appending($0.name), where: condition) }
    default: return here
    }
  }

  private static func replacing(_ json: JSON, _ path: JSONPath, by change: (JSON) -> JSON) -> JSON {
    guard let step = path.steps.first else { return change(json) }
    let rest = JSONPath(Array(path.steps.dropFirst()))
    switch (json, step) {
    case (.array(var elements), .index(let index)) where elements.indices.contains(index):
      elements[index] = replacing(elements[index], rest, by: change)
      return .array(elements)
    case (.object(var object), .name(let name)):
      object[name] = object[name].map { replacing($0, rest, by: change) }
      return .object(object)
    default: return json
    }
  }
}
