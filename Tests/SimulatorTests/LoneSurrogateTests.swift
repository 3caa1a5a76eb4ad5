import Formats
import Testing

@testable import Simulator

@Suite struct LoneSurrogateTests {
  /// Words of the format stay whole: the text of an author is struck, also an empty one.
  @Test(
    arguments: [
      (#"{"status":"pass","explanation":""}"#, #"{"status":"pass","explanation":"*"}"#),
      (
        #"{"assessments":[{"slot":"slot-number-one","status":"pass","explanation":""}]}"#,
        #"{"assessments":[{"slot":"slot-number-one","status":"pass","explanation":"*"}]}"#
      ),
      (#"{"items":[{"slot":"s1","a":"x","b":["yy"]}]}"#, #"{"items":[{"slot":"s1","a":"x","b":["*yy"]}]}"#),
      (#"{"status":"pass"}"#, #"{"status":"pass"}"#), ("Prose", "*Prose"), (#"{"a":"cut o"#, #"*{"a":"cut o"#),
    ]) func theLongestTextIsStruck(text: String, marked: String)
  {
    let result = LoneSurrogate.marked(text)
    #expect(result == marked.replacingStar(by: LoneSurrogate.marker))
    let bytes = LoneSurrogate.halved(Array(result.utf8))
    #expect(String(decoding: bytes, as: UTF8.self) == marked.replacingStar(by: #"\ud83d"#))
  }

  @Test func anAssessmentStaysOne() async throws {
    let endpoint = try Endpoint(fault: "lone_surrogate")
    let tool: JSON = ["type": "function", "function": ["name": "assess_note_batch", "parameters": Chat.schema]]
    let reply = try await endpoint.complete(Chat.other(["tools": [tool]], text: Chat.text(slots: 2)))
    let arguments = TolerantJSON.read(
      TolerantJSON.read(reply.body).value?["choices"]?.array?.first?["message"]?["tool_calls"]?.array?.first?[
        "function"]?[
          "arguments"]?.string ?? ""
    ).value
    let assessments = arguments?["assessments"]?.array ?? []
    #expect(assessments.map { $0["status"] } == ["pass", "pass"] && assessments.map { $0["slot"] } == ["s1", "s2"])
    #expect(reply.text.contains("\\ud83d"))
  }
}

extension String {
  fileprivate func replacingStar(by text: some CustomStringConvertible) -> String {
    split(separator: "*", omittingEmptySubsequences: false).joined(separator: "\(text)")
  }
}
