/**
 * The migrations of the schema, oldest first. Only additions: replicas of an earlier version keep
 * running while a later one starts, and a downgrade is possible.
 */
export const MIGRATIONS: readonly string[] = [
  `
  CREATE TABLE jogg_slack.keyv (
    namespace text COLLATE "C" NOT NULL,
    key text COLLATE "C" NOT NULL,
    value text NOT NULL,
    expires bigint,
    PRIMARY KEY (namespace, key)
  );
  CREATE INDEX keyv_expires ON jogg_slack.keyv (expires) WHERE expires IS NOT NULL;
  CREATE TABLE jogg_slack.task (
    id text COLLATE "C" PRIMARY KEY,
    added bigint GENERATED ALWAYS AS IDENTITY,
    payload text NOT NULL,
    lane text NOT NULL,
    due bigint,
    fence bigint NOT NULL DEFAULT 0,
    owner text,
    lease_until bigint,
    woken boolean NOT NULL DEFAULT false,
    failures integer NOT NULL DEFAULT 0,
    quarantined boolean NOT NULL DEFAULT false,
    touched bigint NOT NULL
  ) WITH (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.02);
  CREATE INDEX task_due ON jogg_slack.task (lane, due) WHERE due IS NOT NULL AND owner IS NULL;
  CREATE INDEX task_place ON jogg_slack.task (added) WHERE lane = 'prompt' AND due IS NOT NULL;
  CREATE INDEX task_owner ON jogg_slack.task (owner, lease_until) WHERE owner IS NOT NULL;
  `,
  `
  ALTER TABLE jogg_slack.task ADD COLUMN state text COLLATE "C";
  CREATE INDEX task_state ON jogg_slack.task (state) WHERE state IS NOT NULL
  `,
];

/** The keys of this app's advisory locks. The prefix "Jogg" avoids those of other programs. */
export const LOCKS = { schema: 0x4a_6f_67_67_00_01, startUp: 0x4a_6f_67_67_00_02 } as const;
