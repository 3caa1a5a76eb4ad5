import ContentModel
import Formats
import World

/// A file that was uploaded, or that a batch job has made.
///
/// Source of the format: https://platform.openai.com/docs/api-reference/files/object.
struct StoredFile: Sendable {
  var id: String
  /// Counts up with each file: lists are in this order.
  var number: Int
  var name: String
  var purpose: String
  var bytes: Int
  var created: Timestamp
  var expires: Timestamp?
  /// Whether it stands in no list: the input and the results of a job of Anthropic's interface.
  var isHidden = false
  var content: FileContent

  /// As the interface shows it.
  var json: JSON {
    var json: JSON = [
      "id": .string(id), "object": "file", "bytes": .integer(bytes),
      "created_at": .integer(created.milliseconds / 1000),
      "filename": .string(name), "purpose": .string(purpose), "status": "processed", "status_details": nil,
    ]
    json["expires_at"] = expires.map { .integer($0.milliseconds / 1000) } ?? .null
    return json
  }

  /// As the folder of `--state` keeps it, without the content.
  var record: JSON {
    [
      "id": .string(id), "number": .integer(number), "name": .string(name), "purpose": .string(purpose),
      "bytes": .integer(bytes), "created": .integer(created.milliseconds),
      "expires": expires.map { .integer($0.milliseconds) } ?? .null, "hidden": .bool(isHidden),
    ]
  }
}

extension StoredFile {
  /// Reads a record; nil where it is none.
  init?(record: JSON, content: FileContent) {
    guard let id = record["id"]?.string, let number = record["number"]?.integer, let bytes = record["bytes"]?.integer,
      let created = record["created"]?.integer
    else { return nil }
    self.init(
      id: id, number: number, name: record["name"]?.string ?? "", purpose: record["purpose"]?.string ?? "",
      bytes: bytes, created: Timestamp(milliseconds: Int64(created)),
      expires: record["expires"]?.integer.map { Timestamp(milliseconds: Int64($0)) },
      isHidden: record["hidden"]?.bool ?? false, content: content)
  }
}
