import Formats
import Foundation

/// Lines for `libtool import`, made of the sample's starting exercises: each with a uuid and a text of its own.
enum SampleItems {
  /// Writes a file with so many items; the same items with other texts for another version.
  static func write(_ count: Int, version: Int = 1, to path: String) throws {
    let items = try starting
    var bytes: [UInt8] = []
    for number in 0..<count {
      item(items[number % items.count], number, version).write(to: &bytes)
      bytes.append(UInt8(ascii: "\n"))
    }
    try Data(bytes).write(to: URL(fileURLWithPath: path))
  }

  private static func item(_ item: JSON, _ number: Int, _ version: Int) -> JSON {
    let digits = String(number)
    let uuid = "01990000-0000-7000-8000-" + String(repeating: "0", count: 12 - digits.count) + digits
    return changed(item) { name, value in
      switch name {
      case "uuid": .string(uuid)
      case "body": changed(value) { $0 == "text" ? .string(($1.string ?? "") + " (\(number), \(version))") : $1 }
      default: value
      }
    }
  }

  private static func changed(_ object: JSON, _ change: (String, JSON) -> JSON) -> JSON {
    .object(JSON.Object((object.object?.members ?? []).map { ($0.name, change($0.name, $0.value)) }))
  }

  private static var starting: [JSON] {
    get throws {
      let path = TestLibrary.repository + "/library/items/gap_fill_exercise.jsonl"
      return try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").map { try JSON.parse(String($0)) }
    }
  }
}
