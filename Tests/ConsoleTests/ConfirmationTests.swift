import Testing

@testable import Console

@Suite struct ConfirmationTests {
  @Test(arguments: [
    ("y", true), ("YES", true), (" yes ", true), ("n", false), ("", false), ("yep", false), ("no y", false),
  ])
  func answers(answer: String, expected: Bool) throws {
    let capture = OutputCapture()
    let terminal = Terminal.capturing(capture, errorsAreTerminal: true, answers: [answer])
    #expect(try terminal.confirm("Undo event 7?", assumeYes: false) == expected)
    #expect(capture.errors == "Undo event 7? [y/N] ")
  }

  @Test func theEndOfInputIsANo() throws {
    let capture = OutputCapture()
    let terminal = Terminal.capturing(capture, errorsAreTerminal: true, answers: [])
    #expect(try terminal.confirm("Undo?", assumeYes: false) == false)
    #expect(capture.errors == "Undo? [y/N] \n")
  }

  @Test func yesInAdvanceAsksNothing() throws {
    let capture = OutputCapture()
    #expect(try Terminal.capturing(capture).confirm("Undo?", assumeYes: true))
    #expect(capture.errors == "")
  }

  @Test(arguments: [(true, false), (false, true), (false, false)])
  func refusalWithoutATerminal(input: Bool, errors: Bool) throws {
    let capture = OutputCapture()
    let terminal = Terminal.capturing(capture, errorsAreTerminal: errors, answers: input ? ["y"] : nil)
    let refusal = #expect(throws: ConfirmationRefused.self) {
      try terminal.confirm("Undo\nevent 7?\u{1B}[2J", assumeYes: false)
    }
    #expect(refusal?.message == "'Undo event 7?' needs an answer, and there is no terminal to ask on")
    #expect(refusal?.hint == "pass --yes to go ahead without being asked")
    #expect(capture.errors == "")
  }
}
