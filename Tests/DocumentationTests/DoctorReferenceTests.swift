import Testing

@testable import libtool

/// The areas in the operations manual are those that the doctor looks at.
@Suite struct DoctorReferenceTests {
  @Test func areas() throws {
    let region = try Page("docs/manual-operations.md").region("doctor-areas")
    let names = Page.rows(of: region).flatMap { Page.code(in: $0[0]) }
    #expect(names.sorted() == Diagnosis.Area.allCases.map(\.rawValue).sorted())
  }
}
