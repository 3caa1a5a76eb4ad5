import CPCRE2

/// A regular expression (PCRE2, Perl's syntax, Unicode throughout) whose search always comes to an end soon.
///
/// Such expressions stand in settings and meet texts that nobody has seen before, so that every search has a limit: on
/// the steps it takes over the whole text, on the depth of its backtracking, on its memory and on the length of the text.
/// The limits are counted, not timed: the same text gives the same answer on every machine.
///
/// PCRE2's own limit of matching counts anew from each place where a match may begin, and so bounds nothing on a long
/// text. Steps are counted by its callouts, one before each item of the expression (`PCRE2_AUTO_CALLOUT`), together with
/// the bytes that an item has run over. Compiling to machine code is left out: it would keep none of this.
public final class BoundedPattern: Sendable {
  /// What a search comes to.
  public enum Outcome: Hashable, Sendable {
    case none
    /// The first match, in bytes of the text's UTF-8.
    case match(Range<Int>)
    /// A limit was reached before there was an answer.
    case limit
  }

  /// The longest text that is searched, in bytes of UTF-8; a longer one is a ``Outcome/limit``.
  public static let longestText = 100_000
  /// How many steps a search may take.
  static let mostSteps = 1_000_000
  /// How deep backtracking may go.
  private static let mostDepth: UInt32 = 100_000
  /// The memory for it, in KiB.
  private static let mostMemory: UInt32 = 20_000
  /// The longest expression, in bytes.
  private static let longestPattern = 4_000

  /// The expression as it was written.
  public let source: String
  // A compiled expression is never changed, and PCRE2 lets any number of threads read one (pcre2api, "Multithreading").
  private nonisolated(unsafe) let code: OpaquePointer

  /// Compiles an expression.
  ///
  /// - Throws: what cannot be read in it, and where.
  public init(_ source: String, ignoringCase: Bool = false) throws(PatternError) {
    self.source = source
    let context = pcre2_compile_context_create_8(nil)
    defer { pcre2_compile_context_free_8(context) }
    // As the library's own usual values depend on how it was built.
    pcre2_set_newline_8(context, UInt32(PCRE2_NEWLINE_ANYCRLF))
    pcre2_set_bsr_8(context, UInt32(PCRE2_BSR_UNICODE))
    pcre2_set_max_pattern_length_8(context, Self.longestPattern)
    let options =
      PCRE2_UTF | PCRE2_UCP | PCRE2_NO_UTF_CHECK | PCRE2_NEVER_BACKSLASH_C | PCRE2_AUTO_CALLOUT
      | (ignoringCase ? PCRE2_CASELESS : 0)
    var number: Int32 = 0
    var offset = 0
    var text = source
    let code = text.withUTF8 { bytes in
      bytes.withMemoryRebound(to: UInt8.self) {
        pcre2_compile_8($0.baseAddress, $0.count, options, &number, &offset, context)
      }
    }
    guard let code else {
      throw PatternError(
        pattern: source, position: Self.scalars(in: source, upTo: offset) + 1, reason: Self.message(of: number))
    }
    self.code = code
  }

  deinit { pcre2_code_free_8(code) }

  /// Looks for the first match in a text.
  public func firstMatch(in text: String) -> Outcome {
    var text = text
    return text.withUTF8 { bytes in
      guard bytes.count <= Self.longestText else { return .limit }
      let context = pcre2_match_context_create_8(nil)
      defer { pcre2_match_context_free_8(context) }
      let data = pcre2_match_data_create_8(1, nil)
      defer { pcre2_match_data_free_8(data) }
      var effort = Effort()
      return withUnsafeMutablePointer(to: &effort) { effort in
        pcre2_set_callout_8(context, countStep, effort)
        pcre2_set_match_limit_8(context, UInt32(Self.mostSteps))
        pcre2_set_depth_limit_8(context, Self.mostDepth)
        pcre2_set_heap_limit_8(context, Self.mostMemory)
        // A String's UTF-8 is valid.
        let result = pcre2_match_8(code, bytes.baseAddress, bytes.count, 0, PCRE2_NO_UTF_CHECK, data, context)
        if result == PCRE2_ERROR_NOMATCH { return .none }
        // Memory that is not to be had and recursion without an end are limits too: no answer may pass for a good one.
        guard result >= 0, let pair = pcre2_get_ovector_pointer_8(data) else { return .limit }
        // With \K in a lookahead a match can begin after its end.
        return .match(min(pair[0], pair[1])..<max(pair[0], pair[1]))
      }
    }
  }

  private static func message(of number: Int32) -> String {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 256) { buffer in
      let length = pcre2_get_error_message_8(number, buffer.baseAddress, buffer.count)
      return length < 0 ? "error \(number)" : String(decoding: buffer.prefix(Int(length)), as: UTF8.self)
    }
  }

  private static func scalars(in text: String, upTo offset: Int) -> Int {
    // Each scalar has one byte that is not a continuation.
    text.utf8.prefix(offset).count { $0 & 0xC0 != 0x80 }
  }
}

/// What a search has cost so far.
private struct Effort {
  var steps = 0
  /// Where the last step was, in bytes.
  var position = 0
}

/// Counts a step, and ends the search where there have been too many; sixteen bytes run over are another step.
private func countStep(_ block: UnsafeMutablePointer<pcre2_callout_block_8>?, _ effort: UnsafeMutableRawPointer?)
  -> Int32
{
  guard let block, let effort = effort?.assumingMemoryBound(to: Effort.self) else { return 0 }
  let position = block.pointee.current_position
  effort.pointee.steps += 1 + abs(position - effort.pointee.position) / 16
  effort.pointee.position = position
  return effort.pointee.steps > BoundedPattern.mostSteps ? PCRE2_ERROR_CALLOUT : 0
}
