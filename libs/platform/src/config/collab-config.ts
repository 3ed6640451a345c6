import { z } from 'zod';

const positive = z.coerce.number().int().positive();

/** Where drafts are written together, and what one connection may send. */
export const collabVariables = {
  COLLAB_URL: z
    .url()
    .default('http://127.0.0.1:3001')
    .describe('Where the api hands on the connections of drafts: a process or a balancer'),
  COLLAB_HOST: z.string().default('127.0.0.1').describe('Where the process of drafts listens'),
  COLLAB_PORT: z.coerce.number().int().min(0).max(65535).default(3001),
  COLLAB_UPDATE_KB: positive.default(2048).describe('Largest edit'),
  COLLAB_MESSAGES_PER_SECOND: positive.default(60).describe('Above it a connection is slowed down'),
  COLLAB_FLOOD_SECONDS: positive.default(15).describe('Slowed down for so long a connection is closed'),
  COLLAB_RECHECK_SECONDS: positive.default(30).describe('How often rights and missed edits are asked for without being told'),
  COLLAB_OUTAGE_SECONDS: positive.default(30).describe('How long an edit waits for the database before its connection is closed'),
} as const;

export interface CollabConfig {
  readonly url: string;
  readonly host: string;
  readonly port: number;
  readonly largestUpdate: number;
  readonly messagesPerSecond: number;
  readonly floodMs: number;
  readonly recheckMs: number;
  readonly outageMs: number;
}

type Variables = z.infer<z.ZodObject<typeof collabVariables>>;

export function readCollabConfig(env: Variables): CollabConfig {
  return {
    url: env.COLLAB_URL,
    host: env.COLLAB_HOST,
    port: env.COLLAB_PORT,
    largestUpdate: env.COLLAB_UPDATE_KB * 1024,
    messagesPerSecond: env.COLLAB_MESSAGES_PER_SECOND,
    floodMs: env.COLLAB_FLOOD_SECONDS * 1000,
    recheckMs: env.COLLAB_RECHECK_SECONDS * 1000,
    outageMs: env.COLLAB_OUTAGE_SECONDS * 1000,
  };
}
