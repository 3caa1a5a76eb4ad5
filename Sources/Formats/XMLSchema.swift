import CLibXML2
import Glibc

/// Checks XML documents against a W3C XML Schema, over libxml2.
public enum XMLSchema {
  /// Checks a document as a stream: memory does not grow with it.
  ///
  /// - Parameters:
  ///   - file: the path of the document; a document type declaration is refused.
  ///   - schema: the path of the XSD, which must stand in one file.
  /// - Throws: where the document or the schema cannot be read, and at the first fault, with the line.
  public static func validate(file: String, schema: String) throws(XMLError) {
    let bytes = try read(schema)
    XMLLog.library
    let log = XMLLog()
    let text = bytes.map { CChar(bitPattern: $0) }
    let parsed = text.withUnsafeBufferPointer { buffer -> xmlSchemaPtr? in
      guard let context = xmlSchemaNewMemParserCtxt(buffer.baseAddress, CInt(buffer.count)) else { return nil }
      defer { xmlSchemaFreeParserCtxt(context) }
      xmlSchemaSetParserStructuredErrors(context, XMLLog.handler, log.address)
      log.install()
      defer { log.uninstall() }
      return xmlSchemaParse(context)
    }
    guard let parsed else { throw log.error(file: schema, otherwise: "the schema cannot be read") }
    defer { xmlSchemaFree(parsed) }
    var reader = try XMLDocumentReader(path: file)
    try reader.validate(with: parsed)
  }

  private static func read(_ path: String) throws(XMLError) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw XMLError(file: path, problem: String(cString: strerror(errno))) }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = Glibc.read(descriptor, &chunk, chunk.count)
      if count == 0 { return bytes }
      if count < 0 {
        if errno == EINTR { continue }
        throw XMLError(file: path, problem: String(cString: strerror(errno)))
      }
      bytes.append(contentsOf: chunk[..<count])
      guard bytes.count <= 1 << 24 else { throw XMLError(file: path, problem: "the schema is larger than 16 MiB") }
    }
  }
}
