import Console
import Formats
import Testing

@testable import libtool

@Suite struct BodyTextTests {
  /// Each option, with its mark, stands on one line.
  @Test(arguments: [26, 30, 34, 40, 50, 80]) func noLineEndsWithinAnOption(width: Int) {
    let body: JSON = [
      "text": "Die Fenster müssen [1].",
      "gaps": [
        [
          "no": 1, "correct": "geputzt werden", "explanation": "Darum.",
          "distractors": ["geputzt worden", "putzen werden", "werden geputzt"],
        ]
      ],
    ]
    let style = Style(usesColour: false, usesUnicode: true)
    let lines = BodyText(width: width, style: style).lines(of: body)
    let shown = lines.joined(separator: "\n")
    for option in ["✓ geputzt werden", "geputzt worden", "putzen werden", "werden geputzt"] {
      #expect(shown.contains(option), "\(shown)")
    }
    #expect(lines.allSatisfy { $0.count <= width } && !shown.contains("\u{A0}"))
  }
}
