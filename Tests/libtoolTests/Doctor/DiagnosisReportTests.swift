import Console
import Formats
import Testing

@testable import libtool

@Suite struct DiagnosisReportTests {
  private static let report = DiagnosisReport([
    Diagnosis(.sizes, .ok, "small"),
    Diagnosis(.prices, .warning, "groq/g has no price", mend: "add one"),
    Diagnosis(.store, .ok, "whole"),
    Diagnosis(.store, .info, "journal mode truncate"),
    Diagnosis(.prices, .ok, "openai/m: 0.25 in"),
    Diagnosis(
      .runs, .warning,
      "run 00000001 is paused: the provider asked for a pause that is longer than anybody wants to wait",
      mend: "`libtool runs resume 00000001` goes on with it, `libtool runs cancel 00000001` gives it up for good"),
    Diagnosis(.prices, .error, "no prices", mend: "write some", details: ["currency": "EUR"]),
  ])

  private static func text(_ width: Int, verbose: Bool = false, unicode: Bool = true, colour: Bool = false) -> String {
    report.text(verbose: verbose, width: width, style: Style(usesColour: colour, usesUnicode: unicode))
  }

  @Test func theWorstComesFirst() {
    #expect(
      Self.text(80) == """
        prices
          ✗ no prices
              write some
          ! groq/g has no price
              add one
        runs
          ! run 00000001 is paused: the provider asked for a pause that is longer than
            anybody wants to wait
              `libtool runs resume 00000001` goes on with it, `libtool runs cancel
              00000001` gives it up for good
        store
          · journal mode truncate
        1 error, 2 warnings; 3 more in order: --verbose lists them

        """)
  }

  @Test func aWideTerminal() {
    #expect(
      Self.text(200, verbose: true) == """
        prices
          ✗ no prices
              write some
          ! groq/g has no price
              add one
          ✓ openai/m: 0.25 in
        runs
          ! run 00000001 is paused: the provider asked for a pause that is longer than anybody wants to wait
              `libtool runs resume 00000001` goes on with it, `libtool runs cancel 00000001` gives it up for good
        store
          · journal mode truncate
          ✓ whole
        sizes
          ✓ small
        1 error, 2 warnings

        """)
  }

  @Test func wordsWithoutUnicode() {
    let text = Self.text(80, verbose: true, unicode: false)
    #expect(text.utf8.allSatisfy { $0 < 0x80 })
    #expect(text.hasPrefix("prices\n  error    no prices\n             write some\n  warning  groq/g has no price\n"))
    #expect(text.contains("\n  note     journal mode truncate\n  ok       whole\n"))
    #expect(text.contains("longer\n           than anybody"))
  }

  @Test func colourOnly() {
    let text = Self.text(80, colour: true)
    #expect(text.contains("  \u{1B}[31m✗\u{1B}[0m no prices\n"))
    #expect(text.contains("  \u{1B}[33m!\u{1B}[0m groq/g has no price\n"))
  }

  @Test func theDocument() {
    let json = Self.report.json
    #expect(json["errors"] == 1)
    #expect(json["warnings"] == 2)
    #expect(
      json["diagnoses"]?.array?.first == [
        "area": "prices", "level": "error", "message": "no prices", "mend": "write some", "currency": "EUR",
      ])
    #expect(json["diagnoses"]?.array?.last == ["area": "sizes", "level": "ok", "message": "small", "mend": .null])
  }

  @Test func nothingSecretStays() {
    let redactor = Redactor(secrets: ["sk-0123456789"])
    let diagnosis = Diagnosis(
      .keys, .error, "it said sk-0123456789", mend: "not sk-0123456789", details: ["a": ["b": ["sk-0123456789"]]])
    #expect(!diagnosis.redacted(by: redactor).json.text.contains("0123456789"))
    #expect(diagnosis.redacted(by: redactor).message == "it said [redacted]")
  }
}
