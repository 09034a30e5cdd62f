import path from 'node:path';
import { bool, cleanEnv, num, port, str, url } from 'envalid';

const given = cleanEnv(
  process.env,
  {
    PORT: port({ default: 8080, desc: 'Where the API and its pages are served' }),
    HOST: str({ default: 'localhost', desc: 'The loopback; production sets the address its proxy reaches' }),
    DATA_DIR: str({ default: '.data', desc: 'Embedded databases, keys, logs; relative to where the command is run' }),
    BACKUP_DIR: str({
      default: undefined,
      desc: 'Backups and the write-ahead log, best on another disk; default: backups in DATA_DIR',
    }),
    LOG_LEVEL: str({ default: 'info', choices: ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] }),

    DATABASE_URL: url({
      default: undefined,
      desc: 'Owner of a PostgreSQL 18 database; without it npm start brings its own',
    }),
    TEMPORAL_ADDRESS: str({ default: undefined, desc: 'host:port; without it npm start brings its own' }),
    TEMPORAL_NAMESPACE: str({ default: 'default' }),
    TEMPORAL_UI_URL: url({
      default: undefined,
      desc: "Temporal's own pages; the account page links there for auditors",
    }),

    ASTERISK_URL: url({ default: undefined, desc: 'Base URL of ARI; without it npm start simulates the exchange' }),
    ASTERISK_USER: str({ default: 'oshirase' }),
    ASTERISK_PASSWORD: str({ default: undefined }),
    GATEWAY_URL: url({ default: 'http://127.0.0.1:8090', desc: 'Where the API reaches the telephony gateway' }),
    GATEWAY_SECRET: str({ default: undefined, desc: 'Between those two; default: made in DATA_DIR/keys' }),

    SMS_URL: url({ default: undefined, desc: 'Base URL of the SMS provider; without it npm start simulates one' }),
    SMS_TOKEN: str({ default: undefined, desc: 'For our requests to the provider' }),
    SMS_CALLBACK_SECRET: str({ default: undefined, desc: 'What receipts must carry; default: made in DATA_DIR/keys' }),
    SMS_PER_SECOND: num({ default: 10 }),

    CHROMIUM_PATH: str({ default: undefined, desc: 'A Chromium to print with; default: the one of the npm package' }),
    FONT_DIR: str({ default: undefined, desc: 'Further fonts for names, as IPAmj Mincho' }),

    ANCHOR_DIR: str({
      default: undefined,
      desc: "Where the ledger's seals are written down, best on another machine's disk; default: anchors in DATA_DIR",
    }),
    SEAL_KEYS: str({ default: undefined, desc: 'File of the keys that sign them; default: made in DATA_DIR/keys' }),

    METRICS_TOKEN: str({
      default: undefined,
      desc: 'What GET /metrics must be asked with; default: made in DATA_DIR/keys',
    }),
    CODEC_KEY: str({ default: undefined, desc: 'Base64 of 32 bytes; default: made in DATA_DIR/keys' }),
    CODEC_TOKEN: str({ default: undefined, desc: 'Lets the temporal command read payloads: --codec-auth "Bearer …"' }),
    SESSION_SECRET: str({ default: undefined, desc: 'At least 32 characters; default: made in DATA_DIR/keys' }),
    DEMO_DEBTORS: num({ default: 3_000, desc: 'How many residents npm start invents' }),
    SERVE_UI: bool({ default: true, desc: 'Serve dist/admin-ui beside the API' }),
  },
  { reporter: ({ errors }) => refuse(errors) },
);

/** The only place that reads the environment: parsed once, typed, frozen. */
export const env = Object.freeze({
  ...given,
  DATA_DIR: path.resolve(given.DATA_DIR),
  BACKUP_DIR: path.resolve(given.BACKUP_DIR ?? path.join(given.DATA_DIR, 'backups')),
  ANCHOR_DIR: path.resolve(given.ANCHOR_DIR ?? path.join(given.DATA_DIR, 'anchors')),
  SEAL_KEYS: path.resolve(given.SEAL_KEYS ?? path.join(given.DATA_DIR, 'keys', 'seal.json')),
});

/** Names the settings, never their values: some are secrets. */
function refuse(errors: Partial<Record<string, Error>>): void {
  const names = Object.keys(errors);
  if (names.length === 0) return;
  throw new Error(`環境変数を直してください / Correct these environment variables (see env.ts): ${names.join(', ')}`);
}
