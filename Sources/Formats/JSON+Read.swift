extension JSON {
  /// Reads one JSON text, strictly by RFC 8259: nothing may stand around the value but white space.
  ///
  /// Beyond the RFC's grammar, a member name that occurs twice in an object is an error, and so are an escaped
  /// surrogate without its partner and bytes that are not UTF-8. A byte-order mark at the beginning is skipped.
  /// Linear in the length of the text.
  ///
  /// - Parameter maximumDepth: how many arrays and objects may stand inside one another.
  public static func parse(_ bytes: [UInt8], maximumDepth: Int = 512) throws(JSONError) -> JSON {
    try bytes.withUnsafeBufferPointer { (buffer) throws(JSONError) in
      try parse(buffer, maximumDepth: maximumDepth)
    }
  }

  /// Reads one JSON text from memory that the caller keeps alive; see `parse(_:maximumDepth:)` of an array of bytes.
  public static func parse(_ bytes: UnsafeRawBufferPointer, maximumDepth: Int = 512) throws(JSONError) -> JSON {
    let buffer = bytes.bindMemory(to: UInt8.self)
    return try parse(buffer, maximumDepth: maximumDepth)
  }

  /// Reads one JSON text from a string; see `parse(_:maximumDepth:)` of an array of bytes.
  public static func parse(_ text: String, maximumDepth: Int = 512) throws(JSONError) -> JSON {
    var text = text
    // `withUTF8` does not carry typed errors: a Result does.
    return try text.withUTF8 { buffer in
      Result { () throws(JSONError) in try parse(buffer, maximumDepth: maximumDepth) }
    }.get()
  }

  /// Reads one JSON text from memory that the caller keeps alive; see `parse(_:maximumDepth:)` of an array of bytes.
  public static func parse(_ bytes: UnsafeBufferPointer<UInt8>, maximumDepth: Int = 512) throws(JSONError) -> JSON {
    var reader = JSONReader(bytes, maximumDepth: maximumDepth)
    return try reader.readDocument()
  }
}
