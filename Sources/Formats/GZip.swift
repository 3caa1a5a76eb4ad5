import CDeflate
import Synchronization

/// Bytes in the gzip format (RFC 1952), which every other tool can open too.
public enum GZip {
  /// Compresses, quickly rather than tightly. Linear; one call at a time in a process.
  public static func compress(_ bytes: [UInt8]) -> [UInt8] {
    compressor.withLock { $0.compress(bytes) }
  }

  /// Opens what `compress`, or any other gzip of one member, has made.
  ///
  /// - Parameter limit: More bytes than that are refused, so that a small file cannot fill the memory.
  /// - Throws: `GZipError` where the bytes are no gzip, damaged, cut off or too large.
  public static func open(_ bytes: [UInt8], limit: Int = 64 << 20) throws(GZipError) -> [UInt8] {
    guard let decompressor = libdeflate_alloc_decompressor() else { preconditionFailure("no memory to open a gzip") }
    defer { libdeflate_free_decompressor(decompressor) }
    // The last four bytes say how long it is, or lie.
    let said = bytes.suffix(4).reversed().reduce(0) { $0 << 8 | Int($1) }
    var capacity = min(max(said, 1024), limit)
    while true {
      var code = LIBDEFLATE_BAD_DATA
      let output = [UInt8](unsafeUninitializedCapacity: capacity) { target, count in
        code = libdeflate_gzip_decompress_ex(
          decompressor, bytes, bytes.count, target.baseAddress, capacity, nil, &count)
        if code != LIBDEFLATE_SUCCESS { count = 0 }
      }
      switch code {
      case LIBDEFLATE_SUCCESS: return output
      case LIBDEFLATE_INSUFFICIENT_SPACE where capacity == limit: throw .tooLarge(limit: limit)
      case LIBDEFLATE_INSUFFICIENT_SPACE: capacity = min(capacity * 2, limit)
      default: throw .damaged
      }
    }
  }

  /// One for the process: making one takes longer than compressing a small answer.
  private static let compressor = Mutex(Compressor())
}

/// libdeflate's state, which one thread at a time uses.
private struct Compressor: ~Copyable {
  private let state: OpaquePointer

  init() {
    // The fastest level: a fill compresses each request and each answer while others wait for the processor.
    guard let state = libdeflate_alloc_compressor(1) else { preconditionFailure("no memory to compress") }
    self.state = state
  }

  deinit { libdeflate_free_compressor(state) }

  func compress(_ bytes: [UInt8]) -> [UInt8] {
    let bound = libdeflate_gzip_compress_bound(state, bytes.count)
    return [UInt8](unsafeUninitializedCapacity: bound) { target, count in
      count = libdeflate_gzip_compress(state, bytes, bytes.count, target.baseAddress, bound)
      precondition(count > 0, "the bound of libdeflate did not hold")
    }
  }
}

/// Why bytes are no gzip.
public enum GZipError: Error, Hashable {
  case damaged
  /// More bytes than are taken.
  case tooLarge(limit: Int)

  public var message: String {
    switch self {
    case .damaged: "compressed bytes are damaged or cut off"
    case .tooLarge(let limit): "compressed bytes open to more than \(limit) bytes"
    }
  }
}
