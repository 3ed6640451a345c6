import { availableParallelism } from 'node:os';
import { z } from 'zod';
import { collabVariables, readCollabConfig, type CollabConfig } from './collab-config.js';
import { mailVariables, readMailConfig, type MailConfig } from './mail-config.js';
import { oidcVariables, readOidcConfig, type OidcConfig } from './oidc-config.js';

const seconds = z.coerce.number().int().positive();

/** A converting LibreOffice fills a processor; one is left to the api, the rest of the worker and Postgres. Each takes some 300 MB. */
export const defaultOfficeProcesses = Math.min(4, Math.max(1, availableParallelism() - 1));

/** Every variable the product reads, its default and unit; docs/configuration in the README follows this table. */
const environmentSchema = z.object({
  APP_DATABASE_URL: z.url().describe('PostgreSQL URL of the application role, which owns nothing'),
  REDIS_URL: z.url().describe('Redis for the queues; nothing in it that Postgres cannot rebuild'),
  S3_ENDPOINT: z.url().optional().describe('S3 store; when absent objects live in STORAGE_DIR'),
  S3_ACCESS_KEY: z.string().min(1).optional(),
  S3_SECRET_KEY: z.string().min(1).optional(),
  S3_BUCKET: z.string().min(3).max(63).default('gare-insieme'),
  S3_REGION: z.string().default('us-east-1'),
  STORAGE_DIR: z.string().min(1).optional(),
  SESSION_SECRET: z.string().min(32).describe('At least 32 characters; signs download links and CSRF tokens, encrypts second factors'),
  SESSION_HOURS: seconds.default(10),
  HOST: z.string().default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65535).default(3000),
  PUBLIC_URL: z.url().default('http://localhost:3000'),
  TEMPLATES_DIR: z.string().default('templates'),
  WEB_DIR: z.string().default('dist/web'),
  STANDARDS_DIR: z.string().optional(),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  DATABASE_POOL: z.coerce.number().int().min(2).max(100).default(10),
  WORKER_CONCURRENCY: z.coerce.number().int().min(1).max(64).default(8),
  OFFICE_PROCESSES: z.coerce.number().int().min(1).max(16).default(defaultOfficeProcesses),
  OFFICE_START: z.enum(['boot', 'demand']).default('boot').describe('When LibreOffice starts: with the worker, or with the first document'),
  OFFICE_TIMEOUT_SECONDS: seconds.default(120),
  OFFICE_MEMORY_MB: z.coerce.number().int().min(200).default(1200),
  PREFLIGHT_JAR: z.string().optional().describe('PDFBox preflight application jar; used where java is present'),
  WOPI_CLIENT_URL: z
    .url()
    .optional()
    .describe('Collabora Online or ONLYOFFICE as browsers reach it; when absent nothing is edited in the browser'),
  WOPI_HOST_URL: z.url().optional().describe('This product as the office server reaches it; PUBLIC_URL when absent'),
  RETENTION_DAYS: z.coerce.number().int().min(0).default(3650).describe('How long a sealed package cannot be deleted'),
  ...collabVariables,
  ...oidcVariables,
  ...mailVariables,
});

export type StorageConfig =
  | { driver: 's3'; endpoint: string; accessKey: string; secretKey: string; bucket: string; region: string }
  | { driver: 'fs'; directory: string };

export interface Config {
  databaseUrl: string;
  databasePool: number;
  redisUrl: string;
  storage: StorageConfig;
  sessionSecret: string;
  sessionHours: number;
  host: string;
  port: number;
  publicUrl: string;
  templatesDir: string;
  webDir: string;
  standardsDir: string | null;
  logLevel: z.infer<typeof environmentSchema>['LOG_LEVEL'];
  workerConcurrency: number;
  office: {
    processes: number;
    start: 'boot' | 'demand';
    timeoutMs: number;
    memoryMb: number;
    preflightJar: string | null;
    /** The office server in which documents are edited; null: none. */
    wopi: { clientUrl: string; hostUrl: string | null } | null;
  };
  retentionDays: number;
  collab: CollabConfig;
  /** Null: local accounts only. */
  oidc: OidcConfig | null;
  /** Null: no e-mail is sent. */
  mail: MailConfig | null;
}

/** The environment is wrong; `problems` lists every variable at fault, one line each. */
export class ConfigError extends Error {
  constructor(readonly problems: readonly string[]) {
    super(`Configuration is not usable:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`);
  }
}

function storageOf(env: z.infer<typeof environmentSchema>): StorageConfig {
  if (env.S3_ENDPOINT === undefined) {
    if (env.STORAGE_DIR === undefined) throw new ConfigError(['S3_ENDPOINT or STORAGE_DIR must be set: where are the files kept?']);
    return { driver: 'fs', directory: env.STORAGE_DIR };
  }
  if (env.S3_ACCESS_KEY === undefined || env.S3_SECRET_KEY === undefined) {
    throw new ConfigError(['S3_ENDPOINT is set, so S3_ACCESS_KEY and S3_SECRET_KEY must be set too']);
  }
  const { S3_ENDPOINT: endpoint, S3_ACCESS_KEY: accessKey, S3_SECRET_KEY: secretKey } = env;
  return { driver: 's3', endpoint, accessKey, secretKey, bucket: env.S3_BUCKET, region: env.S3_REGION };
}

/**
 * Parses the environment once, at the door.
 * @throws ConfigError with the full list of problems.
 */
export function loadConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const parsed = environmentSchema.safeParse(environment);
  if (!parsed.success) throw new ConfigError(parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`));
  const env = parsed.data;
  const oidc = readOidcConfig(env);
  if ('problems' in oidc) throw new ConfigError(oidc.problems);
  const mail = readMailConfig(env);
  if ('problems' in mail) throw new ConfigError(mail.problems);
  return {
    databaseUrl: env.APP_DATABASE_URL,
    databasePool: env.DATABASE_POOL,
    redisUrl: env.REDIS_URL,
    storage: storageOf(env),
    sessionSecret: env.SESSION_SECRET,
    sessionHours: env.SESSION_HOURS,
    host: env.HOST,
    port: env.PORT,
    publicUrl: env.PUBLIC_URL,
    templatesDir: env.TEMPLATES_DIR,
    webDir: env.WEB_DIR,
    standardsDir: env.STANDARDS_DIR ?? null,
    logLevel: env.LOG_LEVEL,
    workerConcurrency: env.WORKER_CONCURRENCY,
    office: {
      processes: env.OFFICE_PROCESSES,
      start: env.OFFICE_START,
      timeoutMs: env.OFFICE_TIMEOUT_SECONDS * 1000,
      memoryMb: env.OFFICE_MEMORY_MB,
      preflightJar: env.PREFLIGHT_JAR ?? null,
      wopi: env.WOPI_CLIENT_URL === undefined ? null : { clientUrl: env.WOPI_CLIENT_URL, hostUrl: env.WOPI_HOST_URL ?? null },
    },
    retentionDays: env.RETENTION_DAYS,
    collab: readCollabConfig(env),
    oidc: oidc.config,
    mail: mail.config,
  };
}

/** Injection token of the parsed configuration. */
export const CONFIG = Symbol('Config');
