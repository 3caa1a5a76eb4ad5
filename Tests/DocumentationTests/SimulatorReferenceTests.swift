import Simulator
import Testing

/// Every fault stands in the page of the simulator, and no other does.
@Suite struct SimulatorReferenceTests {
  @Test func everyFaultIsExplained() throws {
    let text = try Repository.read("docs/simulator.md")
    for fault in SimulatorFault.all {
      #expect(text.contains("`\(fault.name)`"), "docs/simulator.md lacks \(fault.name)")
    }
    let tables = text.split(separator: "\n").filter {
      $0.hasPrefix("| `") && !$0.contains("/v1/") && !$0.hasPrefix("| `--")
    }
    let named = tables.flatMap { row in
      row.dropFirst().prefix { $0 != "|" }.split(separator: "`").map(String.init).filter { !$0.contains(" ") }
    }
    #expect(named.count > 30)
    for request in BatchRequest.allCases {
      #expect(text.contains("\n- `\(request.rawValue)`: "), "docs/simulator.md lacks \(request.rawValue)")
    }
    for name in named { #expect(SimulatorFault(name: name) != nil, "there is no fault \(name)") }
  }
}
