import ContentModel
import Formats
import Glibc
import Testing

@testable import libtool

@Suite struct KeysCommandTests {
  private static let key = "sk-sentinel/0123+456=789"
  private static let path = ".config/libtool/keys"

  private static func library(_ environment: [String: String] = [:]) throws -> (TestLibrary, file: String) {
    let library = try TestLibrary(.tiny, environment: environment)
    return (library, library.root + "/" + path)
  }

  private static func mode(of path: String) -> mode_t? {
    var status = stat()
    return stat(path, &status) == 0 ? status.st_mode & 0o777 : nil
  }

  @Test func aKeyIsAskedForAndStoredForItsOwnerOnly() async throws {
    let (library, file) = try Self.library()
    let set = await library.run("keys", "set", "openai", answers: ["  \(Self.key) "])
    #expect(set.code == .done)
    #expect(set.output == "The key of openai is stored in \(file).\n")
    #expect(set.errors == "Key of openai (not shown): ")
    #expect(try library.read(Self.path) == "openai=\(Self.key)\n")
    #expect(Self.mode(of: file) == 0o600)
    #expect(Self.mode(of: library.root + "/.config/libtool") == 0o700)

    #expect(await library.run("keys", "set", "groq", answers: ["gsk-another-0001"]).code == .done)
    let list = try await library.run("keys", "--json").json
    #expect(list == [["provider": "groq", "source": .string(file)], ["provider": "openai", "source": .string(file)]])

    let removed = await library.run("keys", "remove", "openai")
    #expect(removed.output == "The key of openai is no longer in \(file).\n")
    #expect(try library.read(Self.path) == "groq=gsk-another-0001\n")
  }

  @Test func theEnvironmentGoesFirst() async throws {
    let (library, _) = try Self.library(["OPENAI_API_KEY": "sk-of-the-environment"])
    let set = await library.run("keys", "set", "openai", answers: [Self.key])
    #expect(set.errors.hasSuffix("OPENAI_API_KEY is set in the environment and goes before it\n"))
    let list = try await library.run("keys", "list", "--json").json
    #expect(list == [["provider": "openai", "source": "the environment's OPENAI_API_KEY"]])
  }

  @Test func withoutATerminalNothingIsAsked() async throws {
    let (library, _) = try Self.library()
    let set = await library.run("keys", "set", "openai")
    #expect(set.code == .usage)
    #expect(
      set.errors == """
        error: the key of openai is asked for on a terminal, and there is none
        run this on a terminal, or set OPENAI_API_KEY in the environment

        """)
    #expect(!library.exists(Self.path))
  }

  @Test(arguments: [
    ("", "error: no key was given\nnothing was changed\n"),
    ("sk with spaces", "error: the key has characters that no key has\ncopy it again; nothing was changed\n"),
    ("sk-ä", "error: the key has characters that no key has\ncopy it again; nothing was changed\n"),
  ]) func whatIsNoKeyIsRefused(answer: String, errors: String) async throws {
    let (library, _) = try Self.library()
    let set = await library.run("keys", "set", "openai", answers: [answer])
    #expect(set.code == .failed)
    #expect(set.errors == "Key of openai (not shown): " + errors)
    #expect(!library.exists(Self.path))
  }

  @Test func aNameIsANameAndAKeyNoArgument() async throws {
    let (library, _) = try Self.library()
    let name = await library.run("keys", "set", "a=b", answers: [Self.key])
    #expect(name.code == .usage)
    #expect(name.errors.hasPrefix("error: 'a=b' is no provider's name: letters, digits, '-', '_' and '.' only\n"))
    #expect(await library.run("keys", "set", "openai", "sk-argument").code == .usage)
    let unknown = await library.run("keys", "remove", "opnai")
    #expect(unknown.errors == "error: no key of 'opnai' is stored\nnone is stored at all\n")
  }

  @Test func aFileThatOthersMayReadIsNotUsed() async throws {
    let (library, file) = try Self.library()
    #expect(await library.run("keys", "set", "openai", answers: [Self.key]).code == .done)
    #expect(chmod(file, 0o644) == 0)
    let list = await library.run("keys", "list")
    #expect(list.code == .failed)
    #expect(list.errors == "error: \(file) may be read by others, so its keys are not used\nchmod 600 \(file)\n")
    try library.write("# mine\nno line of a key\n", to: Self.path)
    #expect(chmod(file, 0o600) == 0)
    let wrong = await library.run("keys", "list")
    #expect(
      wrong.errors == """
        error: \(file):2 is no line NAME=key
        mend the line, or take it out and run `libtool keys set NAME`

        """)
  }

  /// A key that got into data, by whatever way, is not printed: raw, in JSON, encoded.
  @Test func noKeyIsPrinted() async throws {
    let (library, _) = try Self.library(["OPENAI_API_KEY": Self.key])
    let encoded = ["c2stc2VudGluZWwvMDEyMys0NTY9Nzg5", "sk-sentinel%2F0123%2B456%3D789"]
    for text in [Self.key] + encoded {
      for arguments in [
        ["items", "show", text], ["items", "show", text, "--json"], ["coverage", "--section", text], [text],
      ] {
        let result = await library.run(arguments)
        #expect(result.code != .done)
        #expect(result.errors.contains("[redacted]"), "\(result.errors)")
        #expect(!(result.output + result.errors).contains(text), "\(result.errors)")
      }
    }
  }
}
