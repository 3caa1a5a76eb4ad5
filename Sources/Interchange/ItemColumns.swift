import ContentModel

/// One item as bytes that somebody else owns, such as the columns of a statement's current row.
///
/// An encoder reads them during the call and keeps none, so that an item travels from the store's page into the
/// output without a `String` being made. All are UTF-8; `body` is compact JSON.
public struct ItemColumns {
  /// 36 characters with hyphens.
  public var uuid: UnsafeBufferPointer<UInt8>
  public var kind: UnsafeBufferPointer<UInt8>
  /// Empty where the section has none.
  public var level: UnsafeBufferPointer<UInt8>
  public var section: UnsafeBufferPointer<UInt8>
  /// Empty or nil where the item has none.
  public var topic: UnsafeBufferPointer<UInt8>?
  /// Empty or nil where the item has none.
  public var sku: UnsafeBufferPointer<UInt8>?
  public var language: UnsafeBufferPointer<UInt8>
  /// From 1.
  public var version: Int
  public var body: UnsafeBufferPointer<UInt8>

  public init(
    uuid: UnsafeBufferPointer<UInt8>, kind: UnsafeBufferPointer<UInt8>, level: UnsafeBufferPointer<UInt8>,
    section: UnsafeBufferPointer<UInt8>, topic: UnsafeBufferPointer<UInt8>?, sku: UnsafeBufferPointer<UInt8>?,
    language: UnsafeBufferPointer<UInt8>, version: Int, body: UnsafeBufferPointer<UInt8>
  ) {
    self.uuid = uuid
    self.kind = kind
    self.level = level
    self.section = section
    self.topic = topic
    self.sku = sku
    self.language = language
    self.version = version
    self.body = body
  }
}

extension ExportedItem {
  /// Lends the item as columns. The pointers die with the call.
  public func withColumns<Value, Fault: Error>(_ use: (ItemColumns) throws(Fault) -> Value) throws(Fault) -> Value {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(body.count + 160)
    var ends: [Int] = []
    let texts = [uuid.description, kind, level, key.section, key.topic ?? "", key.sku ?? "", key.language]
    for text in texts {
      bytes.append(contentsOf: text.utf8)
      ends.append(bytes.count)
    }
    bytes.append(contentsOf: body)
    ends.append(bytes.count)
    // The result goes through an optional because the closure of `withUnsafeBufferPointer` cannot throw a generic
    // typed error and return a value in one step.
    let result: Result<Value, Fault> = bytes.withUnsafeBufferPointer { whole in
      func column(_ index: Int) -> UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(rebasing: whole[(index == 0 ? 0 : ends[index - 1])..<ends[index]])
      }
      let columns = ItemColumns(
        uuid: column(0), kind: column(1), level: column(2), section: column(3), topic: column(4), sku: column(5),
        language: column(6), version: version, body: column(7))
      do throws(Fault) { return .success(try use(columns)) } catch { return .failure(error) }
    }
    return try result.get()
  }
}
