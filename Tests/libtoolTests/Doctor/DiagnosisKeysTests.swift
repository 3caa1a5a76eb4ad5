import Testing
import Workspace

@testable import libtool

@Suite struct DiagnosisKeysTests {
  private static let file = "/home/ada/.config/libtool/keys"

  @Test(arguments: [
    ("openai", true, "sk-0123456789", "keys ok: the key of openai is in the environment's OPENAI_API_KEY"),
    (
      "openai", true, nil,
      "keys error: openai has no key: the environment has no OPENAI_API_KEY, and \(file) no openai "
        + "-> run `libtool keys set openai`, or set OPENAI_API_KEY in the environment"
    ),
    (
      "groq", false, nil,
      "keys warning: groq has no key: the environment has no GROQ_API_KEY, and \(file) no groq "
        + "-> run `libtool keys set groq`, or set GROQ_API_KEY in the environment"
    ),
    ("ollama", true, nil, "keys ok: ollama needs no key"),
  ])
  func whereAKeyIs(name: String, isDefault: Bool, key: String?, line: String) throws {
    let provider = try ProviderInUse.test(name, isDefault: isDefault, key: key)
    let found = Diagnosis.keys(of: [provider], stored: [], file: Self.file, problem: nil)
    #expect(found.map(\.line) == [line])
    #expect(!found.contains { "\($0)".contains(key ?? "sk-") })
  }

  @Test func aVariableOfItsOwnIsNamed() throws {
    let provider = try ProviderInUse.test(
      "gateway", settings: ["base_url": "https://llm.example.org/v1", "key_variable": "GATEWAY_KEY"])
    let found = Diagnosis.keys(of: [provider], stored: [], file: nil, problem: nil)
    #expect(
      found.map(\.line) == [
        "keys error: gateway has no key: the environment has no GATEWAY_KEY "
          + "-> run `libtool keys set gateway`, or set GATEWAY_KEY in the environment"
      ])
  }

  @Test func aKeyOfAnotherLibraryIsNoTrouble() {
    let found = Diagnosis.keys(of: [.simulated], stored: ["groq"], file: Self.file, problem: nil)
    #expect(found.map(\.line) == ["keys ok: \(Self.file) has a key of groq, which this library does not name"])
  }

  @Test func aFileOfKeysThatIsNotUsed() throws {
    let problem = KeyFileError.readableByOthers(path: Self.file)
    let text = "\(Self.file) may be read by others, so its keys are not used -> chmod 600 \(Self.file)"
    let simulated = Diagnosis.keys(of: [.simulated], stored: [], file: Self.file, problem: problem)
    #expect(simulated.map(\.line) == ["keys warning: \(text)"])
    let openai = try ProviderInUse.test("openai", key: "sk-0123456789")
    let needed = Diagnosis.keys(of: [openai], stored: [], file: Self.file, problem: problem)
    #expect(needed.first?.line == "keys error: \(text)")
  }
}
