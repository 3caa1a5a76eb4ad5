import CLibXML2
import Glibc

/// Reads an XML document piece by piece, in memory that does not grow with it, over libxml2's xmlTextReader.
///
/// A document with a document type declaration is refused: entities are the way in for most attacks on XML readers,
/// and no format here needs them. Nothing is fetched, no file is opened but the one that was named. Size and depth
/// are bounded. Comments and processing instructions are passed over.
public struct XMLDocumentReader: ~Copyable {
  /// One piece of a document.
  public enum Event: Hashable, Sendable {
    /// An element begins. Attributes stand in the order of the document.
    case start(name: String, attributes: [Attribute])
    /// Text, as it stands after references are resolved; white space between elements included. Neighbouring pieces
    /// may come as several events.
    case text(String)
    /// An element ends; every start has its end, also of an empty element.
    case end(name: String)
  }

  /// An attribute of an element.
  public struct Attribute: Hashable, Sendable {
    public let name: String
    public let value: String

    public init(name: String, value: String) {
      self.name = name
      self.value = value
    }
  }

  /// What a document may ask for.
  public struct Limits: Sendable {
    /// Bytes.
    public var size: Int
    /// How many elements may stand inside one another; libxml2 itself allows 256.
    public var depth: Int

    public init(size: Int = 1 << 30, depth: Int = 128) {
      self.size = size
      self.depth = depth
    }
  }

  /// The document's name, for errors.
  public let file: String
  private let limits: Limits
  private let reader: xmlTextReaderPtr
  private let log: XMLLog
  /// The document, or nil where it is read from `descriptor`.
  private let memory: UnsafeMutableBufferPointer<CChar>?
  private let descriptor: CInt?
  /// The name of an empty element whose end is still to be told.
  private var pendingEnd: String?
  private var isAtEnd = false

  /// Reads a document from bytes.
  ///
  /// - Parameter file: the name for errors.
  public init(bytes: [UInt8], file: String, limits: Limits = Limits()) throws(XMLError) {
    guard bytes.count <= min(limits.size, Int(CInt.max)) else { throw Self.tooLarge(file, limits) }
    // A copy of its own: libxml2 reads from the memory until the reader is freed.
    let memory = UnsafeMutableBufferPointer<CChar>.allocate(capacity: max(1, bytes.count))
    for (index, byte) in bytes.enumerated() { memory[index] = CChar(bitPattern: byte) }
    XMLLog.library
    guard let reader = xmlReaderForMemory(memory.baseAddress, CInt(bytes.count), nil, nil, Self.options) else {
      memory.deallocate()
      throw XMLError(file: file, problem: "no memory for an XML reader")
    }
    self.init(reader, file: file, limits: limits, memory: memory, descriptor: nil)
  }

  /// Reads a document from a file.
  public init(path: String, limits: Limits = Limits()) throws(XMLError) {
    // Opened here rather than by libxml2, which would take addresses of the network and unpack what is compressed.
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw XMLError(file: path, problem: String(cString: strerror(errno))) }
    XMLLog.library
    guard let reader = xmlReaderForFd(descriptor, nil, nil, Self.options) else {
      close(descriptor)
      throw XMLError(file: path, problem: "no memory for an XML reader")
    }
    self.init(reader, file: path, limits: limits, memory: nil, descriptor: descriptor)
  }

  private init(
    _ reader: xmlTextReaderPtr, file: String, limits: Limits, memory: UnsafeMutableBufferPointer<CChar>?,
    descriptor: CInt?
  ) {
    self.file = file
    self.limits = limits
    self.reader = reader
    self.memory = memory
    self.descriptor = descriptor
    self.log = XMLLog()
    xmlTextReaderSetStructuredErrorHandler(reader, XMLLog.handler, log.address)
  }

  deinit {
    xmlFreeTextReader(reader)
    memory?.deallocate()
    if let descriptor { close(descriptor) }
  }

  /// No network; entities stay unresolved, external ones unloaded, which is what not asking for them means here.
  private static let options = CInt(XML_PARSE_NONET.rawValue | XML_PARSE_BIG_LINES.rawValue)

  /// The line of the piece read last, from 1.
  public var line: Int {
    // The parser runs ahead of the node, but only the parser can count beyond what a node holds.
    let ofNode = xmlTextReaderCurrentNode(reader).map { xmlGetLineNo($0) } ?? 0
    return (1..<65535).contains(ofNode) ? Int(ofNode) : Int(xmlTextReaderGetParserLineNumber(reader))
  }

  /// An error that points at where the reader stands.
  public func error(_ problem: String, hint: String? = nil) -> XMLError {
    XMLError(file: file, line: line, problem: problem, hint: hint)
  }

  /// The next piece, or nil after the last.
  public mutating func next() throws(XMLError) -> Event? {
    if let name = pendingEnd {
      pendingEnd = nil
      return .end(name: name)
    }
    while !isAtEnd {
      guard try advance() else { break }
      switch UInt32(bitPattern: xmlTextReaderNodeType(reader)) {
      case XML_READER_TYPE_ELEMENT.rawValue: return try start()
      case XML_READER_TYPE_END_ELEMENT.rawValue: return .end(name: Self.text(xmlTextReaderConstName(reader)))
      case XML_READER_TYPE_TEXT.rawValue, XML_READER_TYPE_CDATA.rawValue, XML_READER_TYPE_WHITESPACE.rawValue,
        XML_READER_TYPE_SIGNIFICANT_WHITESPACE.rawValue:
        return .text(Self.text(xmlTextReaderConstValue(reader)))
      case XML_READER_TYPE_DOCUMENT_TYPE.rawValue:
        // Its node has no line, and the parser is past it.
        throw XMLError(
          file: file, problem: "a document type declaration is not allowed", hint: "take the <!DOCTYPE …> out")
      case XML_READER_TYPE_ENTITY_REFERENCE.rawValue:
        throw error("the entity &\(Self.text(xmlTextReaderConstName(reader))); is not known")
      default: continue
      }
    }
    return nil
  }

  /// Goes to the next node; false after the last.
  private mutating func advance() throws(XMLError) -> Bool {
    let status = xmlTextReaderRead(reader)
    guard status >= 0, log.entries.isEmpty else {
      isAtEnd = true
      if xmlTextReaderByteConsumed(reader) <= 0 { throw XMLError(file: file, problem: "the document is empty") }
      throw log.error(file: file, otherwise: "the document cannot be read")
    }
    isAtEnd = status == 0
    if xmlTextReaderByteConsumed(reader) > limits.size {
      isAtEnd = true
      throw Self.tooLarge(file, limits)
    }
    return !isAtEnd
  }

  private mutating func start() throws(XMLError) -> Event {
    let depth = Int(xmlTextReaderDepth(reader)) + 1
    guard depth <= limits.depth else { throw error("elements are nested deeper than \(limits.depth) levels") }
    let name = Self.text(xmlTextReaderConstName(reader))
    if xmlTextReaderIsEmptyElement(reader) == 1 { pendingEnd = name }
    var attributes: [Attribute] = []
    while xmlTextReaderMoveToNextAttribute(reader) == 1 {
      attributes.append(
        Attribute(
          name: Self.text(xmlTextReaderConstName(reader)), value: Self.text(xmlTextReaderConstValue(reader))))
    }
    if !attributes.isEmpty { xmlTextReaderMoveToElement(reader) }
    return .start(name: name, attributes: attributes)
  }

  /// A string of libxml2, which is UTF-8 whatever the document's encoding.
  private static func text(_ bytes: UnsafePointer<xmlChar>?) -> String {
    bytes.map { String(decodingCString: $0, as: UTF8.self) } ?? ""
  }

  private static func tooLarge(_ file: String, _ limits: Limits) -> XMLError {
    XMLError(file: file, problem: "the document is larger than \(limits.size) bytes")
  }

  /// Reads to the end while a schema looks on; see `XMLSchema`.
  mutating func validate(with schema: xmlSchemaPtr) throws(XMLError) {
    guard let context = xmlSchemaNewValidCtxt(schema) else {
      throw XMLError(file: file, problem: "no memory for a schema validator")
    }
    defer { xmlSchemaFreeValidCtxt(context) }
    // With a schema plugged in, libxml2 sends the schema's complaints to the reader's handler, but the parser's own
    // past it: those only the thread's handler catches.
    log.install()
    defer { log.uninstall() }
    guard xmlTextReaderSchemaValidateCtxt(reader, context, 0) == 0 else {
      throw XMLError(file: file, problem: "the document cannot be checked")
    }
    defer { xmlTextReaderSchemaValidateCtxt(reader, nil, 0) }
    while try next() != nil {}
    guard xmlSchemaIsValid(context) == 1 else {
      throw log.error(file: file, otherwise: "the document breaks its schema")
    }
  }
}
