import Formats

/// What an endpoint says it cannot do, read from the text of an error.
///
/// Endpoints agree on no code for it, so the words count. The texts it was made from stand in the tests, with their sources.
enum EndpointComplaint: Hashable, Sendable, CaseIterable {
  case tools, toolChoice, responseFormat, schema, strict, parallelToolCalls, outputLimit, temperature, seed

  /// The complaint of an answer, or nil where it is about something else.
  ///
  /// - Parameters:
  ///   - status: Requests are refused with 400, 404 or 422, by gateways with 405; llama.cpp's server says 500 or 501.
  ///   - text: What the endpoint said, in any case.
  ///   - parameter: The member that the error names as `param`, or the empty string.
  ///   - form: What was sent: only that can be complained of.
  init?(status: Int, text: String, parameter: String, form: RequestForm) {
    guard [400, 404, 405, 422, 500, 501].contains(status) else { return nil }
    let text = Self.plain(text)
    let parameter = Self.plain(parameter)
    func says(_ words: String...) -> Bool { words.contains { text.contains($0) } }
    func speaks(of member: String) -> Bool { text.containsWord(member) || parameter.containsWord(member) }
    let refuses = says(
      "not support", "n't support", "unsupported", "unrecognized", "unknown", "not permitted", "extra forbidden",
      "not allowed", "not available", "not implemented", "unexpected", "only the default", "deprecated")
    // A server's own failure may speak of anything: there only its plainest words count.
    guard refuses || says("requires") || (status < 500 && says("invalid", "must be", "expected")) else { return nil }

    let limit = form.outputLimit.rawValue
    let isAboutSize = says("too large", "at most", "greater than", "less than", "too many", "exceed", "maximum")
    if refuses, !isAboutSize, speaks(of: limit) {
      self = .outputLimit
    } else if refuses, form.sendsTemperature, speaks(of: "temperature") {
      self = .temperature
    } else if refuses, form.sendsSeed, speaks(of: "seed") {
      self = .seed
    } else if form.answers == .tool, form.sendsParallelToolCalls,
      speaks(of: "parallel_tool_calls") || speaks(of: "disable_parallel_tool_use")
    {
      self = .parallelToolCalls
    } else if form.answers == .tool,
      says("support tools", "tool use", "tool calling", "function calling", "tools param", "param: tools")
        || says("tool choice requires", "tool_choice requires") || (refuses && parameter == "tools")
        || (refuses && says("body tools", "tools is not", "tools are not", "argument supplied: tools"))
    {
      self = .tools
    } else if form.answers == .tool, speaks(of: "tool_choice") {
      self = .toolChoice
    } else if form.answers != .json, form.isStrict, speaks(of: "strict") {
      self = .strict
    } else if form.answers != .json, says("schema for", "json schema", "minitems", "maxitems", "additionalproperties") {
      self = .schema
    } else if form.answers != .tool,
      speaks(of: "response_format") || says("json_schema", "json_object", "response format")
    {
      self = .responseFormat
    } else {
      return nil
    }
  }

  /// Small letters, and white space instead of quotes, so that `('body', 'tools')` and `["body","tools"]` are alike.
  private static func plain(_ text: String) -> String {
    let marks = text.lowercased().map { "'\"`()[],\\".contains($0) ? " " : $0 }
    return String(marks).replacing("extra_forbidden", with: "extra forbidden")
      .split(separator: " ", omittingEmptySubsequences: true).joined(separator: " ")
  }
}

extension String {
  /// Whether a word stands here that is no part of a longer name.
  fileprivate func containsWord(_ word: String) -> Bool {
    func isPart(_ character: Character) -> Bool { character.isLetter || character.isNumber || character == "_" }
    return ranges(of: word).contains { range in
      (range.lowerBound == startIndex || !isPart(self[index(before: range.lowerBound)]))
        && (range.upperBound == endIndex || !isPart(self[range.upperBound]))
    }
  }
}
