extension Schema {
  /// Jobs of many calls that a provider answers within a day, each step of their way stored before the next is made.
  static let batches = """
    CREATE TABLE batch_jobs (
      id INTEGER PRIMARY KEY,
      -- The intent, which goes along with the job: by it a job is found again whose identifier never came.
      uuid TEXT NOT NULL UNIQUE,
      run INTEGER NOT NULL REFERENCES runs,
      state TEXT NOT NULL CHECK (state = 'gathering' OR state = 'intended' OR state = 'uploaded' OR state = 'creating'
        OR state = 'submitted' OR state = 'collected' OR state = 'refused'),
      provider TEXT NOT NULL,
      -- A digest of provider, base URL and key: no other account may look after it.
      account TEXT NOT NULL,
      model TEXT NOT NULL,
      lines INTEGER NOT NULL DEFAULT 0,
      bytes INTEGER NOT NULL DEFAULT 0,
      -- Estimated, of all lines.
      input_tokens INTEGER NOT NULL DEFAULT 0,
      digest TEXT,
      input_file TEXT,
      -- The provider's identifier of the job, and its own word for how it stands.
      job TEXT,
      status TEXT,
      -- Jobs of the provider that were taken for this one, and are not: a JSON array.
      strangers TEXT NOT NULL DEFAULT '[]',
      -- Lines of the results that could not be read, came again, belong to no line of ours; lines that none came for.
      malformed INTEGER NOT NULL DEFAULT 0,
      repeated INTEGER NOT NULL DEFAULT 0,
      stray INTEGER NOT NULL DEFAULT 0,
      missing INTEGER NOT NULL DEFAULT 0,
      reason TEXT NOT NULL DEFAULT '',
      intended_at INTEGER NOT NULL,
      created_at INTEGER,
      ended_at INTEGER
    ) STRICT;
    CREATE INDEX batch_jobs_by_run ON batch_jobs (run);
    CREATE INDEX batch_jobs_open ON batch_jobs (account, model) WHERE state <> 'collected' AND state <> 'refused';

    -- The job that a call is a line of; null for a call of its own.
    ALTER TABLE attempts ADD COLUMN job INTEGER REFERENCES batch_jobs;
    CREATE INDEX attempts_by_job ON attempts (job, state) WHERE job IS NOT NULL;
    """
}
