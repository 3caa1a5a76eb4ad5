enum XMLText {
  static func appendText(_ text: String, to output: inout [UInt8]) -> Int { append(text, to: &output) }
  static func appendAttribute(_ text: String, to output: inout [UInt8]) -> Int { append(text, to: &output) }
  private static func append(_ text: String, to output: inout [UInt8]) -> Int { output += Array(text.utf8); return 0 }
}
