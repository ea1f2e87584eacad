import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { type RatePolicy, type RatePolicyName, ratePolicies } from "./model/catalog/rate-policies.ts";
import { limits } from "./model/limits.ts";

/** The version of this software, as its package says. */
export const { version: softwareVersion } = JSON.parse(
  readFileSync(new URL("../package.json", import.meta.url), "utf8"),
) as { readonly version: string };

/** The folder of the web app as scripts/build-app.ts leaves it. */
const builtApp = fileURLToPath(new URL("../ui/dist", import.meta.url));

const megabyte = 1024 * 1024;
/** Each process takes a node number of its own, and there are 64 of them (domain/ids/record-ids.ts). */
const mostWorkers = 32;

/** Every setting of the server in one table: its flag, its environment variable and its default. */
export const settings = {
  host: { flag: "--host <address>", env: "TRUNKLINE_HOST", fallback: "127.0.0.1", text: "address to listen on" },
  port: {
    flag: "--port <number>",
    env: "TRUNKLINE_PORT",
    fallback: "4747",
    text: "port to listen on; 0 takes a free one",
  },
  data: {
    flag: "--data <dir>",
    env: "TRUNKLINE_DATA",
    fallback: "data",
    text: "folder of the embedded database, uploaded files and the token file",
  },
  databaseUrl: {
    flag: "--database-url <url>",
    env: "DATABASE_URL",
    fallback: "",
    text: "PostgreSQL to use in place of the embedded database",
  },
  databaseReplicaUrl: {
    flag: "--database-replica-url <url>",
    env: "DATABASE_REPLICA_URL",
    fallback: "",
    text: "streaming replica of that PostgreSQL, for reads",
  },
  databaseReplicaLag: {
    flag: "--database-replica-lag <seconds>",
    env: "TRUNKLINE_DATABASE_REPLICA_LAG",
    fallback: "2",
    text: "how far the replica may be behind before the primary reads",
  },
  workers: {
    flag: "--workers <number>",
    env: "TRUNKLINE_WORKERS",
    fallback: "1",
    text: "processes that share the port, on PostgreSQL",
  },
  token: {
    flag: "--token <token>",
    env: "TRUNKLINE_TOKEN",
    fallback: "",
    text: "a token that the default portal shall know",
  },
  strict: {
    flag: "--strict",
    env: "TRUNKLINE_STRICT",
    fallback: "false",
    text: "refuse updates with unknown or read-only properties",
  },
  recycleBinDays: {
    flag: "--recycle-bin-days <days>",
    env: "TRUNKLINE_RECYCLE_BIN_DAYS",
    fallback: String(limits.recycleBinDays),
    text: "how long deleted records can be restored",
  },
  maxFileMegabytes: {
    flag: "--max-file-megabytes <number>",
    env: "TRUNKLINE_MAX_FILE_MEGABYTES",
    fallback: String(limits.fileBytes / megabyte),
    text: "largest file that can be uploaded",
  },
  publicUrl: {
    flag: "--public-url <url>",
    env: "TRUNKLINE_PUBLIC_URL",
    fallback: "",
    text: "address that clients use, where it is another",
  },
  rateLimit: {
    flag: "--rate-limit <preset>",
    env: "TRUNKLINE_RATE_LIMIT",
    fallback: "off",
    text: `limits of rate for every token: off, ${Object.keys(ratePolicies).join(", ")}`,
  },
  logLevel: {
    flag: "--log-level <level>",
    env: "TRUNKLINE_LOG_LEVEL",
    fallback: "info",
    text: "trace, debug, info, warn, error, fatal or silent",
  },
} as const;

export type SettingName = keyof typeof settings;

export type Config = {
  readonly host: string;
  readonly port: number;
  readonly dataFolder: string;
  /** Undefined where the embedded database is used. */
  readonly databaseUrl: string | undefined;
  /** A streaming replica of the PostgreSQL. */
  readonly databaseReplicaUrl: string | undefined;
  readonly replicaLagMilliseconds: number;
  /** How many processes answer requests. */
  readonly workers: number;
  readonly token: string | undefined;
  readonly strict: boolean;
  readonly recycleBinDays: number;
  /** The largest uploaded file in bytes. */
  readonly maxFileBytes: number;
  readonly publicUrl: string | undefined;
  /** Undefined where nothing limits the rate of requests. */
  readonly ratePolicy: RatePolicy | undefined;
  readonly logLevel: string;
  /** The folder of the built web app. */
  readonly appFolder: string;
};

/**
 * Reads the settings from flags, then from the environment, then from the defaults.
 * @throws Error that names the setting which cannot be used
 */
export function readConfig(
  flags: Readonly<Partial<Record<SettingName, string | boolean>>>,
  env: Readonly<Record<string, string | undefined>>,
): Config {
  const value = (name: SettingName): string => {
    const flag = flags[name];
    if (flag !== undefined) return String(flag);
    return env[settings[name].env] || settings[name].fallback;
  };
  return {
    host: value("host"),
    port: wholeNumber("port", value("port"), 65_535),
    dataFolder: resolve(value("data")),
    databaseUrl: postgresUrl("databaseUrl", value("databaseUrl")),
    databaseReplicaUrl: postgresUrl("databaseReplicaUrl", value("databaseReplicaUrl")),
    replicaLagMilliseconds: wholeNumber("databaseReplicaLag", value("databaseReplicaLag"), 86_400) * 1_000,
    workers: workers(value("workers")),
    token: token(value("token")),
    strict: truth("strict", value("strict")),
    recycleBinDays: wholeNumber("recycleBinDays", value("recycleBinDays"), 36_500),
    maxFileBytes: wholeNumber("maxFileMegabytes", value("maxFileMegabytes"), 100_000) * megabyte,
    publicUrl: webAddress(value("publicUrl")),
    ratePolicy: ratePolicy(value("rateLimit")),
    logLevel: oneOf("logLevel", value("logLevel"), ["trace", "debug", "info", "warn", "error", "fatal", "silent"]),
    appFolder: builtApp,
  };
}

/** The file of the embedded database. */
export function databaseFile(config: Config): string {
  return join(config.dataFolder, "trunkline.db");
}

/** The file that keeps the default token, readable by its owner alone. */
export function tokenFile(config: Config): string {
  return join(config.dataFolder, "token");
}

/** The folder that keeps the bytes of uploaded files; all servers of one database use the same. */
export function filesFolder(config: Config): string {
  return join(config.dataFolder, "files");
}

/** The file that keeps the secret with which addresses of files are signed. */
export function linkSecretFile(config: Config): string {
  return join(config.dataFolder, "link-secret");
}

function refuseSetting(name: SettingName, value: string, wanted: string): never {
  throw new Error(
    `${settings[name].flag.split(" ")[0]} (${settings[name].env}) is ${JSON.stringify(value)}: ${wanted}`,
  );
}

function wholeNumber(name: SettingName, value: string, highest: number): number {
  const number = Number(value);
  if (/^\d+$/.test(value) && number <= highest) return number;
  return refuseSetting(name, value, `it must be a whole number from 0 to ${highest}`);
}

function workers(value: string): number {
  const number = wholeNumber("workers", value, mostWorkers);
  return number > 0 ? number : refuseSetting("workers", value, "at least one process must answer");
}

function truth(name: SettingName, value: string): boolean {
  if (/^(true|1|yes|on)$/i.test(value)) return true;
  if (/^(false|0|no|off)$/i.test(value)) return false;
  return refuseSetting(name, value, "it must be true or false");
}

function oneOf(name: SettingName, value: string, allowed: readonly string[]): string {
  return allowed.includes(value) ? value : refuseSetting(name, value, `it must be one of ${allowed.join(", ")}`);
}

function ratePolicy(value: string): RatePolicy | undefined {
  const name = oneOf("rateLimit", value, ["off", ...Object.keys(ratePolicies)]);
  return name === "off" ? undefined : ratePolicies[name as RatePolicyName];
}

function postgresUrl(name: SettingName, value: string): string | undefined {
  if (value === "") return undefined;
  if (/^postgres(ql)?:\/\//.test(value)) return value;
  // The value may hold a password, so it is not repeated.
  const { flag, env } = settings[name];
  throw new Error(`${flag.split(" ")[0]} (${env}) must begin with postgres:// or postgresql://`);
}

/** True for what can be sent in a header and pasted into a shell. */
export function isUsableToken(text: string): boolean {
  return /^[\x21-\x7e]{8,200}$/.test(text) && !/["'`\\$]/.test(text);
}

function token(value: string): string | undefined {
  if (value === "") return undefined;
  if (isUsableToken(value)) return value;
  throw new Error("--token (TRUNKLINE_TOKEN) must have 8 to 200 printable characters without blanks and quotes");
}

function webAddress(value: string): string | undefined {
  if (value === "") return undefined;
  if (URL.canParse(value) && /^https?:/.test(value)) return value.replace(/\/+$/, "");
  return refuseSetting("publicUrl", value, "it must be an http or https address");
}
