extension FreshLibrary {
  /// `library/libtool.yaml`.
  static let settings = """
    # The settings of this library. Every value can be overridden for one command: --set fill.concurrency=16

    # production: only real providers; what is accepted is meant for learners.
    # rehearsal: texts may come from the simulated provider, and every report and export says so.
    mode: production

    # The one currency of the ledger: prices, budgets and costs. Write the prices below in it.
    currency: USD

    # review: accepted drafts wait until a person accepts them (`libtool review`).
    # auto: what is accepted and not flagged goes live at once.
    publish: review

    # The kinds in use, each a folder in prompts/. A kind may override what its kind.yaml or this file says:
    #   gap_fill_exercise:
    #     publish: auto        # as above, for this kind only
    #     batch_size: 5        # items one call asks for at most; 1 turns batches off
    #     assessment_size: 5   # items one call judges at most
    #     retries: 5           # new attempts that may follow a first draft
    #     threshold: 70        # a score (0 to 100) below it sends an item to a person
    kinds:
      gap_fill_exercise:
      micro_lesson:

    # The provider that `fill` uses unless told otherwise with --provider: openai, groq, cerebras, deepinfra, ollama, llamacpp,
    # vllm, or any other name with a base_url below.
    provider: openai

    # Keys never stand in this file: `libtool keys set openai` asks for one, or set OPENAI_API_KEY in the environment.
    # OPENAI_BASE_URL is the address of another server that speaks the same protocol; left out, it is OpenAI's.
    providers:
      openai:
        model: gpt-4.1-mini         # or --model for one command
        # requests_per_minute: 500  # limits of your account, where its headers do not tell
        # tokens_per_minute: 200000
        # kept_back: 0.1            # the share of them that is left to other programs

    # What a million tokens cost, by provider/model, in the currency above; `*` stands for any text in a name. Prices change:
    # compare them with your provider's price page, and write down the day. A model without a price refuses a run with a
    # budget.
    prices:
      as_of: 2026-06-21
      openai/gpt-4.1-mini: {input: 0.40, cached_input: 0.10, output: 1.60}

    # What all runs together may spend in a day and a month of UTC, and the runs of one person (--as) within that:
    # budgets:
    #   day: 5
    #   month: 80
    #   actors:
    #     anna: {day: 2}

    # What a person takes for an item, which `libtool costs` compares with; one price, or by kind:
    # costs:
    #   person_price: {gap_fill_exercise: 4.50, micro_lesson: 12}

    fill:
      concurrency: 8            # calls at once
      min_accept: 70            # percent of the wanted items that must be accepted for exit code 0
      max_drafts_factor: 2      # drafts begun, as a multiple of the items wanted
      assess: true              # whether a model assesses what the rules let through
      call_tries: 3             # tries of a call that the provider fails
      failures_before_pause: 10 # calls that may fail one after the other before the run pauses
      soft_deadline_s: 120      # seconds after which a call is given up
      deadline_s: 180           # seconds after which nobody waits for it, whatever its client does
      poll_s: 60                # seconds between two looks at a batch job, at most
      stragglers_live: 0        # last calls of a batch run that are made live
      model_output_limit: 16384 # output tokens the model can write in one call

    # Requests and raw answers are kept for `libtool runs calls`; keep_days counts from the end of a run, and no number
    # keeps them for ever.
    answers:
      keep_days: 365
      compress: true

    # Who is told when a run finishes, pauses, or has spent 80 % or all of its budget (finished, paused, budget_80, budget_100):
    # notifications:
    #   desk:
    #     command: notify-send libtool "$LIBTOOL_TEXT"
    #     on: [finished, paused]
    #   chat:
    #     webhook: ${CHAT_WEBHOOK}   # a variable of the environment that holds the URL

    # Exports by name: `libtool export app`. A job may also name section, topic, sku, language, kind and level, each one
    # pattern or a list of them: `level: [A1, A2]`.
    exports:
      app:
        format: json
        output: exports/app.json

    """
}
