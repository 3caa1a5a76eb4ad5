import CZLib

/// Bytes in the gzip format (RFC 1952), which every other tool can open too.
public enum GZip {
  /// Compresses, quickly rather than tightly. Linear.
  public static func compress(_ bytes: [UInt8]) -> [UInt8] {
    var stream = z_stream()
    // Clearing the memory for a large window takes longer than compressing a small answer.
    guard zlib_deflate_begin(&stream, 1, bytes.count <= 8192 ? 13 : 15) == Z_OK else {
      preconditionFailure("zlib has no memory for a stream")
    }
    defer { deflateEnd(&stream) }
    var output = [UInt8](repeating: 0, count: Int(deflateBound(&stream, uLong(bytes.count))))
    var input = bytes
    let capacity = output.count
    let code = input.withUnsafeMutableBufferPointer { source in
      output.withUnsafeMutableBufferPointer { target in
        stream.next_in = source.baseAddress
        stream.avail_in = UInt32(source.count)
        stream.next_out = target.baseAddress
        stream.avail_out = UInt32(capacity)
        return deflate(&stream, Z_FINISH)
      }
    }
    precondition(code == Z_STREAM_END, "the bound of deflateBound did not hold")
    return Array(output.prefix(Int(stream.total_out)))
  }

  /// Opens what `compress`, or any other gzip, has made.
  ///
  /// - Parameter limit: More bytes than that are refused, so that a small file cannot fill the memory.
  /// - Throws: `GZipError` where the bytes are no gzip, damaged, cut off or too large.
  public static func open(_ bytes: [UInt8], limit: Int = 64 << 20) throws(GZipError) -> [UInt8] {
    var stream = z_stream()
    guard zlib_inflate_begin(&stream) == Z_OK else { preconditionFailure("zlib has no memory for a stream") }
    defer { inflateEnd(&stream) }
    var output: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 64 << 10)
    var input = bytes
    return try input.withUnsafeMutableBufferPointer { source throws(GZipError) in
      stream.next_in = source.baseAddress
      stream.avail_in = UInt32(source.count)
      while true {
        let (code, count) = chunk.withUnsafeMutableBufferPointer { target in
          stream.next_out = target.baseAddress
          stream.avail_out = UInt32(target.count)
          let code = inflate(&stream, Z_NO_FLUSH)
          return (code, target.count - Int(stream.avail_out))
        }
        output.append(contentsOf: chunk[..<count])
        if output.count > limit { throw .tooLarge(limit: limit) }
        if code == Z_STREAM_END { return output }
        if code == Z_BUF_ERROR || code == Z_OK && stream.avail_in == 0 && count == 0 { throw .cutOff }
        if code != Z_OK { throw .damaged }
      }
    }
  }
}

/// Why bytes are no gzip.
public enum GZipError: Error, Hashable {
  case damaged
  case cutOff
  /// More bytes than are taken.
  case tooLarge(limit: Int)

  public var message: String {
    switch self {
    case .damaged: "compressed bytes are damaged"
    case .cutOff: "compressed bytes are cut off"
    case .tooLarge(let limit): "compressed bytes open to more than \(limit) bytes"
    }
  }
}
