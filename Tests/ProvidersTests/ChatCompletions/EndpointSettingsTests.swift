import ContentModel
import Formats
import HTTPClient
import Providers
import Testing

@Suite struct EndpointSettingsTests {
  @Test func everySettingIsRead() throws {
    let settings = try EndpointSettings(
      provider: "mine",
      JSON.parse(
        """
        {"model": "m", "base_url": "https://llm.example/api/", "answers": "json_schema", "output_limit": "max_tokens",
         "requests_per_minute": 3000, "tokens_per_minute": 1000000, "kept_back": 0.2, "proxy": "http://proxy:3128",
         "ca_file": "/etc/ca.pem", "key_variable": "MY_KEY", "patience_s": 90,
         "batch_lines": 1000, "batch_bytes": 5000000, "batch_tokens": 900000}
        """), environment: ["OPENAI_BASE_URL": "http://elsewhere"])
    #expect(settings.baseURL.text == "https://llm.example/api" && settings.baseURL.host == "llm.example")
    #expect(settings.baseURLSource == "providers.mine.base_url")
    #expect(settings.answers == .jsonSchema && settings.outputLimit == .maxTokens)
    #expect(settings.requestsPerMinute == 3000 && settings.tokensPerMinute == 1_000_000 && settings.keptBack == 0.2)
    #expect(settings.proxy == .url("http://proxy:3128") && settings.caFile == "/etc/ca.pem")
    #expect(settings.keyVariable == "MY_KEY" && settings.needsKey)
    #expect(settings.patience == .seconds(90))
    #expect(settings.batchLines == 1000 && settings.batchBytes == 5_000_000 && settings.batchTokens == 900_000)
    let client = settings.client(userAgent: "libtool/1")
    #expect(client.proxy == settings.proxy && client.caFile == "/etc/ca.pem" && client.userAgent == "libtool/1")
  }

  @Test(arguments: [
    ("openai", "https://api.openai.com/v1", "OPENAI_API_KEY", true),
    ("groq", "https://api.groq.com/openai/v1", "GROQ_API_KEY", true),
    ("cerebras", "https://api.cerebras.ai/v1", "CEREBRAS_API_KEY", true),
    ("deepinfra", "https://api.deepinfra.com/v1/openai", "DEEPINFRA_API_KEY", true),
    ("ollama", "http://localhost:11434/v1", "OLLAMA_API_KEY", false),
    ("llamacpp", "http://localhost:8080/v1", "LLAMACPP_API_KEY", false),
    ("vllm", "http://localhost:8000/v1", "VLLM_API_KEY", false),
    ("anthropic", "https://api.anthropic.com/v1", "ANTHROPIC_API_KEY", true),
  ])
  func knownProvidersNeedNoSettings(name: String, url: String, variable: String, needsKey: Bool) throws {
    let settings = try EndpointSettings(provider: name, [:], environment: [:])
    #expect(settings.baseURL.text == url && settings.keyVariable == variable && settings.needsKey == needsKey)
    #expect(settings.answers == nil && settings.outputLimit == nil && settings.proxy == .environment)
    #expect(settings.patience == .seconds(60) && settings.keptBack == 0)
    #expect(settings.requestsPerMinute == nil && settings.tokensPerMinute == nil && settings.caFile == nil)
  }

  @Test func theEnvironmentGoesBeforeTheSettingsOfOpenAI() throws {
    let environment = ["OPENAI_BASE_URL": "http://127.0.0.1:9/v1/"]
    let settings = try EndpointSettings(
      provider: "openai", ["base_url": "https://x.example/v1"], environment: environment)
    #expect(settings.baseURL.text == "http://127.0.0.1:9/v1" && settings.baseURLSource == "OPENAI_BASE_URL")
    let anthropic = try EndpointSettings(
      provider: "anthropic", [:], environment: ["ANTHROPIC_BASE_URL": "http://127.0.0.1:9/a"])
    #expect(anthropic.baseURL.text == "http://127.0.0.1:9/a/v1" && anthropic.baseURLSource == "ANTHROPIC_BASE_URL")
    let empty = try EndpointSettings(provider: "openai", [:], environment: ["OPENAI_BASE_URL": ""])
    #expect(empty.baseURL.text == "https://api.openai.com/v1")
    #expect(try EndpointSettings(provider: "groq", [:], environment: environment).baseURL.host == "api.groq.com")
  }

  @Test func aProxyCanBeTurnedOff() throws {
    #expect(try EndpointSettings(provider: "openai", ["proxy": "none"], environment: [:]).proxy == .direct)
  }

  struct Bad: Sendable, CustomTestStringConvertible {
    var provider = "openai"
    var json: JSON
    var environment: [String: String] = [:]
    var message: String
    var hint: String
    var testDescription: String { message }
  }

  static let bad = [
    Bad(
      json: ["anwsers": "tools"], message: "providers.openai.anwsers: unknown setting", hint: "did you mean `answers`?"),
    Bad(
      json: ["batch": 1], message: "providers.openai.batch: unknown setting",
      hint:
        "known are answers, base_url, batch_bytes, batch_lines, batch_tokens, ca_file, kept_back, key_variable, model, "
        + "output_limit, patience_s, proxy, requests_per_minute, tokens_per_minute"),
    Bad(
      json: ["answers": "tool"],
      message: #"providers.openai.answers: "tool" is none of auto, tools, json_schema or json"#,
      hint: "did you mean `tools`?"),
    Bad(
      json: ["output_limit": 3],
      message: "providers.openai.output_limit: 3 is none of auto, max_completion_tokens or max_tokens",
      hint: "write one of them, or leave it out"),
    Bad(
      json: ["kept_back": 1], message: "providers.openai.kept_back: 1 is no share from 0 to 0.9",
      hint: "write a number such as 0.1"),
    Bad(
      json: ["requests_per_minute": 0],
      message: "providers.openai.requests_per_minute: 0 is no whole number from 1 to 10000000",
      hint: "write a number in that range, or leave it out"),
    Bad(
      json: ["patience_s": -1], message: "providers.openai.patience_s: -1 is no whole number from 0 to 86400",
      hint: "write a number in that range, or leave it out"),
    Bad(json: ["proxy": 1], message: "providers.openai.proxy: 1 is no text", hint: "write a text, or leave it out"),
    Bad(
      json: ["base_url": "https://user:secret@host/v1"],
      message: "providers.openai.base_url: this is no http or https URL",
      hint: "write one such as https://api.openai.com/v1, without a name, a password or a query"),
    Bad(
      json: [:], environment: ["OPENAI_BASE_URL": "api.openai.com"],
      message: "providers.openai.base_url: the environment's OPENAI_BASE_URL is no http or https URL",
      hint: "write one such as https://api.openai.com/v1, without a name, a password or a query"),
    Bad(
      provider: "anthropic", json: ["answers": "tools"],
      message: "providers.anthropic.answers: Anthropic's Messages know one way only", hint: "leave it out"),
    Bad(
      provider: "anthropic", json: [:], environment: ["ANTHROPIC_BASE_URL": "x"],
      message: "providers.anthropic.base_url: the environment's ANTHROPIC_BASE_URL is no http or https URL",
      hint: "write one such as https://api.anthropic.com/v1, without a name, a password or a query"),
    Bad(
      json: ["batch_bytes": 1],
      message: "providers.openai.batch_bytes: 1 is no whole number from 100000 to 1000000000",
      hint: "write a number in that range, or leave it out"),
    Bad(
      provider: "mine", json: [:],
      message: "providers.mine.base_url: is missing, and mine is none of the known openai, groq, cerebras, deepinfra, "
        + "ollama, llamacpp, vllm, anthropic", hint: "write where its server is, such as http://localhost:8000/v1"),
    Bad(
      provider: "olama", json: [:],
      message:
        "providers.olama.base_url: is missing, and olama is none of the known openai, groq, cerebras, deepinfra, "
        + "ollama, llamacpp, vllm, anthropic", hint: "did you mean `ollama`?"),
  ]

  @Test(arguments: bad) func nonsenseIsRefused(_ sample: Bad) throws {
    let error = try #require(throws: EndpointSettingsError.self) {
      try EndpointSettings(provider: sample.provider, sample.json, environment: sample.environment)
    }
    #expect(error.message == sample.message)
    #expect(error.hint == sample.hint)
  }

  @Test(arguments: [
    ("http://h:1/v1", "http://h:1/v1"), ("http://h:1/v1/", "http://h:1/v1"), ("http://h:1/v1//", "http://h:1/v1"),
    ("http://h:1", "http://h:1/v1"), ("http://h:1/", "http://h:1/v1"), (" https://h/openai/v1 ", "https://h/openai/v1"),
    ("https://h/v1/chat/completions", "https://h/v1"), ("https://h/v1/chat/completions/", "https://h/v1"),
    ("HTTPS://h/v1", "HTTPS://h/v1"), ("http://[::1]:8080", "http://[::1]:8080/v1"),
    ("ftp://h/v1", nil), ("h:1/v1", nil), ("", nil), ("http://", nil), ("http://:80/v1", nil), ("http://a@h/v1", nil),
    ("http://h/v1?key=1", nil), ("http://h/v1#x", nil),
  ])
  func baseURLs(written: String, read: String?) {
    #expect(BaseURL(written)?.text == read)
  }

  @Test(arguments: [
    ("https://api.anthropic.com", "https://api.anthropic.com/v1"),
    ("https://api.anthropic.com/v1/", "https://api.anthropic.com/v1"),
    ("https://api.anthropic.com/v1/messages", "https://api.anthropic.com/v1"),
    ("https://gateway.example/anthropic", "https://gateway.example/anthropic/v1"),
  ])
  func baseURLsOfMessages(written: String, read: String) {
    #expect(BaseURL(written, format: .messages)?.text == read)
  }
}
