extension RequestForm {
  /// This form without what the endpoint complains of, or nil where there is no way left.
  ///
  /// From a tool to a schema, from that to plain JSON; each detail is given up before the whole.
  func adapted(to complaint: EndpointComplaint) -> RequestForm? {
    var form = self
    switch complaint {
    case .tools: form.answers = .jsonSchema
    case .toolChoice: if toolChoice == .named { form.toolChoice = .required } else { form.answers = .jsonSchema }
    case .parallelToolCalls: form.sendsParallelToolCalls = false
    case .strict: form.isStrict = false
    case .schema: if isStrict { form.isStrict = false } else { form.answers = .json }
    case .responseFormat: if answers == .jsonSchema { form.answers = .json } else { form.sendsJSONObject = false }
    case .outputLimit: form.outputLimit = outputLimit == .maxTokens ? .maxCompletionTokens : .maxTokens
    case .temperature: form.sendsTemperature = false
    case .seed: form.sendsSeed = false
    }
    return form == self ? nil : form
  }
}
