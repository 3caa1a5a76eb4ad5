import Formats
import Testing

@testable import Providers

@Suite struct EndpointComplaintTests {
  private func complaint(_ sample: RefusalText) -> EndpointComplaint? {
    let body = TolerantJSON.read(sample.body).value
    return EndpointComplaint(
      status: sample.status, text: sample.body,
      parameter: (body?["error"]?["param"] ?? body?["param"])?.string ?? "", form: sample.form)
  }

  @Test(arguments: RefusalText.refusals) func whatEndpointsRefuseIsUnderstood(_ sample: RefusalText) {
    #expect(complaint(sample) == sample.complaint)
  }

  @Test(arguments: RefusalText.others) func otherErrorsAreNoComplaints(_ sample: RefusalText) {
    #expect(complaint(sample) == nil)
  }

  @Test(arguments: EndpointComplaint.allCases) func everyComplaintIsAnsweredOnce(_ complaint: EndpointComplaint) throws
  {
    let form = complaint == .responseFormat ? RefusalText.schema : RequestForm()
    let next = try #require(form.adapted(to: complaint))
    #expect(next != form)
  }

  /// Tool by name, any tool, schema, plain JSON with and without its mark.
  @Test func theWholeIsGivenUpLast() throws {
    var form = RequestForm()
    let steps: [(EndpointComplaint, (RequestForm) -> Bool)] = [
      (.toolChoice, { $0.answers == .tool && $0.toolChoice == .required }),
      (.toolChoice, { $0.answers == .jsonSchema && $0.isStrict }),
      (.schema, { $0.answers == .jsonSchema && !$0.isStrict }),
      (.schema, { $0.answers == .json && $0.sendsJSONObject }),
      (.responseFormat, { $0.answers == .json && !$0.sendsJSONObject }),
    ]
    for (complaint, isExpected) in steps {
      form = try #require(form.adapted(to: complaint))
      #expect(isExpected(form))
    }
    #expect(form.adapted(to: .responseFormat) == nil)
  }
}
