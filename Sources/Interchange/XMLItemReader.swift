import ContentModel
import Formats

/// Reads the items of an XML export, one after another, in memory that does not grow with the document.
///
/// The kinds' schemas say which element is a number, a text or an array, so that each body comes back as it went out.
/// What the schemas do not allow for is an error with the line; limits (lengths, counts, ranges) are the XSD's to check.
public struct XMLItemReader: ~Copyable {
  private var reader: XMLDocumentReader
  private var builder: ItemElementBuilder

  /// - Parameters:
  ///   - reader: The document, not yet begun.
  ///   - kinds: The kinds that may occur, with different names.
  public init(_ reader: consuming XMLDocumentReader, kinds: [KindSchema]) {
    self.reader = reader
    builder = ItemElementBuilder(kinds: kinds)
  }

  /// The head of the export; nil until the first call of `next`.
  public var header: ExportHeader? { builder.header }

  /// The next item, or nil after the last.
  public mutating func next() throws(ExportFailure) -> ExportedItem? {
    guard let (item, body) = try nextWithBody() else { return nil }
    var whole = item
    body.write(to: &whole.body)
    return whole
  }

  /// The next item with its body as a value and not as bytes, or nil after the last.
  mutating func nextWithBody() throws(ExportFailure) -> (item: ExportedItem, body: JSON)? {
    while let event = try nextEvent() {
      do throws(ExportFailure) {
        switch event {
        case .start(let name, let attributes): try builder.started(name, attributes)
        case .text(let text): try builder.found(text: text)
        case .end: if let item = try builder.ended() { return item }
        }
      } catch {
        throw ExportFailure(reader.error(error.message).message, hint: error.hint)
      }
    }
    return nil
  }

  private mutating func nextEvent() throws(ExportFailure) -> XMLDocumentReader.Event? {
    do throws(XMLError) {
      return try reader.next()
    } catch {
      throw ExportFailure(error.message, hint: error.hint)
    }
  }
}
