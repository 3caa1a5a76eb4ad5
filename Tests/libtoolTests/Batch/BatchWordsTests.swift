import Testing

/// A run that waits for its batch jobs is not one that was cut short, whoever speaks of it.
@Suite struct BatchWordsTests {
  @Test func itWaitsWhoeverSpeaksOfIt() throws {
    let result = try BatchShell().run(
      """
      leave
      libtool fill --section relativsaetze --limit 1 --set provider=simulated 2>&1 > /dev/null | names
      libtool doctor --offline --json | grep -o '"message": "run [^"]*"' | names
      libtool runs pause $run 2>&1 | names
      libtool runs list --json | grep -o '"status": "[a-z]*"'
      """)
    #expect(
      result.output == """
        note: run RUN waits for 1 batch job at openai; `libtool runs resume RUN` takes in what they bring
        "message": "run RUN waits for 1 batch job at openai"
        error: no process works on run RUN
        it waits for 1 batch job at openai; `libtool runs resume RUN` takes in what they bring
        "status": "finished"
        "status": "waiting"

        """)
  }

  /// A command that could not go on with the run leaves it as it was.
  @Test func itWaitsAfterACommandThatFailed() throws {
    let result = try BatchShell().run(
      """
      leave
      OPENAI_API_KEY=sk-other "$LIBTOOL" runs resume last 2>&1 | names
      stop
      libtool runs cancel last --yes 2>&1 | sed "s/127.0.0.1:$port/HOST/" | names
      libtool runs list --json | grep -o '"status": "[a-z]*"'
      begin
      libtool runs cancel last --yes 2>&1 | names
      """)
    #expect(
      result.output == """
        error: run RUN has batch jobs at openai that were made with another key or base URL
        set the key and the base URL that the run was begun with, then resume it
        note: run RUN waits for 1 batch job at openai; `libtool runs cancel RUN` tries again to give it up
        error: openai cannot be reached: HOST: connection refused
        start the server, or mend OPENAI_BASE_URL
        "status": "waiting"
        Run RUN is cancelled; let go: 3 drafts; kept: 0 items.

        """)
  }
}
